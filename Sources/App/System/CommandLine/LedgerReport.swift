import Programme
import Storage

/// The books of an installation, verified in the caller's snapshot: every balance recomputed, and purchases, instalments,
/// payments and figures compared with them. Part of `prakerja audit verify`, and what `prakerja ledger verify` says.
struct BooksReport: Sendable {
    let verification: LedgerVerification
    /// In English, for an operator.
    let findings: [String]

    /// - Parameter mark: of the installation's key; without it the codes of entries are not checked.
    init(of tx: Transaction, in records: Records, marked mark: RowMark?) throws {
        let broken = Set(records.kept.filter { $0.fault != nil }.map(\.id))
        let changed = try mark.map { try tx.editions.changed(vault: $0.vault) } ?? []
        let untrue = changed.subtracting(broken).sorted().map {
            "edition \($0) was changed by other means than a start with its file: its amounts are not believed"
        }
        let editions = records.editions.filter { !changed.contains($0.id) }
        // A card's balance is checked against the highest benefit of any edition used here, if all are known.
        let most = broken.isEmpty && changed.isEmpty ? editions.map(\.benefits.perPerson).max() ?? .zero : nil
        verification = try LedgerVerification(of: tx, perPerson: most, marked: mark)
        let comparison = try BooksComparison(of: tx, editions: editions)
        findings = verification.findings.map(\.description) + untrue + comparison.findings
    }

    /// What an operator reads beside the numbers of the log.
    var summary: String { "books       \(verification.entries) entries, \(verification.holds) holds" }
}

/// `prakerja ledger verify`.
package struct LedgerReport: Sendable {
    package let isClean: Bool
    package let lines: [String]

    /// Reads one snapshot, while a server may be running, and changes nothing.
    package static func verify(_ options: ServeOptions) async throws -> LedgerReport {
        try await Records.with(options) { records in
            let mark = try await records.markIfPresent()
            return try await records.database.read { tx in
                let books = try BooksReport(of: tx, in: records, marked: mark)
                return LedgerReport(
                    books.verification, books.findings + records.kept.compactMap(\.finding), hasKey: mark != nil)
            }
        }
    }

    private init(_ verification: LedgerVerification, _ findings: [String], hasKey: Bool) {
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
