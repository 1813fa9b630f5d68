-- Under which of their roles an officer read: for the person, also after the officer has other roles. NULL for an operator,
-- and for readings from before.
ALTER TABLE access_reading ADD COLUMN role TEXT;
