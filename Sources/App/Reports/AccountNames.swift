import Programme
import Storage

/// Names of ledger accounts that belong to a partner, a purchase or a batch. Reads no person's data: a card has no name
/// here and is told apart by the last digits of its id.
struct AccountNames: Sendable {
    private var subjects = SubjectNames()

    init() {}

    init(of codes: some Sequence<LedgerAccount.Code>, in tx: Transaction) throws {
        subjects = try SubjectNames(of: codes.compactMap(\.subject), in: tx)
    }

    /// Nil for an account without a name of its own.
    func name(of code: LedgerAccount.Code, _ t: Words) -> String? {
        code.subject.flatMap { subjects[$0] }.map { t($0) }
    }
}

extension LedgerAccount.Code {
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
