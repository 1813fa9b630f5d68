import Foundation
import Programme
import Storage

extension Transaction {
    var payees: PayeeQueries { PayeeQueries(tx: self) }
}

/// Payee accounts. The only writer of `payee_account`, `payee_number` and `payee_inquiry`.
struct PayeeQueries {
    let tx: Transaction

    /// How long a checked account can be confirmed by its code, by the real clock.
    private static let patience = Span.hours(1)

    func linked(to person: ID<Account>) throws -> StoredPayee? {
        try one("person_id = \(person) AND state = 'linked'")
    }

    /// The linked accounts of these people.
    func linked(to people: [ID<Account>]) throws -> [ID<Account>: ID<PayeeAccount>] {
        guard !people.isEmpty else { return [:] }
        let found = try tx.rows(
            "SELECT person_id, id FROM payee_account WHERE state = 'linked' AND person_id IN (\(list: people))"
        ).map { row in (try row["person_id"] as ID<Account>, try row["id"] as ID<PayeeAccount>) }
        return Dictionary(found, uniquingKeysWith: { first, _ in first })
    }

    /// The account checked with the bank or wallet that awaits the person's code.
    func checked(for person: ID<Account>, at now: Instant) throws -> StoredPayee? {
        try one("person_id = \(person) AND state = 'checked' AND checked_at > \(now - Self.patience)")
    }

    func find(_ id: ID<PayeeAccount>) throws -> StoredPayee? {
        try one("id = \(id)")
    }

    /// Several at once, by their ids.
    func find(_ ids: [ID<PayeeAccount>]) throws -> [ID<PayeeAccount>: StoredPayee] {
        guard !ids.isEmpty else { return [:] }
        let found = try tx.rows(
            """
            SELECT id, person_id, partner, number, last_four, lookup, holder, sealed_holder, checked_at,
                linked_at
            FROM payee_account
            WHERE id IN (\(list: ids))
            """
        ).map(StoredPayee.init)
        return Dictionary(found.map { ($0.account.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Counts an inquiry before it is sent. The limit is in the statement's condition, so that concurrent requests
    /// cannot exceed it. Throws `PayeeRefusal.tooManyInquiries`.
    func countInquiry(of person: ID<Account>, at now: Instant) throws {
        for (span, length, most) in [
            ("hour", Span.hours(1), PayeeAccount.inquiriesPerHour), ("day", .days(1), PayeeAccount.inquiriesPerDay),
        ] {
            let begun = now.milliseconds - now.milliseconds % length.milliseconds
            let changed = try tx.run(
                """
                INSERT INTO payee_inquiry (person_id, span, period, asked)
                VALUES (\(person), \(span), \(begun), 1)
                ON CONFLICT (person_id, span, period) DO UPDATE
                SET asked = payee_inquiry.asked + 1
                WHERE payee_inquiry.asked < \(most)
                """)
            guard changed == 1 else {
                throw PayeeRefusal.tooManyInquiries(until: Instant(milliseconds: begun) + length)
            }
        }
    }

    /// Deletes inquiry counts of periods that began before `instant`.
    func pruneInquiries(before instant: Instant) throws {
        try tx.run("DELETE FROM payee_inquiry WHERE period < \(instant)")
    }

    /// Linked accounts with ids above `after`, by id.
    func linked(after: ID<PayeeAccount>, limit: Int) throws -> [StoredPayee] {
        try tx.rows(
            """
            SELECT id, person_id, partner, number, last_four, lookup, holder, sealed_holder, checked_at,
                linked_at
            FROM payee_account
            WHERE state = 'linked' AND id > \(after)
            ORDER BY id
            LIMIT \(limit)
            """
        ).map(StoredPayee.init)
    }

    /// Stores an account whose holder matches the person. It replaces another unconfirmed one; the same account stays
    /// as it is.
    ///
    /// - Parameter waiting: the unconfirmed account that may stay; nil for none, or for one that was changed.
    /// - Returns: the new row; nil where `waiting` stays.
    func note(
        _ number: AccountNumber, at partner: PayoutPartner, holder: PayeeName, of person: ID<Account>,
        keeping waiting: StoredPayee?, at now: Instant, ids: IDSource, vault: Vault
    ) throws -> ID<PayeeAccount>? {
        try requireNoPayment(to: person)
        let lookup = vault.lookup(PayeeAccount.canonical(number, at: partner.slug), purpose: "payee")
        if let waiting, waiting.lookup == lookup { return nil }
        try tx.run("UPDATE payee_account SET state = 'dropped' WHERE person_id = \(person) AND state = 'checked'")
        let id: ID<PayeeAccount> = ids.next()
        let sealed = try vault.seal(
            number.digits, table: "payee_account", column: "number", row: id.rawValue)
        let name = try SealedText.payeeHolder.seal(holder.text, row: id.rawValue, vault)
        try tx.run(
            """
            INSERT INTO payee_account (id, person_id, partner, number, last_four, lookup, holder, state, checked_at,
                sealed_holder)
            VALUES (\(id), \(person), \(partner.slug), \(sealed), \(String(number.digits.suffix(4))), \(lookup),
                '', 'checked', \(now), \(name))
            """)
        return id
    }

    /// Links the account after the person entered the code; incentives are paid there from now on. Throws
    /// `PayeeRefusal.notAvailable` when another person has it, and `.paymentUnderway` while a payment to the present
    /// account is open.
    func link(_ payee: StoredPayee, at now: Instant) throws {
        let person = payee.account.person
        try requireNoPayment(to: person)
        try tx.send(
            """
            INSERT INTO payee_number (lookup, person_id)
            VALUES (\(payee.lookup), \(person))
            ON CONFLICT (lookup) DO NOTHING
            """)
        let owner: ID<Account>? = try tx.row(
            "SELECT person_id FROM payee_number WHERE lookup = \(payee.lookup)")?["person_id"]
        guard owner == person else { throw PayeeRefusal.notAvailable }
        if let before = try linked(to: person) {
            try tx.run(
                "UPDATE payee_account SET state = 'unlinked', unlinked_at = \(now) WHERE id = \(before.account.id)")
            if before.lookup != payee.lookup { try tx.run("DELETE FROM payee_number WHERE lookup = \(before.lookup)") }
        }
        let changed = try tx.run(
            """
            UPDATE payee_account
            SET state = 'linked', linked_at = \(now)
            WHERE id = \(payee.account.id) AND state = 'checked'
            """)
        guard changed == 1 else { throw PayeeRefusal.nothingToConfirm }
    }

    /// An account cannot be changed while a payment is drafted or in progress.
    private func requireNoPayment(to person: ID<Account>) throws {
        let underway = try tx.row(
            """
            SELECT id
            FROM disbursement
            WHERE person_id = \(person) AND state IN ('drafted', 'approved', 'sent', 'missing') AND withdrawn_at IS NULL
            LIMIT 1
            """)
        guard underway == nil else { throw PayeeRefusal.paymentUnderway }
    }

    private func one(_ condition: SQL) throws -> StoredPayee? {
        try tx.row(
            """
            SELECT id, person_id, partner, number, last_four, lookup, holder, sealed_holder, checked_at,
                linked_at
            FROM payee_account
            WHERE \(condition)
            """
        ).map(StoredPayee.init)
    }
}

extension SealedText {
    /// The name of an account's holder as the bank or wallet gave it.
    static let payeeHolder = SealedText("payee_account", "holder")
}

struct StoredPayee: Sendable {
    let account: PayeeAccount
    let lastFour: String
    let lookup: Data
    private let sealed: Data
    private let name: Row

    fileprivate init(_ row: Row) throws {
        let checkedAt: Instant = try row["checked_at"]
        account = try PayeeAccount(
            id: row["id"], person: row["person_id"], partner: row["partner"],
            linkedAt: row["linked_at"] ?? checkedAt)
        lastFour = try row["last_four"]
        lookup = try row["lookup"]
        sealed = try row["number"]
        name = row
    }

    /// As the bank or wallet gave it.
    func holder(_ vault: Vault) throws -> String {
        try SealedText.payeeHolder.open(name, of: account.id.rawValue, vault)
    }

    /// The full number, for requests to the rail only.
    func open(_ vault: Vault) throws -> AccountNumber {
        AccountNumber(
            stored: try vault.openText(
                sealed, table: "payee_account", column: "number", row: account.id.rawValue))
    }

    /// Whether the sealed number is the one that the row is found by, and ends as the pages show it. SQL can give a row
    /// the lookup of another account, but not its number.
    func fits(_ vault: Vault) -> Bool {
        guard let number = try? open(vault) else { return false }
        return lastFour == String(number.digits.suffix(4))
            && lookup == vault.lookup(PayeeAccount.canonical(number, at: account.partner), purpose: "payee")
    }

    /// `GoPay •••• 7890`
    func readable(in partners: [PayoutPartner]) -> String {
        let name = partners.first { $0.slug == account.partner }?.name ?? account.partner
        return "\(name) •••• \(lastFour)"
    }
}
