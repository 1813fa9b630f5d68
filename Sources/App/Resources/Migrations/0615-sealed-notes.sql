-- What officers, institutions and participants write about one person: it may name them. As names are sealed (0592): the
-- column of before is blank beside a sealed one, and an index finds the rows that the job has yet to seal.
ALTER TABLE photo_review ADD COLUMN sealed_note BYTEA;

CREATE INDEX photo_review_unsealed ON photo_review (document_id) WHERE sealed_note IS NULL AND note <> '';

ALTER TABLE coursework ADD COLUMN sealed_notes BYTEA;

CREATE INDEX coursework_unsealed ON coursework (id) WHERE sealed_notes IS NULL AND notes <> '';

ALTER TABLE coursework ADD COLUMN sealed_url_file BYTEA;

CREATE INDEX coursework_file_unsealed ON coursework (id) WHERE sealed_url_file IS NULL AND url_file <> '-';

ALTER TABLE completion_verdict ADD COLUMN sealed_reason BYTEA;

CREATE INDEX completion_verdict_unsealed ON completion_verdict (id) WHERE sealed_reason IS NULL AND reason <> '';

ALTER TABLE completion_verdict ADD COLUMN sealed_decided_because BYTEA;

CREATE INDEX completion_verdict_answer_unsealed ON completion_verdict (id)
    WHERE sealed_decided_because IS NULL AND decided_because <> '';

-- What training an applicant wants, in their own words.
ALTER TABLE personal_data ADD COLUMN sealed_wanted_training BYTEA;

CREATE INDEX personal_data_wish_unsealed ON personal_data (person_id)
    WHERE sealed_wanted_training IS NULL AND wanted_training <> '';
