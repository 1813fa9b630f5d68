import Programme
import Storage

/// Reads one person's decision for oversight. That it was read is recorded in the same transaction.
struct ReadDecision: Sendable {
    let dependencies: Dependencies

    struct Read: Sendable {
        let trail: DecisionTrail
        let acts: [AuditRecord]
        let names: [ID<Officer>: String]
    }

    /// Nil for an unknown application.
    func read(_ id: ID<Application>, by officer: Officer, from address: String) async throws -> Read? {
        try await dependencies.database.transaction { [dependencies] tx in
            guard let trail = try tx.figures.decisions(of: id) else { return nil }
            let (subject, moment) = ("application:\(id)", dependencies.moment())
            try tx.access.record(
                .trail, of: [trail.person], by: officer.id, as: officer.reading(.trail), why: .work(subject),
                from: address, at: moment, ids: dependencies.ids)
            try tx.audit.record(
                AuditEvent("report.decision-read", subject: subject), by: .officer(officer.id), at: moment,
                ids: dependencies.ids)
            return Read(
                trail: trail,
                acts: try tx.audit.latest(subject: subject, before: nil, limit: DecisionTrailPage.acts),
                names: try tx.officers.names())
        }
    }
}
