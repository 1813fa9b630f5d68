-- Who opened an answered case again for a person who called, came or wrote: this officer does not answer it.
ALTER TABLE service_case ADD COLUMN reopened_by BIGINT REFERENCES officer (id);
