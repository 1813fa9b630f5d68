-- How the case is counted in case_figure: once, from its receipt to its last answer. NULL before its first answer.
ALTER TABLE service_case ADD COLUMN figure_month TEXT;

ALTER TABLE service_case ADD COLUMN figure_days BIGINT CHECK (figure_days >= 0);

-- 1 while no answer was late.
ALTER TABLE service_case ADD COLUMN figure_in_time BIGINT CHECK (figure_in_time BETWEEN 0 AND 1);

-- Reopened and withdrawn cases are counted from this index alone.
CREATE INDEX service_case_begun ON service_case (begun_at, state, reopened);
