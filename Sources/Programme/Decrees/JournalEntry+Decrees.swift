/// The journal entry of a decree. `wave` is the wave's name in the books.
extension JournalEntry {
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
}
