-- What the registry says of the people on a sealed list, in numbers, as its statement has them.
CREATE TABLE draw_answer (
    wave_id  BIGINT NOT NULL REFERENCES wave (id),
    answer   TEXT NOT NULL CHECK (answer IN ('registry', 'hand', 'disputed', 'differs', 'not-found', 'waiting')),
    entries  BIGINT NOT NULL CHECK (entries >= 1),
    -- The first and the last of these answers, by the programme's clock; only of the registry's confirmations.
    first_at BIGINT,
    last_at  BIGINT,
    PRIMARY KEY (wave_id, answer),
    CHECK ((first_at IS NULL) = (last_at IS NULL)),
    CHECK ((answer = 'registry') = (first_at IS NOT NULL))
);
