/// A course as rows give it that were compared with the last act on it.
package struct ComparedCourse: Sendable {
    package let course: Course
    /// The page of the course at each platform that offers it.
    package let pages: [ID<Partner>: String]
    /// Its dates. Places taken are counted by sales, and are not among them.
    package let schedules: [CourseSchedule]

    package init(course: Course, pages: [ID<Partner>: String], schedules: [CourseSchedule]) {
        self.course = course
        self.pages = pages
        self.schedules = schedules
    }
}
