-- The form with which a case was begun: a second tap on its button leads to the same case. NULL for cases from before,
-- and for a form that was sent again with other answers.
ALTER TABLE counter_case ADD COLUMN form BIGINT;

CREATE UNIQUE INDEX counter_case_form ON counter_case (officer_id, form) WHERE form IS NOT NULL;

-- Cases whose code was not typed yet, for the job that ends those of earlier days.
CREATE INDEX counter_case_begun ON counter_case (begun_at) WHERE state = 'begun';
