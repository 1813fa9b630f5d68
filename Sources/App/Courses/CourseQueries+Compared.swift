import Programme
import Storage

extension CourseQueries {
    /// Nil where the course is not as its last act left it.
    func compared(_ course: ID<Course>, vault: Vault) throws -> ComparedCourse? {
        try tx.records.compared(.courses, [course], vault: vault)[course].flatMap(ComparedCourse.init)
    }
}

extension ComparedCourse {
    /// By the places of the statements of `BoundKind.courses`. Nil without a course.
    fileprivate init?(_ rows: ComparedRows) throws {
        guard let course = try rows[0].first.map(Course.init) else { return nil }
        let offers = try rows[1].map { row in (try row["platform_id"] as ID<Partner>, try row["url"] as String) }
        let schedules = try rows[3].map { row in
            try CourseSchedule(
                id: row["schedule_id"], course: row["id"], code: row["code"], starts: row["starts_at"],
                ends: row["ends_at"], quota: row["quota"], taken: 0)
        }
        self.init(
            course: course, pages: Dictionary(offers, uniquingKeysWith: { first, _ in first }), schedules: schedules)
    }
}
