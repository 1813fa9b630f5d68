import Programme
import Storage

extension SearchSource {
    /// Courses by words of title or institution.
    static let courses = SearchSource { tx, sought, scope in
        guard case .words(let words) = sought else { return [] }
        return try tx.courses.titled(words, limit: SearchScope.most).map { course in
            .page(
                title: course.title,
                detail: Bilingual(id: "pelatihan, \(course.institution)", en: "course, \(course.institution)"),
                path: scope.officer.may(.readPartners) ? Paths.officeCourse(course.id) : Paths.course(course.id))
        }
    }
}
