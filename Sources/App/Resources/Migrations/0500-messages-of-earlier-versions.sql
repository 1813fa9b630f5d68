-- The person for whom a message's content is sealed. The first start binds messages from before, which name none.
ALTER TABLE message ADD COLUMN sealed_for BIGINT;
CREATE INDEX message_of_earlier ON message (id) WHERE sealed_for IS NULL AND kind = 'notice';
