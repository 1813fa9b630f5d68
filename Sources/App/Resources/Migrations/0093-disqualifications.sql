-- An entry is taken out after the draw: proposed by one officer, answered by another, contested by the person, judged by
-- a third. While it is open the entry stays selected: its place is kept.
CREATE TABLE disqualification (
    id           BIGINT PRIMARY KEY,
    wave_id      BIGINT NOT NULL REFERENCES wave (id),
    entry_id     BIGINT NOT NULL REFERENCES entry (id),
    person_id    BIGINT NOT NULL REFERENCES account (id),
    ticket       BIGINT NOT NULL CHECK (ticket >= 1),
    -- As the statement of the draw names it, and the very version of it.
    list         TEXT NOT NULL,
    kind         TEXT NOT NULL,
    import_id    BIGINT NOT NULL REFERENCES list_import (id),
    state        TEXT NOT NULL
        CHECK (state IN ('proposed', 'refused', 'told', 'reserved', 'upheld', 'dismissed', 'done')),
    proposed_by  BIGINT NOT NULL REFERENCES officer (id),
    proposed_at  BIGINT NOT NULL,
    answered_by  BIGINT REFERENCES officer (id),
    answered_at  BIGINT,
    contest_by   BIGINT,
    contest      BYTEA,                   -- what the person says, sealed
    contested_at BIGINT,
    judged_by    BIGINT REFERENCES officer (id),
    judged_at    BIGINT,
    done_at      BIGINT,
    CHECK ((answered_by IS NULL) = (state = 'proposed')),
    CHECK (answered_by IS NULL OR answered_by <> proposed_by),
    CHECK (judged_by IS NULL OR (judged_by <> proposed_by AND judged_by <> answered_by)),
    CHECK ((contest IS NULL) = (contested_at IS NULL)),
    CHECK (state NOT IN ('reserved', 'upheld', 'dismissed') OR contest IS NOT NULL),
    CHECK ((state = 'done') = (done_at IS NOT NULL))
);

-- Once in a wave: whoever was right keeps the place.
CREATE UNIQUE INDEX disqualification_entry ON disqualification (entry_id) WHERE state <> 'refused';

CREATE INDEX disqualification_wave ON disqualification (wave_id, id);

CREATE INDEX disqualification_open ON disqualification (state, contest_by)
WHERE state IN ('proposed', 'told', 'reserved', 'dismissed');

-- What became of a draw's places, as it is published.
CREATE TABLE draw_change (
    wave_id BIGINT NOT NULL REFERENCES wave (id),
    place   BIGINT NOT NULL CHECK (place >= 1),
    step    TEXT NOT NULL CHECK (step IN ('out', 'passed', 'up', 'empty')),
    ticket  BIGINT,
    PRIMARY KEY (wave_id, place),
    CHECK ((step = 'empty') = (ticket IS NULL))
);
