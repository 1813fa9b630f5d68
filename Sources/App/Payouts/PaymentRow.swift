import Programme
import Storage

/// One payment as shown to officers: enough to recognise it, without the full account number.
struct PaymentRow: Sendable {
    let id: ID<Disbursement>
    let person: ID<Account>
    let name: Bilingual
    let holder: String
    /// Bank or wallet, and the last digits of the number.
    let account: String
    /// The name of the bank or wallet alone.
    var provider = ""
    let amount: Rupiah
    let state: Disbursement.State
    /// Its batch was refused.
    var isWithdrawn = false
    /// Why it was withdrawn from the batch.
    var withdrawal: PaymentWithdrawal?
    /// Why an officer took it out of the draft.
    var takenOutBecause: String?
    let failure: PaymentFailure?
    let draftedAt: Instant
    var sentAt: Instant?
    let statusChecks: Int
    /// Why the payment is held up, as the rail last reported.
    var trouble: String?
    let railReference: String?
    /// A sealed entry of its card is gone: it is neither approved nor sent.
    var lacksEntries = false
    /// Something of this person is held back: a record was changed by other means than an act.
    var isHeld = false
}

extension PaymentRow {
    init(_ stored: StoredDisbursement, in tx: Transaction, on dependencies: Dependencies) throws {
        try self.init(
            stored, payee: tx.payees.find(stored.payee),
            instalment: tx.incentives.find(stored.instalment)?.instalment, on: dependencies)
    }

    /// All payments of a batch, in three queries: a batch has up to `PayoutBatch.limit`.
    static func all(
        _ stored: [StoredDisbursement], in tx: Transaction, on dependencies: Dependencies
    ) throws -> [PaymentRow] {
        let payees = try tx.payees.find(stored.map(\.payee))
        let instalments = try tx.incentives.find(stored.map(\.instalment))
        let cards = Set(instalments.values.map(\.instalment.card)).sorted()
        let lacking = Set(try tx.ledger.gone(fromCards: cards).compactMap(\.card))
        let held = try tx.heldMatters.held(among: Set(stored.map(\.person)).sorted())
        return try stored.map { one in
            let instalment = instalments[one.instalment]?.instalment
            var row = try PaymentRow(one, payee: payees[one.payee], instalment: instalment, on: dependencies)
            row.isHeld = held.contains(one.person) && [.drafted, .approved, .sent].contains(row.state)
            row.lacksEntries = instalment.map { lacking.contains($0.card) } ?? false
            return row
        }
    }

    private init(
        _ stored: StoredDisbursement, payee: StoredPayee?, instalment: Instalment?, on dependencies: Dependencies
    ) throws {
        let partners = dependencies.payoutPartners
        try self.init(
            id: stored.disbursement.id, person: stored.person,
            name: instalment.map { Bilingual(of: $0) } ?? Bilingual(id: "–", en: "–"),
            holder: payee?.holder(dependencies.shownVault) ?? "", account: payee?.readable(in: partners) ?? "",
            provider: partners.first { $0.slug == payee?.account.partner }?.name ?? "",
            amount: stored.disbursement.amount, state: stored.disbursement.state, isWithdrawn: stored.isWithdrawn,
            withdrawal: stored.withdrawal, takenOutBecause: stored.takenOutBecause?.open(dependencies.shownVault),
            failure: stored.failure,
            draftedAt: stored.draftedAt, sentAt: stored.disbursement.sentAt,
            statusChecks: stored.statusChecks, trouble: stored.trouble, railReference: stored.railReference)
    }

    static func sample(_ state: Disbursement.State) -> PaymentRow {
        PaymentRow(
            id: ID(1), person: ID(7), name: Bilingual(of: .sample), holder: "SITI AMINAH", account: "GoPay •••• 7890",
            provider: "GoPay", amount: Rupiah(600_000), state: state, failure: nil,
            draftedAt: BatchRow.sample.draftedAt, statusChecks: 0,
            railReference: nil)
    }
}
