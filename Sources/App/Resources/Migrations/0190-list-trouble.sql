-- Why the file of a list was refused while it was read, in both languages: the list's end. Its state stays 'reading', which
-- no process of an older version takes up either.
ALTER TABLE list_import ADD COLUMN trouble TEXT;
ALTER TABLE list_import ADD COLUMN trouble_en TEXT;
