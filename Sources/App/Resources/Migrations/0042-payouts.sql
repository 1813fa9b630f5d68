-- Payments sent together. Whoever drafted a batch does not approve it.
CREATE TABLE payout_batch (
    id          BIGINT PRIMARY KEY,
    author_id   BIGINT NOT NULL REFERENCES officer (id),
    approver_id BIGINT REFERENCES officer (id),
    state       TEXT NOT NULL CHECK (state IN ('drafted', 'approved', 'sent', 'settled', 'differing')),
    drafted_at  BIGINT NOT NULL,
    approved_at BIGINT,
    changes     BIGINT NOT NULL,
    CHECK (approver_id IS NULL OR approver_id <> author_id),
    CHECK ((state = 'drafted') = (approver_id IS NULL)),
    CHECK ((approver_id IS NULL) = (approved_at IS NULL))
);

-- One instruction to the rail. `told` is set before the rail is told and cleared only when surely nothing arrived there.
CREATE TABLE disbursement (
    id             BIGINT PRIMARY KEY,
    person_id      BIGINT NOT NULL REFERENCES account (id),
    batch_id       BIGINT NOT NULL REFERENCES payout_batch (id),
    instalment_id  BIGINT NOT NULL REFERENCES instalment (id),
    payee_id       BIGINT NOT NULL REFERENCES payee_account (id),
    amount         BIGINT NOT NULL CHECK (amount > 0),
    state          TEXT NOT NULL CHECK (state IN ('drafted', 'approved', 'sent', 'paid', 'failed', 'missing')),
    told           BOOLEAN NOT NULL,
    asked          BIGINT NOT NULL CHECK (asked >= 0),
    failure        TEXT,
    rail_reference TEXT,
    drafted_at     BIGINT NOT NULL,
    sent_at        BIGINT,
    ended_at       BIGINT,
    CHECK ((state IN ('drafted', 'approved')) = (sent_at IS NULL)),
    CHECK ((state = 'failed') = (failure IS NOT NULL)),
    CHECK ((state = 'paid') = (rail_reference IS NOT NULL)),
    CHECK ((state IN ('paid', 'failed')) = (ended_at IS NOT NULL))
);

CREATE INDEX disbursement_batch ON disbursement (batch_id, id);

CREATE INDEX disbursement_person ON disbursement (person_id, id);

-- An instalment is on its way once at most, and paid once at most.
CREATE UNIQUE INDEX disbursement_once ON disbursement (instalment_id) WHERE state <> 'failed';
