-- A partner's endpoint, its secret and its end are proposed by one officer and decided by another. Neither engine can
-- widen a CHECK, so the table is written again, with the same content.
CREATE TABLE wider_partner_proposal (
    id              BIGINT PRIMARY KEY,
    partner_id      BIGINT NOT NULL REFERENCES partner_record (id),
    act             TEXT NOT NULL
        CHECK (
            act IN (
                'activate', 'rotate-key', 'agreement', 'addresses', 'contact', 'release', 'end', 'webhook',
                'webhook-secret', 'webhook-end'
            )
        ),
    content         TEXT NOT NULL,
    reason          TEXT NOT NULL,
    -- NULL where the command line proposed it.
    proposed_by     BIGINT REFERENCES officer (id),
    proposed_at     BIGINT NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'refused')),
    decided_by      BIGINT REFERENCES officer (id),
    decided_at      BIGINT,
    decided_because TEXT,
    proposed_duty   TEXT,
    CHECK ((state = 'proposed') = (decided_at IS NULL)),
    CHECK ((state = 'proposed') = (decided_by IS NULL)),
    -- The proposer never decides.
    CHECK (decided_by IS NULL OR proposed_by IS NULL OR decided_by <> proposed_by)
);

INSERT INTO wider_partner_proposal (
    id, partner_id, act, content, reason, proposed_by, proposed_at, state, decided_by, decided_at, decided_because,
    proposed_duty
)
SELECT
    id, partner_id, act, content, reason, proposed_by, proposed_at, state, decided_by, decided_at, decided_because,
    proposed_duty
FROM partner_proposal;

DROP TABLE partner_proposal;

ALTER TABLE wider_partner_proposal RENAME TO partner_proposal;

-- One open proposal of a kind for each partner.
CREATE UNIQUE INDEX partner_proposal_open ON partner_proposal (partner_id, act) WHERE state = 'proposed';

CREATE INDEX partner_proposal_state ON partner_proposal (state, id);
