import Programme

extension Paths {
    static let course = Path<ID<Course>>("/pelatihan/{id}")

    static let officeCourses = "/kantor/pelatihan"
    static let officeCourse = Path<ID<Course>>("/kantor/pelatihan/{id}")
    static let officeCourseAct = Path<ID<Course>, CourseAct>("/kantor/pelatihan/{id}/{act}")
    /// The courses that a partner gives or sells.
    static func officeCourses(of partner: ID<Partner>) -> String { "\(officeCourses)?mitra=\(partner)" }

    static let uploadCourses = "/kantor/impor-pelatihan"
    static let courseImport = Path<ID<StoredCourseFile>>("/kantor/impor-pelatihan/{id}")
}

/// An act on a course's page in the office.
enum CourseAct: String, PathValue {
    case judge = "kurasi"
    case withdraw = "tarik"
    case proposeAgain = "usulkan"

    var done: DoneNotice {
        switch self {
        case .judge: .courseJudged
        case .withdraw: .courseWithdrawn
        case .proposeAgain: .courseProposedAgain
        }
    }
}
