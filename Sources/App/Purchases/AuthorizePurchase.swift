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

    struct Invoice: Sendable {
        let otp: String
        let url: String
        let code: String
    }

    /// Idempotent by invoice: a repeated request gets the first receipt.
    func authorize(_ token: PaymentToken, _ invoice: Invoice, in tx: Transaction) throws -> PaymentReceipt {
        guard let purchase = try tx.purchases.of(partner.id, token.purchase) else { throw PurchaseRefusal.unknownToken }
        if let payment = purchase.payment {
            guard payment.invoiceCode == invoice.code else { throw PurchaseRefusal.alreadyPaid }
            return try receipt(purchase, payment, in: tx)
        }
        try dependencies.switches.require(.buy)
        guard purchase.state == .held else { throw PurchaseRefusal.holdExpired }
        guard purchase.attempt == token.attempt else { throw PurchaseRefusal.unknownToken }
        let held = try tx.records.hold(.cards, purchase.card)
        guard let card = try tx.cards.find(purchase.card) else { throw Inconsistency("a purchase has a card") }
        try dependencies.requireAsBound(held, in: tx)
        try dependencies.requireHolder(of: card, for: purchase)
        // A sale that was stopped since the code was requested is a new one: no money has moved yet.
        let course = try SaleRecords(dependencies: dependencies).course(of: purchase, in: tx)
        let today = dependencies.edition.waves.zone.date(of: dependencies.clock.now())
        let sale = try tx.sale(of: course, at: partner.id)
        try sale.check(on: today)
        let page = try tx.courses.offer(of: course.id, at: partner.id)?.url
        guard
            PartnerAddress.isInvoice(
                invoice.url, at: [sale.platform.website, page].compactMap(\.self),
                allowsLoopback: dependencies.configuration.allowsLoopbackAddresses)
        else { throw PurchaseRefusal.invoiceAddress }
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
        try pay(purchase, payment, fee: fee, url: invoice.url, in: tx)
        return try receipt(purchase, payment, in: tx)
    }

    /// The account has bought with another card since this code was requested: ends the purchase, releases its
    /// reservation and notifies this card's holder.
    private func refuse(_ purchase: Purchase, in tx: Transaction) throws -> CommittedRefusal {
        guard let card = try tx.cards.find(purchase.card) else { throw PurchaseRefusal.unknownToken }
        try ReturnPurchase(dependencies: dependencies).expire(purchase, in: tx)
        return try AskPurchase.refuseOtherAccount(of: card, seller: partner, in: tx, on: dependencies)
    }

    private func pay(
        _ purchase: Purchase, _ payment: Purchase.Payment, fee: Int, url: String, in tx: Transaction
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
        let course = try tx.courses.find(purchase.course)
        let school = try course.flatMap { try tx.partners.find($0.institution) }
        let bought = PurchaseNotice.What.bought(
            redeemCode: payment.redeemCode, seller: partner.name, site: school?.redeemAddress)
        try tx.inbox.send(
            PurchaseNotice(
                what: bought, course: course?.title ?? "", amount: purchase.price, purchase: purchase.id),
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
