-- How often a worker was lost while it ran the job, since the job last came to something. Such a job may be what ends
-- the process: it is run by itself, and buried when it has happened too often.
ALTER TABLE job ADD COLUMN lost BIGINT NOT NULL DEFAULT 0 CHECK (lost >= 0);

CREATE INDEX job_lost ON job (lost, run_at, id) WHERE state = 'available' AND lost > 0;
