import Programme
import Storage

/// Names of ledger accounts that belong to a partner, a purchase, a batch or a card. Reads no person's data: a card is
/// named by the last digits of its number, without its holder, and only to officers who may open persons' pages.
struct AccountNames: Sendable {
    private var subjects = SubjectNames()
    private var endings: [ID<Card>: String] = [:]

    init() {}

    /// - Parameter officer: the reader of the names.
    init(of codes: [LedgerAccount.Code], for officer: Officer, in tx: Transaction) throws {
        subjects = try SubjectNames(of: codes.compactMap(\.subject), in: tx)
        endings = try officer.may(.readPeople) ? tx.cards.endings(of: Set(codes.compactMap(\.card))) : [:]
    }

    /// Nil for an account without a name of its own.
    func name(of code: LedgerAccount.Code, _ t: Words) -> String? {
        if let ending = code.card.flatMap({ endings[$0] }) { return "•••• \(ending)" }
        return code.subject.flatMap { subjects[$0] }.map { t($0) }
    }
}

extension LedgerAccount.Code {
    /// The card whose purse the account is.
    fileprivate var card: ID<Card>? {
        switch self {
        case .cardTraining(let card), .cardIncentive(let card): card
        default: nil
        }
    }

    /// What the account belongs to, as in the subjects of the audit log.
    fileprivate var subject: String? {
        switch self {
        case .partnerPayable(let partner): "partner:\(partner)"
        case .purchaseEscrow(let purchase): "purchase:\(purchase)"
        case .payoutClearing(let batch): "payout:\(batch)"
        default: nil
        }
    }
}
