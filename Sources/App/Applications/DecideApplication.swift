import Programme
import Storage

extension ApplicationQueries {
    /// Evaluates the rules for a submitted application, and stores the decision when it differs from the last one. Code
    /// that changes a fact the rules depend on calls this in the same transaction.
    ///
    /// Throws `RecordRefusal.applicantChanged`, and the act is taken back, where what the rules would decide by was
    /// changed by other means than an act: otherwise the decision before would outlive a fact that an act has changed.
    ///
    /// - Parameter tells: false for an act that notifies the person itself of what it did.
    func decide(_ person: ID<Account>, tells: Bool = true, on dependencies: Dependencies) throws {
        let (moment, edition) = (dependencies.moment(), dependencies.edition)
        let now = moment.programme
        try tx.tests.closeExpired(person, on: dependencies)
        guard try isDecidable(person, on: dependencies) else { return }
        try DecisionInputs.lock(of: person, in: tx)
        let dossier = try dossier(of: person, at: moment.real, edition: edition, vault: dependencies.vault)
        guard let application = dossier.application else { return }
        try DecisionInputs(of: person, in: tx).requireAsBound(in: tx, on: dependencies)
        let today = dossier.today(at: now)
        let findings = Eligibility.findings(
            on: try facts(dossier, at: now, dependencies.clock.timeline, edition: edition),
            terms: Eligibility.Terms(edition), today: today)
        let decision = Eligibility.Decision(findings)
        guard decision != dossier.decision?.decision else { return }
        try keep(decision, findings, on: application, today: today, at: moment, ids: dependencies.ids, edition: edition)
        try tx.audit.record(
            AuditEvent(
                "application.decided", subject: "application:\(application.id)", detail: ["outcome": decision.outcome]),
            by: .system, at: moment, ids: dependencies.ids)
        if tells { try announce(decision, after: dossier.decision?.decision, to: person, on: dependencies) }
    }

    /// As `decide`, for one of several people in a transaction: where this person's records were changed by other means,
    /// their decision stays, and the others go on.
    func decideUnlessChanged(_ person: ID<Account>, on dependencies: Dependencies) throws {
        do {
            try decide(person, on: dependencies)
        } catch is RecordRefusal {
            // The server's log names the record.
        }
    }

    private func isDecidable(_ person: ID<Account>, on dependencies: Dependencies) throws -> Bool {
        guard let application = try of(person), try !tx.accounts.isClosed(person) else { return false }
        guard application.submittedAt != nil else {
            // Only SQL takes a submission back.
            guard try decisionInForce(on: person) != nil else { return false }
            dependencies.reportChanged(.declared, person)
            throw RecordRefusal.applicantChanged
        }
        // A cardholder keeps what the card promises; other acts end that.
        return try !holdsCard(person)
    }

    /// Every rule's verdict on a sent application as it is now; empty before it is sent. Stores nothing.
    func findings(of person: ID<Account>, on dependencies: Dependencies) throws -> [Eligibility.Finding] {
        let (moment, edition) = (dependencies.moment(), dependencies.edition)
        let dossier = try dossier(of: person, at: moment.real, edition: edition, vault: dependencies.vault)
        guard dossier.application?.submittedAt != nil else { return [] }
        return Eligibility.findings(
            on: try facts(dossier, at: moment.programme, dependencies.clock.timeline, edition: edition),
            terms: Eligibility.Terms(edition), today: dossier.today(at: moment.programme))
    }

    /// Corrects answers of a sent application and decides again by the rules. Two officers have accepted the correction.
    func correct(_ correction: AnswerCorrection, of person: ID<Account>, on dependencies: Dependencies) throws {
        guard let application = try of(person) else { return }
        try requireDeclared(by: person, on: dependencies)
        guard let data = try personalData(of: person, vault: dependencies.vault) else { return }
        try keep(correction.applied(to: data), of: person, at: dependencies.realNow(), vault: dependencies.vault)
        try bindDeclared(by: person, on: dependencies)
        try tx.audit.record(
            AuditEvent("application.corrected", subject: "application:\(application.id)"), by: .system,
            at: dependencies.moment(), ids: dependencies.ids)
        try decide(person, on: dependencies)
    }
}
