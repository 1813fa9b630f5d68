-- The people and cases that an officer opened last, for the officer's own desk: eight at most, names sealed.
CREATE TABLE officer_visit (
    officer_id BIGINT NOT NULL REFERENCES officer (id),
    path       TEXT NOT NULL,
    label      BYTEA NOT NULL,
    opened_at  BIGINT NOT NULL,
    PRIMARY KEY (officer_id, path)
);

-- What the desk counts at every opening: each reads only the rows that wait.
CREATE INDEX identity_document_queue ON identity_document (uploaded_at, person_id) WHERE state = 'uploaded';
CREATE INDEX payout_batch_drafted ON payout_batch (drafted_at) WHERE state = 'drafted';
CREATE INDEX disbursement_drafted ON disbursement (batch_id, amount) WHERE state = 'drafted';
CREATE INDEX disbursement_missing ON disbursement (id) WHERE state = 'missing';
CREATE INDEX job_dead_since ON job (finished_at) WHERE state = 'dead';
