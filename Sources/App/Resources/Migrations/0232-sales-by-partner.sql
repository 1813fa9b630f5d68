-- Sales are counted by platform, and by course for its institution, from these indexes alone.
CREATE INDEX purchase_platform ON purchase (platform_id, state, price);

CREATE INDEX purchase_course ON purchase (course_id, state, price);
