-- A photo of the identity card, or of the person with it. The picture lies sealed in a file named after the id.
CREATE TABLE identity_document (
    id          BIGINT PRIMARY KEY,
    person_id   BIGINT NOT NULL REFERENCES account (id),
    kind        TEXT NOT NULL CHECK (kind IN ('card', 'selfie')),
    state       TEXT NOT NULL CHECK (state IN ('uploaded', 'accepted', 'rejected', 'replaced')),
    width       BIGINT NOT NULL CHECK (width > 0),
    height      BIGINT NOT NULL CHECK (height > 0),
    bytes       BIGINT NOT NULL CHECK (bytes > 0),
    uploaded_at BIGINT NOT NULL
);

-- One photo of each kind in force per person.
CREATE UNIQUE INDEX identity_document_current ON identity_document (person_id, kind) WHERE state <> 'replaced';

CREATE INDEX identity_document_waiting ON identity_document (id) WHERE state = 'uploaded';

-- What an officer found.
CREATE TABLE photo_review (
    document_id BIGINT PRIMARY KEY REFERENCES identity_document (id),
    officer_id  BIGINT NOT NULL,
    verdict     TEXT NOT NULL CHECK (verdict IN ('accepted', 'rejected')),
    reason      TEXT,
    note        TEXT NOT NULL,
    reviewed_at BIGINT NOT NULL,
    CHECK ((verdict = 'rejected') = (reason IS NOT NULL))
);
