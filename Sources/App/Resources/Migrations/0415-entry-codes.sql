-- The keyed hash that the act of joining leaves: an entry that was inserted or changed by SQL has none that fits. Absent in
-- entries of waves that opened before codes.
ALTER TABLE entry ADD COLUMN code BYTEA;
