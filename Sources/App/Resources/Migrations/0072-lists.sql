-- A list of another office, as it was brought in. Nobody's NIK is kept, only its keyed hash.
CREATE TABLE list_import (
    id          BIGINT PRIMARY KEY,
    kind        TEXT NOT NULL,
    source      TEXT NOT NULL,
    as_of       TEXT NOT NULL,
    expires_on  TEXT,
    state       TEXT NOT NULL CHECK (state IN ('reading', 'proposed', 'in-force', 'refused', 'replaced')),
    digest      BYTEA,                     -- SHA-256 of the file, once it was read to its end
    accepted    BIGINT NOT NULL CHECK (accepted >= 0),
    duplicates  BIGINT NOT NULL CHECK (duplicates >= 0),
    bad         BIGINT NOT NULL CHECK (bad >= 0),
    contacts    BIGINT NOT NULL CHECK (contacts >= 0),
    imported_by BIGINT REFERENCES officer (id),   -- NULL for the command line
    imported_at BIGINT NOT NULL,
    decided_by  BIGINT REFERENCES officer (id),
    decided_at  BIGINT,
    CHECK ((state = 'reading') = (digest IS NULL)),
    CHECK (decided_by IS NULL OR imported_by IS NULL OR decided_by <> imported_by),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL))
);

-- One list in force of each kind and source.
CREATE UNIQUE INDEX list_import_in_force ON list_import (kind, source) WHERE state = 'in-force';

-- Who stands on it. Found by the hash, whatever list it is on.
CREATE TABLE list_entry (
    lookup    BYTEA NOT NULL,
    import_id BIGINT NOT NULL REFERENCES list_import (id),
    PRIMARY KEY (lookup, import_id)
);

-- How people on a list can be reached, sealed, where the office that keeps it said so.
CREATE TABLE list_contact (
    id        BIGINT PRIMARY KEY,
    import_id BIGINT NOT NULL REFERENCES list_import (id),
    lookup    BYTEA NOT NULL,
    contacts  BYTEA NOT NULL
);

CREATE INDEX list_contact_import ON list_contact (import_id, id);

-- Lines that could not be read: where and why, never what they held. The first so many of each list.
CREATE TABLE list_slip (
    import_id BIGINT NOT NULL REFERENCES list_import (id),
    line      BIGINT NOT NULL CHECK (line >= 1),
    reason    TEXT NOT NULL,
    PRIMARY KEY (import_id, line)
);

-- Somebody on a priority list was invited, once in their life.
CREATE TABLE invitation (
    lookup     BYTEA PRIMARY KEY,
    import_id  BIGINT NOT NULL REFERENCES list_import (id),
    invited_at BIGINT NOT NULL
);

CREATE INDEX invitation_import ON invitation (import_id);

CREATE INDEX invitation_time ON invitation (invited_at);

-- How many of a list came to the programme, as last counted.
CREATE TABLE list_take_up (
    import_id  BIGINT PRIMARY KEY REFERENCES list_import (id),
    registered BIGINT NOT NULL,
    joined     BIGINT NOT NULL,
    selected   BIGINT NOT NULL,
    invited    BIGINT NOT NULL,
    counted_at BIGINT NOT NULL
);
