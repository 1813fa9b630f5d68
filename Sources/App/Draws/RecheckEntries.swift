import Foundation
import Programme
import Storage

/// Rechecks every participant before a wave is sealed. A person who was put on an exclusion list after joining, or is
/// now decided ineligible, is removed and notified of the reason. So is a person who holds a place in another wave: the
/// act of joining refuses them, unless SQL hid the place from it. A pending answer of the registry or a list is no
/// reason: the entry is sealed, and can be disqualified after the draw by a list that was sealed with the wave.
struct RecheckEntries: Sendable {
    let dependencies: Dependencies
    let wave: Wave
    /// The mark of the sealing in progress; every transaction checks that no other officer has taken the sealing over.
    let mark: Data

    /// Doubtful entries in one read.
    static let page = 20_000
    /// People decided on in one transaction.
    static let chunk = 50

    func run() async throws {
        let kinds = dependencies.edition.eligibility.lists.map(\.kind).filter { $0.effect == .excludes }
        try await each { [wave] tx, after in
            try tx.entries.doubtful(in: wave.id, after: after, limit: Self.page, kinds: kinds)
        } look: { entry, tx in
            try look(at: entry, in: tx)
        }
        guard dependencies.edition.eligibility.onceInALifetime else { return }
        try await comparePlaces()
        try await each { [wave] tx, after in
            try tx.entries.holders(in: wave.id, after: after, limit: Self.page)
        } look: { holder, tx in
            try leaveOut(holder, in: tx)
        }
    }

    /// - Parameter read: the next page of people, after this entry.
    private func each<Doubtful: InDoubt>(
        _ read: @escaping @Sendable (Transaction, ID<Entry>?) throws -> [Doubtful],
        look: @escaping @Sendable (Doubtful, Transaction) throws -> Void
    ) async throws {
        var after: ID<Entry>?
        while true {
            let found = try await dependencies.database.read { [after] tx in try read(tx, after) }
            for start in stride(from: 0, to: found.count, by: Self.chunk) {
                let people = found[start..<min(start + Self.chunk, found.count)]
                try await dependencies.database.transaction { tx in
                    try tx.draws.holdSealing(wave.id, mark: mark)
                    for person in people { try look(person, tx) }
                }
            }
            guard found.count == Self.page, let last = found.last else { return }
            after = last.id
        }
    }

    /// Throws `WaveRefusal.placesChanged` where the places of another wave are not those that its draw and the acts after
    /// it gave: whose they are would not be known. One wave in a transaction, for it may have a million places.
    private func comparePlaces() async throws {
        let vault = dependencies.vault
        let drawn = try await dependencies.database.read { [wave] tx in try tx.entries.drawn(besides: wave.id) }
        for other in drawn {
            let areAsGiven = try await dependencies.database.read { tx in
                try tx.entries.placesAreAsGiven(in: other.id, vault: vault)
            }
            guard areAsGiven else {
                dependencies.reportChanged(.draws, other.id)
                throw WaveRefusal.placesChanged(other.address)
            }
        }
    }

    /// Removes a person who holds a place in another wave. Throws `WaveRefusal.entriesChanged` where the journal says that
    /// its card lapsed, and the rows do not: SQL could take away the chance of a person who may join again.
    private func leaveOut(_ holder: PlaceHolder, in tx: Transaction) throws {
        if let card = try tx.cards.of(entry: holder.place),
            try tx.cards.edition(of: card.id, among: dependencies.editions).training.lapse == .mayJoinAgain
        {
            let lapse = IdempotencyKey(JournalEntry.Kind.expiry.rawValue, ExpireCards.lapse(of: card))
            try dependencies.requireNone(changed: try tx.ledger.hasEntry([lapse]) ? [holder.id] : [], in: wave.id)
        }
        try remove(holder, because: [.hadACard], in: tx)
    }

    private func look(at entry: DoubtfulEntry, in tx: Transaction) throws {
        guard let decision = try decision(on: entry, in: tx), case .ineligible(let reasons) = decision else { return }
        try remove(entry, because: reasons, in: tx)
    }

    private func remove(_ entry: some InDoubt, because reasons: [Ineligibility], in tx: Transaction) throws {
        let isRemoved = try tx.entries.remove(
            entry.id, from: wave.id, because: try Eligibility.Decision.ineligible(reasons).reasons(),
            at: dependencies.clock.now())
        guard isRemoved else { return }
        try tx.records.bind(.removals, entry.id, at: dependencies.realNow(), ids: dependencies.ids)
        let name = JoinReceipt.name(of: entry.id, dependencies.vault)
        try tx.audit.record(
            AuditEvent(
                "entry.removed", subject: "entry:\(name.hex)",
                detail: ["wave": "\(wave.number)", "why": reasons.map(\.code).joined(separator: " ")]),
            by: .system, at: dependencies.moment(), ids: dependencies.ids)
        let notice = RemovedNotice(
            wave: wave.number, address: wave.address, reasons: reasons, rules: dependencies.edition.eligibility)
        try tx.inbox.send(notice, to: entry.person, on: dependencies)
    }

    /// The decision as it is now; nil where there is none. Throws `WaveRefusal.entriesChanged` where it, or what the
    /// rules decide by, was changed by other means than an act: such a person would stay in the wave, or leave it.
    private func decision(on entry: DoubtfulEntry, in tx: Transaction) throws -> Eligibility.Decision? {
        do {
            try tx.applications.decide(entry.person, on: dependencies)
        } catch is RecordRefusal {
            try dependencies.requireNone(changed: [entry.id], in: wave.id)
        }
        guard let id = try tx.applications.decisionInForce(on: entry.person) else { return nil }
        let held = try tx.records.hold(.decisions, id)
        let isAsBound = try tx.records.isAsBound(held, vault: dependencies.vault)
        try dependencies.requireNone(changed: isAsBound ? [] : [entry.id], in: wave.id)
        return try tx.applications.decision(of: entry.person)?.decision
    }
}
