-- A keyed hash of the session and its holder: with the database's password and without the key, an attacker can neither
-- begin a session of another person or officer nor give one away. Sessions from before have none, and have ended.
ALTER TABLE session ADD COLUMN seal BYTEA;
