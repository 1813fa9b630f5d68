-- When the job that lets overdue reports stand last found one, or what it is about, changed by other means than an act:
-- it is looked at again later, after those that can stand. By the programme's clock; NULL where it never was.
ALTER TABLE held_completion ADD COLUMN set_aside_at BIGINT;
