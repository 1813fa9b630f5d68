import Foundation
import Programme
import Storage

extension ApplicationQueries {
    /// Stores a decision with its basis.
    ///
    /// - Parameter today: the date at the person's home.
    func keep(
        _ decision: Eligibility.Decision, _ findings: [Eligibility.Finding], on application: StoredApplication,
        today: CivilDate, at moment: Moment, ids: IDSource, edition: Edition
    ) throws {
        let (now, real) = (moment.programme, moment.real)
        let id: ID<StoredDecision> = ids.next()
        try tx.run(
            """
            INSERT INTO eligibility_decision (id, person_id, application_id, edition, outcome, reasons, decided_at,
                programme_date, revisit_on)
            VALUES (\(id), \(application.person), \(application.id), \(edition.id), \(decision.outcome),
                \(try decision.reasons()), \(now), \(today), \(decision.revisitOn))
            """)
        try tx.records.bind(.decisions, id, at: real, ids: ids, isFirst: true)
        try keep(findings, of: id)
    }

    /// People whose decision in force may change with the date, which begins two hours earlier in the east.
    func due(at now: Instant, zones: [Zone], limit: Int) throws -> [ID<Account>] {
        try zones.flatMap { zone in
            try tx.rows(
                """
                SELECT eligibility_decision.person_id
                FROM eligibility_decision
                JOIN personal_data ON personal_data.person_id = eligibility_decision.person_id
                WHERE eligibility_decision.revisit_on <= \(zone.date(of: now))
                    AND personal_data.province IN (\(list: Province.all.filter { $0.zone == zone }.map(\.code)))
                    AND NOT EXISTS (
                        SELECT 1 FROM eligibility_decision AS newer
                        WHERE newer.person_id = eligibility_decision.person_id AND newer.id > eligibility_decision.id
                    )
                ORDER BY eligibility_decision.id
                LIMIT \(limit)
                """
            ).map { try $0["person_id"] }
        }
    }

    /// The decision in force; nil before the application is submitted.
    func decision(of person: ID<Account>) throws -> StoredDecision? {
        try tx.row(
            """
            SELECT outcome, reasons, decided_at, edition
            FROM eligibility_decision
            WHERE person_id = \(person)
            ORDER BY id DESC
            LIMIT 1
            """
        ).map(StoredDecision.init)
    }

    /// The row of the decision in force.
    func decisionInForce(on person: ID<Account>) throws -> ID<StoredDecision>? {
        try tx.row(
            """
            SELECT id
            FROM eligibility_decision
            WHERE person_id = \(person)
            ORDER BY id DESC
            LIMIT 1
            """)?["id"]
    }

    /// Every decision on the person with its basis, newest first.
    func decisions(of person: ID<Account>, limit: Int) throws -> [KeptDecision] {
        try tx.rows(
            """
            SELECT eligibility_decision.outcome, eligibility_decision.decided_at, eligibility_decision.edition,
                eligibility_basis.findings
            FROM eligibility_decision
            LEFT JOIN eligibility_basis ON eligibility_basis.decision_id = eligibility_decision.id
            WHERE eligibility_decision.person_id = \(person)
            ORDER BY eligibility_decision.id DESC
            LIMIT \(limit)
            """
        ).map { row in
            let text: String? = try row["findings"]
            let findings = try text.map { try JSONDecoder().decode([StoredFinding].self, from: Data($0.utf8)) }
            return try KeptDecision(
                outcome: row["outcome"], decidedAt: row["decided_at"], edition: row["edition"],
                findings: findings ?? [])
        }
    }

    /// What joining a wave and the draw need; nil until the application is submitted.
    func eligibility(of person: ID<Account>, edition: Edition, vault: Vault) throws -> WaveEligibility? {
        guard let application = try of(person), application.submittedAt != nil,
            let personal = try personalData(of: person, vault: vault), let claim = try tx.identity.claim(of: person),
            let decision = try decision(of: person)
        else { return nil }
        return WaveEligibility(
            application: application.id, name: personal.name.text, province: personal.province.code,
            regency: personal.regency.code, household: claim.household,
            priority: edition.waves.priority.includes(
                personal.occupation, personal.work.impact, listed: try tx.lists.kinds(with: claim.nikLookup)),
            decision: decision.decision)
    }
}

/// A decision with what it rests on. Its instant is of the programme's clock.
struct KeptDecision: Sendable {
    /// `eligible`, `ineligible` or `waiting`.
    let outcome: String
    let decidedAt: Instant
    let edition: String
    /// Empty for decisions of before these were stored.
    let findings: [StoredFinding]
}
