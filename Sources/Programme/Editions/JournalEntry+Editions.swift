/// The journal entries of an edition's budget.
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
}
