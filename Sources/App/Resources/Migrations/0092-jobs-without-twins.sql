-- Most jobs have no unique key, and no twin to be looked for: they stand in no index of keys.
DROP INDEX job_unique;

DROP INDEX job_running;

CREATE UNIQUE INDEX job_unique ON job (name, unique_key) WHERE state = 'available' AND unique_key IS NOT NULL;

CREATE INDEX job_running ON job (name, unique_key) WHERE state = 'running' AND unique_key IS NOT NULL;
