-- The decree that names a wave's beneficiaries and commits their money. One wave, one decree.
CREATE TABLE decree (
    id         BIGINT PRIMARY KEY,
    wave_id    BIGINT NOT NULL UNIQUE REFERENCES wave (id),
    people     BIGINT NOT NULL CHECK (people >= 0),
    amount     BIGINT NOT NULL CHECK (amount >= 0),
    drafted_by BIGINT NOT NULL REFERENCES officer (id),
    drafted_at BIGINT NOT NULL,
    signed_at  BIGINT
);

-- Two signatures of two people; the second one puts the decree in force.
CREATE TABLE decree_signature (
    decree_id  BIGINT NOT NULL REFERENCES decree (id),
    place      BIGINT NOT NULL CHECK (place IN (1, 2)),
    officer_id BIGINT NOT NULL REFERENCES officer (id),
    signed_at  BIGINT NOT NULL,
    PRIMARY KEY (decree_id, place),
    UNIQUE (decree_id, officer_id)
);
