import Programme
import Storage

/// What `prakerja audit verify` says of decisions, besides their digests.
extension ApplicationQueries {
    /// Decisions compared in one read.
    private static let compared = 5_000

    /// One sentence in English for each decision that is looked at again on another day than the one that its reasons
    /// give, at most `limit`.
    func discrepancies(limit: Int) throws -> [String] {
        var (findings, after): ([String], ID<StoredDecision>) = ([], ID(Int64.min))
        while findings.count < limit {
            let rows = try tx.rows(
                """
                SELECT id, outcome, reasons, decided_at, edition, revisit_on
                FROM eligibility_decision
                WHERE id > \(after) AND (outcome = 'ineligible' OR outcome = 'eligible' AND revisit_on IS NOT NULL)
                ORDER BY id
                LIMIT \(Self.compared)
                """)
            for row in rows {
                after = try row["id"]
                let stored: String? = try row["revisit_on"]
                guard try StoredDecision(row).decision.revisitOn?.description != stored else { continue }
                findings.append(
                    "decision of eligibility \(after) is looked at again on another day than its reasons give")
            }
            guard rows.count == Self.compared else { break }
        }
        return Array(findings.prefix(limit))
    }
}
