-- An announcement that was put off. The date that had been promised stays on record.
CREATE TABLE wave_postponement (
    wave_id    BIGINT NOT NULL REFERENCES wave (id),
    place      BIGINT NOT NULL CHECK (place >= 1),
    was        BIGINT NOT NULL,
    becomes    BIGINT NOT NULL,
    reason     TEXT NOT NULL,
    officer_id BIGINT NOT NULL REFERENCES officer (id),
    decided_at BIGINT NOT NULL,
    PRIMARY KEY (wave_id, place),
    CHECK (becomes > was)
);
