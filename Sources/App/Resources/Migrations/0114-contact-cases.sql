-- Somebody lost a proved contact and came to the office: one officer proposes the new one, one of another duty approves,
-- the present contacts are told and may stop it for three days, then the new contact may be proved by signing in with it.
CREATE TABLE contact_case (
    id             BIGINT PRIMARY KEY,
    person_id      BIGINT NOT NULL REFERENCES account (id),
    kind           TEXT NOT NULL CHECK (kind IN ('email', 'phone')),
    contact        BYTEA NOT NULL,          -- the new one, sealed
    contact_lookup BYTEA NOT NULL,
    reason         BYTEA NOT NULL,          -- sealed
    state          TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'refused', 'stopped', 'done')),
    proposed_by    BIGINT NOT NULL REFERENCES officer (id),
    proposed_duty  TEXT NOT NULL,
    proposed_at    BIGINT NOT NULL,
    decided_by     BIGINT REFERENCES officer (id),
    decided_duty   TEXT,
    decided_at     BIGINT,
    opens_at       BIGINT,
    ended_at       BIGINT,
    CHECK (decided_by IS NULL OR (decided_by <> proposed_by AND decided_duty <> proposed_duty)),
    CHECK ((opens_at IS NULL) = (state IN ('proposed', 'refused'))),
    CHECK ((decided_by IS NULL) = (state = 'proposed'))
);

-- One at a time.
CREATE UNIQUE INDEX contact_case_open ON contact_case (person_id) WHERE state IN ('proposed', 'approved');

CREATE INDEX contact_case_contact ON contact_case (contact_lookup) WHERE state = 'approved';
