-- The job that hands a message over, so that whoever is next in line for one recipient need not be waited for.
ALTER TABLE delivery ADD COLUMN job_id BIGINT;
