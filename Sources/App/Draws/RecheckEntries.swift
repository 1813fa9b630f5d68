import Foundation
import Programme
import Storage

/// Rechecks every participant before a wave is sealed. A person who was put on an exclusion list after joining, or is
/// now decided ineligible, is removed and notified of the reason. A pending answer of the registry or a list is no
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
        var after: ID<Entry>?
        while true {
            let doubtful = try await dependencies.database.read { [after] tx in
                try tx.entries.doubtful(in: wave.id, after: after, limit: Self.page, kinds: kinds)
            }
            for start in stride(from: 0, to: doubtful.count, by: Self.chunk) {
                let people = doubtful[start..<min(start + Self.chunk, doubtful.count)]
                try await dependencies.database.transaction { tx in
                    try tx.draws.holdSealing(wave.id, mark: mark)
                    for entry in people { try look(at: entry, in: tx) }
                }
            }
            guard doubtful.count == Self.page, let last = doubtful.last else { return }
            after = last.id
        }
    }

    private func look(at entry: DoubtfulEntry, in tx: Transaction) throws {
        guard let decision = try decision(on: entry, in: tx),
            case .ineligible(let reasons) = decision,
            try tx.entries.remove(
                entry.id, from: wave.id, because: try decision.reasons(), at: dependencies.clock.now())
        else { return }
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
