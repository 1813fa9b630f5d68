-- Invitations of one list, counted before they are approved: drafted by one officer, started by another, then sent some
-- at a time. `position` is the last row of `list_contact` that was counted or, from the start on, invited. Real clock.
CREATE TABLE invitation_batch (
    id             BIGINT PRIMARY KEY,
    import_id      BIGINT NOT NULL REFERENCES list_import (id),
    state          TEXT NOT NULL CHECK (state IN ('counting', 'drafted', 'running', 'paused', 'done', 'refused')),
    reason         TEXT NOT NULL,
    -- The amount that the text names.
    benefit        BIGINT NOT NULL CHECK (benefit > 0),
    position       BIGINT NOT NULL CHECK (position >= 0),
    people         BIGINT NOT NULL CHECK (people >= 0),
    registered     BIGINT NOT NULL CHECK (registered >= 0),
    invited_before BIGINT NOT NULL CHECK (invited_before >= 0),
    texts          BIGINT NOT NULL CHECK (texts >= 0),
    mails          BIGINT NOT NULL CHECK (mails >= 0),
    counted_at     BIGINT,
    proposed_by    BIGINT NOT NULL REFERENCES officer (id),
    proposed_duty  TEXT NOT NULL,
    proposed_at    BIGINT NOT NULL,
    decided_by     BIGINT REFERENCES officer (id),
    decided_at     BIGINT,
    answer         TEXT,
    -- People invited, and what became of their messages when it was last counted.
    invited        BIGINT NOT NULL CHECK (invited >= 0),
    sent           BIGINT NOT NULL CHECK (sent >= 0),
    delivered      BIGINT NOT NULL CHECK (delivered >= 0),
    failed         BIGINT NOT NULL CHECK (failed >= 0),
    figures_at     BIGINT,
    CHECK ((state = 'counting') = (counted_at IS NULL)),
    CHECK ((state IN ('counting', 'drafted')) = (decided_by IS NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK ((decided_by IS NULL) = (answer IS NULL)),
    CHECK (decided_by IS NULL OR decided_by <> proposed_by)
);

-- One at a time for each list.
CREATE UNIQUE INDEX invitation_batch_list ON invitation_batch (import_id)
WHERE state IN ('counting', 'drafted', 'running', 'paused');

CREATE INDEX invitation_batch_import ON invitation_batch (import_id, id);

-- The messages of a batch, by which their deliveries are counted.
CREATE TABLE invitation_message (
    batch_id   BIGINT NOT NULL REFERENCES invitation_batch (id),
    message_id BIGINT NOT NULL REFERENCES message (id),
    PRIMARY KEY (batch_id, message_id)
);
