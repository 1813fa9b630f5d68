-- When two officers ended a sealed wave without a draw, because its witnesses cannot give signatures enough. The column
-- `state` stays 'sealed': neither engine can widen its CHECK, and other tables refer to the table.
ALTER TABLE wave ADD COLUMN abandoned_at BIGINT CHECK (abandoned_at IS NULL OR state = 'sealed');

-- An officer asks to end a wave without a draw, and what an officer of another duty made of it. The reason is published.
CREATE TABLE abandonment_proposal (
    id            BIGINT PRIMARY KEY,
    wave_id       BIGINT NOT NULL REFERENCES wave (id),
    reason        TEXT NOT NULL,
    state         TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'refused')),
    proposed_by   BIGINT NOT NULL REFERENCES officer (id),
    proposed_duty TEXT NOT NULL,
    proposed_at   BIGINT NOT NULL,
    decided_by    BIGINT REFERENCES officer (id),
    decided_duty  TEXT,
    decided_at    BIGINT,
    CHECK ((decided_by IS NULL) = (state = 'proposed')),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK (state <> 'approved' OR (decided_by <> proposed_by AND decided_duty <> proposed_duty))
);

-- One at a time, and none after one was approved.
CREATE UNIQUE INDEX abandonment_proposal_open ON abandonment_proposal (wave_id) WHERE state <> 'refused';

-- What people are told of a wave: also that it ended without a draw. Neither engine can widen a CHECK, so the table is
-- written again, with the same content.
CREATE TABLE wider_wave_news (
    wave_id  BIGINT NOT NULL REFERENCES wave (id),
    news     TEXT NOT NULL CHECK (news IN ('opened', 'closing', 'postponed', 'late', 'abandoned')),
    -- How many postponements there had been; 0 before the closing.
    place    BIGINT NOT NULL CHECK (place >= 0),
    -- The last person told, so that an interrupted run goes on where it stopped.
    told     BIGINT NOT NULL CHECK (told >= 0),
    begun_at BIGINT NOT NULL,
    PRIMARY KEY (wave_id, news, place)
);

INSERT INTO wider_wave_news (wave_id, news, place, told, begun_at)
SELECT wave_id, news, place, told, begun_at
FROM wave_news;

DROP TABLE wave_news;

ALTER TABLE wider_wave_news RENAME TO wave_news;
