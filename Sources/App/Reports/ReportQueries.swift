import Foundation
import Programme
import Storage

/// What the reports read of other slices: ages of queues, and one decision with its basis.
extension FigureQueries {
    /// The upper limits of the ages of waiting photos, in hours; the last class is older.
    static let ageLimits = [1, 4, 12, 18]

    /// How many people's photos have waited, by the older one of a pair, for less than each of the limits, and longer
    /// than all.
    ///
    /// - Parameter now: by the programme's clock, whose hours are counted.
    func photoAges(at now: Instant, _ timeline: ProgrammeTimeline) throws -> [Int] {
        let limits = Self.ageLimits.map { timeline.real(now - .hours($0)) }
        let row = try tx.row(
            """
            SELECT CAST(COALESCE(SUM(CASE WHEN uploaded_at > \(limits[0]) THEN 1 ELSE 0 END), 0) AS BIGINT) AS a,
                CAST(COALESCE(SUM(CASE WHEN uploaded_at > \(limits[1]) THEN 1 ELSE 0 END), 0) AS BIGINT) AS b,
                CAST(COALESCE(SUM(CASE WHEN uploaded_at > \(limits[2]) THEN 1 ELSE 0 END), 0) AS BIGINT) AS c,
                CAST(COALESCE(SUM(CASE WHEN uploaded_at > \(limits[3]) THEN 1 ELSE 0 END), 0) AS BIGINT) AS d,
                COUNT(*) AS whole
            FROM (
                SELECT person_id, COUNT(*) AS photos, MIN(uploaded_at) AS uploaded_at
                FROM identity_document
                WHERE state = 'uploaded'
                GROUP BY person_id
            ) AS person
            WHERE person.photos = 2 OR EXISTS (
                SELECT 1
                FROM identity_document AS other
                WHERE other.person_id = person.person_id AND other.state = 'accepted'
            )
            """)
        guard let row else { throw Inconsistency("sums are always one row") }
        let younger: [Int] = try [row["a"], row["b"], row["c"], row["d"], row["whole"]]
        return zip(younger, [0] + younger).map { $0 - $1 }
    }

    /// The two accounts of each card of a wave, in the order of the entries.
    func cardAccounts(of wave: Wave, after entry: Int64, limit: Int) throws -> [(entry: Int64, lines: [AccountLine])] {
        let cards = try tx.rows(
            """
            SELECT id, entry_id
            FROM card
            WHERE wave = \(wave.number) AND edition = \(wave.edition) AND entry_id > \(entry)
            ORDER BY entry_id
            LIMIT \(limit)
            """)
        return try cards.map { row in
            let card: ID<Card> = try row["id"]
            let lines = try [LedgerAccount.Code.cardTraining(card), .cardIncentive(card)].map {
                AccountLine(code: $0, balance: try tx.ledger.balance($0))
            }
            return (try row["entry_id"], lines)
        }
    }

    func hasApplication(_ id: ID<Application>) throws -> Bool {
        try tx.row("SELECT id FROM application WHERE id = \(id)") != nil
    }

    /// An application with all its decisions, newest first, and the messages its person was sent; nil for an unknown one.
    func decisions(of id: ID<Application>) throws -> DecisionTrail? {
        let row = try tx.row(
            "SELECT person_id, edition, begun_at, submitted_at FROM application WHERE id = \(id)")
        guard let row else { return nil }
        let person: ID<Account> = try row["person_id"]
        let decisions = try tx.rows(
            """
            SELECT eligibility_decision.id, eligibility_decision.edition, outcome, reasons, decided_at, programme_date,
                revisit_on, findings
            FROM eligibility_decision
            LEFT JOIN eligibility_basis ON eligibility_basis.decision_id = eligibility_decision.id
            WHERE person_id = \(person)
            ORDER BY eligibility_decision.id DESC
            """
        ).map(DecisionTrail.Decision.init)
        let notices = try tx.rows(
            """
            SELECT message.programme_at, delivery.channel, delivery.state
            FROM message
            JOIN delivery ON delivery.message_id = message.id
            WHERE message.person_id = \(person) AND message.kind = 'notice'
            ORDER BY message.id DESC, delivery.id
            LIMIT \(DecisionTrail.notices)
            """
        ).map { try DecisionTrail.Notice(at: $0["programme_at"], channel: $0["channel"], state: $0["state"]) }
        return try DecisionTrail(
            id: id, person: person, edition: row["edition"], begunAt: row["begun_at"], sentAt: row["submitted_at"],
            decisions: decisions, notices: notices)
    }
}

/// One application from its beginning to its last decision, without what the person wrote.
struct DecisionTrail: Sendable {
    static let notices = 20

    struct Decision: Sendable {
        let edition: String
        let outcome: String
        let at: Instant
        let date: CivilDate
        let revisitOn: CivilDate?
        /// Each rule's answer; empty for a decision from before they were kept.
        let findings: [StoredFinding]

        init(edition: String, outcome: String, at: Instant, date: CivilDate, findings: [StoredFinding]) {
            (self.edition, self.outcome, self.at, self.date, self.findings) = (edition, outcome, at, date, findings)
            revisitOn = nil
        }

        fileprivate init(_ row: Row) throws {
            edition = try row["edition"]
            outcome = try row["outcome"]
            at = try row["decided_at"]
            date = try row["programme_date"]
            revisitOn = try row["revisit_on"]
            let text: String? = try row["findings"]
            findings = try text.map { try JSONDecoder().decode([StoredFinding].self, from: Data($0.utf8)) } ?? []
        }
    }

    struct Notice: Sendable {
        let at: Instant
        let channel: String
        let state: String
    }

    let id: ID<Application>
    let person: ID<Account>
    let edition: String
    let begunAt: Instant
    let sentAt: Instant?
    let decisions: [Decision]
    let notices: [Notice]
}
