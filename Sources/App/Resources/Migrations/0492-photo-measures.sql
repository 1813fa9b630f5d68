-- What a program measured on a photo, for hints: nothing is decided by it. A replaced photo's row is deleted. A photo of
-- before has none. Real clock.
CREATE TABLE photo_measure (
    document_id BIGINT PRIMARY KEY REFERENCES identity_document (id),
    measured_at BIGINT NOT NULL,
    -- Mean of the pixels.
    brightness  BIGINT NOT NULL CHECK (brightness BETWEEN 0 AND 255),
    -- Of a thousand pixels, the nearly black and the white ones.
    dark        BIGINT NOT NULL CHECK (dark BETWEEN 0 AND 1000),
    bright      BIGINT NOT NULL CHECK (bright BETWEEN 0 AND 1000),
    sharpness   BIGINT NOT NULL CHECK (sharpness >= 0),
    -- Whether print of a card was read; NULL where it was not tried, or the reader failed.
    has_print   BOOLEAN,
    -- The number that was read, encrypted.
    number      BYTEA
);
