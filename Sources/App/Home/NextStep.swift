import Programme
import Storage

/// What a person has to do next in the whole programme: exactly one of these, computed only here, so that two pages
/// never name different steps.
enum NextStep: Sendable {
    case apply(Journey.Step)
    case fix(Journey.Step)
    /// The person has nothing to do; the office or the registry has.
    case waitForCheck
    /// The registry has no such NIK yet: a slip can be corrected, otherwise there is nothing to do.
    case checkNIK
    case contest
    case join(Wave)
    case waitForOpening(Wave, isCarriedOver: Bool)
    case waitForDates
    case waitForOutcome(Wave)
    /// The draw is shown, and its decree is not signed.
    case waitForDecree(Wave)
    /// Selected and announced; the card is on its way.
    case waitForCard
    case readWhy(Wave)
    case cardStopped
    case buyFirst(by: Instant)
    case enterCode
    case redeem(ID<Purchase>)
    case attend(ID<Purchase>)
    /// The final test is passed; the institution has to report the completion.
    case waitForReport(ID<Purchase>)
    /// Two officers look at the institution's report.
    case waitForVerdict(ID<Purchase>)
    case prove(Condition, IncentiveRow)
    case claim(IncentiveRow)
    /// A new account for payments has to wait until it is decided whose the NIK is.
    case waitForNIK(until: Instant)
    /// The day is nil while it depends on a payment that is under way.
    case waitForMoney(CivilDate?)
    case buyMore(Rupiah, until: CivilDate)
    case finished

    /// The facts it is computed from.
    struct Facts: Sendable {
        let status: AccountStatus
        let now: Instant
        /// The wave that is open now and that this person may join.
        let joinable: Wave?
        /// The wave that opens next.
        let coming: Wave?
        let isCarriedOver: Bool
        /// The registry has no such NIK yet, and the photos are in.
        var isNotFound = false
        /// Newest first.
        var purchases: [Purchase] = []
        /// Those whose final test is passed.
        var tested: Set<ID<Purchase>> = []
        /// Those whose reported completion waits for two officers.
        var checked: Set<ID<Purchase>> = []
        var rows: [IncentiveRow] = []
        /// No account can be linked before this instant, because another person claims the NIK; programme clock.
        var moneyWaitsUntil: Instant?
        /// Reserved for a purchase that awaits the person's code.
        var held = Rupiah.zero
        /// What is left for trainings, and the last day it can be spent.
        var rest: (amount: Rupiah, until: CivilDate)?
    }

    init(_ facts: Facts) {
        switch facts.status {
        case .unfinished(let journey):
            self = Self.step(of: journey) ?? .waitForCheck
        case .waiting(let journey, _):
            self = Self.step(of: journey) ?? (facts.isNotFound ? .checkNIK : .waitForCheck)
        case .ineligible(let journey, _): self = journey.fixable.map(NextStep.fix) ?? .contest
        case .ready: self = Self.wave(facts)
        case .inWave(let view): self = Self.inWave(view, facts)
        case .beneficiary(let card): self = Self.holding(card, facts)
        }
    }

    private static func step(of journey: Journey) -> NextStep? {
        journey.fixable.map(NextStep.fix) ?? journey.next.map(NextStep.apply)
    }

    private static func wave(_ facts: Facts, isCarriedOver: Bool? = nil) -> NextStep {
        if let wave = facts.joinable { return .join(wave) }
        let isCarriedOver = isCarriedOver ?? facts.isCarriedOver
        return facts.coming.map { .waitForOpening($0, isCarriedOver: isCarriedOver) } ?? .waitForDates
    }

    private static func inWave(_ view: EntryView, _ facts: Facts) -> NextStep {
        switch view.state {
        case .sealed where view.wave.state == .abandoned: wave(facts, isCarriedOver: true)
        case .joined, .sealed:
            view.wave.showsDraw(at: facts.now) ? .waitForDecree(view.wave) : .waitForOutcome(view.wave)
        case .selected: .waitForCard
        case .disqualified: .readWhy(view.wave)
        case .notSelected, .withdrawn: wave(facts)
        }
    }

    /// Claims and proofs that bring money come first, then trainings.
    private static func holding(_ card: Card, _ facts: Facts) -> NextStep {
        // What was bought before runs to its end.
        if card.status == .revoked { return training(facts) ?? .cardStopped }
        guard card.status == .active || card.status == .closed else { return .cardStopped }
        for row in facts.rows { if case .open = row.claim { return .claim(row) } }
        var waitsForNIK: Instant?
        for row in facts.rows where row.claim == .notYet {
            // The condition itself says when a survey is due: `actor` is the person only from that day on.
            if let missing = row.conditions.first(where: { !$0.isMet && $0.actor == .person }) {
                if missing.kind == .payee, let until = facts.moneyWaitsUntil {
                    waitsForNIK = until
                    continue
                }
                return .prove(missing, row)
            }
        }
        if facts.held > .zero { return .enterCode }
        if let training = training(facts) { return training }
        if let waitsForNIK { return .waitForNIK(until: waitsForNIK) }
        guard card.status == .active else { return facts.rows.isEmpty ? .cardStopped : money(facts) ?? .finished }
        if card.firstUsedAt == nil { return .buyFirst(by: card.firstUseBy) }
        return money(facts) ?? facts.rest.map { .buyMore($0.amount, until: $0.until) } ?? .finished
    }

    /// What the person can do themselves comes before what an institution has to do.
    private static func training(_ facts: Facts) -> NextStep? {
        var waiting: NextStep?
        for purchase in facts.purchases {
            switch purchase.state {
            case .posted: return purchase.redeemedAt == nil ? .redeem(purchase.id) : .attend(purchase.id)
            case .attended:
                guard !facts.checked.contains(purchase.id) else {
                    waiting = waiting ?? .waitForVerdict(purchase.id)
                    continue
                }
                guard facts.tested.contains(purchase.id) else { return .attend(purchase.id) }
                waiting = waiting ?? .waitForReport(purchase.id)
            case .held, .completed, .voided, .lapsed, .expired: continue
            }
        }
        return waiting
    }

    private static func money(_ facts: Facts) -> NextStep? {
        let open = facts.rows.filter { row in
            row.claim == .notYet || row.instalment.state == .requested || row.instalment.state == .sent
        }
        guard let first = open.first else { return nil }
        let isUnderWay = first.instalment.state == .requested || first.instalment.state == .sent
        return .waitForMoney(isUnderWay ? nil : first.instalment.dueOn)
    }
}

extension NextStep {
    /// The training that it is about; nil for any other step.
    var purchase: ID<Purchase>? {
        switch self {
        case .redeem(let purchase), .attend(let purchase), .waitForReport(let purchase), .waitForVerdict(let purchase):
            purchase
        default: nil
        }
    }
}

extension Journey {
    /// The first step that has to be corrected.
    var fixable: Step? { steps.first { $0.status == .needsFix }?.step }
}

extension NextStep.Facts {
    init(
        _ person: ID<Account>, _ status: AccountStatus, rows: [IncentiveRow], in tx: Transaction,
        on dependencies: Dependencies
    )
        throws
    {
        let now = dependencies.clock.now()
        let waves = try tx.waves.known(of: dependencies.edition.id)
        let joining = JoinWave(dependencies: dependencies)
        let joinable = try waves.first { wave in
            try wave.isJoinable(at: now) && joining.obstacle(wave, person, arrivedAt: now, in: tx) == nil
        }
        self.init(
            status: status, now: now, joinable: joinable, coming: waves.coming(at: now),
            isCarriedOver: dependencies.edition.waves.rejoin == .automatic, rows: rows)
        guard case .beneficiary(let card) = status else { return }
        purchases = try tx.purchases.of(person)
        moneyWaitsUntil = try tx.disputes.moneyWaits(for: person)
        for purchase in purchases where purchase.state == .attended {
            if try tx.attendance.isVerified(purchase.id, .postTest) { tested.insert(purchase.id) }
            if try tx.heldCompletions.waiting(of: purchase.id) != nil { checked.insert(purchase.id) }
        }
        let rules = try tx.cards.edition(of: card.id, among: dependencies.editions)
        let purse = try tx.ledger.balance(.cardTraining(card.id))
        let left = purse.available
        held = purse.held
        let isOpen = rules.waves.zone.date(of: now) <= rules.training.buyBy
        if left > .zero, isOpen { rest = (left, rules.training.buyBy) }
    }
}
