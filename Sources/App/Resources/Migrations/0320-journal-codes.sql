-- The code of each entry under a key from the master key (docs/proofs.md). Entries from before have none.
ALTER TABLE journal_entry ADD COLUMN code BYTEA;
