-- The number by which the log's bound records know an edition (docs/proofs.md): its text is bound like other records.
ALTER TABLE edition ADD COLUMN number BIGINT;

UPDATE edition
SET number = (
    SELECT COUNT(*)
    FROM edition AS other
    WHERE other.first_used_at < edition.first_used_at
        OR (other.first_used_at = edition.first_used_at AND other.id <= edition.id)
);

CREATE UNIQUE INDEX edition_number ON edition (number);
