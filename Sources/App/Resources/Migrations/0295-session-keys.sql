-- Whether keys without Ctrl or Alt act at once in this session of an officer. People who speak to their computer, or
-- whose hands slip, switch them off (WCAG 2.1.4).
ALTER TABLE session ADD COLUMN keys_off BOOLEAN NOT NULL DEFAULT FALSE;
