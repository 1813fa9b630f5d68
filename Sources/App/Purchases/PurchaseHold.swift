import Programme
import Storage

/// The price of a purchase on the card while its code is awaited.
///
/// A stranger who knows a card's number can have a price reserved, so until the code has come a reserve gives way:
/// another request is measured by what is on the card, and the purchase whose code arrives takes the money, if need be
/// from reserves whose codes were not answered.
struct PurchaseHold: Sendable {
    let platform: Platform

    /// Reserves the price where that much is free. Where it is not, the code alone will decide.
    func reserve(_ purchase: Purchase, until: Instant, in tx: Transaction) throws {
        _ = try tx.ledger.placeIfFree(hold(of: purchase, until: until))
    }

    /// Gives the reserve free, if there was one.
    func release(_ purchase: Purchase, in tx: Transaction) throws {
        guard try isReserved(purchase, in: tx) else { return }
        try tx.ledger.void(purchase.holdKey, at: platform.clock.now())
    }

    /// The holder's code has come: now the price is held for this purchase. Purchases whose codes were never answered give
    /// way, the longest waiting first, and end.
    ///
    /// Throws `PurchaseRefusal.insufficientBalance` when even then there is not enough on the card.
    func secure(_ purchase: Purchase, in tx: Transaction) throws {
        guard try !isReserved(purchase, in: tx) else { return }
        let account = LedgerAccount.Code.cardTraining(purchase.card)
        for other in try tx.purchases.held(card: purchase.card) where other.id != purchase.id {
            guard try tx.ledger.balance(account).available < purchase.price else { break }
            try ReturnPurchase(platform: platform).expire(other, in: tx)
        }
        let until = platform.realNow() + AskPurchase.holdLifetime
        guard try tx.ledger.placeIfFree(hold(of: purchase, until: until)) else {
            throw PurchaseRefusal.insufficientBalance(available: try tx.ledger.balance(account).available)
        }
    }

    func isReserved(_ purchase: Purchase, in tx: Transaction) throws -> Bool {
        try tx.ledger.hold(purchase.holdKey)?.state == .placed
    }

    private func hold(of purchase: Purchase, until: Instant) -> Hold {
        Hold(
            id: platform.ids.next(), key: purchase.holdKey, account: .cardTraining(purchase.card),
            amount: purchase.price, placedAt: platform.realNow(), expiresAt: until)
    }
}
