/// The table of events: what moves between which accounts for each event of the programme.
extension JournalEntry {
    /// The state gives the edition its budget, once.
    package static func appropriation(
        id: ID<JournalEntry>, edition: String, amount: Rupiah, at: Instant
    ) -> JournalEntry {
        JournalEntry(
            id: id, kind: .appropriation, subject: edition, reason: "Budget of edition \(edition)",
            postings: [Posting(from: .treasury, to: .programmeAvailable(edition: edition), amount: amount)], at: at)
    }

    /// Another edition replaces this one: what the earlier one has not committed returns to the state.
    package static func succession(
        id: ID<JournalEntry>, from earlier: String, to edition: String, rest: Rupiah, at: Instant
    ) -> JournalEntry {
        JournalEntry(
            id: id, kind: .cut, subject: "\(earlier)/\(edition)",
            reason: "Edition \(edition) takes over from edition \(earlier)",
            postings: [Posting(from: .programmeAvailable(edition: earlier), to: .treasury, amount: rest)], at: at)
    }

    /// In all of these `wave` is the wave's name in the books.
    ///
    /// The decree of a wave reserves the whole benefit of every selected person; it is refused as a whole when the
    /// money does not suffice.
    package static func decree(
        id: ID<JournalEntry>, wave: WaveAddress, edition: String, people: Int, perPerson: Rupiah, at: Instant
    ) -> JournalEntry {
        JournalEntry(
            id: id, kind: .decree, subject: "\(edition)/\(wave.number)",
            reason: "Decree of wave \(wave.number): \(people) people",
            postings: [
                Posting(
                    from: .programmeAvailable(edition: edition), to: .waveCommitted(wave), amount: perPerson * people)
            ], at: at)
    }

    /// Funds the two balances of one chunk of a wave's cards.
    package static func cards(
        id: ID<JournalEntry>, wave: WaveAddress, chunk: String, cards: [ID<Card>], training: Rupiah, incentive: Rupiah,
        at: Instant
    ) -> JournalEntry {
        JournalEntry(
            id: id, kind: .cards, subject: chunk, reason: "Cards of wave \(wave.number): \(cards.count)",
            postings: cards.flatMap { card in
                [
                    Posting(from: .waveCommitted(wave), to: .cardTraining(card), amount: training),
                    Posting(from: .waveCommitted(wave), to: .cardIncentive(card), amount: incentive),
                ]
            }, at: at)
    }

    /// A person was removed after the draw: the funds of the unused card return to the wave, for the next rank.
    package static func vacated(
        id: ID<JournalEntry>, card: ID<Card>, wave: WaveAddress, training: Rupiah, incentive: Rupiah, at: Instant
    ) -> JournalEntry {
        JournalEntry(
            id: id, kind: .correction, subject: "vacated/\(wave)/\(card)", reason: "Card \(card) was taken back unused",
            postings: [
                Posting(from: .cardTraining(card), to: .waveCommitted(wave), amount: training),
                Posting(from: .cardIncentive(card), to: .waveCommitted(wave), amount: incentive),
            ], at: at)
    }

    /// No rank was left to take the place of such a card: its money is available to later waves.
    package static func unfilled(
        id: ID<JournalEntry>, card: ID<Card>, wave: WaveAddress, edition: String, amount: Rupiah, at: Instant
    ) -> JournalEntry {
        JournalEntry(
            id: id, kind: .release, subject: "unfilled/\(wave)/\(card)",
            reason: "A place of wave \(wave.number) stays empty",
            postings: [
                Posting(from: .waveCommitted(wave), to: .programmeAvailable(edition: edition), amount: amount)
            ], at: at)
    }

    /// The cardholder's code proved consent: the held price goes to escrow.
    package static func purchase(
        id: ID<JournalEntry>, purchase: ID<Purchase>, card: ID<Card>, price: Rupiah, at: Instant
    ) -> JournalEntry {
        JournalEntry(
            id: id, kind: .purchase, subject: purchase.description, reason: "Purchase \(purchase) authorised",
            postings: [Posting(from: .cardTraining(card), to: .purchaseEscrow(purchase), amount: price)], at: at)
    }

    /// The rest in escrow returns to the card, or to `returned` when the card is no longer active.
    package static func refund(
        id: ID<JournalEntry>, purchase: ID<Purchase>, amount: Rupiah, to target: LedgerAccount.Code, reason: String,
        at: Instant
    ) -> JournalEntry {
        JournalEntry(
            id: id, kind: .refund, subject: purchase.description, reason: reason,
            postings: [Posting(from: .purchaseEscrow(purchase), to: target, amount: amount)], at: at)
    }
}
