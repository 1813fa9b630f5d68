-- The questions of the test with their answers, encrypted: whoever reads the database, or a copy of it, reads none. An
-- edition names its bank by the digest; a bank stays for as long as somebody's test may have to be marked.
CREATE TABLE question_bank (
    id          BIGINT PRIMARY KEY,
    digest      BYTEA NOT NULL UNIQUE,
    text        BYTEA NOT NULL,
    imported_at BIGINT NOT NULL
);
