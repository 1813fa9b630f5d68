-- Somebody who had joined and was not sealed: when the wave's entries were looked at once more, the rules did not let them
-- in any more. The entry itself is withdrawn; the reasons are those of the decision that day.
CREATE TABLE entry_removal (
    entry_id   BIGINT PRIMARY KEY REFERENCES entry (id),
    wave_id    BIGINT NOT NULL REFERENCES wave (id),
    reasons    TEXT NOT NULL,
    removed_at BIGINT NOT NULL
);

CREATE INDEX entry_removal_wave ON entry_removal (wave_id);
