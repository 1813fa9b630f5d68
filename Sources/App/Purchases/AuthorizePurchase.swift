import Foundation
import Programme
import Storage

/// Completes a purchase by the cardholder's code: moves the held price to escrow, takes a place and issues the redeem
/// code.
struct AuthorizePurchase: Sendable {
    let dependencies: Dependencies
    let partner: Partner

    /// Without letters and digits that are easily confused.
    private static let alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"

    /// Of an invoice's number, in bytes of UTF-8.
    static let longestInvoice = 100

    struct Invoice: Sendable {
        let otp: String
        let url: String
        let code: String
    }

    /// Idempotent by invoice: a repeated request gets the first receipt while the purchase stands.
    func authorize(_ token: PaymentToken, _ invoice: Invoice, in tx: Transaction) throws -> PaymentReceipt {
        guard let purchase = try tx.purchases.of(partner.id, token.purchase) else { throw PurchaseRefusal.unknownToken }
        if let payment = purchase.payment {
            guard payment.invoiceCode == invoice.code else { throw PurchaseRefusal.alreadyPaid }
            // A platform that repeats the call after voiding would give the course away on a success.
            guard !purchase.state.isReturned else { throw PurchaseRefusal.alreadyVoided }
            return try receipt(purchase, payment, in: tx)
        }
        try dependencies.switches.require(.buy)
        guard purchase.state == .held else { throw PurchaseRefusal.holdExpired }
        guard purchase.attempt == token.attempt else { throw PurchaseRefusal.unknownToken }
        let held = try tx.records.hold(.cards, purchase.card)
        guard let card = try tx.cards.find(purchase.card) else { throw Inconsistency("a purchase has a card") }
        try dependencies.requireAsBound(held, in: tx)
        try CardStanding(dependencies: dependencies).require(card.id, in: tx)
        try dependencies.requireHolder(of: card, for: purchase)
        try requireAsked(purchase, in: tx)
        // A sale that was stopped since the code was requested is a new one: no money has moved yet.
        let records = SaleRecords(dependencies: dependencies)
        let compared = try records.read(for: purchase, in: tx)
        let today = dependencies.edition.waves.zone.date(of: dependencies.clock.now())
        let sale = try records.sale(of: compared, in: tx)
        try sale.check(on: today)
        let page = compared.offered.pages[partner.id]
        let sites = [sale.platform.website, page].compactMap(\.self)
        guard
            PartnerAddress.isInvoice(
                invoice.url, at: sites,
                allowsLoopback: dependencies.configuration.allowsLoopbackAddresses)
        else { throw PurchaseRefusal.invoiceAddress(hosts: PartnerAddress.hosts(of: sites)) }
        let fee = sale.platform.agreement(on: today)?.feeBasisPoints ?? partner.feeBasisPoints
        try dependencies.allowances.take(
            .answersPerCard, by: purchase.card.description, at: dependencies.realNow())
        // Nothing is written before this, so that a wrong code commits only its own count.
        try tx.codes.consume(
            invoice.otp, .purchase, subject: purchase.codeSubject, at: dependencies.realNow(),
            vault: dependencies.vault,
            edition: dependencies.edition)
        guard try tx.purchases.of(partner.id, invoice: invoice.code) == nil else { throw PurchaseRefusal.invoiceReused }
        guard try tx.purchases.bind(purchase) else { throw try refuse(purchase, in: tx) }
        let payment = Purchase.Payment(
            invoiceCode: invoice.code, transactionCode: dependencies.random.pick(16, from: Self.alphabet),
            redeemCode: dependencies.random.pick(12, from: Self.alphabet), at: dependencies.clock.now())
        try pay(purchase, payment, fee: fee, url: invoice.url, compared, in: tx)
        return try receipt(purchase, payment, in: tx)
    }

    /// Throws `RecordRefusal.heldBack` for a purchase that is not as its platform asked for it, by the event of that call:
    /// no act binds one that is not paid yet, and its price would be another than its holder's code said.
    private func requireAsked(_ purchase: Purchase, in tx: Transaction) throws {
        let asked = try tx.audit.codedDetails(
            of: "purchase.asked", subject: "purchase:\(purchase.id)", vault: dependencies.vault)
        let due = [
            "card": purchase.card.description, "course": purchase.course.description,
            "schedule": purchase.schedule.description,
        ]
        // The event of a version before this one has the amount alone.
        let isAsked = asked.contains { said in
            said["amount"] == purchase.price.description && due.allSatisfy { said[$0.key] ?? $0.value == $0.value }
        }
        guard !isAsked else { return }
        dependencies.reportChanged(.purchases, purchase.id)
        throw RecordRefusal.heldBack
    }

    /// The account has bought with another card since this code was requested: ends the purchase, releases its
    /// reservation and notifies this card's holder.
    private func refuse(_ purchase: Purchase, in tx: Transaction) throws -> CommittedRefusal {
        guard let card = try tx.cards.find(purchase.card) else { throw PurchaseRefusal.unknownToken }
        try ReturnPurchase(dependencies: dependencies).expire(purchase, in: tx)
        return try AskPurchase.refuseOtherAccount(of: card, seller: partner, in: tx, on: dependencies)
    }

    private func pay(
        _ purchase: Purchase, _ payment: Purchase.Payment, fee: Int, url: String, _ compared: SaleRecords.Compared,
        in tx: Transaction
    ) throws {
        let edition = try tx.cards.edition(of: purchase.card, among: dependencies.editions)
        guard let card = try tx.cards.find(purchase.card) else { throw Inconsistency("a purchase has a card") }
        try AskPurchase.requireNotSuspended(card, in: tx, on: dependencies)
        // From here on the account's row is locked: what it has is what its postings gave it.
        _ = try ProvedCard(dependencies: dependencies).require(card, in: tx)
        try card.allowBuying(rules: edition.training, zone: edition.waves.zone, at: payment.at)
        guard try tx.courses.takePlace(purchase.schedule) else { throw PurchaseRefusal.scheduleFull }
        let oneAtATime = edition.training.nextTrainingNeedsCompletion
        let began = try tx.cards.beginTraining(card.id, oneAtATime: oneAtATime, at: payment.at)
        guard began else { throw PurchaseRefusal.trainingUnfinished }
        // Later purchases change nothing of it.
        if card.firstUsedAt == nil { try CardStanding(dependencies: dependencies).bind(card.id, in: tx) }
        guard try tx.purchases.pay(purchase, payment, invoiceURL: url, feeBasisPoints: fee) else {
            throw PurchaseRefusal.alreadyPaid
        }
        // Checks the balance, because only now is it known which other reservations the purchase replaces.
        try PurchaseHold(dependencies: dependencies).secure(purchase, in: tx)
        try tx.ledger.open(.purchaseEscrow(purchase.id), ids: dependencies.ids)
        try tx.ledger.post(
            .purchase(
                id: dependencies.ids.next(), purchase: purchase.id, card: card.id, price: purchase.price, at: payment.at
            ),
            spending: purchase.holdKey, ids: dependencies.ids)
        try tx.records.bind(
            .purchases, purchase.id, at: dependencies.realNow(), ids: dependencies.ids, isFirst: true)
        try PurchaseEvents(dependencies: dependencies).record(.purchasePosted, of: purchase.id, in: tx)
        let bought = PurchaseNotice.What.bought(redeemCode: payment.redeemCode, seller: partner.name)
        try tx.inbox.send(
            PurchaseNotice(
                what: bought, course: compared.course.title, amount: purchase.price, purchase: purchase.id),
            to: purchase.person, on: dependencies)
        try tx.audit.record(
            AuditEvent(
                "purchase.paid", subject: "purchase:\(purchase.id)", detail: ["amount": purchase.price.description]),
            by: .partner(partner.id), at: dependencies.moment(), ids: dependencies.ids)
    }

    private func receipt(
        _ purchase: Purchase, _ payment: Purchase.Payment, in tx: Transaction
    ) throws -> PaymentReceipt {
        PaymentReceipt(
            payment, amount: purchase.price,
            name: try tx.accounts.name(of: purchase.person, vault: dependencies.vault) ?? "", status: "SUCCESS")
    }
}

/// The response of `authorize` and `status`.
struct PaymentReceipt: Encodable, Sendable {
    let createdAt: String
    let invoiceCode: String
    let transactionCode: String
    let amount: Int64
    let status: String
    let name: String

    init(_ payment: Purchase.Payment, amount: Rupiah, name: String, status: String) {
        createdAt = ContractTime.text(payment.at)
        invoiceCode = payment.invoiceCode
        transactionCode = payment.transactionCode
        self.amount = amount.amount
        self.status = status
        self.name = name
    }

    enum CodingKeys: String, CodingKey {
        case createdAt = "created_at"
        case invoiceCode = "invoice_code"
        case transactionCode = "transaction_code"
        case name = "prakerja_name"
        case amount, status
    }
}
