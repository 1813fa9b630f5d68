-- The chart of accounts as far as it is in use. A sink's sum is computed from its postings: its row stays at zero, so that
-- a million payments need not wait for one another.
CREATE TABLE ledger_account (
    id     BIGINT PRIMARY KEY,
    code   TEXT NOT NULL UNIQUE,
    posted BIGINT NOT NULL,
    held   BIGINT NOT NULL CHECK (held >= 0),
    floor  BOOLEAN NOT NULL,
    sink   BOOLEAN NOT NULL,
    CHECK (NOT floor OR held <= posted),
    CHECK (NOT sink OR (posted = 0 AND held = 0))
);

-- One business event in the books. Never changed: a mistake is followed by another entry.
CREATE TABLE journal_entry (
    id      BIGINT PRIMARY KEY,
    key     TEXT NOT NULL UNIQUE,
    kind    TEXT NOT NULL CHECK (kind IN (
        'appropriation', 'cut', 'decree', 'release', 'reallocation', 'cards', 'purchase', 'milestone', 'refund',
        'settlement', 'settlement-paid', 'instalment-sent', 'instalment-paid', 'instalment-failed', 'bank-return',
        'expiry', 'recovery', 'correction')),
    content BYTEA NOT NULL,
    reason  TEXT NOT NULL,
    at      BIGINT NOT NULL
);

-- Money that left one account and reached another.
CREATE TABLE posting (
    entry_id BIGINT NOT NULL REFERENCES journal_entry (id),
    place    BIGINT NOT NULL CHECK (place >= 0),
    from_id  BIGINT NOT NULL REFERENCES ledger_account (id),
    to_id    BIGINT NOT NULL REFERENCES ledger_account (id),
    amount   BIGINT NOT NULL CHECK (amount > 0),
    PRIMARY KEY (entry_id, place),
    CHECK (from_id <> to_id)
);

CREATE INDEX posting_out ON posting (from_id, amount);

CREATE INDEX posting_in ON posting (to_id, amount);

-- Money reserved. It ends once: posted by an entry, voided or expired.
CREATE TABLE hold (
    id         BIGINT PRIMARY KEY,
    key        TEXT NOT NULL UNIQUE,
    account_id BIGINT NOT NULL REFERENCES ledger_account (id),
    amount     BIGINT NOT NULL CHECK (amount > 0),
    state      TEXT NOT NULL CHECK (state IN ('placed', 'posted', 'voided', 'expired')),
    placed_at  BIGINT NOT NULL,
    expires_at BIGINT,
    ended_at   BIGINT,
    entry_id   BIGINT REFERENCES journal_entry (id),
    CHECK ((state = 'placed') = (ended_at IS NULL)),
    CHECK ((state = 'posted') = (entry_id IS NOT NULL))
);

CREATE INDEX hold_placed ON hold (account_id) WHERE state = 'placed';

CREATE INDEX hold_due ON hold (expires_at, id) WHERE state = 'placed';

-- The accounts there is one of. Ids made by a running system are far above these.
INSERT INTO ledger_account (id, code, posted, held, floor, sink) VALUES
    (1, 'treasury', 0, 0, FALSE, FALSE),
    (2, 'suspense', 0, 0, TRUE, FALSE),
    (11, 'paid:training', 0, 0, TRUE, TRUE),
    (12, 'paid:incentive', 0, 0, TRUE, TRUE),
    (13, 'paid:fee', 0, 0, TRUE, TRUE),
    (14, 'returned', 0, 0, TRUE, TRUE),
    (15, 'written-off', 0, 0, TRUE, TRUE);
