import Programme
import Storage

/// Two officers for partners decide on a reported completion that waits: one proposes that it stands or not, another of
/// another duty agrees or sends it back. Without a decision it stands when its last
/// day is over.
struct DecideCompletion: Sendable {
    let dependencies: Dependencies

    func propose(
        _ verdict: HeldCompletion.Verdict, on id: ID<HeldCompletion>, because reason: OfficeReason,
        by officer: Officer
    ) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            let (held, purchase, bound) = try find(id, in: tx)
            try check(verdict, on: held, of: purchase, in: tx)
            try tx.records.check(bound, vault: dependencies.vault)
            try tx.records.check(tx.records.hold(.trainingReports, held.report), vault: dependencies.vault)
            try tx.officers.checkIsAnother(officer.id, than: held.person)
            let proposal = CompletionVerdict(
                id: dependencies.ids.next(), held: id, verdict: verdict, reason: reason.text, proposedBy: officer.id,
                duty: officer.signatory(for: .managePartners).duty, proposedAt: dependencies.realNow(),
                state: .proposed, decidedBy: nil, decidedBecause: nil, decidedAt: nil)
            guard try tx.heldCompletions.propose(proposal, vault: dependencies.vault) else {
                throw HeldCompletionRefusal.alreadyProposed
            }
            try bind(id, in: tx)
            try record("completion.verdict-proposed", held, proposal, by: officer, in: tx)
        }
    }

    /// The second officer agrees, and the verdict is carried out; or sends it back, and another may be proposed.
    func decide(
        _ id: ID<HeldCompletion>, agrees: Bool, because reason: OfficeReason, by officer: Officer
    ) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            let (held, purchase, bound) = try find(id, in: tx)
            guard let proposal = try tx.heldCompletions.open(of: id, vault: dependencies.vault) else {
                throw HeldCompletionRefusal.nothingProposed
            }
            if agrees { try check(proposal.verdict, on: held, of: purchase, in: tx) }
            try tx.officers.checkIsAnother(officer.id, than: held.person)
            try confirm(proposal, held, bound, approving: agrees, by: officer, in: tx)
            let decided = try tx.heldCompletions.decide(
                proposal.id, as: agrees ? .approved : .refused, because: reason, by: officer.id,
                at: dependencies.realNow(), vault: dependencies.vault)
            guard decided else { throw HeldCompletionRefusal.nothingProposed }
            if agrees { try carryOut(proposal.verdict, on: held, purchase, by: .officer(officer.id), in: tx) }
            try bind(id, in: tx)
            let act = agrees ? "completion.verdict-approved" : "completion.verdict-refused"
            try record(act, held, proposal, by: officer, in: tx)
        }
    }

    /// The last day is over without a decision of two officers: the report stands, so that the participant does not pay
    /// for an office that did not answer. Recorded as that, and not as accepted.
    func accept(unanswered id: ID<HeldCompletion>, in tx: Transaction) throws {
        let (held, purchase, bound) = try find(id, in: tx)
        guard held.state == .waiting, held.decideBy <= dependencies.clock.now() else {
            throw HeldCompletionRefusal.decided
        }
        try dependencies.requireAsBound(bound, in: tx)
        try dependencies.requireAsBound(tx.records.hold(.trainingReports, held.report), in: tx)
        try tx.heldCompletions.endOpen(of: id, at: dependencies.realNow())
        try end(held, as: .unanswered, purchase, by: .system, in: tx)
        try bind(id, in: tx)
        try tx.audit.record(
            AuditEvent("completion.unanswered", subject: "purchase:\(purchase.id)"), by: .system,
            at: dependencies.moment(), ids: dependencies.ids)
    }

    /// What this officer may answer to a proposal.
    static func second(
        _ officer: Officer, on proposal: CompletionVerdict, in tx: Transaction
    ) throws -> SecondOfficer {
        SecondOfficer(
            try tx.officers.author(proposal.proposedBy, as: proposal.duty),
            by: officer.signatory(for: .managePartners))
    }

    /// An earlier report of the same training is decided for ever.
    private func check(
        _ verdict: HeldCompletion.Verdict, on held: HeldCompletion, of purchase: Purchase, in tx: Transaction
    ) throws {
        guard try tx.heldCompletions.latest(of: purchase.id)?.id == held.id else {
            throw HeldCompletionRefusal.decided
        }
        try held.check(verdict, of: purchase)
    }

    private func carryOut(
        _ verdict: HeldCompletion.Verdict, on held: HeldCompletion, _ purchase: Purchase, by actor: Actor,
        in tx: Transaction
    ) throws {
        switch verdict {
        case .accept: try end(held, as: .accepted, purchase, by: actor, in: tx)
        case .refuse:
            let now = dependencies.clock.now()
            guard try tx.heldCompletions.end(held, as: .refused, at: now) else {
                throw HeldCompletionRefusal.decided
            }
            try tx.purchases.noteChange(purchase.id, seenByPlatform: true, at: now)
            try PurchaseEvents(dependencies: dependencies).record(held.ended(as: .refused, at: now), in: tx)
            let course = try tx.courses.find(purchase.course)
            try tx.inbox.send(
                PurchaseNotice(
                    what: .refused, course: course?.title ?? "", amount: purchase.price, purchase: purchase.id),
                to: purchase.person, on: dependencies)
        }
    }

    /// The report stands: money is paid and incentives are planned as by the day on which it came in.
    private func end(
        _ held: HeldCompletion, as state: HeldCompletion.State, _ purchase: Purchase, by actor: Actor,
        in tx: Transaction
    ) throws {
        let now = dependencies.clock.now()
        guard purchase.state == .attended else { throw HeldCompletionRefusal.decided }
        guard let course = try tx.courses.find(purchase.course),
            let institution = try tx.partners.find(course.institution)
        else { throw Inconsistency("a paid purchase has a course and an institution") }
        let bought = try tx.records.hold(.purchases, purchase.id)
        try dependencies.requireAsBound(bought, in: tx)
        guard try tx.heldCompletions.end(held, as: state, at: now) else { throw HeldCompletionRefusal.decided }
        // Before the event of the completion itself.
        try PurchaseEvents(dependencies: dependencies).record(held.ended(as: state, at: now), in: tx)
        try CompletePurchase(dependencies: dependencies).complete(
            purchase, held.completion, course, institution, by: actor, in: tx)
        try tx.purchases.noteChange(purchase.id, seenByPlatform: true, at: now)
    }

    /// Holds the report, then its purchase.
    private func find(
        _ id: ID<HeldCompletion>, in tx: Transaction
    ) throws -> (held: HeldCompletion, purchase: Purchase, bound: HeldRecord) {
        let bound = try tx.records.hold(.heldCompletions, id)
        guard let held = try tx.heldCompletions.find(id) else { throw HeldCompletionRefusal.decided }
        _ = try tx.records.hold(.purchases, held.purchase)
        guard let purchase = try tx.purchases.find(held.purchase) else {
            throw Inconsistency("a reported completion is of a purchase")
        }
        return (held, purchase, bound)
    }

    /// Records a denial in the audit trail.
    private func confirm(
        _ proposal: CompletionVerdict, _ held: HeldCompletion, _ bound: HeldRecord, approving: Bool,
        by officer: Officer, in tx: Transaction
    ) throws {
        do {
            let author: Signatory = try tx.officers.author(proposal.proposedBy, as: proposal.duty)
            try FourEyes.confirm(author, by: officer.signatory(for: .managePartners), approving: approving)
            if approving {
                try tx.records.check(bound, vault: dependencies.vault)
                try tx.records.check(tx.records.hold(.trainingReports, held.report), vault: dependencies.vault)
            }
        } catch let refusal as any Refusal {
            throw try dependencies.denied(
                refusal, "completion.verdict-denied", about: "purchase:\(held.purchase)", by: .officer(officer.id),
                in: tx)
        }
    }

    private func bind(_ id: ID<HeldCompletion>, in tx: Transaction) throws {
        try tx.records.bind(.heldCompletions, id, at: dependencies.realNow(), ids: dependencies.ids)
    }

    /// Without the reasons: they are about one person, and stand sealed with the proposal.
    private func record(
        _ act: String, _ held: HeldCompletion, _ proposal: CompletionVerdict, by officer: Officer, in tx: Transaction
    ) throws {
        try tx.audit.record(
            AuditEvent(
                act, subject: "purchase:\(held.purchase)", detail: ["verdict": proposal.verdict.rawValue]),
            by: .officer(officer.id), at: dependencies.moment(), ids: dependencies.ids)
    }
}
