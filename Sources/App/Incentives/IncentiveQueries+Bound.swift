import Storage

extension BoundKind {
    /// The instalments of a card, by the card's id. Their states change by several acts; `ledger verify` compares them
    /// with payments and books instead.
    static let instalments = BoundKind(
        "instalments", title: "instalments of card", covers: "person, purchase, kinds and amounts",
        due: """
            SELECT id FROM card WHERE EXISTS (SELECT 1 FROM instalment WHERE instalment.card_id = card.id)
            """
    ) { ids in
        [
            """
            SELECT card_id AS id, id AS instalment, person_id, purchase_id, kind, number, amount
            FROM instalment
            WHERE card_id IN (\(list: ids))
            ORDER BY card_id, instalment.id
            """
        ]
    }

    /// From when on each of them can be requested, by the card's id: by these days they are forfeited. Apart from
    /// `instalments`, whose digests from before keep their form.
    static let instalmentDates = BoundKind(
        "instalment-dates", title: "days of instalments of card", covers: "from when on each can be requested",
        due: instalments.due
    ) { ids in
        [
            """
            SELECT card_id AS id, id AS instalment, due_on
            FROM instalment
            WHERE card_id IN (\(list: ids))
            ORDER BY card_id, instalment.id
            """
        ]
    }
}
