-- Telephone numbers and addresses of a list that could not be read: shown before the list comes into force.
ALTER TABLE list_import ADD COLUMN unread_contacts BIGINT NOT NULL DEFAULT 0 CHECK (unread_contacts >= 0);

-- A person who stands on a list several times is reached once.
CREATE INDEX list_contact_person ON list_contact (import_id, lookup);
