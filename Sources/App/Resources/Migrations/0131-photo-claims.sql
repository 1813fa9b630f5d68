-- Which officer looks at a photo at the moment, and until when by the real clock: another officer is led to the next.
CREATE TABLE photo_claim (
    document_id BIGINT PRIMARY KEY REFERENCES identity_document (id),
    officer_id  BIGINT NOT NULL,
    until       BIGINT NOT NULL
);
