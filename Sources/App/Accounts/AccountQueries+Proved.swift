import Foundation
import Programme
import Storage

/// What `prakerja audit verify` says of proved contacts.
extension AccountQueries {
    /// Contacts compared in one read.
    private static let compared = 2_000

    /// One sentence in English for each contact that is not as it was proved, at most `limit`: by one that SQL gave to
    /// another account, a stranger would sign in there.
    func discrepancies(limit: Int, vault: Vault) throws -> [String] {
        var (findings, after): ([String], Data) = ([], Data())
        while findings.count < limit {
            let rows = try tx.rows(
                """
                SELECT lookup, person_id, kind, sealed
                FROM account_contact
                WHERE lookup > \(after)
                ORDER BY lookup
                LIMIT \(Self.compared)
                """)
            for row in rows {
                let person: ID<Account> = try row["person_id"]
                if try Self.isAsProved(row, of: person, vault: vault) { continue }
                let kind: String = try row["kind"]
                findings.append(
                    "the \(kind) of account \(person) is not as it was proved: it was changed by other means")
            }
            guard rows.count == Self.compared, let last = rows.last else { break }
            after = try last["lookup"]
        }
        return Array(findings.prefix(limit))
    }
}
