-- What is held back because a row is not as an act left it, for the office: until the row is as it was again. It decides
-- nothing: an act compares the row itself, so that taking a row out of this table, or putting one in, releases and holds
-- nothing, and it is in no bound record.
CREATE TABLE held_matter (
    id              BIGINT PRIMARY KEY,
    cause           TEXT NOT NULL
        CHECK (cause IN ('record', 'balance', 'entries', 'proof', 'paid', 'unreadable')),
    -- The kind of the record, the ledger's account, or `table.column`.
    what            TEXT NOT NULL,
    -- The record, card, purchase or row; 0 of an account of the ledger.
    row_id          BIGINT NOT NULL,
    -- Whom and what it concerns, as the rows said when it was first met: ids without a reference, because SQL may have
    -- changed them.
    person_id       BIGINT,
    purchase_id     BIGINT,
    disbursement_id BIGINT,
    amount          BIGINT,
    -- Real clock.
    noted_at        BIGINT NOT NULL,
    last_at         BIGINT NOT NULL,
    checked_at      BIGINT NOT NULL,
    ended_at        BIGINT
);

CREATE UNIQUE INDEX held_matter_open ON held_matter (cause, what, row_id) WHERE ended_at IS NULL;

CREATE INDEX held_matter_person ON held_matter (person_id) WHERE ended_at IS NULL;

CREATE INDEX held_matter_check ON held_matter (checked_at) WHERE ended_at IS NULL;
