import Crypto
import Foundation
import Programme
import Storage

/// Imports a file of courses. New courses, new contents and prices above what curators agreed to are proposed to the
/// curators; everything else takes effect. Importing the same file again changes nothing.
struct ImportCourses: Sendable {
    let dependencies: Dependencies

    /// What the import would change now. Throws `CourseFileRefusal`.
    func plan(_ file: Data, scope: CourseScope = .all) async throws -> CoursePlan {
        let read = try CourseReader(dependencies).read(file)
        return try await dependencies.database.read { tx in try CoursePlan(read, scope: scope, in: tx) }
    }

    /// Imports all rows, or nothing while one of them is wrong.
    ///
    /// - Parameter takingGood: imports the right rows although others are wrong.
    /// - Returns: the plan; it was carried out if its `isTaken` says so.
    func run(_ file: Data, takingGood: Bool, by officer: ID<Officer>?) async throws -> CoursePlan {
        let read = try CourseReader(dependencies).read(file)
        let importer = officer.map(CourseImporter.officer) ?? .commandLine
        return try await dependencies.database.transaction { tx in
            try carryOut(read, digest: Data(SHA256.hash(data: file)), takingGood: takingGood, by: importer, in: tx)
        }
    }

    /// The same for a person of a partner, whose file has the partner's own rows only.
    ///
    /// - Parameter taken: called in the same transaction when the import takes place.
    func run(
        _ file: Data, takingGood: Bool, by person: PartnerPerson,
        taken: @escaping @Sendable (Transaction) throws -> Void
    ) async throws -> CoursePlan {
        let read = try CourseReader(dependencies).read(file)
        return try await dependencies.database.transaction { tx in
            let plan = try carryOut(
                read, digest: Data(SHA256.hash(data: file)), takingGood: takingGood, by: .person(person), in: tx)
            if plan.isTaken(takingGood: takingGood) { try taken(tx) }
            return plan
        }
    }

    /// Stores an uploaded file until the officer confirms it. Throws `CourseFileRefusal`.
    func keep(_ file: UploadedFile, by officer: ID<Officer>) async throws -> ID<StoredCourseFile> {
        _ = try CourseReader(dependencies).read(file.bytes)
        let id: ID<StoredCourseFile> = dependencies.ids.next()
        try await dependencies.database.transaction { [dependencies] tx in
            try tx.courses.keep(
                StoredCourseFile(id: id, name: String(file.name.prefix(120)), content: file.bytes, officer: officer),
                at: dependencies.realNow())
        }
        return id
    }

    /// Imports a stored file, as its uploader: who proposes may not curate. Throws `CourseFileRefusal.notWaiting` the
    /// second time.
    func confirm(
        _ id: ID<StoredCourseFile>, takingGood: Bool, by officer: ID<Officer>
    ) async throws -> CoursePlan {
        guard let stored = try await dependencies.database.read({ try $0.courses.file(id) }) else {
            throw CourseFileRefusal.notWaiting
        }
        guard stored.officer == officer else { throw CourseFileRefusal.otherUploader }
        let read = try CourseReader(dependencies).read(stored.content)
        let now = dependencies.realNow()
        return try await dependencies.database.transaction { tx in
            let plan = try carryOut(
                read, digest: Data(SHA256.hash(data: stored.content)), takingGood: takingGood, by: .officer(officer),
                in: tx)
            guard plan.isTaken(takingGood: takingGood) else { return plan }
            guard try tx.courses.finish(id, at: now) else { throw CourseFileRefusal.notWaiting }
            return plan
        }
    }

    private func carryOut(
        _ file: CourseFile, digest: Data, takingGood: Bool, by importer: CourseImporter, in tx: Transaction
    ) throws -> CoursePlan {
        let plan = try CoursePlan(file, scope: importer.scope, in: tx)
        guard plan.isTaken(takingGood: takingGood) else { return plan }
        let steps = plan.steps.filter { !$0.changes.isEmpty }
        for some in stride(from: 0, to: steps.count, by: Self.chunk).map({ steps[$0...].prefix(Self.chunk) }) {
            let strange = try BoundKind.ofCourses.map { kind in
                (kind, try dependencies.noteIfChanged(kind, some.compactMap { $0.existing?.id }, in: tx))
            }
            let changed = try some.map { try carryOut($0, by: importer, in: tx) }
            for (kind, left) in strange {
                let intact = changed.filter { !left.contains($0) }
                try tx.records.bind(kind, all: intact, at: dependencies.realNow(), ids: dependencies.ids)
            }
        }
        guard !plan.changes.isEmpty else { return plan }
        try tx.audit.record(
            AuditEvent(
                "courses.imported", subject: "courses",
                detail: [
                    "accepted": "\(plan.rows - plan.badRows)", "bad": "\(plan.badRows)", "digest": digest.hex,
                    "changes": "\(plan.changes.count)",
                ].merging(importer.detail) { $1 }),
            by: importer.actor, at: dependencies.moment(), ids: dependencies.ids)
        try tx.courses.noteCatalogueChange()
        return plan
    }

    /// Courses whose digests are computed together.
    private static let chunk = 200

    private func carryOut(_ step: CourseStep, by importer: CourseImporter, in tx: Transaction) throws -> ID<Course> {
        let now = dependencies.clock.now()
        let id = step.existing?.id ?? dependencies.ids.next()
        if step.existing == nil {
            let content = step.content
            try tx.courses.add(
                Course(
                    id: id, code: step.code, institution: step.institution, title: content.title,
                    summary: content.summary, category: content.category, mode: content.mode, hours: content.hours,
                    state: .proposed), at: now)
        }
        if step.needsVersion { try propose(step, of: id, by: importer, in: tx) }
        let known = try tx.courses.allOffers(of: id)
        for offer in step.direct {
            let present = known.first { $0.offer.platform == offer.platform }
            if present == nil { try tx.courses.offer(offer, of: id) } else { try tx.courses.reprice(offer, of: id) }
            guard present?.offer.price != offer.price else { continue }
            try tx.courses.notePrice(offer, of: id, ids: dependencies.ids, at: now)
        }
        for dates in step.newSchedules {
            try tx.courses.add(
                CourseSchedule(
                    id: dependencies.ids.next(), course: id, code: dates.code, starts: dates.starts, ends: dates.ends,
                    quota: dates.quota, taken: 0))
        }
        for (schedule, dates) in step.changedSchedules {
            guard try tx.courses.change(schedule, to: dates) else { throw StorageFault.contended }
        }
        try tx.audit.record(
            AuditEvent(
                "course.imported", subject: "course:\(id)",
                detail: ["state": step.needsVersion ? "proposed" : "approved", "changes": "\(step.changes.count)"]
                    .merging(importer.detail) { $1 }),
            by: importer.actor, at: dependencies.moment(), ids: dependencies.ids)
        return id
    }

    /// The next version waits for curators; one that still waits is replaced.
    private func propose(_ step: CourseStep, of id: ID<Course>, by importer: CourseImporter, in tx: Transaction) throws
    {
        let now = dependencies.realNow()
        if let replaced = step.replaced {
            guard try tx.courses.end(replaced.id, as: .replaced, at: now) else { throw StorageFault.contended }
        }
        let version = CourseVersion(
            id: dependencies.ids.next(), course: id, number: step.nextNumber, content: step.content, state: .proposed,
            proposedBy: importer.officer, proposedColleague: importer.person?.id, proposedAt: now, decidedAt: nil)
        try tx.courses.add(version)
        for offer in step.proposed { try tx.courses.add(offer, to: version.id) }
        if step.existing?.state == .refused { _ = try tx.courses.set(.proposed, of: id, from: .refused) }
    }
}

/// Who brings in a file of courses.
enum CourseImporter: Sendable {
    case officer(ID<Officer>)
    /// A person of a partner, for the partner's own rows.
    case person(PartnerPerson)
    case commandLine

    var officer: ID<Officer>? { if case .officer(let id) = self { id } else { nil } }
    var person: PartnerPerson? { if case .person(let person) = self { person } else { nil } }
    var scope: CourseScope { person.map { CourseScope(of: $0.partner) } ?? .all }

    var actor: Actor {
        switch self {
        case .officer(let id): .officer(id)
        case .person(let person): .partner(person.partner.id)
        case .commandLine: .system
        }
    }

    /// For the audit log: which person of the partner acted.
    var detail: [String: String] { person.map { ["by_person": "\($0.id)"] } ?? [:] }
}
