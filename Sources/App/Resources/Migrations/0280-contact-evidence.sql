-- What the first officer compared the person with at the counter: slugs with blanks between them. Empty for cases from
-- before.
ALTER TABLE contact_case ADD COLUMN evidence TEXT NOT NULL DEFAULT '';

-- Whether a person's money waits is asked before every payment.
CREATE INDEX contact_case_person ON contact_case (person_id, id);
