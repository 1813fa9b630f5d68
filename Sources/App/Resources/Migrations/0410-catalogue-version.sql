-- How often what the catalogue shows was changed. A process keeps the catalogue in memory and reads it again when this
-- differs.
CREATE TABLE catalogue_version (
    id      BIGINT PRIMARY KEY CHECK (id = 1),
    version BIGINT NOT NULL CHECK (version >= 0)
);

INSERT INTO catalogue_version (id, version) VALUES (1, 0);

-- Averages of ratings are read from the index alone.
CREATE INDEX review_rating ON review (course_id, rating);

DROP INDEX review_course;
