-- What a wave is called for good, whatever edition comes later: `address` in the paths of its pages, `books` in the ledger
-- and in the audit trail. The number alone belongs to the wave that opened first under it; where none has, to the edition
-- that was used last.
ALTER TABLE wave ADD COLUMN address TEXT;

ALTER TABLE wave ADD COLUMN books TEXT;

UPDATE wave
SET address = CASE
    WHEN id = (
        SELECT other.id
        FROM wave AS other
        WHERE other.number = wave.number
        ORDER BY CASE WHEN other.opened_at IS NULL THEN 1 ELSE 0 END, other.opened_at, other.id DESC
        LIMIT 1
    ) THEN CAST(number AS TEXT)
    ELSE edition || '.' || CAST(number AS TEXT)
END;

-- Waves that have begun were written down by their number alone. That stays as it is: leaves of the log are sealed.
UPDATE wave
SET books = CASE WHEN opened_at IS NULL THEN address ELSE CAST(number AS TEXT) END;

CREATE UNIQUE INDEX wave_address ON wave (address);
