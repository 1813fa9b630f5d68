import Programme
import Storage

/// The end of an assisted session, and the officer's session that goes on afterwards.
struct TakeBackCounter: Sendable {
    let dependencies: Dependencies

    enum Outcome: Sendable {
        case resumed
        case wrongCode
        /// The officer's session has ended meanwhile.
        case gone
    }

    func end(_ session: Session, _ assistance: Assistance, in tx: Transaction) throws {
        let moment = dependencies.moment()
        try tx.sessions.end(session, at: moment.real, ids: dependencies.ids, vault: dependencies.vault)
        try note(assistance.id, at: moment, in: tx)
    }

    /// Once for each case. One that SQL changed is recorded as such and ends all the same: no browser stays a person's
    /// because of it.
    private func note(_ id: ID<CounterCase>, at moment: Moment, in tx: Transaction) throws {
        _ = try tx.records.hold(.counterCases, id)
        guard let before = try tx.counterCases.find(id, vault: dependencies.vault), before.state != .ended else {
            return
        }
        let changed = try dependencies.noteIfChanged(.counterCases, [id], in: tx)
        guard try tx.counterCases.end(id, at: moment.real),
            let one = try tx.counterCases.find(id, vault: dependencies.vault)
        else { return }
        if changed.isEmpty { try tx.records.bind(.counterCases, id, at: moment.real, ids: dependencies.ids) }
        let subject = one.person.map { "account:\($0)" } ?? "counter-case:\(id)"
        let detail = ["number": one.number.description, "office": one.place]
        try tx.audit.record(
            AuditEvent("counter.ended", subject: subject, detail: detail), by: .officer(one.officer), at: moment,
            ids: dependencies.ids)
    }

    /// The officer takes the browser back with a code of the authenticator. A person's session that was left open ends
    /// by its own time.
    func resume(_ aside: SetAside, code: String) async throws -> Outcome {
        let found = try await dependencies.database.read { [dependencies] tx in
            try tx.sessions.find(
                cookie: aside.cookie, now: dependencies.realNow(), roles: dependencies.officeRoles,
                idle: dependencies.configuration.officeIdle, vault: dependencies.vault)
        }
        guard let session = found?.session, case .officer(let officer) = session.holder else { return .gone }
        if !dependencies.configuration.demo {
            let proof = OfficerProof(dependencies: dependencies)
            guard try await proof.give(code, by: officer.id, in: session) else { return .wrongCode }
        }
        try await dependencies.database.transaction { [dependencies] tx in
            let now = dependencies.realNow()
            try tx.sessions.seen(session, at: now, vault: dependencies.vault)
            try note(aside.id, at: dependencies.moment(), in: tx)
        }
        return .resumed
    }
}
