import Programme
import Storage

/// What a sale compares with the postings of its card.
extension PurchaseQueries {
    /// The purchases that say that the card paid for them.
    func paid(on card: Card) throws -> Set<ID<Purchase>> {
        let paid: [ID<Purchase>] = try tx.rows(
            """
            SELECT id
            FROM purchase
            WHERE person_id = \(card.person) AND card_id = \(card.id) AND paid_at IS NOT NULL
            """
        ).map { try $0["id"] }
        return Set(paid)
    }

    /// Those that have a completion, which stays until the transaction ends.
    func completed(among purchases: [ID<Purchase>]) throws -> Set<ID<Purchase>> {
        guard !purchases.isEmpty else { return [] }
        let lock: SQL = tx.engine == .postgres ? "FOR SHARE" : ""
        let completed: [ID<Purchase>] = try tx.rows(
            "SELECT purchase_id FROM completion WHERE purchase_id IN (\(list: purchases)) \(lock)"
        ).map { try $0["purchase_id"] }
        return Set(completed)
    }
}
