import Programme
import Storage

/// Ends reported completions whose last day passed without a decision of two officers: each stands. One that was changed
/// by other means than an act is set aside and named for the office, and the others go on.
struct EndOverdueCompletions: Sendable {
    let dependencies: Dependencies

    /// - Returns: whether more are waiting.
    func end(limit: Int) async throws -> Bool {
        let now = dependencies.clock.now()
        let due = try await dependencies.database.read { try $0.heldCompletions.overdue(at: now, limit: limit) }
        let deciding = DecideCompletion(dependencies: dependencies)
        for id in due {
            do {
                try await dependencies.database.transaction { tx in try deciding.accept(unanswered: id, in: tx) }
            } catch is HeldCompletionRefusal {
                // Two officers decided at this moment: then it is left alone.
                try await setAside(id)
            } catch is RecordRefusal {
                try await setAside(id)
            } catch is VaultFault {
                // The name for the certificate cannot be read: the others go on.
                try await setAside(id)
            }
        }
        // Each of them ended, or is out of the way for a while.
        return due.count == limit
    }

    /// In a transaction of its own, as the one before was undone. Recorded once, and not at each later look.
    private func setAside(_ id: ID<HeldCompletion>) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            _ = try tx.records.hold(.heldCompletions, id)
            guard let held = try tx.heldCompletions.find(id),
                try tx.heldCompletions.setAside(id, at: dependencies.clock.now()) == true
            else { return }
            // Where none of these was changed, the course, a partner or the money was: the server's log names it.
            try dependencies.noteIfChanged(.heldCompletions, [held.id], in: tx)
            try dependencies.noteIfChanged(.trainingReports, [held.report], in: tx)
            try dependencies.noteIfChanged(.purchases, [held.purchase], in: tx)
            try dependencies.noteIfChanged(.declared, [held.person], in: tx)
            try tx.audit.record(
                AuditEvent("completion.set-aside", subject: "purchase:\(held.purchase)"), by: .system,
                at: dependencies.moment(), ids: dependencies.ids)
        }
    }
}
