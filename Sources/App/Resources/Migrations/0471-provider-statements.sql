-- A statement of the payment provider as an officer took it in: the name and digest of its file, and one row for each
-- payment that it names.
CREATE TABLE provider_statement (
    id        BIGINT PRIMARY KEY,
    name      TEXT NOT NULL,
    -- SHA-256 of the file: the same file is taken in once.
    digest    BYTEA NOT NULL UNIQUE,
    first_day TEXT NOT NULL,
    last_day  TEXT NOT NULL,
    entries   BIGINT NOT NULL CHECK (entries >= 1),
    amount    BIGINT NOT NULL CHECK (amount >= 1),
    taken_by  BIGINT NOT NULL REFERENCES officer (id),
    taken_at  BIGINT NOT NULL,
    CHECK (first_day <= last_day)
);

CREATE TABLE provider_statement_line (
    statement_id    BIGINT NOT NULL REFERENCES provider_statement (id),
    -- The line of the file, from 1.
    line            BIGINT NOT NULL CHECK (line >= 1),
    day             TEXT NOT NULL,
    -- What was submitted as ours, and the provider's own number.
    reference       TEXT NOT NULL,
    number          TEXT NOT NULL,
    amount          BIGINT NOT NULL CHECK (amount >= 1),
    -- The payment of ours with this reference; NULL where there is none.
    disbursement_id BIGINT REFERENCES disbursement (id),
    -- Whether an earlier line of the same statement has the same reference.
    repeated        BOOLEAN NOT NULL,
    PRIMARY KEY (statement_id, line)
);
CREATE INDEX provider_statement_line_payment ON provider_statement_line (disbursement_id)
WHERE disbursement_id IS NOT NULL;
