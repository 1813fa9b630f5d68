import Foundation
import Programme
import Storage

/// What a platform sends for a one-time code: who wants which course, on whose card.
struct PurchaseOrder: Sendable {
    let user: String
    let number: CardNumber
    let course: String
    let schedule: String
    let amount: Rupiah

    private static let amounts = Int(Rupiah.price.lowerBound)...Int(Rupiah.price.upperBound)

    init(_ body: PartnerBody) throws {
        user = try body.text("user_platform_id")
        number = try CardNumber(body.text("prakerja_id"))
        course = try body.text("course_code")
        schedule = try body.text("schedule_code")
        amount = Rupiah(Int64(try body.number("amount", in: Self.amounts)))
    }
}

/// Reserves the price on the card and sends its holder the code that proves consent.
///
/// Asking again for the same purchase replaces code and hold. When the answer was only lost, and the wait between two
/// codes is not over, the first answer is given again and nothing is sent.
struct AskPurchase: Sendable {
    let platform: Platform
    let partner: Partner

    /// How many numbers nobody has a partner may try in an hour.
    static let unknownNumbers = 100
    /// How long the price stays reserved. The code's own validity is shorter and begins when the gateway has it.
    static let holdLifetime = Span.minutes(30)

    /// - Returns: the payment token to authorise with.
    func ask(_ order: PurchaseOrder, in tx: Transaction) throws -> String {
        try platform.doors.require(.buy)
        let card = try findCard(order.number, in: tx)
        let (course, schedule) = try findSchedule(order, in: tx)
        let user = platform.vault.lookup("\(partner.id)\n\(order.user)", purpose: "platform-user")
        if let bound = try tx.purchases.card(ofUser: user, at: partner.id), bound != card.id {
            throw PurchaseRefusal.otherCardOfUser
        }
        if let held = try tx.purchases.held(card: card.id, platform: partner.id, schedule: schedule.id) {
            return try askAgain(held, order, card, course, in: tx)
        }
        let purchase = Purchase(
            id: platform.ids.next(), person: card.person, card: card.id, platform: partner.id, course: course.id,
            schedule: schedule.id, price: order.amount, state: .held, attempt: 1, askedAt: platform.clock.now(),
            payment: nil, redeemedAt: nil, endedAt: nil)
        let until = platform.realNow() + Self.holdLifetime
        guard try tx.purchases.ask(purchase, user: user, holdUntil: until) else {
            return try twinToken(of: purchase, in: tx)
        }
        // Only now: a twin that was faster may hold the price that this question would otherwise miss on the card.
        try checkBalance(card, order.amount, freed: .zero, in: tx)
        try place(purchase, until: until, in: tx)
        try sendCode(for: purchase, course: course, in: tx)
        try tx.audit.record(
            AuditEvent(
                "purchase.asked", subject: "purchase:\(purchase.id)", detail: ["amount": order.amount.description]),
            by: .partner(partner.id), on: platform)
        return PaymentToken(purchase).text(platform.vault)
    }

    private func askAgain(
        _ held: Purchase, _ order: PurchaseOrder, _ card: Card, _ course: Course, in tx: Transaction
    ) throws -> String {
        try checkBalance(card, order.amount, freed: held.price, in: tx)
        let pending = try tx.codes.pending(.purchase, subject: held.codeSubject, on: platform)
        if let from = pending?.resendFrom, platform.realNow() < from { return PaymentToken(held).text(platform.vault) }
        let until = platform.realNow() + Self.holdLifetime
        guard try tx.purchases.askAgain(held, attempt: held.attempt + 1, holdUntil: until),
            let next = try tx.purchases.find(held.id)
        else { return try twinToken(of: held, in: tx) }
        try tx.ledger.void(held.holdKey, at: platform.clock.now())
        try place(next, until: until, in: tx)
        try sendCode(for: next, course: course, in: tx)
        return PaymentToken(next).text(platform.vault)
    }

    /// The same question twice at the same moment is one question: the later one gets the earlier one's answer.
    private func twinToken(of purchase: Purchase, in tx: Transaction) throws -> String {
        guard
            let twin = try tx.purchases.held(
                card: purchase.card, platform: purchase.platform, schedule: purchase.schedule)
        else { throw PurchaseRefusal.alreadyPaid }
        return PaymentToken(twin).text(platform.vault)
    }

    /// Strangers' numbers are counted, and the count stays although the answer is no.
    private func findCard(_ number: CardNumber, in tx: Transaction) throws -> Card {
        let now = platform.realNow()
        guard try !tx.partners.hasTriedTooMany(partner.id, limit: Self.unknownNumbers, now: now) else {
            throw PurchaseRefusal.tooManyUnknownNumbers
        }
        if let card = try tx.cards.find(number, vault: platform.vault) { return card }
        _ = try tx.partners.countUnknownNumber(partner.id, limit: Self.unknownNumbers, now: now)
        throw Recorded(PurchaseRefusal.unknownNumber)
    }

    private func findSchedule(_ order: PurchaseOrder, in tx: Transaction) throws -> (Course, CourseSchedule) {
        guard let course = try tx.courses.find(code: order.course) else { throw PurchaseRefusal.unknownCourse }
        guard let schedule = try tx.courses.schedule(code: order.schedule), schedule.course == course.id else {
            throw PurchaseRefusal.unknownSchedule
        }
        guard let offer = try tx.courses.offer(of: course.id, at: partner.id) else { throw PurchaseRefusal.notOffered }
        let today = platform.edition.waves.zone.date(of: platform.clock.now())
        guard platform.edition.training.allows(course.mode, on: today) else {
            throw PurchaseRefusal.deliveryModeNotAllowed
        }
        guard schedule.isOnSale(mode: course.mode, at: platform.clock.now()) else {
            throw PurchaseRefusal.scheduleStarted
        }
        guard schedule.placesLeft > 0 else { throw PurchaseRefusal.scheduleFull }
        guard order.amount == offer.price else { throw PurchaseRefusal.priceDiffers(offer.price) }
        return (course, schedule)
    }

    /// - Parameter freed: what an earlier hold of the same purchase gives free when it is replaced.
    private func checkBalance(_ card: Card, _ price: Rupiah, freed: Rupiah, in tx: Transaction) throws {
        let available = try tx.ledger.balance(.cardTraining(card.id)).available + freed
        let rules = try tx.cards.edition(of: card.id, on: platform)
        try card.allow(
            price, available: available, rules: rules.training, zone: rules.waves.zone, at: platform.clock.now())
    }

    private func place(_ purchase: Purchase, until: Instant, in tx: Transaction) throws {
        try tx.ledger.place(
            Hold(
                id: platform.ids.next(), key: purchase.holdKey, account: .cardTraining(purchase.card),
                amount: purchase.price, placedAt: platform.realNow(), expiresAt: until))
    }

    private func sendCode(for purchase: Purchase, course: Course, in tx: Transaction) throws {
        let contacts = try tx.accounts.contacts(of: purchase.person, on: platform)
        guard let contact = contacts.last else { throw Inconsistency("a cardholder has a proved contact") }
        let digits = try tx.codes.issue(.purchase, subject: purchase.codeSubject, to: contact, on: platform)
        let message = PurchaseCodeMessage(
            digits: digits, course: course.title, price: purchase.price, seller: partner.name,
            minutes: platform.edition.account.codeValidMinutes)
        try tx.inbox.sendCode(message, .purchase, subject: purchase.codeSubject, to: contact, on: platform)
    }
}

extension Purchase {
    /// Who the code is asked of: it is worth something for this purchase only.
    var codeSubject: String { id.description }
}

/// What a platform authorises with. It names the purchase and the attempt under a keyed hash, so that nothing secret is
/// stored and the same question gets the same answer.
struct PaymentToken: Sendable {
    let purchase: ID<Purchase>
    let attempt: Int

    /// How often one purchase may be asked for; the wait between two codes keeps it far below.
    private static let attempts = 1...1_000_000

    init(_ purchase: Purchase) {
        self.purchase = purchase.id
        attempt = purchase.attempt
    }

    /// Reads `Payment <token>`, or the bare token; nil for anything we did not make.
    init?(authorization: String, vault: Vault) {
        let text = authorization.split(separator: " ").last.map(String.init) ?? ""
        let parts = text.split(separator: ".").map(String.init)
        guard parts.count == 3, let purchase = ID<Purchase>(parts[0]), let attempt = Int(parts[1], in: Self.attempts)
        else { return nil }
        let expected = Self.mark("\(purchase).\(attempt)", vault)
        guard constantTimeEqual(parts[2].utf8, expected.utf8) else { return nil }
        self.purchase = purchase
        self.attempt = attempt
    }

    func text(_ vault: Vault) -> String {
        let name = "\(purchase).\(attempt)"
        return "\(name).\(Self.mark(name, vault))"
    }

    private static func mark(_ name: String, _ vault: Vault) -> String {
        vault.authenticationCode(of: Data(name.utf8), for: "payment-token").prefix(18).base64URL
    }
}
