import Foundation
import Programme
import Storage

extension Transaction {
    var codes: CodeQueries { CodeQueries(tx: self) }
}

/// One-time codes: the only writer of `one_time_code` and `code_budget`. All its times are the real clock's.
/// `CodeQueries+Answers` checks the answers, `CodeQueries+Sending` records what becomes of the messages.
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

        var countedAgainst: CodeBudget { budget ?? .usual(for: purpose) }
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

    /// Decides which of these requests may have a code, as far as its own waits and limits go. No two may share a
    /// subject or a destination. Refused are those whose last code was sent too recently, whose resends are used up, or
    /// whose destination has reached its limit.
    func admit(_ requests: [Request], with issuance: Issuance) throws -> [Result<AdmittedCode, CodeRefusal>] {
        let destinations = requests.map { issuance.vault.lookup($0.destination.canonical, purpose: "contact") }
        let histories = try histories(of: Array(zip(requests, destinations)), at: issuance.now)
        let policy = policy(edition: issuance.edition)
        return zip(zip(requests, destinations), histories).map { asked, history -> Result<AdmittedCode, CodeRefusal> in
            let (request, destination) = asked
            // A code to another destination, or for another matter, is not a resend.
            let isSameGo = history.destination == destination && history.matter == request.matter
            do throws(CodeRefusal) {
                let resend = try policy.resend(after: isSameGo ? history.latest : nil, at: issuance.now)
                let budget = request.countedAgainst
                guard history.sentToday < budget.perDay, history.sentThisMonth < budget.perMonth else {
                    return .failure(.destinationFull)
                }
                let replaces = history.latest?.state == .open ? history.id : nil
                return .success(
                    AdmittedCode(request: request, destination: destination, resend: resend, replaces: replaces))
            } catch {
                return .failure(error)
            }
        }
    }

    /// Stores admitted codes, each in place of an earlier open one of its subject, and counts them. A code is valid only
    /// for its purpose, subject and destination. Its validity starts with `handedOver`.
    ///
    /// When another transaction has used a limit up since `admit` read it, this throws `CodeRefusal.destinationFull` for
    /// a single code and `BatchConflict` for several.
    func insert(_ codes: [NewCode], with issuance: Issuance) throws {
        guard try count(codes, at: issuance.now) == 2 * codes.count else {
            guard codes.count == 1 else { throw BatchConflict() }
            throw CodeRefusal.destinationFull
        }
        let replaced = codes.compactMap { $0.admitted.replaces.map { [$0.sqlValue, OneTimeCode.State.open.sqlValue] } }
        try tx.send(for: [.integer, .text], replaced) { list in
            """
            UPDATE one_time_code
            SET state = 'replaced', words = NULL
            FROM \(list) AS given
            WHERE one_time_code.id = given.column2 AND one_time_code.state = given.column3 AND given.column1 >= 0
            """
        }
        let types: [SQLType] = [
            .integer, .text, .text, .text, .bytes, .bytes, .bytes, .bytes, .bytes, .bytes, .integer, .integer,
        ]
        try tx.send(for: types, codes.map { try $0.row(with: issuance) }) { list in
            """
            INSERT INTO one_time_code (id, purpose, subject, matter, destination, destination_seal, hash, link, shown,
                words, resend, issued_at, state, tries, attempts)
            SELECT given.column2, given.column3, given.column4, given.column5, given.column6, given.column7,
                given.column8, given.column9, given.column10, given.column11, given.column12, given.column13, 'open', 0,
                0
            FROM \(list) AS given
            WHERE given.column1 >= 0
            """
        }
    }

    /// What the page that asks for the code shows of the latest one; nil when none was asked for or it has been used.
    func pending(_ purpose: CodePurpose, subject: String, vault: Vault, edition: Edition) throws -> PendingCode? {
        guard let code = try latest(purpose, subject: subject), code.value.state == .open else { return nil }
        return try PendingCode(code, policy: policy(edition: edition), vault: vault)
    }

    /// Deletes at most `limit` codes issued before `instant`, and the counts of days and months that ended before it.
    ///
    /// - Returns: how many codes.
    func prune(before instant: Instant, limit: Int) throws -> Int {
        let month = String(Zone.wib.date(of: instant).description.prefix(7))
        try tx.run("DELETE FROM code_budget WHERE period < \(month)")
        return try tx.run(
            """
            DELETE FROM one_time_code
            WHERE id IN (SELECT id FROM one_time_code WHERE issued_at < \(instant) ORDER BY id LIMIT \(limit))
            """)
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

    private static func periods(of now: Instant) -> (day: String, month: String) {
        let day = Zone.wib.date(of: now).description
        return (day, String(day.prefix(7)))
    }

    /// The latest code of each request's subject, and how many its destination got today and this month.
    private func histories(of asked: [(Request, Data)], at now: Instant) throws -> [CodeHistory] {
        let (day, month) = Self.periods(of: now)
        var histories = [CodeHistory](repeating: CodeHistory(), count: asked.count)
        let rows = asked.map { request, destination in
            [
                request.purpose.sqlValue, request.subject.sqlValue, destination.sqlValue,
                request.countedAgainst.name.sqlValue, day.sqlValue, month.sqlValue,
            ]
        }
        let found = try tx.rows(for: [.text, .text, .bytes, .text, .text, .text], rows) { list in
            """
            SELECT given.column1 AS place, code.id, code.destination, code.matter, code.state, code.tries, code.resend,
                code.issued_at, code.handed_over_at, today.sent AS today, month.sent AS month
            FROM \(list) AS given
            LEFT JOIN one_time_code AS code ON code.id = (
                SELECT MAX(other.id)
                FROM one_time_code AS other
                WHERE other.purpose = given.column2 AND other.subject = given.column3
            )
            LEFT JOIN code_budget AS today ON today.destination = given.column4 AND today.budget = given.column5
                AND today.period = given.column6
            LEFT JOIN code_budget AS month ON month.destination = given.column4 AND month.budget = given.column5
                AND month.period = given.column7
            WHERE given.column1 >= 0
            """
        }
        for (place, row) in found { histories[place] = try CodeHistory(row) }
        return histories
    }

    /// Counts codes against the day and the month of their destinations, and returns how many counts went up: two for
    /// each. The limit is checked in the statement itself, so that of two concurrent requests only one can be the last
    /// allowed.
    private func count(_ codes: [NewCode], at now: Instant) throws -> Int {
        let (day, month) = Self.periods(of: now)
        let limits = Dictionary(grouping: codes.map(\.admitted)) { admitted in
            let budget = admitted.request.countedAgainst
            return [budget.perDay, budget.perMonth]
        }
        return try limits.sorted { $0.key[0] < $1.key[0] }.reduce(0) { counted, group in
            let (limit, admitted) = group
            // Every transaction locks the counts in this order.
            let rows = admitted.sorted { $0.destination.lexicographicallyPrecedes($1.destination) }.flatMap { code in
                [day, month].map { period in
                    [code.destination.sqlValue, code.request.countedAgainst.name.sqlValue, period.sqlValue]
                }
            }
            return try counted
                + tx.run(for: [.bytes, .text, .text], rows) { list in
                    """
                    INSERT INTO code_budget (destination, budget, period, sent)
                    SELECT given.column2, given.column3, given.column4, 1
                    FROM \(list) AS given
                    WHERE given.column1 >= 0
                    ON CONFLICT (destination, budget, period) DO UPDATE
                    SET sent = code_budget.sent + 1
                    WHERE code_budget.sent < CASE code_budget.period
                        WHEN \(month) THEN CAST(\(limit[1]) AS BIGINT)
                        ELSE CAST(\(limit[0]) AS BIGINT)
                    END
                    """
                }
        }
    }
}
