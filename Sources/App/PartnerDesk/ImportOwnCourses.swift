import Foundation
import Programme
import Storage

/// A partner's own file of courses, checked and imported like an officer's, with its own rows only.
struct ImportOwnCourses: Sendable {
    let dependencies: Dependencies

    private var importing: ImportCourses { ImportCourses(dependencies: dependencies) }

    /// Stores an uploaded file until it is confirmed. Throws `CourseFileRefusal`.
    func keep(_ file: UploadedFile, by person: PartnerPerson) async throws -> ID<PartnerCourseFile> {
        _ = try CourseReader(dependencies).read(file.bytes)
        let id: ID<PartnerCourseFile> = dependencies.ids.next()
        let stored = PartnerCourseFile(id: id, name: String(file.name.prefix(120)), content: file.bytes)
        try await dependencies.database.transaction { [dependencies] tx in
            try tx.partnerPeople.keep(stored, by: person, at: dependencies.realNow())
        }
        return id
    }

    /// What the file would change now. Throws `CourseFileRefusal.notWaiting` for a stranger's or an imported one.
    func plan(
        _ id: ID<PartnerCourseFile>, for person: PartnerPerson
    ) async throws -> (file: PartnerCourseFile, plan: CoursePlan) {
        let file = try await find(id, for: person)
        return (file, try await importing.plan(file.content, scope: CourseScope(of: person.partner)))
    }

    /// Imports the file. Of two confirmations at once the second throws `CourseFileRefusal.notWaiting`.
    func confirm(
        _ id: ID<PartnerCourseFile>, takingGood: Bool, by person: PartnerPerson
    ) async throws -> CoursePlan {
        let (file, now) = (try await find(id, for: person), dependencies.realNow())
        return try await importing.run(file.content, takingGood: takingGood, by: person) { tx in
            guard try tx.partnerPeople.active(person.id) != nil else { throw SignInRequired.partner }
            guard try tx.partnerPeople.finish(id, at: now) else { throw CourseFileRefusal.notWaiting }
        }
    }

    private func find(_ id: ID<PartnerCourseFile>, for person: PartnerPerson) async throws -> PartnerCourseFile {
        let partner = person.partner.id
        let file = try await dependencies.database.read { try $0.partnerPeople.file(id, of: partner) }
        guard let file else { throw CourseFileRefusal.notWaiting }
        return file
    }

    /// Takes one of the institution's own courses off sale at once. Throws `CurationRefusal.notOnSale` for any other.
    func withdraw(_ course: ID<Course>, because reason: OfficeReason, by person: PartnerPerson) async throws {
        let isOwn = try await dependencies.database.read { tx in
            try tx.courses.find(course)?.institution == person.partner.id
        }
        guard isOwn else { throw CurationRefusal.notOnSale }
        try await CurateCourse(dependencies: dependencies).withdraw(course, because: reason, by: .person(person))
    }
}
