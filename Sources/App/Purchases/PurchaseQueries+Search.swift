import Programme
import Storage

extension PurchaseQueries {
    /// By a code as it stands on a receipt: transaction, redeem or invoice code. A platform's invoice code may also be
    /// another platform's.
    func find(code: String, limit: Int) throws -> [Purchase] {
        let redeem = RedeemCode(code)?.text
        let byInvoice: [ID<Purchase>] = try tx.rows(
            """
            SELECT purchase.id
            FROM partner
            JOIN purchase ON purchase.platform_id = partner.id AND purchase.invoice_code = \(code)
            WHERE partner.kind = 'platform'
            ORDER BY purchase.id DESC
            LIMIT \(limit)
            """
        ).map { try $0["id"] }
        let exact: [ID<Purchase>] = try tx.rows(
            """
            SELECT id FROM purchase WHERE transaction_code = \(code.uppercased())
            UNION
            SELECT id FROM purchase WHERE redeem_code = \(redeem)
            """
        ).map { try $0["id"] }
        return try (exact + byInvoice.filter { !exact.contains($0) }).compactMap { try find($0) }
    }
}
