-- What a course's certificate is and where the course is taught. Versions from before say nothing.
ALTER TABLE course_version ADD COLUMN certificate TEXT NOT NULL DEFAULT '';

ALTER TABLE course_version ADD COLUMN place TEXT NOT NULL DEFAULT '';
