-- For whom a course is and what its participants need. Versions from before say nothing.
ALTER TABLE course_version ADD COLUMN audience TEXT NOT NULL DEFAULT '';

ALTER TABLE course_version ADD COLUMN tools TEXT NOT NULL DEFAULT '';
