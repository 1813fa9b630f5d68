-- When what a partner sees of a paid purchase changed last, by the programme's clock: the order of the lists of the
-- modern API. A platform sees payment and return, the institution also use of the code, attendance and completion.
CREATE TABLE purchase_change (
    purchase_id    BIGINT PRIMARY KEY REFERENCES purchase (id),
    platform_id    BIGINT NOT NULL REFERENCES partner (id),
    institution_id BIGINT NOT NULL REFERENCES partner (id),
    platform_at    BIGINT NOT NULL,
    institution_at BIGINT NOT NULL
);

INSERT INTO purchase_change (purchase_id, platform_id, institution_id, platform_at, institution_at)
SELECT
    purchase.id, purchase.platform_id, course.institution_id,
    CASE WHEN purchase.state IN ('voided', 'lapsed') THEN purchase.ended_at ELSE purchase.paid_at END,
    COALESCE(
        purchase.ended_at,
        (SELECT MAX(attendance.verified_at) FROM attendance WHERE attendance.purchase_id = purchase.id),
        purchase.redeemed_at, purchase.paid_at
    )
FROM purchase
JOIN course ON course.id = purchase.course_id
WHERE purchase.paid_at IS NOT NULL;

CREATE INDEX purchase_change_platform ON purchase_change (platform_id, platform_at, purchase_id);

CREATE INDEX purchase_change_institution ON purchase_change (institution_id, institution_at, purchase_id);
