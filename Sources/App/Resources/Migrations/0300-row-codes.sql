-- The code of each row under a key from the master key (docs/proofs.md). Rows from before have none.
ALTER TABLE audit_event ADD COLUMN code BYTEA;

ALTER TABLE access_reading ADD COLUMN code BYTEA;
