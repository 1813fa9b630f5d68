-- Names and addresses of people are sealed like their NIKs. The columns of before hold the clear text of rows that a job
-- has yet to seal, and are blank in all others: neither engine can drop what the job still reads.
ALTER TABLE personal_data ADD COLUMN sealed_name BYTEA;

ALTER TABLE personal_data ADD COLUMN sealed_address BYTEA;

CREATE INDEX personal_data_unsealed ON personal_data (person_id) WHERE sealed_name IS NULL;

-- Street, village, neighbourhood and postcode in one value.
ALTER TABLE person_address ADD COLUMN sealed BYTEA;

CREATE INDEX person_address_unsealed ON person_address (person_id) WHERE sealed IS NULL;
