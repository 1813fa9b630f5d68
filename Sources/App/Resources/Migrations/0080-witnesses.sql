-- The draw of a wave: begun with its opening, sealed when it has closed, drawn once nothing is left to wait for.
CREATE TABLE witnessed_draw (
    wave_id   BIGINT PRIMARY KEY REFERENCES wave (id),
    opened_at BIGINT NOT NULL,
    -- The mark of whoever seals at the moment: another one takes it over, and the first stops.
    sealing   BYTEA,
    entries   BIGINT CHECK (entries >= 0),
    root      BYTEA,
    -- The roots of each 1,024 entries: from them and one such piece follows anybody's proof.
    pieces    BYTEA,
    seed      BYTEA,
    selected  BIGINT CHECK (selected >= 0),
    CHECK ((root IS NULL) = (entries IS NULL)),
    CHECK (seed IS NULL OR root IS NOT NULL),
    CHECK (selected IS NULL OR seed IS NOT NULL)
);

-- Whoever keeps a secret for a wave: its lock, and the secret once it was shown. The system's own is kept sealed.
CREATE TABLE draw_witness (
    wave_id       BIGINT NOT NULL REFERENCES wave (id),
    witness       TEXT NOT NULL,
    commitment    BYTEA NOT NULL,
    committed_at  BIGINT NOT NULL,
    -- The paper as it was handed in, with its signature; none from the system.
    paper         TEXT,
    secret_sealed BYTEA,
    secret        BYTEA,
    revealed_at   BIGINT,
    PRIMARY KEY (wave_id, witness)
);

INSERT INTO witnessed_draw (wave_id, opened_at, entries, root, seed, selected)
SELECT wave_id, committed_at, entries, root, seed, selected
FROM draw;

INSERT INTO draw_witness (wave_id, witness, commitment, committed_at, secret_sealed, secret)
SELECT wave_id, 'sistem', commitment, committed_at, secret_sealed, secret
FROM draw;

DROP TABLE draw;

ALTER TABLE witnessed_draw RENAME TO draw;

-- One try at a draw under witnesses. A try that too few signed stays, and is followed by the next.
CREATE TABLE draw_attempt (
    wave_id   BIGINT NOT NULL REFERENCES wave (id),
    number    BIGINT NOT NULL CHECK (number >= 1),
    round     BIGINT NOT NULL CHECK (round >= 1),
    begun_at  BIGINT NOT NULL,
    -- What is signed; written once all secrets are shown or their time is over.
    statement TEXT,
    stated_at BIGINT,
    PRIMARY KEY (wave_id, number),
    CHECK ((statement IS NULL) = (stated_at IS NULL))
);

CREATE TABLE draw_signature (
    wave_id   BIGINT NOT NULL,
    attempt   BIGINT NOT NULL,
    witness   TEXT NOT NULL,
    line      TEXT NOT NULL,
    signed_at BIGINT NOT NULL,
    PRIMARY KEY (wave_id, attempt, witness),
    FOREIGN KEY (wave_id, attempt) REFERENCES draw_attempt (wave_id, number)
);

-- The value of public randomness that a wave's draw waited for.
CREATE TABLE draw_beacon (
    wave_id    BIGINT PRIMARY KEY REFERENCES wave (id),
    round      BIGINT NOT NULL,
    randomness TEXT NOT NULL,
    signature  TEXT NOT NULL,
    fetched_at BIGINT NOT NULL
);

-- How many sealed entries belong to each pool.
CREATE TABLE draw_count (
    wave_id BIGINT NOT NULL REFERENCES wave (id),
    stratum BIGINT NOT NULL,
    entries BIGINT NOT NULL CHECK (entries >= 0),
    PRIMARY KEY (wave_id, stratum)
);

-- The lists in force when a wave was sealed.
CREATE TABLE draw_list (
    wave_id BIGINT NOT NULL REFERENCES wave (id),
    name    TEXT NOT NULL,
    digest  BYTEA NOT NULL,
    PRIMARY KEY (wave_id, name)
);
