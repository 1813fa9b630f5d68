-- Pairs on which the second reviewer did not agree with the first, put to a third one. Until the third decides the pair
-- stays accepted. A verdict that falls takes its open request with it. Real clock.
CREATE TABLE photo_third_look (
    look_id    BIGINT PRIMARY KEY REFERENCES photo_second_look (id),
    person_id  BIGINT NOT NULL REFERENCES account (id),
    asked_at   BIGINT NOT NULL,
    officer_id BIGINT,
    verdict    TEXT CHECK (verdict IN ('accepted', 'rejected')),
    -- Which photo is to be sent again, and why.
    kind       TEXT CHECK (kind IN ('card', 'selfie')),
    reason     TEXT,
    looked_at  BIGINT,
    CHECK ((officer_id IS NULL) = (verdict IS NULL)),
    CHECK ((officer_id IS NULL) = (looked_at IS NULL)),
    CHECK ((reason IS NOT NULL) = (verdict IS NOT NULL AND verdict = 'rejected')),
    CHECK ((reason IS NULL) = (kind IS NULL))
);

CREATE INDEX photo_third_look_person ON photo_third_look (person_id);

CREATE INDEX photo_third_look_open ON photo_third_look (look_id) WHERE officer_id IS NULL;

-- Disagreements of before, which led nowhere, where both photos still stand accepted.
INSERT INTO photo_third_look (look_id, person_id, asked_at)
SELECT photo_second_look.id, photo_second_look.person_id, photo_second_look.looked_at
FROM photo_second_look
WHERE photo_second_look.verdict = 'rejected'
    AND (SELECT state FROM identity_document WHERE id = photo_second_look.card_id) = 'accepted'
    AND (SELECT state FROM identity_document WHERE id = photo_second_look.selfie_id) = 'accepted';
