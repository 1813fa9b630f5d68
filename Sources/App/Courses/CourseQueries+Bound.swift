import Storage

extension BoundKind {
    /// What every act on a course binds.
    static let ofCourses: [BoundKind] = [.courses, .courseAudiences, .courseCertificates]

    /// What certificate each content of a course promises, and where it is taught.
    static let courseCertificates = BoundKind(
        "course-certificate", title: "certificate and place of course",
        covers: "which certificate each content promises, and where it is taught", due: "SELECT id FROM course"
    ) { ids in
        [
            "SELECT id FROM course WHERE id IN (\(list: ids))",
            """
            SELECT course_id AS id, id AS version_id, certificate, place
            FROM course_version
            WHERE course_id IN (\(list: ids))
            ORDER BY course_id, number
            """,
        ]
    }

    /// For whom each content of a course is, and what its participants need.
    static let courseAudiences = BoundKind(
        "course-audience", title: "audience and tools of course", covers: "for whom each content is, and its tools",
        due: "SELECT id FROM course"
    ) { ids in
        [
            "SELECT id FROM course WHERE id IN (\(list: ids))",
            """
            SELECT course_id AS id, id AS version_id, audience, tools
            FROM course_version
            WHERE course_id IN (\(list: ids))
            ORDER BY course_id, number
            """,
        ]
    }

    /// A course with its prices, its dates, and what curators decided. Places taken are counted by sales.
    static let courses = BoundKind(
        "course", title: "course", covers: "content, state, prices, dates and what curators decided",
        due: "SELECT id FROM course"
    ) { ids in
        [
            """
            SELECT id, code, institution_id, title, summary, category, mode, hours, state
            FROM course
            WHERE id IN (\(list: ids))
            """,
            """
            SELECT course_id AS id, platform_id, price, url, curated_price
            FROM course_offer
            WHERE course_id IN (\(list: ids))
            ORDER BY course_id, platform_id
            """,
            """
            SELECT course_id AS id, id AS price_id, platform_id, price, from_at
            FROM course_price
            WHERE course_id IN (\(list: ids))
            ORDER BY course_id, course_price.id
            """,
            """
            SELECT course_id AS id, id AS schedule_id, code, starts_at, ends_at, quota
            FROM course_schedule
            WHERE course_id IN (\(list: ids))
            ORDER BY course_id, course_schedule.id
            """,
            """
            SELECT course_id AS id, id AS version_id, number, title, summary, category, mode, hours, competence,
                assessment, trainer, completion, state, proposed_by, proposed_at, decided_at
            FROM course_version
            WHERE course_id IN (\(list: ids))
            ORDER BY course_id, number
            """,
            """
            SELECT course_version.course_id AS id, version_id, platform_id, price, url
            FROM course_version_offer
            JOIN course_version ON course_version.id = course_version_offer.version_id
            WHERE course_version.course_id IN (\(list: ids))
            ORDER BY course_version.course_id, version_id, platform_id
            """,
            """
            SELECT course_version.course_id AS id, version_id, officer_id, accepted, checks, reason, at
            FROM course_verdict
            JOIN course_version ON course_version.id = course_verdict.version_id
            WHERE course_version.course_id IN (\(list: ids))
            ORDER BY course_version.course_id, version_id, officer_id
            """,
        ]
    }
}
