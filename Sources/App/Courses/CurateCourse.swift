import Programme
import Storage

/// What curators and partner officers decide about courses. Each act is recorded in the audit trail.
struct CurateCourse: Sendable {
    let dependencies: Dependencies

    /// A curator's verdict on a version. The second acceptance puts it on sale with its prices; one refusal refuses it.
    func judge(_ version: ID<CourseVersion>, of course: ID<Course>, _ verdict: CurationVerdict) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            let held = try BoundKind.ofCourses.map { try tx.records.hold($0, course) }
            let locked = try tx.courses.lock(version)
            if verdict.isAccepted {
                for record in held { try tx.records.check(record, vault: dependencies.vault) }
            }
            let intact = try intact(course, in: tx)
            let versions = try tx.courses.versions(of: course)
            guard locked, let waiting = versions.first(where: { $0.id == version }) else {
                throw CurationRefusal.notProposed
            }
            let earlier = try tx.courses.verdicts(on: version).map(\.verdict)
            let now = dependencies.realNow()
            let curator = try tx.officers.signatory(
                verdict.curator, for: .curateCourses, at: now, of: dependencies.officeRoles)
            let outcome = try Curation.decide(
                importedBy: waiting.importers(among: versions), earlier: earlier, verdict: verdict, by: curator)
            if verdict.isAccepted {
                try checkStanding(of: waiting, in: tx)
                try Curation.checkPrice(
                    proposed: try tx.courses.offers(of: version),
                    present: try tx.courses.allOffers(of: course).map { $0.offer })
            }
            guard try tx.courses.add(verdict, on: version, at: now) else { throw CurationRefusal.sameCurator }
            try note(
                AuditEvent(
                    "course.judged", subject: "course:\(course)",
                    detail: ["outcome": verdict.isAccepted ? "yes" : "no", "reason": verdict.reason]),
                by: verdict.curator, in: tx)
            switch outcome {
            case .approved: try approve(waiting, by: verdict.curator, in: tx)
            case .refused: try refuse(waiting, by: verdict.curator, in: tx)
            default: break
            }
            try bind(intact, of: course, in: tx)
            if outcome == .approved { try tx.courses.noteCatalogueChange() }
        }
    }

    /// What of the course is as its last act left it, before the act that binds it again.
    private func intact(_ course: ID<Course>, in tx: Transaction) throws -> [BoundKind] {
        try BoundKind.ofCourses.filter { try dependencies.noteIfChanged($0, [course], in: tx).isEmpty }
    }

    private func bind(_ kinds: [BoundKind], of course: ID<Course>, in tx: Transaction) throws {
        for kind in kinds {
            try tx.records.bind(kind, course, at: dependencies.realNow(), ids: dependencies.ids)
        }
    }

    private func approve(_ version: CourseVersion, by curator: ID<Officer>, in tx: Transaction) throws {
        guard try tx.courses.end(version.id, as: .approved, at: dependencies.realNow()) else {
            throw CurationRefusal.notProposed
        }
        try tx.courses.publish(version.content, of: version.course)
        for offer in try tx.courses.offers(of: version.id) {
            try tx.courses.offer(offer, of: version.course)
            try tx.courses.notePrice(
                offer, of: version.course, ids: dependencies.ids, at: dependencies.clock.now())
        }
        try note(AuditEvent("course.approved", subject: "course:\(version.course)"), by: curator, in: tx)
    }

    private func refuse(_ version: CourseVersion, by curator: ID<Officer>, in tx: Transaction) throws {
        guard try tx.courses.end(version.id, as: .refused, at: dependencies.realNow()) else {
            throw CurationRefusal.notProposed
        }
        // A course that is on sale stays so with its present content.
        _ = try tx.courses.set(.refused, of: version.course, from: .proposed)
        try note(AuditEvent("course.refused", subject: "course:\(version.course)"), by: curator, in: tx)
    }

    /// Takes a course off sale at once. What was paid for goes on.
    func withdraw(_ course: ID<Course>, because reason: OfficeReason, by officer: ID<Officer>) async throws {
        try await withdraw(course, because: reason, by: .officer(officer))
    }

    func withdraw(_ course: ID<Course>, because reason: OfficeReason, by author: CourseImporter) async throws {
        try await dependencies.database.transaction { tx in
            _ = try tx.records.hold(.courses, course)
            let intact = try intact(course, in: tx)
            guard try tx.courses.set(.withdrawn, of: course, from: .approved) else { throw CurationRefusal.notOnSale }
            try bind(intact, of: course, in: tx)
            try tx.audit.record(
                AuditEvent(
                    "course.withdrawn", subject: "course:\(course)",
                    detail: ["reason": reason.text].merging(author.detail) { $1 }),
                by: author.actor, at: dependencies.moment(), ids: dependencies.ids)
            try tx.courses.noteCatalogueChange()
        }
    }

    /// A version stops with the suspension of who proposed it: it is refused, or another officer proposes it again.
    private func checkStanding(of version: CourseVersion, in tx: Transaction) throws {
        let isStopped = try isStopped(version, in: tx)
        do throws(FourEyesRefusal) {
            try FourEyes.checkStanding(isSuspended: isStopped)
        } catch {
            throw CurationRefusal.fourEyes(error)
        }
    }

    private func isStopped(_ version: CourseVersion, in tx: Transaction) throws -> Bool {
        try version.state == .proposed && tx.courses.isAuthorSuspended(version)
    }

    /// Puts the last accepted content of a withdrawn course before the curators again, or a version whose proposer was
    /// suspended: this officer then answers for it, and the curators start from the beginning.
    func proposeAgain(_ course: ID<Course>, because reason: OfficeReason, by officer: ID<Officer>) async throws {
        let id: ID<CourseVersion> = dependencies.ids.next()
        try await dependencies.database.transaction { [dependencies] tx in
            _ = try tx.records.hold(.courses, course)
            let intact = try intact(course, in: tx)
            let versions = try tx.courses.versions(of: course)
            let now = dependencies.realNow()
            let offers: [CourseOffer]
            let last: CourseVersion
            if let stopped = try versions.first(where: { try isStopped($0, in: tx) }) {
                (last, offers) = (stopped, try tx.courses.offers(of: stopped.id))
                guard try tx.courses.end(stopped.id, as: .replaced, at: now) else { throw StorageFault.contended }
            } else if try tx.courses.find(course)?.state == .withdrawn, versions.first?.state != .proposed,
                let approved = versions.first(where: { $0.state == .approved })
            {
                (last, offers) = (approved, [])
            } else {
                throw CurationRefusal.notWithdrawn
            }
            try tx.courses.add(
                CourseVersion(
                    id: id, course: course, number: (versions.first?.number ?? 0) + 1, content: last.content,
                    state: .proposed, proposedBy: officer, proposedAt: now, decidedAt: nil))
            for offer in offers { try tx.courses.add(offer, to: id) }
            try bind(intact, of: course, in: tx)
            try note(
                AuditEvent("course.proposed-again", subject: "course:\(course)", detail: ["reason": reason.text]),
                by: officer, in: tx)
        }
    }

    private func note(_ event: AuditEvent, by officer: ID<Officer>, in tx: Transaction) throws {
        try tx.audit.record(event, by: .officer(officer), at: dependencies.moment(), ids: dependencies.ids)
    }
}
