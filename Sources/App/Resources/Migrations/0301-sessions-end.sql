-- A session's seal now covers its end and the time of the authenticator's code too. Sessions from before cannot be told
-- from forged ones, so they end: people and officers sign in again.
DELETE FROM session;
