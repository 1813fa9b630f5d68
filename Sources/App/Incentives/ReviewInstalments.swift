import Programme
import Storage

/// Reviews every instalment whose next date has come: marks it as earned and notifies its owner, or returns the money
/// of one that lapsed.
struct ReviewInstalments: Job {
    static let name = "incentives.review"
    /// Instalments reviewed in one transaction.
    private static let chunk = 100

    var uniqueKey: String? { "all" }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        let today = dependencies.edition.waves.zone.date(of: dependencies.clock.now())
        var after: ID<Instalment>?
        repeat {
            let start = after
            after = try await dependencies.database.transaction { tx in
                let due = try tx.incentives.toLookAt(on: today, after: start, limit: Self.chunk)
                for (id, person) in due {
                    guard let view = try tx.incentives.of(person, id, today: today) else { continue }
                    try look(at: view, on: today, in: tx, dependencies)
                }
                return due.last?.0
            }
        } while after != nil
        return .done
    }

    private func look(at view: InstalmentView, on today: CivilDate, in tx: Transaction, _ dependencies: Dependencies)
        throws
    {
        let instalment = view.instalment
        // Nothing lapses while the account is suspended.
        if try dependencies.isSuspended(instalment.person, in: tx) {
            return try tx.incentives.look(at: instalment.id, on: today.adding(days: 1))
        }
        let rule = try tx.cards.edition(of: instalment.card, among: dependencies.editions).benefits.rule(
            for: instalment.kind)
        let tomorrow = today.adding(days: 1)
        if case .lapsed(let why) = instalment.claim(view.facts, under: rule) {
            // By days that SQL wrote nothing is forfeited.
            guard try InstalmentDates(dependencies: dependencies).areAsBound(instalment.card, in: tx) else {
                return try tx.incentives.look(at: instalment.id, on: tomorrow)
            }
            return try forfeit(instalment, why, on: today, in: tx, dependencies)
        }
        guard instalment.state == .planned, instalment.earnedOn(view.facts, under: rule) != nil else {
            return try tx.incentives.look(at: instalment.id, on: tomorrow)
        }
        guard try tx.incentives.change(instalment, to: .earned, on: today, look: tomorrow) else { return }
        try tx.inbox.send(
            InstalmentNotice(what: .claimable, instalment: instalment), to: instalment.person, on: dependencies)
    }

    private func forfeit(
        _ instalment: Instalment, _ why: Forfeiture, on today: CivilDate, in tx: Transaction,
        _ dependencies: Dependencies
    ) throws {
        guard try tx.incentives.change(instalment, to: .forfeited, on: today) else { return }
        try tx.ledger.post(
            .forfeited(id: dependencies.ids.next(), instalment: instalment, why: why, at: dependencies.clock.now()),
            ids: dependencies.ids)
        try tx.audit.record(
            AuditEvent("incentive.forfeited", subject: "instalment:\(instalment.id)", detail: ["why": why.rawValue]),
            by: .system, at: dependencies.moment(), ids: dependencies.ids)
        try tx.inbox.send(
            InstalmentNotice(what: .lapsed(why), instalment: instalment), to: instalment.person, on: dependencies)
    }
}
