-- A table that an officer asked for, with its purpose. Where a row is about one person, an officer of another duty
-- agrees first.
CREATE TABLE export_request (
    id           BIGINT PRIMARY KEY,
    kind         TEXT NOT NULL CHECK (kind IN ('selected', 'batch', 'entries', 'audit', 'figures', 'cases')),
    part         TEXT NOT NULL,               -- which wave, batch or days
    purpose      TEXT NOT NULL,
    personal     BOOLEAN NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('asked', 'approved', 'refused', 'made', 'failed', 'expired')),
    asked_by     BIGINT NOT NULL REFERENCES officer (id),
    asked_duty   TEXT NOT NULL,
    asked_at     BIGINT NOT NULL,
    decided_by   BIGINT REFERENCES officer (id),
    decided_duty TEXT,
    decided_at   BIGINT,
    decision     TEXT,
    lines        BIGINT CHECK (lines >= 0),
    bytes        BIGINT CHECK (bytes >= 0),
    digest       BYTEA,                       -- SHA-256 of the whole file
    made_at      BIGINT,                      -- real clock
    expires_at   BIGINT,
    trouble      TEXT,
    CHECK (decided_by IS NULL OR (decided_by <> asked_by AND decided_duty <> asked_duty)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    -- No person's data leaves without a second officer.
    CHECK (NOT personal OR state IN ('asked', 'refused') OR decided_by IS NOT NULL),
    CHECK (state NOT IN ('made', 'expired') OR (digest IS NOT NULL AND expires_at IS NOT NULL))
);
CREATE INDEX export_request_open ON export_request (state, id) WHERE state IN ('asked', 'made');

-- The file in pieces, sealed; deleted when it expires.
CREATE TABLE export_piece (
    id        BIGINT PRIMARY KEY,
    export_id BIGINT NOT NULL REFERENCES export_request (id),
    place     BIGINT NOT NULL CHECK (place >= 0),
    content   BYTEA NOT NULL,
    UNIQUE (export_id, place)
);

-- Each download: who, when, from where.
CREATE TABLE export_download (
    id         BIGINT PRIMARY KEY,
    export_id  BIGINT NOT NULL REFERENCES export_request (id),
    officer_id BIGINT NOT NULL REFERENCES officer (id),
    at         BIGINT NOT NULL,
    address    TEXT NOT NULL
);
CREATE INDEX export_download_export ON export_download (export_id, id);
