-- Whether a course may be sold. Courses from before curation stay on sale.
ALTER TABLE course ADD COLUMN state TEXT NOT NULL DEFAULT 'approved'
    CHECK (state IN ('proposed', 'approved', 'refused', 'withdrawn'));

-- The price that curators last agreed to: what a later price is compared with.
ALTER TABLE course_offer ADD COLUMN curated_price BIGINT NOT NULL DEFAULT 0;

UPDATE course_offer SET curated_price = price;

-- Every content of a course that was ever proposed. The row of `course` has the content on sale.
CREATE TABLE course_version (
    id          BIGINT PRIMARY KEY,
    course_id   BIGINT NOT NULL REFERENCES course (id),
    number      BIGINT NOT NULL CHECK (number >= 1),
    title       TEXT NOT NULL,
    summary     TEXT NOT NULL,
    category    TEXT NOT NULL,
    mode        TEXT NOT NULL CHECK (mode IN ('self-paced', 'webinar', 'offline')),
    hours       BIGINT NOT NULL CHECK (hours > 0),
    competence  TEXT NOT NULL,
    assessment  TEXT NOT NULL,
    trainer     TEXT NOT NULL,
    completion  TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'refused', 'replaced')),
    -- NULL where the command line imported it, or where it is from before curation.
    proposed_by BIGINT REFERENCES officer (id),
    proposed_at BIGINT NOT NULL,
    decided_at  BIGINT,
    UNIQUE (course_id, number)
);

CREATE UNIQUE INDEX course_version_proposed ON course_version (course_id) WHERE state = 'proposed';

INSERT INTO course_version (id, course_id, number, title, summary, category, mode, hours, competence, assessment,
    trainer, completion, state, proposed_at, decided_at)
SELECT id, id, 1, title, summary, category, mode, hours, '', '', '', '', 'approved', published_at, published_at
FROM course;

-- Prices that come into force with a version.
CREATE TABLE course_version_offer (
    version_id  BIGINT NOT NULL REFERENCES course_version (id),
    platform_id BIGINT NOT NULL REFERENCES partner (id),
    price       BIGINT NOT NULL CHECK (price > 0),
    url         TEXT NOT NULL,
    PRIMARY KEY (version_id, platform_id)
);

-- What a curator found. One officer judges a version once.
CREATE TABLE course_verdict (
    version_id BIGINT NOT NULL REFERENCES course_version (id),
    officer_id BIGINT NOT NULL REFERENCES officer (id),
    accepted   BOOLEAN NOT NULL,
    checks     TEXT NOT NULL,
    reason     TEXT NOT NULL,
    at         BIGINT NOT NULL,
    PRIMARY KEY (version_id, officer_id)
);

-- Every price a course had at a platform, by the programme's clock.
CREATE TABLE course_price (
    id          BIGINT PRIMARY KEY,
    course_id   BIGINT NOT NULL REFERENCES course (id),
    platform_id BIGINT NOT NULL REFERENCES partner (id),
    price       BIGINT NOT NULL CHECK (price > 0),
    from_at     BIGINT NOT NULL
);

CREATE INDEX course_price_course ON course_price (course_id, id);

-- A file that was uploaded and waits for the officer's confirmation, or was imported.
CREATE TABLE course_import (
    id         BIGINT PRIMARY KEY,
    name       TEXT NOT NULL,
    content    BYTEA NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('waiting', 'done')),
    -- NULL where the command line imported it.
    officer_id BIGINT REFERENCES officer (id),
    at         BIGINT NOT NULL,
    done_at    BIGINT,
    CHECK ((state = 'done') = (done_at IS NOT NULL))
);
