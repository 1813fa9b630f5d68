-- An officer asks to put an announcement off, and what an officer of another duty made of it. Only an approved one moves
-- the date; one that was refused, or taken back by its author, stays on record.
CREATE TABLE postponement_proposal (
    id            BIGINT PRIMARY KEY,
    wave_id       BIGINT NOT NULL REFERENCES wave (id),
    was           BIGINT NOT NULL,
    becomes       BIGINT NOT NULL,
    reason        TEXT NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'refused')),
    proposed_by   BIGINT NOT NULL REFERENCES officer (id),
    proposed_duty TEXT NOT NULL,
    proposed_at   BIGINT NOT NULL,
    decided_by    BIGINT REFERENCES officer (id),
    decided_duty  TEXT,
    decided_at    BIGINT,
    CHECK (becomes > was),
    CHECK ((decided_by IS NULL) = (state = 'proposed')),
    CHECK (state <> 'approved' OR (decided_by <> proposed_by AND decided_duty <> proposed_duty))
);

-- One at a time.
CREATE UNIQUE INDEX postponement_proposal_open ON postponement_proposal (wave_id) WHERE state = 'proposed';
