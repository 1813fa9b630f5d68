-- One person removed from one office's list on proof, whichever version carries the line: proposed by one officer, put
-- in force by another, and ended by two. The line itself stays in `list_entry`. NIK, proof and reasons are sealed.
-- Real clock.
CREATE TABLE list_removal (
    id                BIGINT PRIMARY KEY,
    kind              TEXT NOT NULL,
    source            TEXT NOT NULL,
    lookup            BYTEA NOT NULL,
    -- The version in which the officer found the line.
    import_id         BIGINT NOT NULL REFERENCES list_import (id),
    -- Empty for a person without an account.
    person_id         BIGINT REFERENCES account (id),
    case_id           BIGINT REFERENCES service_case (id),
    nik               BYTEA NOT NULL,
    proof             BYTEA NOT NULL,
    reason            BYTEA NOT NULL,
    state             TEXT NOT NULL CHECK (state IN ('proposed', 'in-force', 'refused', 'ending', 'ended')),
    proposed_by       BIGINT NOT NULL REFERENCES officer (id),
    proposed_duty     TEXT NOT NULL,
    proposed_at       BIGINT NOT NULL,
    decided_by        BIGINT REFERENCES officer (id),
    decided_at        BIGINT,
    answer            BYTEA,
    end_reason        BYTEA,
    end_proposed_by   BIGINT REFERENCES officer (id),
    end_proposed_duty TEXT,
    ended_by          BIGINT REFERENCES officer (id),
    ended_at          BIGINT,
    CHECK ((state = 'proposed') = (decided_by IS NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK ((decided_by IS NULL) = (answer IS NULL)),
    CHECK (decided_by IS NULL OR decided_by <> proposed_by),
    CHECK ((state IN ('ending', 'ended')) = (end_proposed_by IS NOT NULL)),
    CHECK ((end_proposed_by IS NULL) = (end_proposed_duty IS NULL)),
    CHECK ((end_proposed_by IS NULL) = (end_reason IS NULL)),
    CHECK ((state = 'ended') = (ended_by IS NOT NULL)),
    CHECK ((ended_by IS NULL) = (ended_at IS NULL)),
    CHECK (ended_by IS NULL OR ended_by <> end_proposed_by)
);

-- One at a time for each line; also asked for each eligibility.
CREATE UNIQUE INDEX list_removal_line ON list_removal (lookup, kind, source)
WHERE state IN ('proposed', 'in-force', 'ending');

CREATE INDEX list_removal_list ON list_removal (kind, source, id);

CREATE INDEX list_removal_waiting ON list_removal (id) WHERE state IN ('proposed', 'ending');

CREATE INDEX list_removal_person ON list_removal (person_id);
