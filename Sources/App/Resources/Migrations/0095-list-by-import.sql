-- One list is gone through from its beginning to its end when it is counted who of it has come.
CREATE INDEX list_entry_import ON list_entry (import_id, lookup);
