import NIOConcurrencyHelpers
import Programme
import Storage

/// The keys of partners that this process has compared with the last act on each partner. They are compared again where
/// they are others, and after an act: most calls cost one read.
final class ComparedKeys: Sendable {
    private let known = NIOLockedValueBox<[ID<Partner>: String]>([:])

    func contains(_ state: String, of partner: ID<Partner>) -> Bool {
        known.withLockedValue { $0[partner] == state }
    }

    func note(_ state: String, of partner: ID<Partner>) {
        known.withLockedValue { $0[partner] = state }
    }
}

extension Dependencies {
    /// Throws `RecordRefusal.heldBack`, with an error in the server's log, for keys that are not as an act left them:
    /// SQL could give a key to another partner, or let one sign that has ended.
    ///
    /// - Parameter keys: as read in this transaction.
    func requireOwn(_ keys: [SigningKey], of partner: ID<Partner>, in tx: Transaction) throws {
        let newest = try tx.records.unlockedRows(BoundKind.partners.name, [partner.rawValue])[partner.rawValue] ?? 0
        let ends = keys.map { "\($0.id) \($0.endsAt?.milliseconds ?? 0)" }
        let state = "\(newest): \(ends.joined(separator: ", "))"
        guard !comparedKeys.contains(state, of: partner) else { return }
        try requireOwn(.partners, due: [partner], or: .heldBack, in: tx)
        comparedKeys.note(state, of: partner)
    }
}
