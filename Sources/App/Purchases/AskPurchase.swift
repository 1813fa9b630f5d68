import Foundation
import Logging
import Programme
import Storage

/// A platform's request for a one-time code: its user, the course and schedule, and the card to pay with.
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

/// Reserves the price on the card and sends the cardholder the code that proves consent.
///
/// A repeated request for the same purchase replaces the code and the hold. Within the wait between two codes it
/// returns the first response again and sends nothing, because the platform may only have lost that response.
struct AskPurchase: Sendable {
    let dependencies: Dependencies
    let partner: Partner

    /// Unknown card numbers that one account of a platform may try per hour. A single mistyped digit is already caught
    /// by the check digit.
    static let unknownNumbersPerUser = 5
    /// From this many unknown numbers per hour of a platform the office is alerted, and again at ten and a hundred
    /// times as many. The platform is not blocked, because its other buyers are not involved.
    static let unknownNumbersAlarm = 100
    /// Codes for one card that an account may request per day before its first purchase with it: enough for a buyer
    /// whose messages are slow, and too few to exhaust the messages the cardholder may be sent.
    static let codesBeforeFirst = 8
    /// How long the price stays reserved. The code is valid for less, counted from when the gateway accepts it.
    static let holdLifetime = Span.minutes(30)
    /// Of an account's keyed hash, to name its own count of codes.
    private static let accountBytes = 12

    /// - Returns: the payment token to authorise with.
    func ask(_ order: PurchaseOrder, in tx: Transaction) throws -> String {
        try dependencies.switches.require(.buy)
        let user = dependencies.vault.lookup("\(partner.id)\n\(order.user)", purpose: "platform-user")
        let card = try findCard(order.number, asking: user, in: tx)
        let (course, schedule) = try findSchedule(order, in: tx)
        let bound = try tx.purchases.card(ofUser: user, at: partner.id)
        if let bound, bound != card.id {
            throw try Self.refuseOtherAccount(of: card, seller: partner, in: tx, on: dependencies)
        }
        try checkBalance(card, order.amount, in: tx)
        let earlier = try tx.purchases.held(card: card.id, platform: partner.id, schedule: schedule.id, user: user)
        if let earlier {
            try dependencies.requireHolder(of: card, for: earlier)
            if let token = try goodToken(of: earlier, in: tx) { return token }
            try requireCodeLeft(card, user, isBound: bound != nil, in: tx)
            return try askAgain(earlier, course, user, isBound: bound != nil, in: tx)
        }
        try requireCodeLeft(card, user, isBound: bound != nil, in: tx)
        let purchase = Purchase(
            id: dependencies.ids.next(), person: card.person, card: card.id, platform: partner.id, course: course.id,
            schedule: schedule.id, price: order.amount, state: .held, attempt: 1, askedAt: dependencies.clock.now(),
            payment: nil, redeemedAt: nil, endedAt: nil)
        let until = dependencies.realNow() + Self.holdLifetime
        guard try tx.purchases.ask(purchase, user: user, holdUntil: until) else {
            return try concurrentToken(of: purchase, user, in: tx)
        }
        try PurchaseHold(dependencies: dependencies).reserve(purchase, until: until, in: tx)
        try sendCode(for: purchase, course: course, from: budget(user, isBound: bound != nil), in: tx)
        try tx.audit.record(
            AuditEvent(
                "purchase.asked", subject: "purchase:\(purchase.id)",
                detail: [
                    "amount": order.amount.description, "card": card.id.description, "course": course.id.description,
                    "schedule": schedule.id.description,
                ]),
            by: .partner(partner.id), at: dependencies.moment(), ids: dependencies.ids)
        return PaymentToken(purchase).text(dependencies.vault)
    }

    /// The first response again, during the wait between two codes, while the code that was sent is still valid. When
    /// it has no tries left, this throws instead: success would leave the buyer waiting for a message that is not sent.
    private func goodToken(of held: Purchase, in tx: Transaction) throws -> String? {
        guard
            let pending = try tx.codes.pending(
                .purchase, subject: held.codeSubject, vault: dependencies.vault, edition: dependencies.edition),
            let from = pending.resendFrom, dependencies.realNow() < from
        else { return nil }
        guard pending.triesLeft > 0 else { throw CodeRefusal.tooSoon(until: from) }
        // A concurrent request may have replaced code and hold since `held` was read; the code belongs to its attempt.
        let current = try tx.purchases.find(held.id) ?? held
        return PaymentToken(current).text(dependencies.vault)
    }

    private func requireCodeLeft(_ card: Card, _ user: Data, isBound: Bool, in tx: Transaction) throws {
        guard !isBound else { return }
        let since = dependencies.clock.now() - .days(1)
        let asked = try tx.purchases.codesAsked(by: user, at: partner.id, on: card, since: since)
        guard asked < Self.codesBeforeFirst else { throw PurchaseRefusal.tooManyCodes }
    }

    private func askAgain(
        _ held: Purchase, _ course: Course, _ user: Data, isBound: Bool, in tx: Transaction
    ) throws -> String {
        let until = dependencies.realNow() + Self.holdLifetime
        guard try tx.purchases.askAgain(held, attempt: held.attempt + 1, holdUntil: until),
            let next = try tx.purchases.find(held.id)
        else { return try concurrentToken(of: held, user, in: tx) }
        let holding = PurchaseHold(dependencies: dependencies)
        try holding.release(held, in: tx)
        try holding.reserve(next, until: until, in: tx)
        try sendCode(for: next, course: course, from: budget(user, isBound: isBound), in: tx)
        return PaymentToken(next).text(dependencies.vault)
    }

    /// Of identical concurrent requests the later one gets the response to the earlier one.
    private func concurrentToken(of purchase: Purchase, _ user: Data, in tx: Transaction) throws -> String {
        guard
            let twin = try tx.purchases.held(
                card: purchase.card, platform: purchase.platform, schedule: purchase.schedule, user: user)
        else { throw PurchaseRefusal.alreadyPaid }
        return PaymentToken(twin).text(dependencies.vault)
    }

    /// Counts unknown numbers per account. The count is committed although the request is refused.
    private func findCard(_ number: CardNumber, asking user: Data, in tx: Transaction) throws -> Card {
        let now = dependencies.realNow()
        guard try tx.partners.unknownNumbers(of: user, at: partner.id, now: now) < Self.unknownNumbersPerUser else {
            throw PurchaseRefusal.tooManyUnknownNumbers
        }
        let found = try tx.records.findHeld(.cards, by: \.id) {
            try tx.cards.find(number, vault: dependencies.vault)
        }
        if let (card, held) = found {
            // Its person gets the code that proves consent.
            try dependencies.requireAsBound(held, in: tx)
            return card
        }
        let tried = try tx.partners.countUnknownNumber(of: user, at: partner.id, now: now)
        if [1, 10, 100].contains(where: { tried == Self.unknownNumbersAlarm * $0 }) {
            dependencies.logger.error(
                "a platform requests many unknown card numbers",
                metadata: ["platform": "\(partner.clientCode)", "within the hour": "\(tried)"])
            try tx.audit.record(
                AuditEvent(
                    "partner.unknown-numbers", subject: "partner:\(partner.id)", detail: ["tried": String(tried)]),
                by: .system, at: dependencies.moment(), ids: dependencies.ids)
        }
        throw CommittedRefusal(PurchaseRefusal.unknownNumber)
    }

    private func findSchedule(_ order: PurchaseOrder, in tx: Transaction) throws -> (Course, CourseSchedule) {
        guard let course = try tx.courses.find(code: order.course) else { throw PurchaseRefusal.unknownCourse }
        guard let schedule = try tx.courses.schedule(code: order.schedule), schedule.course == course.id else {
            throw PurchaseRefusal.unknownSchedule
        }
        // A course that waits for curators has no price in force yet.
        guard course.state == .approved else { throw PurchaseRefusal.notCurated }
        guard let offer = try tx.courses.offer(of: course.id, at: partner.id) else { throw PurchaseRefusal.notOffered }
        let now = dependencies.clock.now()
        let today = dependencies.edition.waves.zone.date(of: now)
        try tx.sale(of: course, at: partner.id).check(on: today)
        guard dependencies.edition.training.allows(course.mode, on: today) else {
            throw PurchaseRefusal.deliveryModeNotAllowed
        }
        guard schedule.isOnSale(mode: course.mode, at: now) else {
            throw PurchaseRefusal.scheduleStarted
        }
        guard schedule.placesLeft > 0 else { throw PurchaseRefusal.scheduleFull }
        guard order.amount == offer.price else { throw PurchaseRefusal.priceDiffers(offer.price) }
        return (course, schedule)
    }

    /// The card's own state says so, too; but no act binds that.
    static func requireNotSuspended(_ card: Card, in tx: Transaction, on dependencies: Dependencies) throws {
        guard try !dependencies.isSuspended(card.person, in: tx) else {
            throw PurchaseRefusal.cardNotActive(.suspended)
        }
    }

    /// Checks against everything on the card: unconfirmed reservations do not count, because the purchase whose code
    /// arrives first takes their money.
    private func checkBalance(_ card: Card, _ price: Rupiah, in tx: Transaction) throws {
        try Self.requireNotSuspended(card, in: tx, on: dependencies)
        let posted = try ProvedCard(dependencies: dependencies).require(card, in: tx)
        let rules = try tx.cards.edition(of: card.id, among: dependencies.editions)
        try card.allow(
            price, available: posted, rules: rules.training, zone: rules.waves.zone, at: dependencies.clock.now())
    }

    /// Strangers who know a card's number share one count of codes to its holder; the account that has bought with the
    /// card has its own.
    private func budget(_ user: Data, isBound: Bool) -> CodeBudget {
        isBound ? .customer(account: user.prefix(Self.accountBytes).base64URL) : .purchases
    }

    private func sendCode(
        for purchase: Purchase, course: Course, from budget: CodeBudget, in tx: Transaction
    ) throws {
        let contacts = try tx.accounts.contacts(of: purchase.person, vault: dependencies.vault)
        guard let contact = contacts.last else { throw Inconsistency("a cardholder has a proved contact") }
        let request = CodeQueries.Request(
            purpose: .purchase, subject: purchase.codeSubject, destination: contact, budget: budget)
        try CodeSender(dependencies: dependencies, language: nil).send(request, in: tx) { digits in
            PurchaseCodeMessage(
                digits: digits, course: course.title, price: purchase.price, seller: partner.name,
                minutes: dependencies.edition.account.codeValidMinutes)
        }
    }
}

extension Purchase {
    /// The code's subject: it is valid for this purchase only.
    var codeSubject: String { id.description }
}

/// The token a platform authorises with: purchase and attempt with a keyed hash. Nothing secret is stored, and repeated
/// requests get the same token.
struct PaymentToken: Sendable {
    let purchase: ID<Purchase>
    let attempt: Int

    /// Possible attempts of one purchase; the wait between two codes keeps the number far below.
    private static let attempts = 1...1_000_000

    init(_ purchase: Purchase) {
        self.purchase = purchase.id
        attempt = purchase.attempt
    }

    /// Reads `Payment <token>` or the bare token; nil for another scheme, and for a token that we did not issue.
    init?(authorization: String, vault: Vault) {
        let words = authorization.split(separator: " ")
        guard words.count == 1 || (words.count == 2 && words[0].lowercased() == "payment"), let text = words.last
        else { return nil }
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
