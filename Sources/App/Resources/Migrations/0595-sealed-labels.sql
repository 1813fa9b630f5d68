-- By what an officer recognises a person at a counter, often a name, and what the person said.
ALTER TABLE counter_case ADD COLUMN sealed_label BYTEA;

ALTER TABLE counter_case ADD COLUMN sealed_words BYTEA;

CREATE INDEX counter_case_unsealed ON counter_case (id) WHERE sealed_label IS NULL;
