import Foundation
import Programme
import Storage

/// Benchmarks the ledger: posts entries through `LedgerQueries` on an otherwise empty database. `make bench` runs it
/// beside pgbench with the same statements.
package struct LedgerWorkload: Sendable {
    /// The number of cards to pay from, and of partner accounts to pay to.
    package static let cards = 10_000

    private let dependencies: Dependencies

    /// Migrates the database.
    ///
    /// - Parameter database: the PostgreSQL URL; nil for SQLite in `directory`.
    package init(database: String?, directory: URL) async throws {
        dependencies = try await Boot.workload(on: database, in: directory)
    }

    /// Opens the accounts and gives each card more than any benchmark spends.
    package func prepare() async throws {
        for first in stride(from: 0, to: Self.cards, by: 500) {
            try await dependencies.database.transaction { [dependencies] tx in
                for number in first..<first + 500 {
                    try tx.ledger.open(Self.card(number), ids: dependencies.ids)
                    try tx.ledger.open(Self.partner(number), ids: dependencies.ids)
                }
                let postings = (first..<first + 500).map { number in
                    Posting(from: .treasury, to: Self.card(number), amount: Rupiah(1_000_000_000))
                }
                try tx.ledger.post(self.entry(.cards, subject: "rehearsal-\(first)", postings), ids: dependencies.ids)
            }
        }
    }

    /// Posts one entry: one rupiah from a card to a partner.
    package func post(_ number: Int) async throws {
        let (card, partner) = (number % Self.cards, number / 7 % Self.cards)
        try await dependencies.database.transaction { tx in
            let posting = Posting(from: Self.card(card), to: Self.partner(partner), amount: Rupiah(1))
            try tx.ledger.post(entry(.milestone, subject: "rehearsal-\(number)", [posting]), ids: dependencies.ids)
        }
    }

    /// Seals once a second like a running server, until the task is cancelled.
    package func seal() async throws {
        let sealer = Sealer(dependencies: dependencies)
        while !Task.isCancelled {
            try await sealer.seal(thoroughly: false)
            try await Task.sleep(for: Sealer.interval)
        }
    }

    /// How many ledger rows are in the log.
    package func sealed() async throws -> Int {
        try await dependencies.database.read { try $0.proofs.head().size }
    }

    package func close() async throws {
        try await dependencies.connectors.close()
        await dependencies.database.close()
    }

    private func entry(_ kind: JournalEntry.Kind, subject: String, _ postings: [Posting]) -> JournalEntry {
        JournalEntry(
            id: dependencies.ids.next(), kind: kind, subject: subject, reason: "Rehearsal", postings: postings,
            at: dependencies.realNow())
    }

    private static func card(_ number: Int) -> LedgerAccount.Code { .cardTraining(ID(Int64(number + 1))) }
    private static func partner(_ number: Int) -> LedgerAccount.Code { .partnerPayable(ID(Int64(number + 1))) }
}
