import Programme
import Testing

@Suite("Journal entry of a decree")
struct DecreeEntryTests {
    @Test("decree: the whole benefit of all selected people moves from the programme to the wave, once")
    func amount() {
        let (wave, at) = (WaveAddress(edition: "2020-4", number: 2), Instant(milliseconds: 1_000))
        let entry = JournalEntry.decree(
            id: ID(1), wave: wave, edition: "2020-4", people: 3, perPerson: Rupiah(3_550_000), at: at)
        #expect(entry.postings.map(\.amount) == [Rupiah(10_650_000)])
        #expect(entry.postings.map(\.from) == [.programmeAvailable(edition: "2020-4")])
        #expect(entry.postings.map(\.to) == [.waveCommitted(wave)])
    }
}
