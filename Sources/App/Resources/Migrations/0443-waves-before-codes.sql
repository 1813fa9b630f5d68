-- The waves that were opened before entries had codes (0415): their entries may lack one. Any other wave requires them.
-- The first start of a server binds these rows; one that is put in later is not bound, and permits nothing.
CREATE TABLE wave_before_codes (
    wave_id BIGINT PRIMARY KEY REFERENCES wave (id)
);

INSERT INTO wave_before_codes (wave_id)
SELECT id
FROM wave
WHERE state <> 'planned'
    AND NOT EXISTS (SELECT 1 FROM bound_record WHERE kind = 'entry-codes' AND row_id = wave.id);
