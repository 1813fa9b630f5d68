-- How many a draw ranked and selected in each pool: what everybody's rank is read against.
CREATE TABLE draw_pool (
    wave_id  BIGINT NOT NULL REFERENCES wave (id),
    stratum  BIGINT NOT NULL,
    entries  BIGINT NOT NULL CHECK (entries >= 1),
    selected BIGINT NOT NULL CHECK (selected >= 0 AND selected <= entries),
    PRIMARY KEY (wave_id, stratum)
);
