-- The numbers of decrees in force, without a gap, in the order in which they came into force.
CREATE TABLE decree_number (
    number    BIGINT PRIMARY KEY CHECK (number >= 1),
    decree_id BIGINT NOT NULL UNIQUE
);

INSERT INTO decree_number (number, decree_id)
SELECT ROW_NUMBER() OVER (ORDER BY signed_at, id), id
FROM decree
WHERE signed_at IS NOT NULL;

-- SHA-256 over the selected tickets, one a line in ascending order, as it was when the decree was drafted: what both
-- officers sign. NULL for a decree of an earlier version.
ALTER TABLE decree ADD COLUMN list_digest BYTEA;
