-- A batch that was refused before it was approved, by whom and why: it is never sent.
ALTER TABLE payout_batch ADD COLUMN refused_by BIGINT REFERENCES officer (id);

ALTER TABLE payout_batch ADD COLUMN refused_at BIGINT;

ALTER TABLE payout_batch ADD COLUMN refusal TEXT;

-- Its batch was refused: it never goes out, and what it would have paid waits for another batch.
ALTER TABLE disbursement ADD COLUMN withdrawn_at BIGINT;

-- Why it does not go on, as the rail said it last; empty once it was told again.
ALTER TABLE disbursement ADD COLUMN trouble TEXT;

DROP INDEX disbursement_once;

-- An instalment is on its way once at most, and paid once at most.
CREATE UNIQUE INDEX disbursement_once ON disbursement (instalment_id) WHERE state <> 'failed' AND withdrawn_at IS NULL;

-- What an officer found in the rail's statement about a payment the rail does not know. It changes nothing before an
-- officer of another duty has confirmed it.
CREATE TABLE statement_finding (
    id              BIGINT PRIMARY KEY,
    disbursement_id BIGINT NOT NULL REFERENCES disbursement (id),
    arrived         BOOLEAN NOT NULL,
    number          TEXT NOT NULL,
    reason          TEXT NOT NULL,
    proposed_by     BIGINT NOT NULL REFERENCES officer (id),
    proposed_at     BIGINT NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('proposed', 'confirmed', 'refused')),
    decided_by      BIGINT REFERENCES officer (id),
    decision        TEXT,
    decided_at      BIGINT,
    CHECK (decided_by IS NULL OR decided_by <> proposed_by),
    CHECK ((state = 'proposed') = (decided_by IS NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK ((decided_by IS NULL) = (decision IS NULL))
);

CREATE UNIQUE INDEX statement_finding_open ON statement_finding (disbursement_id) WHERE state = 'proposed';
