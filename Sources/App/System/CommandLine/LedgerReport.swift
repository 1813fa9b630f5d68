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
            let mark = try await records.markIfPresent()
            return try await records.database.read { tx in
                let broken = Set(records.kept.filter { $0.fault != nil }.map(\.id))
                let changed = try mark.map { try tx.editions.changed(vault: $0.vault) } ?? []
                let untrue = changed.subtracting(broken).sorted().map {
                    "edition \($0) was changed by other means than a start with its file: its amounts are not believed"
                }
                let editions = records.editions.filter { !changed.contains($0.id) }
                // A card's balance is checked against the highest benefit of any edition used here, if all are known.
                let most = broken.isEmpty && changed.isEmpty ? editions.map(\.benefits.perPerson).max() ?? .zero : nil
                let verification = try LedgerVerification(of: tx, perPerson: most, marked: mark)
                let comparison = try BooksComparison(of: tx, editions: editions)
                return LedgerReport(
                    verification, records.kept.compactMap(\.finding) + untrue + comparison.findings,
                    hasKey: mark != nil)
            }
        }
    }

    private init(_ verification: LedgerVerification, _ others: [String], hasKey: Bool) {
        let findings = verification.findings.map(\.description) + others
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
