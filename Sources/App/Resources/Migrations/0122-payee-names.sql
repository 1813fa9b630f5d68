-- A bank or wallet names a holder whose name differs from the registry's in something a person may well have: an initial,
-- a cut end, an alias. One officer proposes, another of another duty decides; then the person may link the account.
CREATE TABLE payee_question (
    id            BIGINT PRIMARY KEY,
    person_id     BIGINT NOT NULL REFERENCES account (id),
    partner       TEXT NOT NULL,
    last_four     TEXT NOT NULL,
    lookup        BYTEA NOT NULL,
    registry_name TEXT NOT NULL,
    holder        TEXT NOT NULL,
    difference    TEXT NOT NULL,
    asked_at      BIGINT NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('asked', 'proposed', 'allowed', 'refused')),
    allows        BOOLEAN,
    proposed_by   BIGINT REFERENCES officer (id),
    proposal      TEXT,
    decided_by    BIGINT REFERENCES officer (id),
    decision      TEXT,
    decided_at    BIGINT,
    CHECK ((state = 'asked') = (proposed_by IS NULL)),
    CHECK ((proposed_by IS NULL) = (allows IS NULL)),
    CHECK ((proposed_by IS NULL) = (proposal IS NULL)),
    CHECK ((state IN ('allowed', 'refused')) = (decided_by IS NOT NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK (decided_by IS NULL OR decided_by <> proposed_by)
);

-- The same account and the same two names are one question, for ever.
CREATE UNIQUE INDEX payee_question_once ON payee_question (person_id, lookup, holder, registry_name);

CREATE INDEX payee_question_open ON payee_question (id) WHERE state IN ('asked', 'proposed');
