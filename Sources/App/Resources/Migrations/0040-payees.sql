-- Where somebody's money goes. A row only ever ends; another account is another row, so that a payment can be traced.
CREATE TABLE payee_account (
    id          BIGINT PRIMARY KEY,
    person_id   BIGINT NOT NULL REFERENCES account (id),
    partner     TEXT NOT NULL,
    number      BYTEA NOT NULL,
    last_four   TEXT NOT NULL,
    lookup      BYTEA NOT NULL,
    holder      TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('checked', 'dropped', 'linked', 'unlinked')),
    checked_at  BIGINT NOT NULL,
    linked_at   BIGINT,
    unlinked_at BIGINT,
    CHECK ((state IN ('linked', 'unlinked')) = (linked_at IS NOT NULL)),
    CHECK ((state = 'unlinked') = (unlinked_at IS NOT NULL))
);

-- One that waits for its code and one that is linked, at most.
CREATE UNIQUE INDEX payee_account_checked ON payee_account (person_id) WHERE state = 'checked';

CREATE UNIQUE INDEX payee_account_linked ON payee_account (person_id) WHERE state = 'linked';

-- One account belongs to one person.
CREATE TABLE payee_number (
    lookup    BYTEA PRIMARY KEY,
    person_id BIGINT NOT NULL REFERENCES account (id)
);
