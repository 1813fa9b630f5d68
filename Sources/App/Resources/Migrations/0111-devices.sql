-- What somebody recognises the device of a session by, such as `chrome/android`; sessions older than this say nothing.
ALTER TABLE session ADD COLUMN device TEXT;

-- Sessions that have ended are forgotten.
CREATE INDEX session_ends ON session (ends_at);
