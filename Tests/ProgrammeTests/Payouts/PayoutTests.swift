import Testing

@testable import Programme

@Suite("Account holders")
struct HolderNameTests {
    @Test(
        "holder name: case, spacing, punctuation and titles are ignored",
        arguments: [
            ("Siti Aminah", "SITI AMINAH"), ("  siti   aminah ", "Siti Aminah"), ("Hj. Siti Aminah", "Siti Aminah"),
            ("Siti Aminah, S.E., M.M.", "SITI AMINAH"), ("Siti Aminah S.E.", "Siti Aminah"),
            ("Dr. H. Ahmad Yani", "Ahmad Yani"),
            ("Nur'aini", "NURAINI"), ("Moh.Yusuf", "Moh Yusuf"), ("Sri-Wahyuni", "Sri Wahyuni"),
            ("Prof. Dr. Ir. Budi Santoso, M.Sc.", "BUDI SANTOSO"), ("Suharto", "SUHARTO"), ("Ir", "IR"),
        ])
    func same(left: String, right: String) {
        #expect(HolderName(left).isSame(as: HolderName(right)))
        #expect(HolderName(right).isSame(as: HolderName(left)))
    }

    @Test(
        "holder name: every other difference is another person",
        arguments: [
            ("Siti Aminah", "Siti Aminah Putri"), ("Siti Aminah", "Aminah Siti"), ("Siti Aminah", "Siti Amina"),
            ("Siti Aminah", "Siti A"), ("SI** AM****", "Siti Aminah"), ("", ""), (" . ", ""), ("Siti", ""),
            ("Siti Aminah, Putri", "Siti Aminah"), ("Ahmad Yani", "Ahmad Jani"),
        ])
    func different(left: String, right: String) {
        #expect(!HolderName(left).isSame(as: HolderName(right)))
    }

    @Test("payee account: the bank's answer is checked against the verified name")
    func check() throws {
        #expect(
            try PayeeAccount.check(.holder(PayeeName("SITI AMINAH")), belongsTo: "Siti Aminah").text == "SITI AMINAH")
        #expect(throws: PayeeRefusal.nameDiffers) {
            try PayeeAccount.check(.holder(PayeeName("ORANG LAIN")), belongsTo: "Siti Aminah")
        }
        #expect(throws: PayeeRefusal.noSuchAccount) { try PayeeAccount.check(.noSuchAccount, belongsTo: "Siti") }
        #expect(throws: PayeeRefusal.cannotReceive) { try PayeeAccount.check(.cannotReceive, belongsTo: "Siti") }
    }
}

@Suite("Account numbers")
struct AccountNumberTests {
    @Test(
        "account number: a wallet's is a phone number, in any notation",
        arguments: ["0812-3456-7890", "+62 812 3456 7890", "62812.3456.7890", "81234567890"])
    func wallet(text: String) throws {
        #expect(try AccountNumber(text, at: .wallet).digits == "081234567890")
    }

    @Test("account number: a bank's has digits, with the usual separators")
    func bank() throws {
        #expect(try AccountNumber("0123 4567-89", at: .bank).digits == "0123456789")
        #expect(try AccountNumber("0123 4567-89", at: .bank).masked == "•••• 6789")
        #expect(throws: PayeeRefusal.notABankNumber(digits: 4)) { try AccountNumber("1234", at: .bank) }
        #expect(throws: PayeeRefusal.notABankNumber(digits: 5)) { try AccountNumber("12345a", at: .bank) }
        #expect(throws: PayeeRefusal.notAWalletNumber) { try AccountNumber("0123456789", at: .wallet) }
    }

    @Test("account number: the same number at two wallets is two accounts")
    func canonical() throws {
        let number = try AccountNumber("081234567890", at: .wallet)
        #expect(PayeeAccount.canonical(number, at: "ovo") != PayeeAccount.canonical(number, at: "gopay"))
    }
}

@Suite("Disbursements")
struct DisbursementTests {
    private let sent = Instant(milliseconds: 1_000_000)

    @Test("disbursement: a final answer counts whenever it comes")
    func paid() {
        let late = sent + .days(3)
        #expect(
            Disbursement.step(after: .paid(railReference: "R"), sentAt: sent, statusChecks: 9, now: late)
                == .paid(railReference: "R"))
        #expect(
            Disbursement.step(after: .failed(.inactive), sentAt: sent, statusChecks: 0, now: sent) == .failed(.inactive)
        )
    }

    @Test("disbursement: an unknown payment is missing only after the cut-off, and never failed")
    func notFound() {
        let almost = sent + Disbursement.cutOff - Span(milliseconds: 1)
        guard case .askAgain = Disbursement.step(after: .notFound, sentAt: sent, statusChecks: 50, now: almost) else {
            return #expect(Bool(false), "it is asked again")
        }
        #expect(
            Disbursement.step(after: .notFound, sentAt: sent, statusChecks: 50, now: sent + Disbursement.cutOff)
                == .missing)
    }

    @Test("disbursement: pauses between status queries grow and are bounded")
    func pauses() {
        let pauses = (0..<40).map(Disbursement.pause)
        #expect(pauses.first == .seconds(5))
        #expect(zip(pauses, pauses.dropFirst()).allSatisfy(<=))
        #expect(pauses.last == .minutes(30))
    }
}

@Suite("Payout batches")
struct PayoutBatchTests {
    private let batch = PayoutBatch(id: ID(1), author: ID(10), state: .drafted)

    @Test("payout batch: another officer approves it, once")
    func approve() throws {
        try batch.approve(by: .of(ID(11)))
        for own in [Signatory.of(ID(10)), .of(ID(12), twins: [ID(10)])] {
            #expect(throws: PayoutRefusal.ownBatch) { try batch.approve(by: own) }
        }
        let approved = PayoutBatch(id: ID(1), author: ID(10), state: .approved)
        #expect(throws: PayoutRefusal.alreadyApproved) { try approved.approve(by: .of(ID(11))) }
    }

    @Test(
        "payout batch: its state follows from its payments",
        arguments: [
            ([Disbursement.State.drafted, .drafted], PayoutBatch.State.drafted),
            ([.approved, .approved], .approved), ([.approved, .sent], .sent), ([.approved, .paid], .sent),
            ([.sent, .missing], .sent), ([.paid, .failed], .settled), ([.paid, .paid], .settled),
            ([.paid, .missing], .differing), ([.missing, .approved], .sent),
        ])
    func state(items: [Disbursement.State], expected: PayoutBatch.State) {
        #expect(PayoutBatch.state(of: items) == expected)
    }

    @Test("payout batch: one with an open payment is never settled (500 random batches)")
    func property() {
        var generator = SeededGenerator(seed: 20_200_415)
        for _ in 0..<500 {
            let items = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
                Disbursement.State.allCases.randomElement(using: &generator) ?? .paid
            }
            let state = PayoutBatch.state(of: items)
            #expect((state == .settled) == items.allSatisfy { !$0.isOpen }, "\(items)")
        }
    }
}

/// SplitMix64: the same seed gives the same numbers, so that a failure can be repeated.
private struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
