import Programme
import Storage

extension CounterQueries {
    /// Blanks what names or quotes the person of a deleted account, and binds the cases again.
    func forget(_ person: ID<Account>, on dependencies: Dependencies) throws {
        let cases = try ids(of: person)
        for one in cases { _ = try tx.records.hold(.counterCases, one) }
        // What SQL changed before is recorded before it is blanked, and not bound again.
        let changed = try dependencies.noteIfChanged(.counterCases, cases, in: tx)
        try blank(person, vault: dependencies.vault)
        try tx.records.bind(
            .counterCases, all: cases.filter { !changed.contains($0) }, at: dependencies.realNow(),
            ids: dependencies.ids)
    }

    /// Ends the cases whose code was not typed within a day, and erases their contacts. At most `limit` at a time; true
    /// when there may be more.
    func endUnanswered(limit: Int, on dependencies: Dependencies) throws -> Bool {
        let moment = dependencies.moment()
        let cases = try unanswered(before: moment.real - Self.unansweredKept, limit: limit)
        for id in cases {
            _ = try tx.records.hold(.counterCases, id)
            guard let one = try find(id, vault: dependencies.vault), one.state == .begun else { continue }
            let changed = try dependencies.noteIfChanged(.counterCases, [id], in: tx)
            guard try abandon(one, at: moment.real) else { continue }
            if changed.isEmpty { try tx.records.bind(.counterCases, id, at: moment.real, ids: dependencies.ids) }
            try tx.audit.record(
                AuditEvent(
                    "counter.abandoned", subject: "counter-case:\(id)",
                    detail: ["number": one.number.description, "office": one.place]),
                by: .system, at: moment, ids: dependencies.ids)
        }
        return cases.count == limit
    }

    /// By the real clock.
    static let unansweredKept = Span.days(1)
}
