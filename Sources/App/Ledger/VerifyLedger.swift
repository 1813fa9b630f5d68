import Programme
import Storage

/// Recomputes the ledger from its entries and reports differences. It corrects nothing: a wrong ledger needs people.
struct LedgerVerification: Sendable {
    private(set) var findings: [Finding] = []
    private(set) var entries = 0
    private(set) var holds = 0
    /// Entries from before there were codes: only the log says that they are as they were written.
    private(set) var withoutCodes = 0
    /// Appropriated by the state, committed by decrees, paid to partners and people, and returned.
    private(set) var appropriated = Rupiah.zero
    private(set) var committed = Rupiah.zero
    private(set) var paid = Rupiah.zero
    private(set) var returned = Rupiah.zero

    var isClean: Bool { findings.isEmpty }

    enum Finding: Sendable, Equatable {
        case unbalanced(difference: Rupiah)
        /// An account that is not in the chart of accounts.
        case unknownAccount(String)
        /// A part that could not be compared, and why.
        case unreadable(String)
        case balanceDiffers(LedgerAccount.Code, stored: Rupiah, recomputed: Rupiah)
        case heldDiffers(LedgerAccount.Code, stored: Rupiah, recomputed: Rupiah)
        case belowFloor(LedgerAccount.Code, available: Rupiah)
        case contentDiffers(IdempotencyKey)
        /// The ledger of this installation did not write the entry.
        case notOurs(IdempotencyKey)
        /// A posting of the entry has a code that this installation's key did not make.
        case postingNotOurs(IdempotencyKey)
        case holdSpentTwice(ID<JournalEntry>)
        case holdNotSpent(IdempotencyKey)
        case personAboveTotal(ID<Card>, given: Rupiah)
        case committedAboveAppropriation(committed: Rupiah, appropriated: Rupiah)
    }

    /// - Parameters:
    ///   - perPerson: the edition's total; the most a card may have been given. Nil where it is not known, and so not
    ///     checked.
    ///   - mark: of the installation's key, which made the entries' codes; without it they are not checked.
    init(of tx: Transaction, perPerson: Rupiah?, marked mark: RowMark? = nil) throws {
        try check("sums") { try $0.sumUp(tx.ledger) }
        try check("accounts") { try $0.checkAccounts(tx.ledger) }
        try check("holds") { try $0.checkHolds(tx.ledger) }
        try check("entries") { try $0.checkContents(tx.ledger, mark, codesBegin: tx.records.codesBegin()) }
        if let perPerson { try check("what cards were given") { try $0.checkPeople(tx.ledger, perPerson: perPerson) } }
    }

    private mutating func check(_ title: String, _ part: (inout LedgerVerification) throws -> Void) throws {
        do {
            try part(&self)
        } catch let error where VerifiedPart.isOfContent(error) {
            findings.append(.unreadable(VerifiedPart.unreadable(title, error)))
        }
    }

    private mutating func sumUp(_ ledger: LedgerQueries) throws {
        (entries, holds) = try ledger.counts()
        appropriated = try ledger.moved(by: .appropriation) + ledger.moved(by: .reallocation) - ledger.moved(by: .cut)
        committed = try ledger.moved(by: .decree) - ledger.moved(by: .release)
        if committed > appropriated {
            findings.append(.committedAboveAppropriation(committed: committed, appropriated: appropriated))
        }
        for sink in [LedgerAccount.Sink.paidTraining, .paidIncentive, .paidFee] {
            paid += try ledger.balance(.sink(sink)).posted
        }
        returned = try ledger.balance(.sink(.returned)).posted
    }

    /// Every balance equals its postings and holds, no account is below its floor, and all balances sum to zero.
    private mutating func checkAccounts(_ ledger: LedgerQueries) throws {
        var sum = Rupiah.zero
        for account in try ledger.recomputedAccounts() {
            let (stored, computed) = (account.stored, account.computed)
            sum += computed.posted
            guard let code = account.code else {
                findings.append(.unknownAccount(account.text))
                continue
            }
            if !code.isSink, stored.posted != computed.posted {
                findings.append(.balanceDiffers(code, stored: stored.posted, recomputed: computed.posted))
            }
            if stored.held != computed.held {
                findings.append(.heldDiffers(code, stored: stored.held, recomputed: computed.held))
            }
            if code.hasFloor, computed.available < .zero {
                findings.append(.belowFloor(code, available: computed.available))
            }
        }
        if sum != .zero { findings.append(.unbalanced(difference: sum)) }
    }

    /// Every entry spends at most one hold, and a posted hold's amount left its account in the entry it names.
    private mutating func checkHolds(_ ledger: LedgerQueries) throws {
        findings += try ledger.entriesSpendingTwice().map(Finding.holdSpentTwice)
        findings += try ledger.holdsPostedUnspent().map(Finding.holdNotSpent)
    }

    /// The stored hash of each entry equals the hash of its rows, and its code is of this installation's key.
    ///
    /// - Parameter begin: no entry with a higher id lacks a code.
    private mutating func checkContents(
        _ ledger: LedgerQueries, _ mark: RowMark?, codesBegin begin: Int64?
    ) throws {
        var after: ID<JournalEntry>?
        while true {
            let page = try ledger.entries(after: after, limit: 200)
            guard let last = page.last else { return }
            for stored in page {
                if !stored.isWhole { findings.append(.contentDiffers(stored.key)) }
                guard let mark else { continue }
                if !stored.postingsFit(mark) { findings.append(.postingNotOurs(stored.key)) }
                switch stored.rowCode(mark) {
                case .fits: continue
                case .missing where stored.id.rawValue < begin ?? .max: withoutCodes += 1
                case .missing, .differs: findings.append(.notOurs(stored.key))
                }
            }
            after = last.id
        }
    }

    private mutating func checkPeople(_ ledger: LedgerQueries, perPerson: Rupiah) throws {
        findings += try ledger.givenToCards().filter { $0.value > perPerson }.sorted { $0.key < $1.key }
            .map { .personAboveTotal($0.key, given: $0.value) }
    }
}

extension LedgerVerification.Finding: CustomStringConvertible {
    var description: String {
        switch self {
        case .unbalanced(let difference): "debits and credits differ by \(difference)"
        case .unknownAccount(let code): "the account \(code) is not in the chart of accounts: put in by other means"
        case .unreadable(let sentence): sentence
        case .balanceDiffers(let code, let stored, let recomputed):
            "\(code): the row says \(stored), the postings say \(recomputed)"
        case .heldDiffers(let code, let stored, let recomputed):
            "\(code): the row holds \(stored), the holds say \(recomputed)"
        case .belowFloor(let code, let available): "\(code) is under its floor: \(available)"
        case .contentDiffers(let key): "the entry \(key) was changed after it was written"
        case .notOurs(let key):
            "the entry \(key) has no code of this installation: it was put in by other means than the ledger"
        case .postingNotOurs(let key):
            "the entry \(key) has a posting with a code of its own that this installation's key did not make"
        case .holdSpentTwice(let entry): "entry \(entry) spends more than one hold"
        case .holdNotSpent(let key): "the hold \(key) is posted, but its entry moved another amount"
        case .personAboveTotal(let card, let given): "card \(card) was given \(given), more than the edition's total"
        case .committedAboveAppropriation(let committed, let appropriated):
            "\(committed) are committed, only \(appropriated) appropriated"
        }
    }
}
