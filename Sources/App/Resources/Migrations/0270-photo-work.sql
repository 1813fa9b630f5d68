-- An officer's last verdict is found by officer and time, to undo it.
CREATE INDEX photo_review_officer ON photo_review (officer_id, reviewed_at);

-- Accepted pairs of photos drawn for a second look by another officer, who does not see the first verdict. Real clock.
CREATE TABLE photo_second_look (
    id               BIGINT PRIMARY KEY,
    person_id        BIGINT NOT NULL REFERENCES account (id),
    card_id          BIGINT NOT NULL REFERENCES identity_document (id),
    selfie_id        BIGINT NOT NULL REFERENCES identity_document (id),
    first_officer_id BIGINT NOT NULL,
    asked_at         BIGINT NOT NULL,
    officer_id       BIGINT,
    verdict          TEXT CHECK (verdict IN ('accepted', 'rejected')),
    reason           TEXT,
    looked_at        BIGINT,
    CHECK (officer_id <> first_officer_id),
    CHECK ((officer_id IS NULL) = (verdict IS NULL)),
    CHECK ((officer_id IS NULL) = (looked_at IS NULL)),
    CHECK ((reason IS NOT NULL) = (verdict IS NOT NULL AND verdict = 'rejected'))
);

CREATE UNIQUE INDEX photo_second_look_pair ON photo_second_look (card_id, selfie_id);

CREATE INDEX photo_second_look_person ON photo_second_look (person_id);

CREATE INDEX photo_second_look_open ON photo_second_look (id) WHERE officer_id IS NULL;
