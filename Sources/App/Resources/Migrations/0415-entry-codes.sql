-- The keyed hash that the act of joining leaves: an entry that was inserted or changed by SQL has none that fits. Absent in
-- entries from before this migration.
ALTER TABLE entry ADD COLUMN code BYTEA;
