-- The case at a counter to which a person's session belongs: such a session is short and opens only the application.
-- Its seal covers the case. NULL for all other sessions.
ALTER TABLE session ADD COLUMN counter_case_id BIGINT REFERENCES counter_case (id);
