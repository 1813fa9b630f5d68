import Foundation
import Programme
import Storage

extension Transaction {
    var purchases: PurchaseQueries { PurchaseQueries(tx: self) }
}

/// Purchases from the first code to the certificate. With its extensions the only writer of `purchase`,
/// `purchase_change`, `platform_user`, `card_warning` and `completion`.
struct PurchaseQueries {
    let tx: Transaction

    /// The person's purchases, newest first, without those never paid.
    func of(_ person: ID<Account>) throws -> [Purchase] {
        try tx.rows(
            """
            SELECT \(Self.columns)
            FROM purchase
            WHERE person_id = \(person) AND state NOT IN ('held', 'expired')
            ORDER BY id DESC
            """
        ).map(Purchase.init)
    }

    /// Finds the person's own purchases only.
    func of(_ person: ID<Account>, _ id: ID<Purchase>) throws -> Purchase? {
        try one("person_id = \(person) AND id = \(id)")
    }

    func of(_ platform: ID<Partner>, _ id: ID<Purchase>) throws -> Purchase? {
        try one("platform_id = \(platform) AND id = \(id)")
    }

    func of(_ platform: ID<Partner>, invoice: String) throws -> Purchase? {
        try one("platform_id = \(platform) AND invoice_code = \(invoice)")
    }

    func find(_ id: ID<Purchase>) throws -> Purchase? {
        try one("id = \(id)")
    }

    func find(redeemCode: RedeemCode) throws -> Purchase? {
        try one("redeem_code = \(redeemCode.text)")
    }

    /// The purchase of this platform account with this card and schedule that awaits its code.
    func held(
        card: ID<Card>, platform: ID<Partner>, schedule: ID<CourseSchedule>, user: Data
    ) throws -> Purchase? {
        try one(
            """
            card_id = \(card) AND platform_id = \(platform) AND schedule_id = \(schedule) AND platform_user = \(user)
                AND state = 'held'
            """)
    }

    /// All purchases on this card that await a code, at any platform, oldest first.
    func held(card: ID<Card>) throws -> [Purchase] {
        try tx.rows(
            "SELECT \(Self.columns) FROM purchase WHERE card_id = \(card) AND state = 'held' ORDER BY hold_until, id"
        ).map(Purchase.init)
    }

    /// How many codes for a card this platform account had sent and never used since `since`; programme clock.
    func codesAsked(by user: Data, at platform: ID<Partner>, on card: Card, since: Instant) throws -> Int {
        try tx.row(
            """
            SELECT CAST(COALESCE(SUM(attempt), 0) AS BIGINT) AS asked
            FROM purchase
            WHERE person_id = \(card.person) AND card_id = \(card.id) AND platform_id = \(platform)
                AND platform_user = \(user) AND state IN ('held', 'expired') AND asked_at > \(since)
            """)?["asked"] ?? 0
    }

    /// Purchases whose code was not used in time, by the real clock.
    func unanswered(at now: Instant, limit: Int) throws -> [Purchase] {
        try tx.rows(
            """
            SELECT \(Self.columns)
            FROM purchase
            WHERE state = 'held' AND hold_until <= \(now)
            ORDER BY hold_until, id
            LIMIT \(limit)
            """
        ).map(Purchase.init)
    }

    /// Paid purchases without attendance whose schedule has ended.
    ///
    /// - Parameter last: those with a later id, to look past some that stay.
    func unattended(at now: Instant, after last: ID<Purchase>, limit: Int) throws -> [Purchase] {
        try tx.rows(
            """
            SELECT \(Self.columns)
            FROM purchase
            WHERE state = 'posted' AND schedule_id IN (SELECT id FROM course_schedule WHERE ends_at <= \(now))
                AND id > \(last)
            ORDER BY id
            LIMIT \(limit)
            """
        ).map(Purchase.init)
    }

    /// Whether any of the card's purchases is paid; only then does the card count as used.
    func hasPaid(card: ID<Card>) throws -> Bool {
        try tx.row(
            """
            SELECT 1 AS found
            WHERE EXISTS (
                SELECT 1 FROM purchase WHERE card_id = \(card) AND state IN ('posted', 'attended', 'completed')
            )
            """) != nil
    }

    // MARK: - The purchase

    /// False when a concurrent request for the same purchase came first.
    func ask(_ purchase: Purchase, user: Data, holdUntil: Instant) throws -> Bool {
        try tx.run(
            """
            INSERT INTO purchase (id, person_id, card_id, platform_id, course_id, schedule_id, platform_user, price,
                state, attempt, hold_until, asked_at)
            VALUES (\(purchase.id), \(purchase.person), \(purchase.card), \(purchase.platform), \(purchase.course),
                \(purchase.schedule), \(user), \(purchase.price), 'held', \(purchase.attempt), \(holdUntil),
                \(purchase.askedAt))
            ON CONFLICT (card_id, platform_id, schedule_id, platform_user) WHERE state = 'held' DO NOTHING
            """) == 1
    }

    /// Replaces the code. False when the purchase was paid, ended or asked for again meanwhile.
    func askAgain(_ purchase: Purchase, attempt: Int, holdUntil: Instant) throws -> Bool {
        try tx.run(
            """
            UPDATE purchase
            SET attempt = \(attempt), hold_until = \(holdUntil)
            WHERE id = \(purchase.id) AND state = 'held' AND attempt = \(purchase.attempt)
            """) == 1
    }

    /// False when another request has paid it or asked for it again.
    ///
    /// - Parameter feeBasisPoints: the platform's fee by the agreement in force at the sale.
    func pay(
        _ purchase: Purchase, _ payment: Purchase.Payment, invoiceURL: String, feeBasisPoints: Int
    ) throws -> Bool {
        let paid = try tx.run(
            """
            UPDATE purchase
            SET state = 'posted', paid_at = \(payment.at), invoice_code = \(payment.invoiceCode),
                invoice_url = \(invoiceURL), transaction_code = \(payment.transactionCode),
                redeem_code = \(payment.redeemCode), fee_basis_points = \(feeBasisPoints)
            WHERE id = \(purchase.id) AND state = 'held' AND attempt = \(purchase.attempt)
            """)
        guard paid == 1 else { return false }
        try noteSale(purchase.id)
        return true
    }

    /// The platform's fee by the agreement in force at the sale; nil for a purchase that was not paid.
    func feeBasisPoints(of purchase: ID<Purchase>) throws -> Int? {
        try tx.row("SELECT fee_basis_points FROM purchase WHERE id = \(purchase)")?["fee_basis_points"]
    }

    /// Ends a purchase as voided, lapsed, expired or completed. False when its state has changed meanwhile, or an
    /// institution has used a redeem code that the caller saw unused.
    func end(_ purchase: Purchase, as state: Purchase.State, at now: Instant) throws -> Bool {
        let ended = try tx.run(
            """
            UPDATE purchase
            SET state = \(state), ended_at = \(now)
            WHERE id = \(purchase.id) AND state = \(purchase.state)
                AND (redeemed_at IS NULL OR CAST(\(purchase.redeemedAt) AS BIGINT) IS NOT NULL)
            """)
        guard ended == 1 else { return false }
        if state != .expired { try noteChange(purchase.id, seenByPlatform: state != .completed, at: now) }
        return true
    }

    /// Marks the redeem code as used. False when it was used already.
    func redeem(_ purchase: Purchase, at now: Instant) throws -> Bool {
        let redeemed = try tx.run(
            """
            UPDATE purchase
            SET redeemed_at = \(now)
            WHERE id = \(purchase.id) AND redeemed_at IS NULL AND state IN ('posted', 'attended')
            """)
        guard redeemed == 1 else { return false }
        try noteChange(purchase.id, seenByPlatform: false, at: now)
        return true
    }

    func markAttended(_ purchase: Purchase) throws {
        try tx.run("UPDATE purchase SET state = 'attended' WHERE id = \(purchase.id) AND state = 'posted'")
    }

    // MARK: - One account at a platform, one card

    /// The card that an account at a platform pays with; nil until its first purchase.
    func card(ofUser user: Data, at platform: ID<Partner>) throws -> ID<Card>? {
        try tx.row("SELECT card_id FROM platform_user WHERE platform_id = \(platform) AND lookup = \(user)")?["card_id"]
    }

    /// Binds the platform account to the card. False when it is bound to another card, also by a concurrent request:
    /// the table's primary key admits one.
    func bind(_ purchase: Purchase) throws -> Bool {
        let inserted = try tx.run(
            """
            INSERT INTO platform_user (platform_id, lookup, card_id)
            SELECT platform_id, platform_user, card_id
            FROM purchase
            WHERE id = \(purchase.id)
            ON CONFLICT (platform_id, lookup) DO NOTHING
            """)
        guard inserted == 0 else { return true }
        return try tx.row(
            """
            SELECT platform_user.card_id
            FROM purchase
            JOIN platform_user ON platform_user.platform_id = purchase.platform_id
                AND platform_user.lookup = purchase.platform_user
            WHERE purchase.id = \(purchase.id) AND platform_user.card_id = purchase.card_id
            """) != nil
    }

    /// Records today's notice to the cardholder about another person's account at a platform. False when one was
    /// recorded today.
    func warn(_ card: ID<Card>, of platform: ID<Partner>, on today: CivilDate) throws -> Bool {
        try tx.run(
            """
            INSERT INTO card_warning (card_id, platform_id, day)
            VALUES (\(card), \(platform), \(today))
            ON CONFLICT (card_id, platform_id, day) DO NOTHING
            """) == 1
    }

    private func one(_ condition: SQL) throws -> Purchase? {
        try tx.row("SELECT \(Self.columns) FROM purchase WHERE \(condition)").map(Purchase.init)
    }

    private static let columns: SQL = """
        id, person_id, card_id, platform_id, course_id, schedule_id, price, state, attempt, asked_at, paid_at,
            invoice_code, transaction_code, redeem_code, redeemed_at, ended_at
        """
}

extension Purchase.State: SQLConvertible {}

extension Purchase {
    fileprivate init(_ row: Row) throws {
        let paidAt: Instant? = try row["paid_at"]
        try self.init(
            id: row["id"], person: row["person_id"], card: row["card_id"], platform: row["platform_id"],
            course: row["course_id"], schedule: row["schedule_id"], price: row["price"], state: row["state"],
            attempt: row["attempt"], askedAt: row["asked_at"],
            payment: paidAt.map {
                try Payment(
                    invoiceCode: row["invoice_code"], transactionCode: row["transaction_code"],
                    redeemCode: row["redeem_code"], at: $0)
            }, redeemedAt: row["redeemed_at"], endedAt: row["ended_at"])
    }
}
