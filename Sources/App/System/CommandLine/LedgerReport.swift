import Programme
import Storage

/// `prakerja ledger verify`: recomputes the books and reports the findings.
package struct LedgerReport: Sendable {
    package let isClean: Bool
    package let lines: [String]

    /// Reads one snapshot, while a server may be running, and changes nothing.
    package static func verify(_ options: ServeOptions) async throws -> LedgerReport {
        let verification = try await Records.with(options) { records in
            // A card's balance is checked against the highest benefit of any edition used here.
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
