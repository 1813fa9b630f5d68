-- How many codes a destination got in a day or a month, by who asked for them: strangers who know an address cannot use
-- up what its owner may ask for.
CREATE TABLE code_budget (
    destination BYTEA NOT NULL,
    budget      TEXT NOT NULL,
    period      TEXT NOT NULL,
    sent        BIGINT NOT NULL CHECK (sent >= 1),
    PRIMARY KEY (destination, budget, period)
);

INSERT INTO code_budget (destination, budget, period, sent)
SELECT destination, 'strangers', period, sent
FROM code_allowance;

DROP TABLE code_allowance;

-- As before, with two more purposes; `matter`, which is what exactly a code confirms, such as one bank account; and the
-- browser that used it.
CREATE TABLE one_time_code_new (
    id               BIGINT PRIMARY KEY,
    purpose          TEXT NOT NULL
        CHECK (purpose IN ('sign-up', 'sign-in', 'phone', 'purchase', 'payee', 'old-contact', 'new-contact')),
    subject          TEXT NOT NULL,
    matter           TEXT NOT NULL,
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
    used_by          TEXT,
    CHECK ((state = 'used') = (used_at IS NOT NULL))
);

INSERT INTO one_time_code_new (id, purpose, subject, matter, destination, destination_seal, hash, link, shown, state,
    tries, resend, issued_at, handed_over_at, used_at)
SELECT id, purpose, subject, '', destination, destination_seal, hash, link, shown, state, tries, resend, issued_at,
    handed_over_at, used_at
FROM one_time_code;

DROP TABLE one_time_code;

ALTER TABLE one_time_code_new RENAME TO one_time_code;

CREATE UNIQUE INDEX one_time_code_open ON one_time_code (purpose, subject) WHERE state = 'open';

CREATE INDEX one_time_code_subject ON one_time_code (purpose, subject, id);
