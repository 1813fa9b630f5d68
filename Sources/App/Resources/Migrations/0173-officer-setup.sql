-- A link by which an officer sets password and authenticator, once and within a day. It belongs to the browser that
-- opened it first, so that whoever comes second learns that it was opened.
CREATE TABLE officer_setup (
    officer_id BIGINT PRIMARY KEY REFERENCES officer (id),
    token      BYTEA NOT NULL UNIQUE,
    expires_at BIGINT NOT NULL,
    opened_by  TEXT
);
