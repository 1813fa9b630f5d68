-- A person's way of signing in. It exists from the moment a contact was proved.
CREATE TABLE account (
    id         BIGINT PRIMARY KEY,
    status     TEXT NOT NULL CHECK (status IN ('active', 'suspended', 'closed')),
    created_at BIGINT NOT NULL
);

-- A proved contact: sealed, found by its keyed hash, which belongs to one person only.
CREATE TABLE account_contact (
    lookup    BYTEA PRIMARY KEY,
    person_id BIGINT NOT NULL REFERENCES account (id),
    kind      TEXT NOT NULL CHECK (kind IN ('email', 'phone')),
    sealed    BYTEA NOT NULL,
    proved_at BIGINT NOT NULL,
    UNIQUE (person_id, kind)
);

-- What somebody typed on the first page of signing up, until the second page is answered, and how they
-- want to be verified.
CREATE TABLE contact_attempt (
    visit    TEXT PRIMARY KEY,
    id       BIGINT NOT NULL UNIQUE,
    sealed   BYTEA NOT NULL,
    by_link  BOOLEAN NOT NULL,
    begun_at BIGINT NOT NULL
);

-- Six digits, kept as a keyed hash over purpose, subject, destination and digits. `subject` is who may type it in:
-- a browser, a person or a purchase. A decoy has a hash that nothing matches: it keeps the answer of the page the same
-- for an address we do not know.
CREATE TABLE one_time_code (
    id               BIGINT PRIMARY KEY,
    purpose          TEXT NOT NULL CHECK (purpose IN ('sign-up', 'sign-in', 'phone', 'purchase', 'payee')),
    subject          TEXT NOT NULL,
    destination      BYTEA NOT NULL,
    destination_seal BYTEA NOT NULL,
    hash             BYTEA NOT NULL,
    link             BYTEA UNIQUE,
    shown            BYTEA,
    state            TEXT NOT NULL CHECK (state IN ('open', 'used', 'replaced')),
    tries            BIGINT NOT NULL CHECK (tries >= 0),
    resend           BIGINT NOT NULL CHECK (resend >= 0),
    issued_at        BIGINT NOT NULL,
    handed_over_at   BIGINT,
    used_at          BIGINT,
    CHECK ((state = 'used') = (used_at IS NOT NULL))
);

-- One open code per purpose and subject: a newer one takes the place of the older.
CREATE UNIQUE INDEX one_time_code_open ON one_time_code (purpose, subject) WHERE state = 'open';

CREATE INDEX one_time_code_subject ON one_time_code (purpose, subject, id);

-- How many codes a destination got in a day or a month; the limit is part of the statement that counts.
CREATE TABLE code_allowance (
    destination BYTEA NOT NULL,
    period      TEXT NOT NULL,
    sent        BIGINT NOT NULL CHECK (sent >= 1),
    PRIMARY KEY (destination, period)
);
