-- A training an institution gives.
CREATE TABLE course (
    id             BIGINT PRIMARY KEY,
    code           TEXT NOT NULL UNIQUE,
    institution_id BIGINT NOT NULL REFERENCES partner (id),
    title          TEXT NOT NULL,
    summary        TEXT NOT NULL,
    category       TEXT NOT NULL,
    mode           TEXT NOT NULL CHECK (mode IN ('self-paced', 'webinar', 'offline')),
    hours          BIGINT NOT NULL CHECK (hours > 0),
    published_at   BIGINT NOT NULL
);

-- When it is given and how many may come. `taken` counts paid places; nobody can take one more than there are.
CREATE TABLE course_schedule (
    id        BIGINT PRIMARY KEY,
    course_id BIGINT NOT NULL REFERENCES course (id),
    code      TEXT NOT NULL UNIQUE,
    starts_at BIGINT NOT NULL,
    ends_at   BIGINT NOT NULL,
    quota     BIGINT NOT NULL CHECK (quota > 0),
    taken     BIGINT NOT NULL CHECK (taken >= 0 AND taken <= quota),
    CHECK (ends_at > starts_at)
);

CREATE INDEX course_schedule_course ON course_schedule (course_id, starts_at);

-- Which platform sells it, for how much.
CREATE TABLE course_offer (
    course_id   BIGINT NOT NULL REFERENCES course (id),
    platform_id BIGINT NOT NULL REFERENCES partner (id),
    price       BIGINT NOT NULL CHECK (price > 0),
    url         TEXT NOT NULL,
    PRIMARY KEY (course_id, platform_id)
);

CREATE INDEX course_offer_platform ON course_offer (platform_id, price);
