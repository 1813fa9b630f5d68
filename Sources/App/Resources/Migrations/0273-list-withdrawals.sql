-- A list in force is withdrawn by two officers. Its state becomes 'replaced', which no version of the program counts,
-- and `withdrawn_at` says that no newer one replaced it. Real clock.
ALTER TABLE list_import ADD COLUMN withdrawn_at BIGINT;

CREATE TABLE list_withdrawal (
    id            BIGINT PRIMARY KEY,
    import_id     BIGINT NOT NULL REFERENCES list_import (id),
    reason        TEXT NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('proposed', 'in-force', 'refused')),
    proposed_by   BIGINT NOT NULL REFERENCES officer (id),
    proposed_duty TEXT NOT NULL,
    proposed_at   BIGINT NOT NULL,
    decided_by    BIGINT REFERENCES officer (id),
    decided_at    BIGINT,
    answer        TEXT,
    CHECK ((state = 'proposed') = (decided_by IS NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK ((decided_by IS NULL) = (answer IS NULL)),
    CHECK (decided_by IS NULL OR decided_by <> proposed_by)
);

-- One at a time for each list, and none after it is withdrawn.
CREATE UNIQUE INDEX list_withdrawal_list ON list_withdrawal (import_id) WHERE state IN ('proposed', 'in-force');
