import Programme
import Storage

/// Counts of people from the rows themselves. Each reads whole tables: only `CountFigures` calls them.
extension FigureQueries {
    func recount(_ what: DailyCount) throws -> [PeopleFigure] {
        let timeline = try tx.clock.timeline()
        return try tx.rows(
            """
            SELECT day, wave_id, province, CAST(COUNT(*) AS BIGINT) AS people
            FROM (\(seen(what, timeline))) AS seen
            GROUP BY day, wave_id, province
            """
        ).map { try PeopleFigure(what: what.name, $0) }
    }

    /// One row for each person or entry that counts: day, wave and province.
    private func seen(_ what: DailyCount, _ timeline: ProgrammeTimeline) -> SQL {
        switch what {
        case .step(.account), .step(.identity), .step(.sent), .step(.eligible), .step(.joined):
            beforeAWave(what, timeline)
        case .step(.selected):
            """
            SELECT \(Self.day("wave.announced_at")) AS day, entry.wave_id, entry.province
            FROM entry_place
            JOIN entry ON entry.id = entry_place.entry_id
            JOIN wave ON wave.id = entry.wave_id
            WHERE entry_place.state = 'selected' AND wave.state = 'announced'
            """
        case .step(.card):
            """
            SELECT \(Self.day("card.issued_at")) AS day, \(Self.ofCard)
            FROM card
            LEFT JOIN entry ON entry.id = card.entry_id
            """
        case .step(.bought):
            """
            SELECT \(Self.day("card.first_used_at")) AS day, \(Self.ofCard)
            FROM card
            LEFT JOIN entry ON entry.id = card.entry_id
            WHERE card.first_used_at IS NOT NULL
            """
        case .step(.completed): first("completed_at", of: "completion")
        case .step(.paid): first("ended_at", of: "disbursement", where: "state = 'paid'", timeline)
        case .entries:
            """
            SELECT \(Self.day("arrived_at")) AS day, wave_id, province
            FROM entry
            WHERE state <> 'withdrawn'
            """
        case .arrived: payments("paid", timeline)
        case .cameBack: payments("failed", timeline)
        }
    }

    private func beforeAWave(_ what: DailyCount, _ timeline: ProgrammeTimeline) -> SQL {
        let (table, time, condition): (SQL, SQL, SQL) =
            switch what {
            case .step(.account): ("(SELECT id AS person_id, created_at FROM account)", "created_at", "1 = 1")
            case .step(.identity):
                ("identity_claim", "COALESCE(reached.answered_at, reached.claimed_at)", "state = 'verified'")
            case .step(.sent): ("application", "submitted_at", "state = 'submitted'")
            case .step(.eligible):
                (
                    """
                    (SELECT person_id, MIN(decided_at) AS decided_at
                    FROM eligibility_decision
                    WHERE outcome = 'eligible'
                    GROUP BY person_id)
                    """, "decided_at", "1 = 1"
                )
            default:
                (
                    "(SELECT person_id, MIN(arrived_at) AS arrived_at FROM entry GROUP BY person_id)", "arrived_at",
                    "1 = 1"
                )
            }
        let isReal = what == .step(.account) || what == .step(.identity)
        return """
            SELECT \(Self.day(time, isReal ? timeline : nil)) AS day, CAST(0 AS BIGINT) AS wave_id,
                CAST(COALESCE(personal_data.province, '0') AS BIGINT) AS province
            FROM \(table) AS reached
            LEFT JOIN personal_data ON personal_data.person_id = reached.person_id
            WHERE \(condition)
            """
    }

    /// The first time that each cardholder reached something.
    private func first(
        _ time: SQL, of table: SQL, where condition: SQL = "1 = 1", _ timeline: ProgrammeTimeline? = nil
    ) -> SQL {
        """
        SELECT \(Self.day("reached.first_at", timeline)) AS day, \(Self.ofCard)
        FROM (SELECT person_id, MIN(\(time)) AS first_at FROM \(table) WHERE \(condition) GROUP BY person_id) AS reached
        LEFT JOIN card ON card.person_id = reached.person_id
        LEFT JOIN entry ON entry.id = card.entry_id
        """
    }

    private func payments(_ state: String, _ timeline: ProgrammeTimeline) -> SQL {
        """
        SELECT \(Self.day("disbursement.ended_at", timeline)) AS day, \(Self.ofCard)
        FROM disbursement
        LEFT JOIN card ON card.person_id = disbursement.person_id
        LEFT JOIN entry ON entry.id = card.entry_id
        WHERE disbursement.state = \(state)
        """
    }

    /// The wave and the province of a card, by its entry.
    private static let ofCard: SQL = """
        COALESCE(entry.wave_id, CAST(0 AS BIGINT)) AS wave_id, COALESCE(entry.province, CAST(0 AS BIGINT)) AS province
        """

    /// The day of a time in WIB, as a number; days begin seven hours earlier than in UTC.
    ///
    /// - Parameter timeline: for a time of the real clock.
    private static func day(_ time: SQL, _ timeline: ProgrammeTimeline? = nil) -> SQL {
        let zone = Span.hours(7).milliseconds
        guard let timeline else { return "(\(time) + \(zone)) / 86400000" }
        return "(\(time) + \(lead(at: time, timeline)) + \(zone)) / 86400000"
    }

    /// How far the programme's clock was ahead at a time of the real one.
    private static func lead(at time: SQL, _ timeline: ProgrammeTimeline) -> SQL {
        let first = timeline.first.lead.milliseconds
        guard !timeline.later.isEmpty else { return "\(first)" }
        let steps = timeline.later.reversed().reduce(into: "" as SQL) { steps, step in
            steps = "\(steps) WHEN \(time) >= \(step.since) THEN CAST(\(step.lead.milliseconds) AS BIGINT)"
        }
        return "CASE\(steps) ELSE CAST(\(first) AS BIGINT) END"
    }
}
