-- Dead jobs are counted and grouped on the office's pages; there are few among many.
CREATE INDEX job_dead ON job (name, id) WHERE state = 'dead';
