import Programme
import Storage

/// An answer as an officer wrote it.
struct CaseAnswer: Sendable {
    let outcome: ServiceCase.Outcome
    let text: CaseText
    /// What the person reads as the reason; required where the answer is against them.
    let reason: OfficeReason?

    /// Text and reason, as the person reads them.
    var written: String { reason.map { "\(text.text)\n\nAlasan: \($0.text)" } ?? text.text }
}

/// What officers do with a case that is running.
struct CaseWork: Sendable {
    let dependencies: Dependencies

    private var cases: CaseActions { CaseActions(dependencies: dependencies) }

    // MARK: - Assignment

    /// Takes a free case, or one whose officer cannot answer it, for an officer who may answer it.
    func take(_ id: ID<ServiceCase>, by officer: Officer) async throws {
        try await dependencies.database.transaction { tx in
            let stored = try cases.require(id, workedOnBy: officer.id, tx)
            guard stored.state.isRunning else { throw CaseRefusal.notOpen }
            do throws(CaseRefusal) {
                try stored.checkAnswerer(officer.signatory)
            } catch {
                throw try denied(error, stored, by: officer, in: tx)
            }
            let isFree = try stored.assignee == nil || cases.isHeldInVain(stored, in: tx)
            guard try isFree && tx.cases.assign(id, from: stored.assignee, to: officer.id) else {
                throw CaseRefusal.takenByOther
            }
            try cases.record("case.taken", stored, by: .officer(officer.id), in: tx)
        }
    }

    func release(_ id: ID<ServiceCase>, by officer: Officer) async throws {
        try await dependencies.database.transaction { tx in
            let stored = try cases.require(id, workedOnBy: officer.id, tx)
            guard stored.state.isRunning else { throw CaseRefusal.notOpen }
            guard try tx.cases.assign(id, from: officer.id, to: nil) else { throw CaseRefusal.takenByOther }
            try cases.record("case.released", stored, by: .officer(officer.id), in: tx)
        }
    }

    /// Gives one's own or a free case to another officer, who must be permitted to answer it.
    func handOver(_ id: ID<ServiceCase>, to other: ID<Officer>, by officer: Officer) async throws {
        try await dependencies.database.transaction { tx in
            let stored = try cases.require(id, workedOnBy: officer.id, tx)
            guard stored.assignee == nil || officer.isSame(as: stored.assignee) else { throw CaseRefusal.takenByOther }
            guard let heir = try heir(other, of: stored, in: tx) else { throw CaseRefusal.wrongHeir }
            if let person = stored.person { try tx.officers.checkIsAnother(heir.id, than: person) }
            guard try tx.cases.assign(id, from: stored.assignee, to: heir.id) else { throw CaseRefusal.takenByOther }
            try cases.record("case.handed-over", stored, by: .officer(officer.id), in: tx)
        }
    }

    /// To whom the officer may hand over the case, by name.
    func heirs(of stored: ServiceCase, from officer: Officer, in tx: Transaction) throws -> [Officer] {
        let table = dependencies.officeRoles
        let able = try tx.officers.roster(at: dependencies.realNow()).filter { other in
            let isOpen = other.suspendedAt == nil && !officer.isSame(as: other.id)
            return isOpen && other.roles.contains { table.permissions(of: $0.role).contains(.answerCases) }
        }
        return try able.compactMap { other -> Officer? in
            if let person = stored.person, try tx.officers.isThemselves(other.id, person) { return nil }
            return try heir(other.id, of: stored, in: tx)
        }
    }

    /// Nil for an officer who may not answer the case.
    private func heir(_ other: ID<Officer>, of stored: ServiceCase, in tx: Transaction) throws -> Officer? {
        guard let heir = try tx.officers.active(other, at: dependencies.realNow(), of: dependencies.officeRoles),
            heir.may(.answerCases), (try? stored.checkAnswerer(heir.signatory)) != nil
        else { return nil }
        return heir
    }

    // MARK: - Notes

    /// Between officers.
    func note(_ text: CaseText, in id: ID<ServiceCase>, by officer: Officer) async throws {
        try await dependencies.database.transaction { tx in
            let stored = try cases.require(id, workedOnBy: officer.id, tx)
            try cases.write(text.text, as: .internal, by: officer.id, into: stored, tx)
            try cases.record("case.noted", stored, by: .officer(officer.id), in: tx)
        }
    }

    /// To the person, while the case is running: a question, or how far it is.
    func message(_ text: CaseText, in id: ID<ServiceCase>, by officer: Officer) async throws {
        try await dependencies.database.transaction { tx in
            let stored = try cases.require(id, workedOnBy: officer.id, tx)
            guard stored.state.isRunning else { throw CaseRefusal.notOpen }
            try cases.write(text.text, as: .note, by: officer.id, into: stored, tx)
            try cases.record("case.message-sent", stored, by: .officer(officer.id), in: tx)
            let notice = CaseMessageNotice(
                number: stored.number, guestText: stored.person == nil ? text.text : nil)
            try cases.tell(notice, stored, tx)
        }
    }

    // MARK: - The answer

    /// Gives the answer, or proposes it where a second officer has to confirm it.
    func answer(_ id: ID<ServiceCase>, _ answer: CaseAnswer, by officer: Officer) async throws {
        try await dependencies.database.transaction { tx in
            try self.answer(id, answer, by: officer, in: tx)
        }
    }

    func answer(_ id: ID<ServiceCase>, _ answer: CaseAnswer, by officer: Officer, in tx: Transaction) throws {
        let stored = try cases.require(id, workedOnBy: officer.id, tx)
        let result =
            try stored.contested.flatMap { try tx.cases.result(of: $0, person: stored.person) }
            ?? tx.cases.standing(of: stored, vault: dependencies.vault)?.rawValue
        do throws(CaseRefusal) {
            try stored.checkAnswer(answer.outcome, by: officer.signatory, now: result)
        } catch {
            throw try denied(error, stored, by: officer, in: tx)
        }
        guard stored.needsSecondOfficer(answer.outcome, dependencies.service) else {
            return try cases.finish(stored, answer.outcome, answer.written, by: officer.id, in: tx)
        }
        guard try tx.cases.propose(answer.outcome, for: id, by: officer.signatory(for: .answerCases)) else {
            throw CaseRefusal.notOpen
        }
        try cases.write(answer.written, as: .draft, by: officer.id, into: stored, tx)
        try cases.bindAnswer(of: id, in: tx)
        try cases.record(
            "case.answer-proposed", stored, ["outcome": answer.outcome.rawValue], by: .officer(officer.id), in: tx)
    }

    /// The second officer confirms the answer: the person reads it now.
    func confirm(_ id: ID<ServiceCase>, by officer: Officer) async throws {
        try await dependencies.database.transaction { tx in
            let held = try tx.records.hold(.caseAnswers, id)
            let stored = try checked(id, approving: true, by: officer, in: tx)
            guard let outcome = stored.outcome else { throw CaseRefusal.notWaiting }
            if outcome == .settled {
                try stored.checkEntryCounts(
                    tx.cases.standing(of: stored, vault: dependencies.vault)?.rawValue)
            }
            guard try tx.records.isAsBound(held, vault: dependencies.vault) else {
                let refusal = RecordRefusal.changed
                throw try dependencies.denied(
                    refusal, "case.denied", about: stored.subject, by: .officer(officer.id), in: tx)
            }
            try cases.finish(stored, outcome, nil, by: officer.id, in: tx)
        }
    }

    /// The second officer does not agree; the first reads why.
    func sendBack(_ id: ID<ServiceCase>, because reason: OfficeReason, by officer: Officer) async throws {
        try await dependencies.database.transaction { tx in
            let stored = try checked(id, approving: false, by: officer, in: tx)
            guard try tx.cases.sendBack(id) else { throw CaseRefusal.notWaiting }
            try cases.bindAnswer(of: id, in: tx)
            try cases.write(reason.text, as: .internal, by: officer.id, into: stored, tx)
            try cases.record("case.answer-returned", stored, by: .officer(officer.id), in: tx)
        }
    }

    private func checked(
        _ id: ID<ServiceCase>, approving: Bool, by officer: Officer, in tx: Transaction
    ) throws -> ServiceCase {
        let stored = try cases.require(id, workedOnBy: officer.id, tx)
        do throws(CaseRefusal) {
            try stored.checkConfirmation(by: officer.signatory(for: .answerCases), approving: approving)
        } catch {
            throw try denied(error, stored, by: officer, in: tx)
        }
        return stored
    }

    /// Attempts to decide alone or in one's own matter are recorded; what another officer did first is not.
    private func denied(
        _ refusal: CaseRefusal, _ stored: ServiceCase, by officer: Officer, in tx: Transaction
    ) throws -> any Error {
        switch refusal {
        case .ownEntry, .ownDecision, .fourEyes:
            return try dependencies.denied(
                refusal, "case.denied", about: stored.subject, by: .officer(officer.id), in: tx)
        default: return refusal
        }
    }
}
