-- Readings of a rare kind, such as files taken out, are found without going through all readings.
CREATE INDEX access_reading_kind ON access_reading (kind, id);

-- Waiting pairs of photos are counted in the order of their people.
CREATE INDEX identity_document_pairs ON identity_document (person_id, uploaded_at) WHERE state = 'uploaded';
