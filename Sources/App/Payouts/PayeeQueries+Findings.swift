import Programme
import Storage

/// What the digests of linked accounts do not show: a number was bound under the lookup of another account.
extension PayeeQueries {
    /// Accounts whose number is opened in one read.
    private static let compared = 2_000

    /// One sentence in English for each linked account that is not found by its number.
    func discrepancies(limit: Int, vault: Vault) throws -> [String] {
        var (findings, after): ([String], ID<PayeeAccount>) = ([], ID(Int64.min))
        while findings.count < limit {
            let payees = try linked(after: after, limit: Self.compared)
            for payee in payees where !payee.fits(vault) {
                findings.append(
                    "payee account \(payee.account.id) is not found by its number, or shows the end of another one: "
                        + "changed by other means")
            }
            guard payees.count == Self.compared, let last = payees.last else { break }
            after = last.account.id
        }
        return Array(findings.prefix(limit))
    }
}
