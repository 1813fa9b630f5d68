import Foundation
import Programme
import Storage

/// A code that was answered correctly.
struct ProvedCode: Sendable {
    let id: ID<OneTimeCode>
    /// Where it had been sent.
    let contact: Contact
    /// The same browser gave the same answer a moment ago: its effects have already been carried out.
    let isSecondTap: Bool
}

/// Checks the digits that people type and the links they follow.
extension CodeQueries {
    /// Uses the code up and returns where it had been sent. An answer that is wrong or late is counted and thrown as a
    /// `CommittedRefusal` `CodeRefusal`: the transaction commits, so that the count is kept.
    ///
    /// - Parameter matter: what the person is about to confirm; a code for another matter does not match.
    @discardableResult
    func consume(
        _ typed: String, _ purpose: CodePurpose, subject: String, about matter: String = "", at now: Instant,
        vault: Vault, edition: Edition
    ) throws -> Contact {
        let code = try use(
            typed, purpose, subject: subject, about: matter, by: nil, at: now, vault: vault, edition: edition)
        guard let code else { throw CodeRefusal.noCode }
        return try code.contact(vault)
    }

    /// As `consume`, for a page: a second tap on the button gets the same answer as the first, and a person whose
    /// message had a link is told when the link was used in another browser.
    func prove(
        _ typed: String, _ purpose: CodePurpose, subject: String, about matter: String = "", by visit: String,
        at now: Instant, vault: Vault, edition: Edition
    ) throws -> ProvedCode {
        if let code = try use(
            typed, purpose, subject: subject, about: matter, by: visit, at: now, vault: vault, edition: edition)
        {
            return ProvedCode(id: code.id, contact: try code.contact(vault), isSecondTap: false)
        }
        guard let code = try latest(purpose, subject: subject), code.value.state == .used else {
            throw CodeRefusal.noCode
        }
        if let at = code.usedAt, let browser = code.usedBy, browser != visit { throw CodeRefusal.usedElsewhere(at: at) }
        guard matches(typed, code, vault: vault), code.isSecondTap(of: visit, at: now) else {
            throw CodeRefusal.noCode
        }
        return ProvedCode(id: code.id, contact: try code.contact(vault), isSecondTap: true)
    }

    /// Uses a link up, and with it the digits of the same message.
    func proveLink(
        _ token: String, _ purpose: CodePurpose, by visit: String, at now: Instant, vault: Vault, edition: Edition
    ) throws -> ProvedCode {
        guard let code = try linked(token, purpose, vault: vault) else { throw CodeRefusal.noCode }
        if code.value.state == .open {
            guard now < policy(edition: edition).end(of: code.value) else { throw CodeRefusal.expired }
            if try tx.run(markingUsed(code.id, by: visit, at: now)) == 1 {
                return ProvedCode(id: code.id, contact: try code.contact(vault), isSecondTap: false)
            }
        }
        // Read again: between the two statements another request may have used the link.
        guard let used = try linked(token, purpose, vault: vault), used.isSecondTap(of: visit, at: now) else {
            throw CodeRefusal.noCode
        }
        return ProvedCode(id: used.id, contact: try used.contact(vault), isSecondTap: true)
    }

    /// The code a link belongs to, without using it; nil when it is no longer open.
    func pending(link token: String, _ purpose: CodePurpose, vault: Vault, edition: Edition) throws -> PendingCode? {
        guard let code = try linked(token, purpose, vault: vault), code.value.state == .open else { return nil }
        return try PendingCode(code, policy: policy(edition: edition), vault: vault)
    }

    /// When the link of the message this browser waits for was used in another one; nil when it was not, or more than
    /// an hour ago.
    func usedElsewhere(_ purpose: CodePurpose, subject visit: String, at now: Instant) throws -> Instant? {
        guard let code = try latest(purpose, subject: visit), code.value.state == .used, let at = code.usedAt,
            let browser = code.usedBy, browser != visit, now < at + CodePolicy.chain
        else { return nil }
        return at
    }

    /// Counts the answer and, when it is right, uses the code up; nil when no code for this matter is open.
    private func use(
        _ typed: String, _ purpose: CodePurpose, subject: String, about matter: String, by visit: String?,
        at now: Instant, vault: Vault, edition: Edition
    ) throws -> StoredCode? {
        guard let row = try count(purpose, subject: subject, matter) else { return nil }
        let code = try StoredCode(row)
        let isRight = matches(typed, code, vault: vault)
        do {
            try policy(edition: edition).judge(code.value, matches: isRight, at: now)
        } catch {
            let isGuess = !isRight && error != .expired && code.value.tries <= policy(edition: edition).tries
            let isComplete = CodePolicy.digits(typed) != nil
            guard isGuess, try !isComplete || isOutdated(typed, purpose, subject: subject, at: now, vault: vault) else {
                throw CommittedRefusal(error)
            }
            // An empty field and the digits of an earlier message are no guesses: they do not count as a try.
            try tx.run("UPDATE one_time_code SET tries = tries - 1 WHERE id = \(code.id) AND tries > 0")
            guard isComplete else {
                let left = policy(edition: edition).tries - code.value.tries + 1
                throw CommittedRefusal(
                    CodeRefusal.incomplete(digits: typed.count(where: \.isASCIIDigit), triesLeft: left))
            }
            throw CommittedRefusal(CodeRefusal.outdated(newerSentAt: code.value.handedOverAt ?? code.value.issuedAt))
        }
        // The row has been locked since the answer was counted.
        try tx.send(markingUsed(code.id, by: visit, at: now))
        return code
    }

    /// Counts an answer before it is checked, and locks the row until the transaction ends.
    private func count(_ purpose: CodePurpose, subject: String, _ matter: String) throws -> Row? {
        try tx.row(
            """
            UPDATE one_time_code
            SET tries = tries + 1
            WHERE purpose = \(purpose) AND subject = \(subject) AND matter = \(matter) AND state = 'open'
            RETURNING \(StoredCode.columns)
            """)
    }

    /// Whether the digits are those of an earlier message that a newer one has replaced.
    private func isOutdated(
        _ typed: String, _ purpose: CodePurpose, subject: String, at now: Instant, vault: Vault
    ) throws -> Bool {
        try tx.rows(
            """
            SELECT \(StoredCode.columns)
            FROM one_time_code
            WHERE purpose = \(purpose) AND subject = \(subject) AND state = 'replaced'
                AND issued_at > \(now - CodePolicy.longestInQueue)
            ORDER BY id DESC
            LIMIT \(Self.earlierCodes)
            """
        ).contains { matches(typed, try StoredCode($0), vault: vault) }
    }

    /// How many earlier messages an answer is compared with.
    private static let earlierCodes = 10

    private func matches(_ typed: String, _ code: StoredCode, vault: Vault) -> Bool {
        let digits = CodePolicy.digits(typed) ?? ""
        return constantTimeEqual(
            code.hash,
            fingerprint(code.purpose, code.subject, code.matter, code.destination, digits, vault: vault))
    }

    private func linked(_ token: String, _ purpose: CodePurpose, vault: Vault) throws -> StoredCode? {
        try tx.row(
            """
            SELECT \(StoredCode.columns)
            FROM one_time_code
            WHERE link = \(vault.lookup(token, purpose: "link")) AND purpose = \(purpose)
            """
        ).map(StoredCode.init)
    }

    private func markingUsed(_ id: ID<OneTimeCode>, by visit: String?, at now: Instant) -> SQL {
        """
        UPDATE one_time_code
        SET state = 'used', used_at = \(now), used_by = \(visit)
        WHERE id = \(id) AND state = 'open'
        """
    }
}
