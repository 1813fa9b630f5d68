-- What a case of a person is about who holds a receipt of a wave and is not in its draw. The entry is the one that the log
-- names; its row may be gone.
CREATE TABLE case_entry (
    case_id  BIGINT PRIMARY KEY REFERENCES service_case (id),
    wave_id  BIGINT NOT NULL REFERENCES wave (id),
    entry_id BIGINT NOT NULL,
    -- The round of the draw, or the announcement: nothing can be put right any more. Programme clock.
    until    BIGINT NOT NULL
);

CREATE INDEX case_entry_entry ON case_entry (entry_id);
