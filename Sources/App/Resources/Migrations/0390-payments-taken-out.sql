-- A payment that an officer took out of a drafted batch: who and why. Its request waits for another batch.
ALTER TABLE disbursement ADD COLUMN taken_out_by BIGINT REFERENCES officer (id)
    CHECK (taken_out_by IS NULL OR withdrawn_at IS NOT NULL);

ALTER TABLE disbursement ADD COLUMN taken_out_because TEXT
    CHECK ((taken_out_because IS NULL) = (taken_out_by IS NULL));
