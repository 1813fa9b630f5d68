import Programme
import Testing

@Suite("Chart of accounts")
struct LedgerAccountTests {
    @Test(
        "ledger account: its code is parsed back as written",
        arguments: [
            ("treasury", .treasury),
            ("cash:bni", .cash(bank: "bni")),
            ("programme:2020-3:available", .programmeAvailable(edition: "2020-3")),
            ("wave:12:committed", .waveCommitted(12)),
            ("wave:2020-4.12:committed", .waveCommitted(WaveAddress(edition: "2020-4", number: 12))),
            ("card:81:training", .cardTraining(ID(81))),
            ("card:81:incentive", .cardIncentive(ID(81))),
            ("purchase:7:escrow", .purchaseEscrow(ID(7))),
            ("partner:5:payable", .partnerPayable(ID(5))),
            ("payout:9:clearing", .payoutClearing(ID(9))),
            ("recovery:4", .recovery(case: 4)),
            ("suspense", .suspense),
            ("paid:training", .sink(.paidTraining)),
            ("returned", .sink(.returned)),
        ] as [(String, LedgerAccount.Code)])
    func roundTrip(text: String, code: LedgerAccount.Code) {
        #expect(code.description == text)
        #expect(LedgerAccount.Code(text) == code)
    }

    @Test(
        "ledger account: a code that is not in the chart is refused",
        arguments: [
            "", "card:81", "card:081:training", "card:-1:training", "wave:x:committed", "cash", "paid:all",
            "treasury:1",
        ])
    func strangers(text: String) {
        #expect(LedgerAccount.Code(text) == nil)
    }

    @Test("ledger account: only the state's side and a bank's mirror may be negative")
    func floors() {
        #expect(!LedgerAccount.Code.treasury.hasFloor)
        #expect(!LedgerAccount.Code.cash(bank: "bni").hasFloor)
        #expect(LedgerAccount.Code.suspense.hasFloor)
        #expect(LedgerAccount.Code.sink(.returned).hasFloor)
    }
}

@Suite("Journal entry")
struct JournalEntryTests {
    let noon = Instant(milliseconds: 1_587_000_000_000)

    @Test("journal entry: its content hash ignores id and time, so that a repetition is recognised")
    func content() {
        let first = decree(id: 1, people: 3, at: noon)
        let later = decree(id: 2, people: 3, at: noon + .days(1))
        #expect(first.key == later.key)
        #expect(first.content == later.content)
        #expect(first.content != decree(id: 1, people: 4, at: noon).content)
    }

    @Test("journal entry: its changes add up to zero")
    func changes() {
        let entry = JournalEntry.cards(
            id: ID(1), wave: 1, chunk: "1/0", cards: [ID(5), ID(6)], training: Rupiah(1_000_000),
            incentive: Rupiah(2_550_000), at: noon)
        #expect(entry.postings.count == 4)
        #expect(entry.changes[.waveCommitted(1)] == Rupiah(-7_100_000))
        #expect(entry.changes.values.reduce(.zero, +) == .zero)
    }

    private func decree(id: Int64, people: Int, at: Instant) -> JournalEntry {
        .decree(id: ID(id), wave: 1, edition: "2020-3", people: people, perPerson: Rupiah(3_550_000), at: at)
    }
}
