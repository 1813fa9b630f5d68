-- Acts on one person that take two officers of different duties: what one proposes, and what another decided.
CREATE TABLE person_proposal (
    id            BIGINT PRIMARY KEY,
    person_id     BIGINT NOT NULL REFERENCES account (id),
    act           TEXT NOT NULL CHECK (act IN ('correction', 'suspension', 'lifting', 'revocation', 'restoration')),
    state         TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'refused', 'lapsed')),
    cause         TEXT,
    -- What the person reads.
    reason        BYTEA NOT NULL,
    -- What the first officer saw or was given; for officers only.
    proof         BYTEA NOT NULL,
    -- The data before and after a correction.
    content       BYTEA,
    proposed_by   BIGINT NOT NULL REFERENCES officer (id),
    proposed_duty TEXT NOT NULL,
    proposed_at   BIGINT NOT NULL,
    decided_by    BIGINT REFERENCES officer (id),
    decided_duty  TEXT,
    decided_at    BIGINT,
    answer        BYTEA,
    CHECK ((act IN ('suspension', 'revocation')) = (cause IS NOT NULL)),
    CHECK ((act = 'correction') = (content IS NOT NULL)),
    CHECK ((state IN ('approved', 'refused')) = (decided_by IS NOT NULL)),
    CHECK ((decided_by IS NULL) = (decided_duty IS NULL)),
    CHECK ((decided_by IS NULL) = (answer IS NULL)),
    CHECK ((state = 'proposed') = (decided_at IS NULL)),
    -- Two people of two duties.
    CHECK (decided_by IS NULL OR decided_by <> proposed_by),
    CHECK (decided_duty IS NULL OR decided_duty <> proposed_duty)
);

-- One of each kind at a time for each person.
CREATE UNIQUE INDEX person_proposal_waiting ON person_proposal (person_id, act) WHERE state = 'proposed';

CREATE INDEX person_proposal_person ON person_proposal (person_id, id);

CREATE INDEX person_proposal_queue ON person_proposal (proposed_at, id) WHERE state = 'proposed';

-- An account that may not join, buy or be paid. `confirm_by` is set while one officer alone has suspended it.
CREATE TABLE account_suspension (
    id         BIGINT PRIMARY KEY,
    person_id  BIGINT NOT NULL REFERENCES account (id),
    cause      TEXT NOT NULL,
    -- What the person reads.
    reason     BYTEA NOT NULL,
    began_by   BIGINT NOT NULL REFERENCES officer (id),
    began_at   BIGINT NOT NULL,
    confirm_by BIGINT,
    -- The proposal that confirms it, or confirmed it.
    proposal   BIGINT NOT NULL REFERENCES person_proposal (id),
    ended_at   BIGINT,
    ending     TEXT CHECK (ending IN ('lifted', 'refused', 'lapsed')),
    CHECK ((ended_at IS NULL) = (ending IS NULL)),
    CHECK (confirm_by IS NULL OR confirm_by > began_at),
    CHECK (ending IS NULL OR (ending = 'lifted') = (confirm_by IS NULL))
);

CREATE UNIQUE INDEX account_suspension_running ON account_suspension (person_id) WHERE ended_at IS NULL;

CREATE INDEX account_suspension_person ON account_suspension (person_id, id);

CREATE INDEX account_suspension_due ON account_suspension (confirm_by) WHERE ended_at IS NULL AND confirm_by IS NOT NULL;

-- How many messages officers sent again to a person on a day, so that no person is flooded.
CREATE TABLE message_repetition (
    person_id BIGINT NOT NULL REFERENCES account (id),
    day       TEXT NOT NULL,
    sent      BIGINT NOT NULL CHECK (sent BETWEEN 1 AND 3),
    PRIMARY KEY (person_id, day)
);

-- A card that two officers revoked, with what it returned; and when it was given back.
CREATE TABLE card_revocation (
    id          BIGINT PRIMARY KEY,
    card_id     BIGINT NOT NULL REFERENCES card (id),
    person_id   BIGINT NOT NULL REFERENCES account (id),
    proposal    BIGINT NOT NULL UNIQUE REFERENCES person_proposal (id),
    -- Whether the card was suspended before, or active.
    was         TEXT NOT NULL CHECK (was IN ('active', 'suspended')),
    training    BIGINT NOT NULL CHECK (training >= 0),
    incentive   BIGINT NOT NULL CHECK (incentive >= 0),
    training_closed_at BIGINT,
    revoked_at  BIGINT NOT NULL,
    restored_at BIGINT
);

CREATE UNIQUE INDEX card_revocation_running ON card_revocation (card_id) WHERE restored_at IS NULL;

CREATE INDEX card_revocation_person ON card_revocation (person_id, id);

-- The instalments that a revocation forfeited, with the state that each had.
CREATE TABLE revoked_instalment (
    revocation    BIGINT NOT NULL REFERENCES card_revocation (id),
    instalment_id BIGINT NOT NULL REFERENCES instalment (id),
    was           TEXT NOT NULL CHECK (was IN ('planned', 'earned', 'requested', 'failed')),
    PRIMARY KEY (revocation, instalment_id)
);
