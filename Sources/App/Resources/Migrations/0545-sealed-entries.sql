-- Which sealed entries of the journal each card and each purchase has. The sealer adds the rows with the leaves, so that an
-- entry that is taken away with its postings is missed at once (docs/decisions/0028). Rows are added and never changed.
CREATE TABLE sealed_entry (
    -- The account's code and not its id, which SQL could give to another account.
    account  TEXT NOT NULL,
    entry_id BIGINT NOT NULL,
    PRIMARY KEY (account, entry_id)
);

INSERT INTO sealed_entry (account, entry_id)
SELECT ledger_account.code, posting.entry_id
FROM posting
JOIN ledger_account ON ledger_account.id = posting.from_id
JOIN log_leaf ON log_leaf.kind = 'journal' AND log_leaf.row_id = posting.entry_id
WHERE ledger_account.code LIKE 'card:%' OR ledger_account.code LIKE 'purchase:%'
UNION
SELECT ledger_account.code, posting.entry_id
FROM posting
JOIN ledger_account ON ledger_account.id = posting.to_id
JOIN log_leaf ON log_leaf.kind = 'journal' AND log_leaf.row_id = posting.entry_id
WHERE ledger_account.code LIKE 'card:%' OR ledger_account.code LIKE 'purchase:%';
