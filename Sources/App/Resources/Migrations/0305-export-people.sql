-- Whom the rows of a finished export are about, as ids with commas, sealed, as they were when it was made: a download is
-- recorded as a reading of their data. Deleted with the file.
CREATE TABLE export_people (
    id        BIGINT PRIMARY KEY,
    export_id BIGINT NOT NULL REFERENCES export_request (id),
    place     BIGINT NOT NULL CHECK (place >= 0),
    content   BYTEA NOT NULL,
    UNIQUE (export_id, place)
);
