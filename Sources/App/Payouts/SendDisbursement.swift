import Connectors
import Logging
import Programme
import Storage

/// Pays one disbursement: ① records the intent and moves the money to clearing, ② calls the rail outside any
/// transaction, ③ records the answer. After an unknown answer the status is queried; the payment is not submitted
/// again.
struct SendDisbursement: Job {
    static let name = "payouts.send"
    static let maxAttempts = 50

    /// How long a payment waits before it checks again whether the office has decided the dispute, or lifted the
    /// suspension.
    private static let disputePause = Span.minutes(30)

    let disbursement: ID<Disbursement>

    var uniqueKey: String? { disbursement.description }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        let question = try await dependencies.database.transaction { tx in try prepare(in: tx, on: dependencies) }
        do {
            switch question {
            case .nothing:
                return .done
            case .wait:
                return .again(after: Self.disputePause)
            case .heldBack:
                return .giveUp("payment \(disbursement) is not as it was approved")
            case .entriesGone:
                return .giveUp(
                    "sealed entries of the card of payment \(disbursement) are gone: restore them, then run this again")
            case .submit(let instruction):
                return try await settle(try await dependencies.connectors.rail.pay(instruction), on: dependencies)
            case .queryStatus(let kind):
                return try await settle(
                    try await dependencies.connectors.rail.status(of: disbursement, to: kind), on: dependencies)
            }
        } catch let fault as PaymentFault {
            return try await settle(fault, isSubmission: question.isSubmission, on: dependencies)
        }
    }

    /// The next request to the rail.
    private enum Question: Sendable {
        case nothing
        /// Another person claims the NIK, or the account is suspended: the payment is not submitted meanwhile.
        case wait
        /// The payment, its person or its account was changed by other means than an act since the approval.
        case heldBack
        /// A sealed entry of the card is gone: what it moved may be what this payment would pay again.
        case entriesGone
        case submit(PaymentInstruction)
        case queryStatus(PayoutPartner.Kind)

        var isSubmission: Bool {
            if case .submit = self { true } else { false }
        }
    }

    // MARK: - ① Intent

    private func prepare(in tx: Transaction, on dependencies: Dependencies) throws -> Question {
        let held = try tx.records.hold(.payments, disbursement)
        guard let stored = try tx.payouts.disbursement(disbursement) else { return .nothing }
        switch stored.disbursement.state {
        case .drafted, .paid, .failed, .missing:
            return .nothing
        case .approved where stored.isWithdrawn:
            return try isWhole(stored, in: tx, on: dependencies) ? .nothing : .heldBack
        case .approved:
            guard try isWhole(stored, in: tx, on: dependencies) else { return .heldBack }
            guard let requested = try tx.incentives.find(stored.instalment) else {
                throw Inconsistency("a disbursement pays an instalment")
            }
            let isRefused = try tx.disputes.isRefused(stored.person)
            guard !isRefused, stored.pays(requested) else {
                try WithdrawPayment(dependencies: dependencies).withdraw(
                    for: stored.instalment, because: isRefused ? .nikOfAnother : .requestChanged, in: tx)
                return .nothing
            }
            let gone = try tx.ledger.gone(fromCards: [requested.instalment.card])
            guard gone.isEmpty else {
                dependencies.reportGone(gone)
                return .entriesGone
            }
            guard try isAsApproved(held, stored, in: tx, on: dependencies),
                try isUnpaid(requested.instalment, in: tx, on: dependencies)
            else { return .heldBack }
            guard try dependencies.mayBePaid(stored.person, in: tx) else { return .wait }
            let now = dependencies.realNow()
            guard try MoneyHold(dependencies: dependencies).mayBePaid(stored.person, in: tx) else { return .wait }
            guard try tx.payouts.markSent(disbursement, at: now) else { return .nothing }
            try moveToClearing(stored, in: tx, on: dependencies)
            return .submit(try instruction(stored, date: now, in: tx, on: dependencies))
        case .sent where !stored.isSubmitted:
            guard try isWhole(stored, in: tx, on: dependencies),
                try isAsApproved(held, stored, in: tx, on: dependencies)
            else { return .heldBack }
            guard try tx.payouts.markResubmitted(disbursement) else { return .nothing }
            // Repeats the first request exactly, with its date: the rail treats a different request under the same
            // reference as an error, and may have executed the first one.
            let first = stored.disbursement.sentAt ?? dependencies.realNow()
            return .submit(try instruction(stored, date: first, in: tx, on: dependencies))
        case .sent:
            return .queryStatus(try partner(stored, in: tx, on: dependencies).kind)
        }
    }

    /// As the approval left it, and to an account whose number is the one that it was linked by.
    private func isAsApproved(
        _ held: HeldRecord, _ stored: StoredDisbursement, in tx: Transaction, on dependencies: Dependencies
    ) throws -> Bool {
        guard try tx.records.isAsBound(held, vault: dependencies.vault) else {
            dependencies.reportChanged(.payments, disbursement)
            return false
        }
        guard try tx.payees.find(stored.payee)?.fits(dependencies.vault) == true else {
            dependencies.reportChanged(.payees, stored.payee)
            return false
        }
        return true
    }

    /// As it was planned, and not paid by an earlier payment.
    private func isUnpaid(_ instalment: Instalment, in tx: Transaction, on dependencies: Dependencies) throws -> Bool {
        let plan = try tx.records.hold(.instalments, instalment.card)
        guard try tx.records.isAsBound(plan, vault: dependencies.vault) else {
            dependencies.reportChanged(.instalments, instalment.card)
            return false
        }
        try tx.ledger.lock(.cardIncentive(instalment.card))
        return try EarlierPayments(dependencies: dependencies).unpaid([instalment], in: tx).contains(instalment.id)
    }

    private func isWhole(
        _ stored: StoredDisbursement, in tx: Transaction, on dependencies: Dependencies
    ) throws -> Bool {
        try PaymentSteps(dependencies: dependencies, stored: stored).areWhole(in: tx)
    }

    private func moveToClearing(_ stored: StoredDisbursement, in tx: Transaction, on dependencies: Dependencies) throws
    {
        guard let requested = try tx.incentives.find(stored.instalment) else {
            throw Inconsistency("a disbursement pays an instalment")
        }
        let now = dependencies.clock.now()
        let today = dependencies.edition.waves.zone.date(of: now)
        guard try tx.incentives.change(requested.instalment, to: .sent, on: today) else { throw StorageFault.contended }
        try tx.ledger.post(
            .sent(
                id: dependencies.ids.next(), disbursement, card: requested.instalment.card, batch: stored.batch,
                amount: stored.disbursement.amount, at: now),
            spending: requested.holdKey, ids: dependencies.ids)
        try tx.payouts.refresh(stored.batch)
    }

    /// - Parameter date: when the payment was first submitted, by the real clock.
    private func instruction(
        _ stored: StoredDisbursement, date: Instant, in tx: Transaction, on dependencies: Dependencies
    ) throws -> PaymentInstruction {
        guard let payee = try tx.payees.find(stored.payee), let one = try tx.incentives.find(stored.instalment) else {
            throw Inconsistency("a disbursement has a payee and an instalment")
        }
        let target = Payee(
            partner: try partner(stored, in: tx, on: dependencies), number: try payee.open(dependencies.vault),
            name: try payee.holder(dependencies.vault))
        let edition = try tx.cards.edition(of: one.instalment.card, among: dependencies.editions)
        return PaymentInstruction(
            reference: disbursement, payee: target, amount: stored.disbursement.amount,
            note: "\(edition.title.id): \(IncentiveWords(t: .indonesian).name(one.instalment))", date: date)
    }

    private func partner(_ stored: StoredDisbursement, in tx: Transaction, on dependencies: Dependencies) throws
        -> PayoutPartner
    {
        let slug = try tx.payees.find(stored.payee)?.account.partner
        guard let partner = dependencies.payoutPartners.first(where: { $0.slug == slug }) else {
            throw PayeeRefusal.unknownPartner
        }
        return partner
    }

    // MARK: - ③ Answer

    private func settle(_ answer: PaymentAnswer, on dependencies: Dependencies) async throws -> JobResult {
        try await dependencies.database.transaction { tx in
            guard let stored = try tx.payouts.disbursement(disbursement), stored.disbursement.state == .sent,
                let sentAt = stored.disbursement.sentAt
            else { return .done }
            let step = Disbursement.step(
                after: answer, sentAt: sentAt, statusChecks: stored.statusChecks, now: dependencies.realNow())
            let record = RecordPayment(dependencies: dependencies, stored: stored)
            switch step {
            case .paid(let railReference): try record.paid(railReference, in: tx)
            case .failed(let failure): try record.failed(failure, in: tx)
            case .missing: try record.missing(in: tx)
            case .askAgain(let pause):
                try tx.payouts.countStatusCheck(disbursement)
                return .again(after: pause)
            }
            return .done
        }
    }

    private func settle(_ fault: PaymentFault, isSubmission: Bool, on dependencies: Dependencies) async throws
        -> JobResult
    {
        dependencies.logger.warning(
            "the payment rail gave no answer",
            metadata: ["disbursement": "\(disbursement)", "reason": "\(fault.reason)"])
        switch fault {
        case .retry(let pause, let reason):
            if isSubmission {
                try await dependencies.database.transaction { tx in
                    try tx.payouts.markNotSubmitted(disbursement, because: reason)
                }
            }
            return .again(after: pause)
        case .unknown:
            return try await checkStatusLater(on: dependencies)
        case .never(let reason):
            // The fault is ours, not a refusal by the person's bank: the payment waits where the office sees it. After
            // an operator has fixed the cause and runs the job again, the same request is submitted, or the status is
            // queried, again.
            try await dependencies.database.transaction { tx in
                if isSubmission {
                    try tx.payouts.markNotSubmitted(disbursement, because: reason)
                } else {
                    try tx.payouts.note(reason, of: disbursement)
                }
            }
            return .giveUp(reason)
        }
    }

    private func checkStatusLater(on dependencies: Dependencies) async throws -> JobResult {
        try await dependencies.database.transaction { tx in
            let statusChecks = try tx.payouts.disbursement(disbursement)?.statusChecks ?? 0
            try tx.payouts.countStatusCheck(disbursement)
            return .again(after: Disbursement.pause(afterChecks: statusChecks))
        }
    }
}
