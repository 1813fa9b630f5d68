import Programme
import Storage

/// The reservation of a purchase's price on the card while the code is awaited.
///
/// Knowing a card's number is enough to have a price reserved, so an unconfirmed reservation does not block other
/// purchases: requests are checked against everything on the card, and the purchase whose code arrives takes the money,
/// if necessary from other unconfirmed reservations.
struct PurchaseHold: Sendable {
    let dependencies: Dependencies

    /// Reserves the price if that much is available. If not, the availability when the code arrives decides.
    func reserve(_ purchase: Purchase, until: Instant, in tx: Transaction) throws {
        _ = try tx.ledger.placeIfFree(hold(of: purchase, until: until))
    }

    /// Releases the reservation, if there is one.
    func release(_ purchase: Purchase, in tx: Transaction) throws {
        guard try isReserved(purchase, in: tx) else { return }
        try tx.ledger.void(purchase.holdKey, at: dependencies.clock.now())
    }

    /// Called when the cardholder's code has arrived: makes sure that the price is held for this purchase. If
    /// necessary, other unconfirmed purchases on the card are ended, oldest first.
    ///
    /// Throws `PurchaseRefusal.insufficientBalance` when even then there is not enough on the card.
    func secure(_ purchase: Purchase, in tx: Transaction) throws {
        guard try !isReserved(purchase, in: tx) else { return }
        let account = LedgerAccount.Code.cardTraining(purchase.card)
        for other in try tx.purchases.held(card: purchase.card) where other.id != purchase.id {
            guard try tx.ledger.balance(account).available < purchase.price else { break }
            try ReturnPurchase(dependencies: dependencies).expire(other, in: tx)
        }
        let until = dependencies.realNow() + AskPurchase.holdLifetime
        guard try tx.ledger.placeIfFree(hold(of: purchase, until: until)) else {
            throw PurchaseRefusal.insufficientBalance(available: try tx.ledger.balance(account).available)
        }
    }

    /// Ends every purchase on a card at rest that waits for its code, and gives its reserve free.
    func releaseAll(on card: ID<Card>, in tx: Transaction) throws {
        for purchase in try tx.purchases.held(card: card) {
            try ReturnPurchase(dependencies: dependencies).expire(purchase, in: tx)
        }
    }

    func isReserved(_ purchase: Purchase, in tx: Transaction) throws -> Bool {
        try tx.ledger.hold(purchase.holdKey)?.state == .placed
    }

    private func hold(of purchase: Purchase, until: Instant) -> Hold {
        Hold(
            id: dependencies.ids.next(), key: purchase.holdKey, account: .cardTraining(purchase.card),
            amount: purchase.price, placedAt: dependencies.realNow(), expiresAt: until)
    }
}

extension Dependencies {
    /// Throws `RecordRefusal.heldBack` for a purchase that is not its card's holder's: it was changed by other means than
    /// an act, and its code would go to another person.
    func requireHolder(of card: Card, for purchase: Purchase) throws {
        guard purchase.person != card.person else { return }
        reportChanged(.purchases, purchase.id)
        throw RecordRefusal.heldBack
    }
}
