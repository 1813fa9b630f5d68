-- Work that follows from facts, taken in by the transaction that makes them.
CREATE TABLE job (
    id           BIGINT PRIMARY KEY,
    name         TEXT NOT NULL,
    payload      TEXT NOT NULL,
    unique_key   TEXT,
    state        TEXT NOT NULL CHECK (state IN ('available', 'running', 'done', 'dead')),
    run_at       BIGINT NOT NULL,
    attempt      BIGINT NOT NULL CHECK (attempt >= 0),
    max_attempts BIGINT NOT NULL CHECK (max_attempts >= 1),
    owner        TEXT,
    leased_until BIGINT,
    last_error   TEXT,
    created_at   BIGINT NOT NULL,
    finished_at  BIGINT,
    CHECK (state <> 'running' OR leased_until IS NOT NULL),
    CHECK (state NOT IN ('done', 'dead') OR finished_at IS NOT NULL)
);

CREATE INDEX job_due ON job (run_at, id) WHERE state = 'available';

CREATE INDEX job_leased ON job (leased_until) WHERE state = 'running';

-- While one waits, its twin is not taken in. One that runs does not count: what it has read may be older than the twin.
CREATE UNIQUE INDEX job_unique ON job (name, unique_key) WHERE state = 'available';

CREATE INDEX job_running ON job (name, unique_key) WHERE state = 'running';
