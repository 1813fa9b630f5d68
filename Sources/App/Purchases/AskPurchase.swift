import Foundation
import Logging
import Programme
import Storage

/// What a platform sends for a one-time code: who wants which course, on whose card.
struct PurchaseOrder: Sendable {
    let user: String
    let number: CardNumber
    let course: String
    let schedule: String
    let amount: Rupiah

    init(_ body: PartnerBody) throws {
        user = try body.text("user_platform_id")
        number = try CardNumber(body.text("prakerja_id"))
        course = try body.text("course_code")
        schedule = try body.text("schedule_code")
        amount = try body.amount("amount")
    }
}

/// Reserves the price on the card and sends its holder the code that proves consent.
///
/// Asking again for the same purchase replaces code and hold. When the answer was only lost, and the wait between two
/// codes is not over, the first answer is given again and nothing is sent.
struct AskPurchase: Sendable {
    let platform: Platform
    let partner: Partner

    /// How many unknown card numbers one account of a platform may try in an hour. A slip of one digit is caught
    /// before, by the check digit.
    static let unknownNumbersPerUser = 5
    /// From so many in an hour on the office is told, and again at ten and a hundred times as many. The platform is not
    /// closed: its other buyers have done nothing.
    static let unknownNumbersAlarm = 100
    /// How many codes for one card an account may ask for in a day before it has bought anything with it: enough for a
    /// buyer whose messages are slow, and too few to use up what the holder may be sent.
    static let codesBeforeFirst = 8
    /// How long the price stays reserved. The code's own validity is shorter and begins when the gateway has it.
    static let holdLifetime = Span.minutes(30)

    /// - Returns: the payment token to authorise with.
    func ask(_ order: PurchaseOrder, in tx: Transaction) throws -> String {
        try platform.doors.require(.buy)
        let user = platform.vault.lookup("\(partner.id)\n\(order.user)", purpose: "platform-user")
        let card = try findCard(order.number, asking: user, in: tx)
        let (course, schedule) = try findSchedule(order, in: tx)
        let bound = try tx.purchases.card(ofUser: user, at: partner.id)
        if let bound, bound != card.id {
            throw try Self.refuseOtherAccount(of: card, seller: partner, in: tx, on: platform)
        }
        try checkBalance(card, order.amount, in: tx)
        let earlier = try tx.purchases.held(card: card.id, platform: partner.id, schedule: schedule.id, user: user)
        if let earlier {
            if let token = try goodToken(of: earlier, in: tx) { return token }
            try requireCodeLeft(card, user, isBound: bound != nil, in: tx)
            return try askAgain(earlier, course, user, in: tx)
        }
        try requireCodeLeft(card, user, isBound: bound != nil, in: tx)
        let purchase = Purchase(
            id: platform.ids.next(), person: card.person, card: card.id, platform: partner.id, course: course.id,
            schedule: schedule.id, price: order.amount, state: .held, attempt: 1, askedAt: platform.clock.now(),
            payment: nil, redeemedAt: nil, endedAt: nil)
        let until = platform.realNow() + Self.holdLifetime
        guard try tx.purchases.ask(purchase, user: user, holdUntil: until) else {
            return try twinToken(of: purchase, user, in: tx)
        }
        try PurchaseHold(platform: platform).reserve(purchase, until: until, in: tx)
        try sendCode(for: purchase, course: course, in: tx)
        try tx.audit.record(
            AuditEvent(
                "purchase.asked", subject: "purchase:\(purchase.id)", detail: ["amount": order.amount.description]),
            by: .partner(partner.id), on: platform)
        return PaymentToken(purchase).text(platform.vault)
    }

    /// The first answer again while the wait between two codes lasts: the code that was sent is still good. Without tries
    /// left it is not, and saying yes would leave the buyer waiting for a message that is not sent.
    private func goodToken(of held: Purchase, in tx: Transaction) throws -> String? {
        guard let pending = try tx.codes.pending(.purchase, subject: held.codeSubject, on: platform),
            let from = pending.resendFrom, platform.realNow() < from
        else { return nil }
        guard pending.triesLeft > 0 else { throw CodeRefusal.tooSoon(until: from) }
        // Another request may have replaced code and hold since `held` was read: the code belongs to its attempt.
        let current = try tx.purchases.find(held.id) ?? held
        return PaymentToken(current).text(platform.vault)
    }

    private func requireCodeLeft(_ card: Card, _ user: Data, isBound: Bool, in tx: Transaction) throws {
        guard !isBound else { return }
        let since = platform.clock.now() - .days(1)
        let asked = try tx.purchases.codesAsked(by: user, at: partner.id, on: card, since: since)
        guard asked < Self.codesBeforeFirst else { throw PurchaseRefusal.tooManyCodes }
    }

    private func askAgain(
        _ held: Purchase, _ course: Course, _ user: Data, in tx: Transaction
    ) throws -> String {
        let until = platform.realNow() + Self.holdLifetime
        guard try tx.purchases.askAgain(held, attempt: held.attempt + 1, holdUntil: until),
            let next = try tx.purchases.find(held.id)
        else { return try twinToken(of: held, user, in: tx) }
        let holding = PurchaseHold(platform: platform)
        try holding.release(held, in: tx)
        try holding.reserve(next, until: until, in: tx)
        try sendCode(for: next, course: course, in: tx)
        return PaymentToken(next).text(platform.vault)
    }

    /// The same question twice at the same moment is one question: the later one gets the earlier one's answer.
    private func twinToken(of purchase: Purchase, _ user: Data, in tx: Transaction) throws -> String {
        guard
            let twin = try tx.purchases.held(
                card: purchase.card, platform: purchase.platform, schedule: purchase.schedule, user: user)
        else { throw PurchaseRefusal.alreadyPaid }
        return PaymentToken(twin).text(platform.vault)
    }

    /// Unknown numbers are counted for the account that asks, and the count stays although the answer is no.
    private func findCard(_ number: CardNumber, asking user: Data, in tx: Transaction) throws -> Card {
        let now = platform.realNow()
        guard try tx.partners.unknownNumbers(of: user, at: partner.id, now: now) < Self.unknownNumbersPerUser else {
            throw PurchaseRefusal.tooManyUnknownNumbers
        }
        if let card = try tx.cards.find(number, vault: platform.vault) { return card }
        let tried = try tx.partners.countUnknownNumber(of: user, at: partner.id, now: now)
        if [1, 10, 100].contains(where: { tried == Self.unknownNumbersAlarm * $0 }) {
            platform.logger.error(
                "a platform asks for many unknown card numbers",
                metadata: ["platform": "\(partner.clientCode)", "within the hour": "\(tried)"])
            try tx.audit.record(
                AuditEvent(
                    "partner.unknown-numbers", subject: "partner:\(partner.id)", detail: ["tried": String(tried)]),
                by: .system, on: platform)
        }
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

    /// By all that is on the card: what is reserved while a code is awaited gives way to the code that comes.
    private func checkBalance(_ card: Card, _ price: Rupiah, in tx: Transaction) throws {
        let posted = try tx.ledger.balance(.cardTraining(card.id)).posted
        let rules = try tx.cards.edition(of: card.id, on: platform)
        try card.allow(
            price, available: posted, rules: rules.training, zone: rules.waves.zone, at: platform.clock.now())
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
