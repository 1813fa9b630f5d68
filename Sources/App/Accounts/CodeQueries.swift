import Foundation
import Programme
import Storage

extension Transaction {
    var codes: CodeQueries { CodeQueries(tx: self) }
}

/// One-time codes: the only writer of `one_time_code` and `code_allowance`. All its times are the real clock's.
struct CodeQueries {
    let tx: Transaction

    /// Makes six digits for `purpose`, in place of any earlier ones of the same subject. They are worth something only
    /// together with that purpose, that subject and that destination. Their validity starts with `handedOver`.
    ///
    /// Throws `CodeRefusal` when it is too soon, when the resends are used up, or when the destination has had enough.
    func issue(_ purpose: CodePurpose, subject: String, to contact: Contact, on platform: Platform) throws -> String {
        let digits = platform.random.digits(6)
        try insert(purpose, subject: subject, to: contact, digits: digits, link: nil, on: platform)
        return digits
    }

    /// As `issue`, with a link beside the digits: whoever holds it may use it once, on any device.
    func issueWithLink(
        _ purpose: CodePurpose, subject: String, to contact: Contact, on platform: Platform
    ) throws -> (digits: String, token: String) {
        let (digits, token) = (platform.random.digits(6), platform.random.token())
        try insert(purpose, subject: subject, to: contact, digits: digits, link: token, on: platform)
        return (digits, token)
    }

    /// A code that nothing matches, for an address we do not know: counted, limited and answered like any other.
    func issueDecoy(_ purpose: CodePurpose, subject: String, to contact: Contact, on platform: Platform) throws {
        try insert(purpose, subject: subject, to: contact, digits: nil, link: nil, on: platform)
    }

    /// The gateway has taken the message: the code's validity runs from here.
    func handedOver(_ purpose: CodePurpose, subject: String, on platform: Platform) throws {
        try tx.send(
            """
            UPDATE one_time_code
            SET handed_over_at = \(platform.realNow())
            WHERE purpose = \(purpose) AND subject = \(subject) AND state = 'open' AND handed_over_at IS NULL
            """)
    }

    /// Uses the code up and answers where it had been sent. Any other answer than the right one in time is counted and
    /// thrown as a `Recorded` `CodeRefusal`: the transaction commits, so that the count stands.
    @discardableResult
    func consume(_ typed: String, _ purpose: CodePurpose, subject: String, on platform: Platform) throws -> Contact {
        guard let row = try count(purpose, subject: subject) else { throw CodeRefusal.noCode }
        let code = try StoredCode(row)
        let digits = CodePolicy.digits(typed) ?? ""
        let expected = fingerprint(purpose, subject, code.destination, digits, platform)
        let now = platform.realNow()
        do {
            try policy(platform).judge(code.value, matches: constantTimeEqual(code.hash, expected), at: now)
        } catch {
            throw Recorded(error)
        }
        // The row is ours since the answer was counted.
        try tx.send(markingUsed(code.id, at: now))
        return try code.contact(platform.vault)
    }

    /// Uses a link up. The digits of the same message are used up with it.
    func consumeLink(_ token: String, _ purpose: CodePurpose, on platform: Platform) throws -> Contact {
        guard let code = try linked(token, purpose, platform), code.value.state == .open else {
            throw CodeRefusal.noCode
        }
        let now = platform.realNow()
        guard now < policy(platform).end(of: code.value) else { throw CodeRefusal.expired }
        guard try tx.run(markingUsed(code.id, at: now)) == 1 else { throw CodeRefusal.noCode }
        return try code.contact(platform.vault)
    }

    /// The code a link belongs to, without using it; nil when it is not open any more.
    func pending(link token: String, _ purpose: CodePurpose, on platform: Platform) throws -> PendingCode? {
        guard let code = try linked(token, purpose, platform), code.value.state == .open else { return nil }
        return try PendingCode(code, policy: policy(platform), platform: platform)
    }

    /// What the page that asks for the code shows of the latest one; nil when none was asked for or it has been used.
    func pending(_ purpose: CodePurpose, subject: String, on platform: Platform) throws -> PendingCode? {
        guard let code = try latest(purpose, subject: subject), code.value.state == .open else { return nil }
        return try PendingCode(code, policy: policy(platform), platform: platform)
    }

    /// Forgets codes issued before `instant`, and the days and months that ended before it.
    func prune(before instant: Instant) throws {
        let month = String(Zone.wib.date(of: instant).description.prefix(7))
        try tx.run("DELETE FROM one_time_code WHERE issued_at < \(instant)")
        try tx.run("DELETE FROM code_allowance WHERE period < \(month)")
    }

    private func policy(_ platform: Platform) -> CodePolicy {
        CodePolicy(platform.edition.account)
    }

    private func insert(
        _ purpose: CodePurpose, subject: String, to contact: Contact, digits: String?, link: String?,
        on platform: Platform
    ) throws {
        let (now, vault) = (platform.realNow(), platform.vault)
        let destination = vault.lookup(contact.canonical, purpose: "contact")
        let previous = try latest(purpose, subject: subject)
        let sameGo = previous?.destination == destination ? previous?.value : nil
        let resend = try policy(platform).resend(after: sameGo, at: now)
        try spendAllowance(of: destination, at: now)
        if previous?.value.state == .open {
            try tx.send(
                """
                UPDATE one_time_code
                SET state = 'replaced'
                WHERE purpose = \(purpose) AND subject = \(subject) AND state = 'open'
                """)
        }
        let id: ID<OneTimeCode> = platform.ids.next()
        let hash = digits.map { fingerprint(purpose, subject, destination, $0, platform) } ?? platform.random.bytes(32)
        let shown = platform.configuration.development ? digits : nil
        try tx.send(
            """
            INSERT INTO one_time_code (id, purpose, subject, destination, destination_seal, hash, link, shown, state,
                tries, resend, issued_at)
            VALUES (\(id), \(purpose), \(subject), \(destination), \(try StoredCode.seal(contact, id, vault)), \(hash),
                \(link.map { vault.lookup($0, purpose: "link") }),
                \(try shown.map { try vault.seal($0, table: "one_time_code", column: "shown", row: id.rawValue) }),
                'open', 0, \(resend), \(now))
            """)
    }

    /// Counts a code against its destination's day and month. The condition stands in the statement, so that two asked
    /// for at once cannot both be the last.
    private func spendAllowance(of destination: Data, at now: Instant) throws {
        let day = Zone.wib.date(of: now).description
        let month = String(day.prefix(7))
        let changed = try tx.run(
            """
            INSERT INTO code_allowance (destination, period, sent)
            VALUES (\(destination), \(day), 1), (\(destination), \(month), 1)
            ON CONFLICT (destination, period) DO UPDATE
            SET sent = code_allowance.sent + 1
            WHERE code_allowance.sent < CASE code_allowance.period
                WHEN \(month) THEN CAST(\(CodePolicy.perMonth) AS BIGINT)
                ELSE CAST(\(CodePolicy.perDay) AS BIGINT)
            END
            """)
        guard changed == 2 else { throw CodeRefusal.destinationFull }
    }

    /// Counts an answer before looking at it, and locks the row while this transaction lasts.
    private func count(_ purpose: CodePurpose, subject: String) throws -> Row? {
        try tx.row(
            """
            UPDATE one_time_code
            SET tries = tries + 1
            WHERE purpose = \(purpose) AND subject = \(subject) AND state = 'open'
            RETURNING \(StoredCode.columns)
            """)
    }

    private func latest(_ purpose: CodePurpose, subject: String) throws -> StoredCode? {
        try tx.row(
            """
            SELECT \(StoredCode.columns)
            FROM one_time_code
            WHERE purpose = \(purpose) AND subject = \(subject)
            ORDER BY id DESC
            LIMIT 1
            """
        ).map(StoredCode.init)
    }

    private func linked(_ token: String, _ purpose: CodePurpose, _ platform: Platform) throws -> StoredCode? {
        try tx.row(
            """
            SELECT \(StoredCode.columns)
            FROM one_time_code
            WHERE link = \(platform.vault.lookup(token, purpose: "link")) AND purpose = \(purpose)
            """
        ).map(StoredCode.init)
    }

    private func markingUsed(_ id: ID<OneTimeCode>, at now: Instant) -> SQL {
        "UPDATE one_time_code SET state = 'used', used_at = \(now) WHERE id = \(id) AND state = 'open'"
    }

    /// Binds the digits to what they were made for.
    private func fingerprint(
        _ purpose: CodePurpose, _ subject: String, _ destination: Data, _ digits: String, _ platform: Platform
    ) -> Data {
        platform.vault.lookup(
            "\(purpose.rawValue)\n\(subject)\n\(destination.hex)\n\(digits)", purpose: "one-time-code")
    }
}
