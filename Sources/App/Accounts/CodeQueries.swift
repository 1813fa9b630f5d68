import Foundation
import Programme
import Storage

extension Transaction {
    var codes: CodeQueries { CodeQueries(tx: self) }
}

/// One-time codes: the only writer of `one_time_code` and `code_budget`. All its times are the real clock's.
/// `CodeQueries+Answers` checks the answers.
struct CodeQueries {
    let tx: Transaction

    /// A request for a code.
    struct Request: Sendable {
        let purpose: CodePurpose
        /// Who may type it in: a browser, a person in a browser, a purchase.
        let subject: String
        let destination: Contact
        /// What exactly it confirms, such as one bank account; empty where the purpose says it all.
        var matter = ""
        /// The limit it counts against; nil for the purpose's usual one.
        var budget: CodeBudget?
    }

    /// What making a code uses. `init(_:)` in `CodeSender` reads it from the container.
    struct Issuance: Sendable {
        let now: Instant
        let ids: IDSource
        let vault: Vault
        let edition: Edition
        let random: RandomSource
        /// Whether the digits are stored readably too, for development.
        let showsDigits: Bool
    }

    /// Makes six digits for `purpose`, in place of any earlier ones of the same subject. They are valid only for that
    /// purpose, subject and destination. Their validity starts with `handedOver`.
    ///
    /// Throws `CodeRefusal` when the last one was sent too recently, when the resends are used up, or when the
    /// destination has reached its limit.
    func issue(_ request: Request, with issuance: Issuance) throws -> String {
        let digits = issuance.random.digits(6)
        try insert(request, digits: digits, link: nil, with: issuance)
        return digits
    }

    /// As `issue`, with a link besides the digits. The link can be used once, on any device.
    func issueWithLink(_ request: Request, with issuance: Issuance) throws -> (digits: String, token: String) {
        let (digits, token) = (issuance.random.digits(6), issuance.random.token())
        try insert(request, digits: digits, link: token, with: issuance)
        return (digits, token)
    }

    /// A code that nothing matches, for an unknown address: counted, limited and answered like any other.
    func issueDecoy(_ request: Request, with issuance: Issuance) throws {
        try insert(request, digits: nil, link: nil, with: issuance)
    }

    /// The gateway has accepted the message: the code's validity starts now.
    func handedOver(_ purpose: CodePurpose, subject: String, at now: Instant) throws {
        try tx.send(
            """
            UPDATE one_time_code
            SET handed_over_at = \(now)
            WHERE purpose = \(purpose) AND subject = \(subject) AND state = 'open' AND handed_over_at IS NULL
            """)
    }

    /// What the page that asks for the code shows of the latest one; nil when none was asked for or it has been used.
    func pending(_ purpose: CodePurpose, subject: String, vault: Vault, edition: Edition) throws -> PendingCode? {
        guard let code = try latest(purpose, subject: subject), code.value.state == .open else { return nil }
        return try PendingCode(code, policy: policy(edition: edition), vault: vault)
    }

    /// Deletes codes issued before `instant`, and the counts of days and months that ended before it.
    func prune(before instant: Instant) throws {
        let month = String(Zone.wib.date(of: instant).description.prefix(7))
        try tx.run("DELETE FROM one_time_code WHERE issued_at < \(instant)")
        try tx.run("DELETE FROM code_budget WHERE period < \(month)")
    }

    func policy(edition: Edition) -> CodePolicy {
        CodePolicy(edition.account)
    }

    func latest(_ purpose: CodePurpose, subject: String) throws -> StoredCode? {
        try tx.row(
            """
            SELECT \(StoredCode.columns)
            FROM one_time_code AS code
            WHERE code.purpose = \(purpose) AND code.subject = \(subject)
            ORDER BY code.id DESC
            LIMIT 1
            """
        ).map(StoredCode.init)
    }

    /// The latest code of each subject, given as purpose and subject; none where there never was one.
    func latest(_ subjects: [[SQLValue]]) throws -> [(place: Int, row: Row)] {
        try tx.rows(for: [.text, .text], subjects) { list in
            """
            SELECT given.column1 AS place, \(StoredCode.columns)
            FROM \(list) AS given
            JOIN one_time_code AS code ON code.id = (
                SELECT MAX(other.id)
                FROM one_time_code AS other
                WHERE other.purpose = given.column2 AND other.subject = given.column3
            )
            WHERE given.column1 >= 0
            """
        }
    }

    private func insert(_ request: Request, digits: String?, link: String?, with issuance: Issuance) throws {
        let (purpose, subject, matter) = (request.purpose, request.subject, request.matter)
        let (now, vault) = (issuance.now, issuance.vault)
        let destination = vault.lookup(request.destination.canonical, purpose: "contact")
        let previous = try latest(purpose, subject: subject)
        // A code to another destination, or for another matter, is not a resend.
        let isSameGo = previous?.destination == destination && previous?.matter == matter
        let resend = try policy(edition: issuance.edition).resend(after: isSameGo ? previous?.value : nil, at: now)
        try spend(request.budget ?? .usual(for: purpose), of: destination, at: now)
        if previous?.value.state == .open {
            try tx.send(
                """
                UPDATE one_time_code
                SET state = 'replaced'
                WHERE purpose = \(purpose) AND subject = \(subject) AND state = 'open'
                """)
        }
        let id: ID<OneTimeCode> = issuance.ids.next()
        let hash =
            digits.map { StoredCode.fingerprint(purpose, subject, matter, destination, $0, vault: vault) }
            ?? issuance.random.bytes(32)
        let shown = issuance.showsDigits ? digits : nil
        try tx.send(
            """
            INSERT INTO one_time_code (id, purpose, subject, matter, destination, destination_seal, hash, link, shown,
                state, tries, resend, issued_at)
            VALUES (\(id), \(purpose), \(subject), \(matter), \(destination),
                \(try StoredCode.seal(request.destination, id, vault)), \(hash),
                \(link.map { vault.lookup($0, purpose: "link") }),
                \(try shown.map { try vault.seal($0, table: "one_time_code", column: "shown", row: id.rawValue) }),
                'open', 0, \(resend), \(now))
            """)
    }

    /// Counts a code against its destination's day and month. The limit is checked in the statement itself, so that of
    /// two concurrent requests only one can be the last allowed.
    private func spend(_ budget: CodeBudget, of destination: Data, at now: Instant) throws {
        let day = Zone.wib.date(of: now).description
        let month = String(day.prefix(7))
        let changed = try tx.run(
            """
            INSERT INTO code_budget (destination, budget, period, sent)
            VALUES (\(destination), \(budget.name), \(day), 1), (\(destination), \(budget.name), \(month), 1)
            ON CONFLICT (destination, budget, period) DO UPDATE
            SET sent = code_budget.sent + 1
            WHERE code_budget.sent < CASE code_budget.period
                WHEN \(month) THEN CAST(\(budget.perMonth) AS BIGINT)
                ELSE CAST(\(budget.perDay) AS BIGINT)
            END
            """)
        guard changed == 2 else { throw CodeRefusal.destinationFull }
    }
}
