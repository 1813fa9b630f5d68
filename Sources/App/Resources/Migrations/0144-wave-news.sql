-- What people are told of a wave before its outcome: that it opens, that it closes soon, that its announcement was put off
-- or is late.
-- The last person told is kept with the messages, so that an interrupted run goes on where it stopped.
CREATE TABLE wave_news (
    wave_id  BIGINT NOT NULL REFERENCES wave (id),
    news     TEXT NOT NULL CHECK (news IN ('opened', 'closing', 'postponed', 'late')),
    -- How many postponements there had been; 0 before the closing.
    place    BIGINT NOT NULL CHECK (place >= 0),
    told     BIGINT NOT NULL CHECK (told >= 0),
    begun_at BIGINT NOT NULL,
    PRIMARY KEY (wave_id, news, place)
);
