-- The names of the holders of payee accounts, and both names of a question about one.
ALTER TABLE payee_account ADD COLUMN sealed_holder BYTEA;

CREATE INDEX payee_account_unsealed ON payee_account (id) WHERE sealed_holder IS NULL;

ALTER TABLE payee_question ADD COLUMN sealed_registry_name BYTEA;

ALTER TABLE payee_question ADD COLUMN sealed_holder BYTEA;

-- The keyed hash of both names, by which the same question is found.
ALTER TABLE payee_question ADD COLUMN names BYTEA;

-- The same account and the same two names are one question, for ever.
DROP INDEX payee_question_once;

CREATE UNIQUE INDEX payee_question_once ON payee_question (person_id, lookup, names);

CREATE INDEX payee_question_unsealed ON payee_question (id) WHERE sealed_holder IS NULL;
