-- People of a partner propose its webhooks too. Neither engine can widen a CHECK, so the table is written again, with the
-- same content.
CREATE TABLE wider_partner_proposal (
    id                 BIGINT PRIMARY KEY,
    partner_id         BIGINT NOT NULL REFERENCES partner_record (id),
    act                TEXT NOT NULL
        CHECK (
            act IN (
                'activate', 'rotate-key', 'agreement', 'addresses', 'contact', 'release', 'end', 'webhook',
                'webhook-secret', 'webhook-end'
            )
        ),
    content            TEXT NOT NULL,
    reason             TEXT NOT NULL,
    -- NULL where the command line or a person of the partner proposed it.
    proposed_by        BIGINT REFERENCES officer (id),
    proposed_at        BIGINT NOT NULL,
    state              TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'refused')),
    decided_by         BIGINT REFERENCES officer (id),
    decided_at         BIGINT,
    decided_because    TEXT,
    proposed_duty      TEXT,
    proposed_colleague BIGINT REFERENCES partner_person (id),
    decided_colleague  BIGINT REFERENCES partner_person (id),
    CHECK ((state = 'proposed') = (decided_at IS NULL)),
    CHECK ((state = 'proposed') = (decided_by IS NULL AND decided_colleague IS NULL)),
    CHECK (proposed_by IS NULL OR proposed_colleague IS NULL),
    CHECK (decided_by IS NULL OR decided_colleague IS NULL),
    -- The proposer never decides.
    CHECK (decided_by IS NULL OR proposed_by IS NULL OR decided_by <> proposed_by),
    -- People of a partner propose and decide keys, and propose addresses and webhooks; nothing else.
    CHECK (
        proposed_colleague IS NULL
        OR act IN ('rotate-key', 'addresses', 'webhook', 'webhook-secret', 'webhook-end')
    ),
    CHECK (decided_colleague IS NULL OR (act = 'rotate-key' AND decided_colleague <> proposed_colleague)),
    CHECK (decided_colleague IS NULL OR proposed_colleague IS NOT NULL)
);

INSERT INTO wider_partner_proposal (id, partner_id, act, content, reason, proposed_by, proposed_at, state, decided_by,
    decided_at, decided_because, proposed_duty, proposed_colleague, decided_colleague)
SELECT id, partner_id, act, content, reason, proposed_by, proposed_at, state, decided_by, decided_at, decided_because,
    proposed_duty, proposed_colleague, decided_colleague
FROM partner_proposal;

DROP TABLE partner_proposal;

ALTER TABLE wider_partner_proposal RENAME TO partner_proposal;

-- One open proposal of a kind for each partner.
CREATE UNIQUE INDEX partner_proposal_open ON partner_proposal (partner_id, act) WHERE state = 'proposed';

CREATE INDEX partner_proposal_state ON partner_proposal (state, id);
