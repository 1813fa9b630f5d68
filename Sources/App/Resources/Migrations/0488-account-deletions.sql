-- A person asks to delete the account. It is carried out when the days of waiting are over, unless the person takes it
-- back or something has come up that the account is needed for. Times are the programme's.
CREATE TABLE account_deletion (
    id        BIGINT PRIMARY KEY,
    person_id BIGINT NOT NULL REFERENCES account (id),
    state     TEXT NOT NULL CHECK (state IN ('waiting', 'cancelled', 'stopped', 'done')),
    asked_at  BIGINT NOT NULL,
    due_at    BIGINT NOT NULL CHECK (due_at > asked_at),
    ended_at  BIGINT,
    CHECK ((state = 'waiting') = (ended_at IS NULL))
);

-- One at a time.
CREATE UNIQUE INDEX account_deletion_waiting ON account_deletion (person_id) WHERE state = 'waiting';

CREATE INDEX account_deletion_due ON account_deletion (due_at, id) WHERE state = 'waiting';
