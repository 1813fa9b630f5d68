-- What a person says their identity card says. A correction is a new claim; three NIKs may be tried.
CREATE TABLE identity_claim (
    id            BIGINT PRIMARY KEY,
    person_id     BIGINT NOT NULL REFERENCES account (id),
    attempt       BIGINT NOT NULL CHECK (attempt BETWEEN 1 AND 3),
    nik           BYTEA NOT NULL,
    nik_lookup    BYTEA NOT NULL,
    family_card   BYTEA,
    household     BYTEA NOT NULL,
    birth_date    TEXT NOT NULL,
    state         TEXT NOT NULL
        CHECK (state IN ('waiting', 'verified', 'mismatch', 'not-found', 'contested', 'replaced')),
    differing     TEXT NOT NULL,           -- names of fields, with commas
    counted       BOOLEAN NOT NULL,        -- whether verified_nik has counted this claim
    claimed_at    BIGINT NOT NULL,
    waiting_since BIGINT NOT NULL,
    checks        BIGINT NOT NULL CHECK (checks BETWEEN 0 AND 8),
    answered_at   BIGINT,
    UNIQUE (person_id, attempt)
);

-- One claim in force per person.
CREATE UNIQUE INDEX identity_claim_current ON identity_claim (person_id) WHERE state <> 'replaced';

CREATE INDEX identity_claim_nik ON identity_claim (nik_lookup);

-- The guarded row on which two people with one verified NIK meet: whoever comes second freezes both.
CREATE TABLE verified_nik (
    lookup  BYTEA PRIMARY KEY,
    holders BIGINT NOT NULL CHECK (holders >= 0)
);
