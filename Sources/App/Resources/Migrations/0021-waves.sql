-- One round of an edition: when people may join, how many places it has, and how far it has come.
CREATE TABLE wave (
    id           BIGINT PRIMARY KEY,
    edition      TEXT NOT NULL,
    number       BIGINT NOT NULL CHECK (number >= 1),
    quota        BIGINT NOT NULL CHECK (quota >= 1),
    opens_at     BIGINT NOT NULL,
    closes_at    BIGINT NOT NULL,
    announces_at BIGINT NOT NULL,
    state        TEXT NOT NULL
        CHECK (state IN ('planned', 'open', 'closed', 'sealed', 'drawn', 'decreed', 'announced')),
    opened_at    BIGINT,
    closed_at    BIGINT,
    sealed_at    BIGINT,
    drawn_at     BIGINT,
    decreed_at   BIGINT,
    announced_at BIGINT,
    -- The last entry whose person was told the outcome; they are told in the order of their entries.
    told         BIGINT NOT NULL CHECK (told >= 0),
    UNIQUE (edition, number),
    CHECK (opens_at < closes_at AND closes_at < announces_at),
    CHECK ((state = 'planned') = (opened_at IS NULL)),
    CHECK ((state IN ('planned', 'open')) = (closed_at IS NULL)),
    CHECK (state NOT IN ('decreed', 'announced') OR decreed_at IS NOT NULL)
);

-- The door of a wave, in 64 leaves so that people who come together do not wait for each other. The live count is their sum.
CREATE TABLE wave_gate (
    wave_id BIGINT NOT NULL REFERENCES wave (id),
    shard   BIGINT NOT NULL CHECK (shard >= 0 AND shard < 64),
    open    BOOLEAN NOT NULL,
    joined  BIGINT NOT NULL CHECK (joined >= 0),
    PRIMARY KEY (wave_id, shard)
);

-- Somebody's place in a wave, with what the draw needs to know of them as it was when they joined.
CREATE TABLE entry (
    id             BIGINT PRIMARY KEY,
    wave_id        BIGINT NOT NULL REFERENCES wave (id),
    person_id      BIGINT NOT NULL REFERENCES account (id),
    application_id BIGINT NOT NULL REFERENCES application (id),
    state          TEXT NOT NULL
        CHECK (state IN ('joined', 'sealed', 'selected', 'not-selected', 'withdrawn', 'disqualified')),
    arrived_at     BIGINT NOT NULL,
    shard          BIGINT NOT NULL CHECK (shard >= 0 AND shard < 64),
    priority       BOOLEAN NOT NULL,
    province       BIGINT NOT NULL CHECK (province >= 0 AND province <= 97),
    household      BYTEA NOT NULL,
    -- From sealing on: the ticket and what its leaf holds.
    ticket         BIGINT CHECK (ticket >= 1),
    household_tag  BYTEA,
    earlier        BIGINT CHECK (earlier >= 0),
    salt           BYTEA,
    -- From the draw on: the pool it was last drawn in, and its place of how many there.
    stratum        BIGINT,
    position       BIGINT CHECK (position >= 1),
    pool           BIGINT CHECK (pool >= 1),
    UNIQUE (wave_id, person_id),
    UNIQUE (wave_id, ticket),
    CHECK ((state IN ('joined', 'withdrawn')) = (ticket IS NULL)),
    CHECK (state NOT IN ('selected', 'not-selected') OR position IS NOT NULL)
);

CREATE INDEX entry_person ON entry (person_id, id);

CREATE INDEX entry_state ON entry (wave_id, state, id);

CREATE INDEX entry_household ON entry (household) WHERE state = 'selected';

-- The draw of a wave: committed when it opens, sealed when it has closed, revealed when it is drawn.
CREATE TABLE draw (
    wave_id       BIGINT PRIMARY KEY REFERENCES wave (id),
    commitment    BYTEA NOT NULL,
    committed_at  BIGINT NOT NULL,
    secret_sealed BYTEA NOT NULL,
    entries       BIGINT CHECK (entries >= 0),
    root          BYTEA,
    secret        BYTEA,
    seed          BYTEA,
    selected      BIGINT CHECK (selected >= 0),
    CHECK ((root IS NULL) = (entries IS NULL)),
    CHECK ((seed IS NULL) = (secret IS NULL)),
    CHECK ((seed IS NULL) = (selected IS NULL)),
    CHECK (seed IS NULL OR root IS NOT NULL)
);
