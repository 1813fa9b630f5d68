-- A NIK belongs to one officer, the first who stated it. Of accounts that stated the same one before, the oldest.
CREATE TABLE officer_nik (
    nik_lookup BYTEA PRIMARY KEY,
    officer_id BIGINT NOT NULL UNIQUE REFERENCES officer (id)
);

INSERT INTO officer_nik (nik_lookup, officer_id)
SELECT nik_lookup, MIN(id)
FROM officer
WHERE nik_lookup IS NOT NULL
GROUP BY nik_lookup;

CREATE INDEX officer_nik_lookup ON officer (nik_lookup) WHERE nik_lookup IS NOT NULL;
