import Programme
import Storage

/// What an appeal sets in motion: the act of the contested decision's own slice. None of these sets a result; the rule
/// or the slice does, and the appeal is granted when the result has changed.
struct AppealActions: Sendable {
    let dependencies: Dependencies

    private var cases: CaseActions { CaseActions(dependencies: dependencies) }

    /// Runs the rules again on the facts as they are now, and grants the appeal where the result has changed in the
    /// person's favour.
    func runRules(_ id: ID<ServiceCase>, by officer: Officer) async throws {
        try await dependencies.database.transaction { tx in
            let (stored, _) = try workable(id, by: officer, tx)
            try rule(on: stored, by: officer, in: tx)
        }
    }

    /// Asks the civil registry once more; its answer decides again by itself.
    func askRegistry(_ id: ID<ServiceCase>, by officer: Officer) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            let (stored, contested) = try workable(id, by: officer, tx)
            guard contested.kind == .eligibility, let person = stored.person,
                let claim = try tx.identity.claim(of: person)
            else { throw CaseRefusal.notContestable }
            try tx.identity.requireNoDispute(of: person)
            try tx.identity.ask(claim.id, on: dependencies)
            try cases.record("case.registry-asked", stored, by: .officer(officer.id), in: tx)
        }
    }

    /// Opens the dispute over the person's NIK again, for two officers who decide; the contested decision then waits, so
    /// the appeal is granted.
    func reopenDispute(_ id: ID<ServiceCase>, by officer: Officer) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            let (stored, contested) = try workable(id, by: officer, tx)
            guard contested.kind == .eligibility, let person = stored.person else { throw CaseRefusal.notContestable }
            try SettleDispute(dependencies: dependencies).reopen(for: person, by: officer, in: tx)
            try rule(on: stored, by: officer, in: tx)
        }
    }

    /// Gives a person whose result was below the threshold another sitting of the test, with other questions drawn. The
    /// contested decision then waits for it, so the appeal is granted; the machine marks it like every other.
    func grantSitting(_ id: ID<ServiceCase>, by officer: Officer) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            let (stored, contested) = try workable(id, by: officer, tx)
            guard contested.kind == .eligibility, let person = stored.person,
                try Contestables(dependencies: dependencies, t: .indonesian, tx: tx).reasons(of: person)
                    .contains(where: \.isTest),
                try tx.tests.grant(
                    person, in: id, by: officer.id, at: dependencies.realNow(), ids: dependencies.ids)
            else { throw CaseRefusal.notContestable }
            try cases.record("case.sitting-given", stored, by: .officer(officer.id), in: tx)
            try rule(on: stored, by: officer, in: tx)
        }
    }

    /// Returns a rejected photo to the reviewers' queue, where another officer looks at it.
    func lookAgain(_ id: ID<ServiceCase>, by officer: Officer) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            let (stored, contested) = try workable(id, by: officer, tx)
            guard contested.kind == .photo,
                try tx.photos.reviewAgain(
                    ID(contested.subject), for: officer.id, at: dependencies.moment(), ids: dependencies.ids)
            else { throw CaseRefusal.notContestable }
            if let person = stored.person { try tx.applications.decide(person, on: dependencies) }
            try cases.record("case.photo-returned", stored, by: .officer(officer.id), in: tx)
        }
    }

    // MARK: - Corrected answers

    /// One officer accepts that an answer of the application was a mistake, and says by what proof.
    func acceptCorrection(_ id: ID<ServiceCase>, because reason: OfficeReason, by officer: Officer) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            let (stored, _) = try workable(id, by: officer, tx)
            guard
                try tx.cases.acceptCorrection(
                    of: id, because: reason, by: officer.signatory(for: .answerCases), vault: dependencies.vault)
            else { throw CaseRefusal.notWaiting }
            try bindCorrection(of: id, in: tx)
            try cases.record("case.correction-accepted", stored, by: .officer(officer.id), in: tx)
        }
    }

    /// Another officer, of another duty, agrees: the answer is corrected, and the rules decide again.
    func confirmCorrection(_ id: ID<ServiceCase>, by officer: Officer) async throws {
        let now = dependencies.clock.now()
        try await dependencies.database.transaction { [dependencies] tx in
            let held = try tx.records.hold(.caseCorrections, id)
            let (stored, correction) = try correctable(id, approving: true, by: officer, tx)
            guard try tx.records.isAsBound(held, vault: dependencies.vault) else {
                let refusal = RecordRefusal.changed
                throw try dependencies.denied(
                    refusal, "case.denied", about: stored.subject, by: .officer(officer.id), in: tx)
            }
            guard let person = stored.person, try tx.cases.confirmCorrection(of: id, by: officer.id, at: now) else {
                throw CaseRefusal.notWaiting
            }
            try bindCorrection(of: id, in: tx)
            try cases.record("case.correction-confirmed", stored, by: .officer(officer.id), in: tx)
            try tx.applications.correct(correction.answers, of: person, on: dependencies)
            try rule(on: stored, by: officer, in: tx)
        }
    }

    func returnCorrection(_ id: ID<ServiceCase>, because reason: OfficeReason, by officer: Officer) async throws {
        try await dependencies.database.transaction { tx in
            let (stored, _) = try correctable(id, approving: false, by: officer, tx)
            guard try tx.cases.returnCorrection(of: id) else { throw CaseRefusal.notWaiting }
            try bindCorrection(of: id, in: tx)
            try cases.write(reason.text, as: .internal, by: officer.id, into: stored, tx)
            try cases.record("case.correction-returned", stored, by: .officer(officer.id), in: tx)
        }
    }

    private func bindCorrection(of id: ID<ServiceCase>, in tx: Transaction) throws {
        try tx.records.bind(.caseCorrections, id, at: dependencies.realNow(), ids: dependencies.ids)
    }

    private func correctable(
        _ id: ID<ServiceCase>, approving: Bool, by officer: Officer, _ tx: Transaction
    ) throws -> (ServiceCase, StoredCorrection) {
        let stored = try cases.require(id, workedOnBy: officer.id, tx)
        guard stored.state == .open, let correction = try tx.cases.correction(of: id, vault: dependencies.vault),
            correction.state == .proposed, let proposer = correction.proposer
        else { throw CaseRefusal.notWaiting }
        do throws(CaseRefusal) {
            try stored.checkEntry(by: officer.signatory)
            do throws(FourEyesRefusal) {
                try FourEyes.confirm(proposer, by: officer.signatory(for: .answerCases), approving: approving)
            } catch {
                throw .fourEyes(error)
            }
        } catch {
            throw try dependencies.denied(error, "case.denied", about: stored.subject, by: .officer(officer.id), in: tx)
        }
        return (stored, correction)
    }

    // MARK: - The rule

    private func workable(
        _ id: ID<ServiceCase>, by officer: Officer, _ tx: Transaction
    ) throws -> (ServiceCase, ContestedDecision) {
        let stored = try cases.require(id, workedOnBy: officer.id, tx)
        guard let contested = stored.contested else { throw CaseRefusal.notAnAppeal }
        do throws(CaseRefusal) {
            try stored.checkWork(by: officer.signatory)
            try stored.checkEntry(by: officer.signatory)
        } catch {
            guard error == .ownEntry || error == .ownDecision else { throw error }
            throw try dependencies.denied(error, "case.denied", about: stored.subject, by: .officer(officer.id), in: tx)
        }
        return (stored, contested)
    }

    private func rule(on stored: ServiceCase, by officer: Officer, in tx: Transaction) throws {
        guard let contested = stored.contested, let person = stored.person else { throw CaseRefusal.notAnAppeal }
        var findings: [StoredFinding] = []
        if contested.kind == .eligibility {
            try tx.applications.decide(person, on: dependencies)
            findings = try tx.applications.findings(of: person, on: dependencies).map(StoredFinding.init)
        }
        guard let result = try tx.cases.result(of: contested, person: person) else { throw CaseRefusal.notContestable }
        let ruling = try tx.cases.keep(
            findings, was: contested.result, becomes: result, in: stored.id, by: officer.id,
            at: dependencies.clock.now(), ids: dependencies.ids)
        try tx.records.bind(.caseRulings, ruling, at: dependencies.realNow(), ids: dependencies.ids)
        try cases.record(
            "case.rules-run", stored, ["was": contested.result, "to": result], by: .officer(officer.id), in: tx)
        guard contested.isLifted(by: result) else { return }
        let text = Bilingual(
            id: "Aturan dijalankan lagi dengan data yang sekarang. Keputusan yang Anda sanggah sudah berubah.",
            en: "The rules were run again on the data as it is now. The decision you contested has changed.")
        try cases.finish(stored, .granted, "\(text.id)\n\n\(text.en)", by: officer.id, in: tx)
    }
}

extension ContestedDecision {
    /// Whether this result means that the contested one no longer holds, in the person's favour.
    func isLifted(by result: String) -> Bool {
        switch kind {
        case .eligibility: self.result == "ineligible" && (result == "eligible" || result == "waiting")
        case .photo: result == IdentityPhoto.State.accepted.rawValue
        case .purchase:
            [Purchase.State.attended, .completed, .voided].map(\.rawValue).contains(result)
                && result != self.result
        case .payout:
            [Instalment.State.earned, .requested, .sent, .paid].map(\.rawValue).contains(result)
                && result != self.result
        case .suspension: result == "lifted"
        case .revocation: result == "restored"
        }
    }
}
