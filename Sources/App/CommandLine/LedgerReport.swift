import Programme
import Storage

/// `prakerja ledger verify`: recomputes the books and says what it found.
package struct LedgerReport: Sendable {
    package let isClean: Bool
    package let lines: [String]

    /// Reads on one snapshot, beside a server that runs, and changes nothing.
    package static func verify(_ options: ServeOptions) async throws -> LedgerReport {
        let verification = try await Records.with(options) { records in
            // A card is held against the most that any edition used here promised.
            let most = records.editions.map(\.benefits.perPerson).max() ?? .zero
            return try await records.database.read { tx in try LedgerVerification(of: tx, perPerson: most) }
        }
        return LedgerReport(verification)
    }

    private init(_ verification: LedgerVerification) {
        isClean = verification.isClean
        let sums = [
            "entries      \(verification.entries)", "holds        \(verification.holds)",
            "appropriated \(verification.appropriated)", "committed    \(verification.committed)",
            "paid         \(verification.paid)", "returned     \(verification.returned)",
        ]
        let verdict =
            verification.isClean
            ? "clean: debits equal credits, nothing is under its floor, every hold ended at most once"
            : "\(verification.findings.count) findings"
        lines = sums + verification.findings.map { "✕ \($0)" } + [verdict]
    }
}
