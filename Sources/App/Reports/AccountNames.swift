import Programme
import Storage

/// Names of ledger accounts that belong to a partner, a purchase, a batch or a card. A card is named by the last digits
/// of its number, without its holder, and only to officers who may open persons' pages. The digits are data of its
/// holder: a page that shows them records the reading of `holders`.
struct AccountNames: Sendable {
    private var subjects = SubjectNames()
    private var endings: [ID<Card>: String] = [:]
    /// The holders of the cards that are named by their digits.
    private(set) var holders: [ID<Account>] = []

    init() {}

    /// - Parameter officer: the reader of the names.
    init(of codes: [LedgerAccount.Code], for officer: Officer, in tx: Transaction) throws {
        subjects = try SubjectNames(of: codes.compactMap(\.subject), in: tx)
        guard officer.may(.readPeople) else { return }
        let cards = try tx.cards.endings(of: Set(codes.compactMap(\.card)))
        endings = cards.mapValues { $0.digits }
        holders = cards.values.map { $0.holder }
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
