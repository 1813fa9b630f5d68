import Programme
import Storage

/// Compares purchases, instalments and payments, as the other slices store them, with the journal and the editions, and
/// the figures of budget and answers with what they count. A change of the first by SQL moves no money by itself: the
/// acts that follow from it would.
struct BooksComparison: Sendable {
    /// In English, for an operator.
    let findings: [String]

    /// Most findings of each kind; further ones add nothing.
    private static let most = 100

    /// - Parameter editions: every edition of the installation, the one in force last.
    init(of tx: Transaction, editions: [Edition]) throws {
        let parts: [(title: String, check: () throws -> [String])] = [
            ("purchases", { try tx.purchases.discrepancies(editions: editions, limit: Self.most) }),
            ("instalments", { try tx.incentives.discrepancies(editions: editions, limit: Self.most) }),
            ("payments", { try tx.payouts.discrepancies(limit: Self.most) }),
            ("what persons were paid", { try tx.payouts.paidAboveSum(editions: editions, limit: Self.most) }),
            ("sealed entries of accounts", { try tx.ledger.sealedDiscrepancies(limit: Self.most) }),
            ("the budget's figures", { try tx.figures.discrepancies() }),
            ("the figures of answers", { try tx.cases.discrepancies(limit: Self.most) }),
        ]
        findings = try parts.flatMap { try VerifiedPart.findings($0.title, $0.check) }
    }
}
