import Foundation
import Programme
import Storage

/// What the registry says of the people on a list: the numbers in its statement.
extension DrawQueries {
    /// Counts the entries that joined, each once. One set operation: asking for each of two million entries would take
    /// minutes.
    ///
    /// - Parameter timeline: the registry's answers are stored by the real clock, and a statement has the programme's.
    func countAnswers(in wave: ID<Wave>, timeline: ProgrammeTimeline) throws -> DrawStatement.Origin.Answers {
        var counts: [DrawStatement.Origin.Answers.Kind: Int] = [:]
        var answered: DrawStatement.Origin.Answers.Period?
        let rows = try tx.rows(
            """
            SELECT known.answer, COUNT(*) AS entries, MIN(known.at) AS first_at, MAX(known.at) AS last_at
            FROM (
                SELECT COALESCE(identity_claim.answered_at, identity_claim.claimed_at) AS at, CASE
                    WHEN identity_claim.id IS NULL THEN 'waiting'
                    WHEN running.older_claim IS NOT NULL THEN 'disputed'
                    WHEN identity_claim.state = 'contested' AND identity_claim.refused_at IS NULL THEN 'disputed'
                    WHEN identity_claim.state = 'verified' AND settled.claim_id IS NOT NULL THEN 'hand'
                    WHEN identity_claim.state = 'verified' THEN 'registry'
                    WHEN identity_claim.state = 'not-found' THEN 'not-found'
                    WHEN identity_claim.state IN ('mismatch', 'contested') THEN 'differs'
                    ELSE 'waiting'
                END AS answer
                FROM entry
                LEFT JOIN identity_claim ON identity_claim.person_id = entry.person_id
                    AND identity_claim.state <> 'replaced'
                LEFT JOIN (
                    SELECT DISTINCT older_claim FROM identity_dispute WHERE state IN ('open', 'proposed')
                ) AS running ON running.older_claim = identity_claim.id
                LEFT JOIN identity_dispute AS settled ON settled.claim_id = identity_claim.id
                    AND settled.decided_for = 'newer'
                WHERE entry.wave_id = \(wave) AND entry.state = 'joined'
            ) AS known
            GROUP BY known.answer
            """)
        for row in rows {
            let (name, entries): (String, Int) = try (row["answer"], row["entries"])
            guard let kind = DrawStatement.Origin.Answers.Kind(rawValue: name) else { continue }
            counts[kind] = entries
            let (first, last): (Instant?, Instant?) = try (row["first_at"], row["last_at"])
            if kind == .registry, let first, let last {
                // Days in UTC: of a short list, an instant would be one person's.
                answered = .init(first: timeline.programme(first).day, last: timeline.programme(last).day)
            }
        }
        return DrawStatement.Origin.Answers(counts: counts, answered: answered)
    }

    /// Stores the numbers that the statement will have.
    func bind(_ answers: DrawStatement.Origin.Answers, to wave: ID<Wave>) throws {
        for (kind, entries) in answers.counts where entries > 0 {
            let period = kind == .registry ? answers.answered : nil
            try tx.run(
                """
                INSERT INTO draw_answer (wave_id, answer, entries, first_at, last_at)
                VALUES (\(wave), \(kind.rawValue), \(entries), \(period?.first), \(period?.last))
                """)
        }
    }

    /// Nil where the list was sealed before they were counted, and of an empty list.
    func answers(of wave: ID<Wave>) throws -> DrawStatement.Origin.Answers? {
        let rows = try tx.rows("SELECT answer, entries, first_at, last_at FROM draw_answer WHERE wave_id = \(wave)")
        guard !rows.isEmpty else { return nil }
        var counts: [DrawStatement.Origin.Answers.Kind: Int] = [:]
        var answered: DrawStatement.Origin.Answers.Period?
        for row in rows {
            let name: String = try row["answer"]
            guard let kind = DrawStatement.Origin.Answers.Kind(rawValue: name) else {
                throw Inconsistency("a stored answer of the registry has a known kind")
            }
            counts[kind] = try row["entries"]
            let (first, last): (Instant?, Instant?) = try (row["first_at"], row["last_at"])
            if let first, let last { answered = .init(first: first, last: last) }
        }
        return DrawStatement.Origin.Answers(counts: counts, answered: answered)
    }

    /// The people behind these tickets, in the order of the tickets.
    func people(of tickets: [Int], in wave: ID<Wave>) throws -> [SampledEntry] {
        var holders: [(ticket: Int, entry: ID<Entry>)] = []
        for ticket in tickets {
            if let entry = try tx.entries.holder(of: ticket, in: wave) { holders.append((ticket, entry)) }
        }
        let rows = try tx.rows(
            """
            SELECT entry.id, entry.person_id, entry.arrived_at, entry.province, identity_claim.answered_at
            FROM entry
            LEFT JOIN identity_claim ON identity_claim.person_id = entry.person_id
                AND identity_claim.state <> 'replaced'
            WHERE entry.id IN (\(list: holders.map(\.entry)))
            """)
        var found: [ID<Entry>: Row] = [:]
        for row in rows {
            let id: ID<Entry> = try row["id"]
            found[id] = row
        }
        return try holders.compactMap { holder in
            try found[holder.entry].map { try SampledEntry(ticket: holder.ticket, $0) }
        }
    }
}

/// An entry of the sample that auditors are shown.
struct SampledEntry: Sendable {
    let ticket: Int
    let person: ID<Account>
    let arrivedAt: Instant
    let province: Int
    /// When the registry last answered about the person's claim, by the real clock.
    let answeredAt: Instant?

    fileprivate init(ticket: Int, _ row: Row) throws {
        self.ticket = ticket
        person = try row["person_id"]
        arrivedAt = try row["arrived_at"]
        province = try row["province"]
        answeredAt = try row["answered_at"]
    }

    /// For previews.
    init(ticket: Int, person: ID<Account>, arrivedAt: Instant, province: Int, answeredAt: Instant?) {
        (self.ticket, self.person, self.arrivedAt) = (ticket, person, arrivedAt)
        (self.province, self.answeredAt) = (province, answeredAt)
    }
}

extension Instant {
    /// The beginning of its day in UTC.
    fileprivate var day: Instant {
        let day = Span.days(1).milliseconds
        return Instant(milliseconds: milliseconds - milliseconds % day)
    }
}
