-- The code of each posting under a key from the master key (docs/proofs.md), so that the balance of one account can be
-- added up from its own rows alone. Postings from before have none; of these the code of their entry counts.
ALTER TABLE posting ADD COLUMN code BYTEA;
-- The entries from before they had codes, which the first start of a server binds.
CREATE INDEX journal_entry_uncoded ON journal_entry (id) WHERE code IS NULL;
