import Foundation
import Programme
import Storage

/// Checks the digits that people type and the links they follow. An answer is judged first, then recorded: in between
/// the caller may find a reason to refuse it without a trace.
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
        try prove(
            CodeAnswer(purpose: purpose, given: .digits(typed, subject: subject, matter: matter), visit: nil), at: now,
            vault: vault, edition: edition
        ).contact
    }

    /// As `consume`, for a page: a second tap on the button gets the same answer as the first, and a person whose
    /// message had a link is told when the link was used in another browser.
    func prove(
        _ typed: String, _ purpose: CodePurpose, subject: String, about matter: String = "", by visit: String,
        at now: Instant, vault: Vault, edition: Edition
    ) throws -> ProvedCode {
        try prove(
            CodeAnswer(purpose: purpose, given: .digits(typed, subject: subject, matter: matter), visit: visit),
            at: now, vault: vault, edition: edition)
    }

    /// Judges answers against the codes as they are stored now; one verdict for each, in their order.
    func judge(
        _ answers: [CodeAnswer], at now: Instant, vault: Vault, edition: Edition
    ) throws -> [CodeVerdict] {
        let codes = try answered(answers, vault: vault)
        let judge = CodeJudge(policy: policy(edition: edition), now: now, vault: vault)
        var verdicts = try zip(answers, codes).map { answer, code in
            guard let code else { return CodeVerdict.refused(.noCode) }
            return try judge.verdict(on: answer, of: code)
        }
        let guesses = verdicts.indices.filter { judge.mayBeOutdated(verdicts[$0], answers[$0]) }
        let earlier = try replaced(guesses.compactMap { codes[$0] }, since: now - CodePolicy.longestInQueue)
        for (guess, sent) in zip(guesses, earlier) {
            guard let code = codes[guess], judge.isOutdated(answers[guess], among: sent) else { continue }
            // The digits of an earlier message are no guess: they do not count as a try.
            let newer = code.value.handedOverAt ?? code.value.issuedAt
            verdicts[guess] = CodeVerdict(outcome: .failure(.outdated(newerSentAt: newer)), isAnswered: true)
        }
        return verdicts
    }

    /// Writes what verdicts came to. False when one of the rows is no longer as it was judged: then the transaction has
    /// to be rolled back, or the one answer judged again.
    func record(_ changes: [CodeChange]) throws -> Bool {
        let rows = changes.map { change -> [SQLValue] in
            let state: OneTimeCode.State = change.use == nil ? .open : .used
            return [
                change.code.id.sqlValue, change.code.value.tries.sqlValue, change.code.value.state.sqlValue,
                state.sqlValue, change.tries.sqlValue, change.use?.at.sqlValue ?? .null,
                change.use?.visit?.sqlValue ?? .null,
            ]
        }
        let changed = try tx.run(for: [.integer, .integer, .text, .text, .integer, .integer, .text], rows) { list in
            """
            UPDATE one_time_code
            SET state = given.column5, tries = given.column6, used_at = given.column7, used_by = given.column8,
                words = CASE WHEN given.column5 = 'used' THEN NULL ELSE one_time_code.words END
            FROM \(list) AS given
            WHERE one_time_code.id = given.column2 AND one_time_code.tries = given.column3
                AND one_time_code.state = given.column4 AND given.column1 >= 0
            """
        }
        return changed == changes.count
    }

    /// The code a link belongs to, without using it; nil when it is no longer open.
    func pending(link token: String, _ purpose: CodePurpose, vault: Vault, edition: Edition) throws -> PendingCode? {
        let answer = CodeAnswer(purpose: purpose, given: .link(token), visit: nil)
        guard let code = try answered([answer], vault: vault)[0], code.value.state == .open else { return nil }
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

    /// How often one answer is judged again because concurrent ones were recorded first.
    private static let attempts = 64

    private func prove(
        _ answer: CodeAnswer, at now: Instant, vault: Vault, edition: Edition
    ) throws -> ProvedCode {
        for _ in 1...Self.attempts {
            let verdict = try judge([answer], at: now, vault: vault, edition: edition)[0]
            if try record([verdict.change].compactMap(\.self)) { return try verdict.get() }
        }
        throw StorageFault.contended
    }

    /// The codes that are answered: of a subject the latest, of a link its own.
    private func answered(_ answers: [CodeAnswer], vault: Vault) throws -> [StoredCode?] {
        var codes = [StoredCode?](repeating: nil, count: answers.count)
        var (typed, followed): ([Int], [Int]) = ([], [])
        var (subjects, links): ([[SQLValue]], [[SQLValue]]) = ([], [])
        for (place, answer) in answers.enumerated() {
            switch answer.given {
            case .digits(_, let subject, _):
                typed.append(place)
                subjects.append([answer.purpose.sqlValue, subject.sqlValue])
            case .link(let token):
                followed.append(place)
                links.append([vault.lookup(token, purpose: "link").sqlValue])
            }
        }
        let latest = try tx.rows(for: [.text, .text], subjects) { list in
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
        for (place, row) in latest { codes[typed[place]] = try StoredCode(row) }
        let linked = try tx.rows(for: [.bytes], links) { list in
            """
            SELECT given.column1 AS place, \(StoredCode.columns)
            FROM \(list) AS given
            JOIN one_time_code AS code ON code.link = given.column2
            WHERE given.column1 >= 0
            """
        }
        for (place, row) in linked {
            let code = try StoredCode(row)
            // Compared here: on PostgreSQL the purpose would be searched by an index of its own.
            if code.purpose == answers[followed[place]].purpose { codes[followed[place]] = code }
        }
        return codes
    }

    /// The codes that newer ones of the same subject have replaced since `instant`, newest first.
    private func replaced(_ codes: [StoredCode], since instant: Instant) throws -> [[StoredCode]] {
        let subjects = codes.map { code in
            [code.purpose.sqlValue, code.subject.sqlValue, OneTimeCode.State.replaced.sqlValue, instant.sqlValue]
        }
        var earlier = [[StoredCode]](repeating: [], count: codes.count)
        let rows = try tx.rows(for: [.text, .text, .text, .integer], subjects) { list in
            """
            SELECT given.column1 AS place, \(StoredCode.columns)
            FROM \(list) AS given
            JOIN one_time_code AS code ON code.purpose = given.column2 AND code.subject = given.column3
            WHERE given.column1 >= 0 AND code.state = given.column4 AND code.issued_at > given.column5
            ORDER BY code.id DESC
            """
        }
        for (place, row) in rows { earlier[place].append(try StoredCode(row)) }
        return earlier
    }
}
