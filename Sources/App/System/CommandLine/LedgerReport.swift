import Programme
import Storage

/// `prakerja ledger verify`: recomputes the books, compares purchases, instalments, payments and figures with them, and
/// reports the findings.
package struct LedgerReport: Sendable {
    package let isClean: Bool
    package let lines: [String]

    /// Reads one snapshot, while a server may be running, and changes nothing.
    package static func verify(_ options: ServeOptions) async throws -> LedgerReport {
        try await Records.with(options) { records in
            // A card's balance is checked against the highest benefit of any edition used here.
            let most = records.editions.map(\.benefits.perPerson).max() ?? .zero
            let mark = try await records.markIfPresent()
            return try await records.database.read { tx in
                let verification = try LedgerVerification(of: tx, perPerson: most, marked: mark)
                let comparison = try BooksComparison(of: tx, editions: records.editions)
                return LedgerReport(verification, comparison, hasKey: mark != nil)
            }
        }
    }

    private init(_ verification: LedgerVerification, _ comparison: BooksComparison, hasKey: Bool) {
        let findings = verification.findings.map(\.description) + comparison.findings
        isClean = findings.isEmpty
        var sums = [
            "entries      \(verification.entries)", "holds        \(verification.holds)",
            "appropriated \(verification.appropriated)", "committed    \(verification.committed)",
            "paid         \(verification.paid)", "returned     \(verification.returned)",
        ]
        if !hasKey { sums.append("codes        not checked: that takes the master key") }
        if verification.withoutCodes > 0 {
            sums.append("older        \(verification.withoutCodes) entries without a code")
        }
        let verdict =
            isClean
            ? "clean: debits equal credits, nothing is under its floor, every hold ended at most once"
            : "\(findings.count) findings"
        lines = sums + findings.map { "✕ \($0)" } + [verdict]
    }
}
