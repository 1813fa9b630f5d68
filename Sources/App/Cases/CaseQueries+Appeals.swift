import Foundation
import Programme
import Storage

/// Corrections that appeals ask for, and what the rules answered.
extension CaseQueries {
    func ask(_ correction: AnswerCorrection, in id: ID<ServiceCase>, vault: Vault) throws {
        let answers = try vault.seal(
            try JSONEncoder.sorted.encode(correction), table: "case_correction", column: "answers", row: id.rawValue)
        try tx.run("INSERT INTO case_correction (case_id, answers, state) VALUES (\(id), \(answers), 'asked')")
    }

    func correction(of id: ID<ServiceCase>, vault: Vault) throws -> StoredCorrection? {
        try tx.row(
            """
            SELECT answers, state, proposed_by, proposed_duty, reason, decided_by
            FROM case_correction
            WHERE case_id = \(id)
            """
        ).map { row in
            let (officer, duty): (ID<Officer>?, Role?) = try (row["proposed_by"], row["proposed_duty"])
            let answers = try vault.open(
                row["answers"], table: "case_correction", column: "answers", row: id.rawValue)
            let reason: Data? = try row["reason"]
            return StoredCorrection(
                answers: try JSONDecoder().decode(AnswerCorrection.self, from: answers), state: try row["state"],
                proposer: try tx.officers.author(officer, as: duty),
                reason: try reason.map {
                    try vault.openText($0, table: "case_correction", column: "reason", row: id.rawValue)
                }, decider: try row["decided_by"])
        }
    }

    /// One officer accepts the correction. False when it was accepted before.
    func acceptCorrection(
        of id: ID<ServiceCase>, because reason: OfficeReason, by officer: Signatory, vault: Vault
    ) throws -> Bool {
        let sealed = try vault.seal(reason.text, table: "case_correction", column: "reason", row: id.rawValue)
        return try tx.run(
            """
            UPDATE case_correction
            SET state = 'proposed', proposed_by = \(officer.officer), proposed_duty = \(officer.duty),
                reason = \(sealed)
            WHERE case_id = \(id) AND state = 'asked'
            """) == 1
    }

    /// Another officer does not agree. False when it does not wait any more.
    func returnCorrection(of id: ID<ServiceCase>) throws -> Bool {
        try tx.run(
            """
            UPDATE case_correction
            SET state = 'asked', proposed_by = NULL, proposed_duty = NULL, reason = NULL
            WHERE case_id = \(id) AND state = 'proposed'
            """) == 1
    }

    /// Another officer agrees. False when it does not wait any more.
    func confirmCorrection(of id: ID<ServiceCase>, by officer: ID<Officer>, at now: Instant) throws -> Bool {
        try tx.run(
            """
            UPDATE case_correction
            SET state = 'done', decided_by = \(officer), decided_at = \(now)
            WHERE case_id = \(id) AND state = 'proposed'
            """) == 1
    }

    /// - Parameter findings: every rule's answer, for an appeal on eligibility; empty for the others.
    func keep(
        _ findings: [StoredFinding], was: String, becomes: String, in id: ID<ServiceCase>, by officer: ID<Officer>,
        at now: Instant, ids: IDSource
    ) throws -> ID<CaseRuling> {
        let ruling: ID<CaseRuling> = ids.next()
        let text = String(decoding: try JSONEncoder.sorted.encode(findings), as: UTF8.self)
        try tx.run(
            """
            INSERT INTO case_ruling (id, case_id, officer_id, ruled_at, was, becomes, findings)
            VALUES (\(ruling), \(id), \(officer), \(now), \(was), \(becomes), \(text))
            """)
        return ruling
    }

    /// Newest first.
    func rulings(of id: ID<ServiceCase>) throws -> [CaseRuling] {
        try tx.rows(
            """
            SELECT officer_id, ruled_at, was, becomes, findings
            FROM case_ruling
            WHERE case_id = \(id)
            ORDER BY id DESC
            """
        ).map { row in
            let text: String = try row["findings"]
            return try CaseRuling(
                at: row["ruled_at"], officer: row["officer_id"], was: row["was"], becomes: row["becomes"],
                findings: JSONDecoder().decode([StoredFinding].self, from: Data(text.utf8)))
        }
    }

    // MARK: - Decisions that can be contested

    /// The decision on eligibility in force, where it is a no.
    func refusal(of person: ID<Account>) throws -> (id: Int64, at: Instant)? {
        let row = try tx.row(
            """
            SELECT id, outcome, decided_at
            FROM eligibility_decision
            WHERE person_id = \(person)
            ORDER BY id DESC
            LIMIT 1
            """)
        guard let row, try row["outcome"] as String == "ineligible" else { return nil }
        return (try row["id"], try row["decided_at"])
    }

    /// The present result of a contested decision; nil where there is none any more.
    func result(of contested: ContestedDecision, person: ID<Account>?) throws -> String? {
        switch contested.kind {
        case .eligibility: try person.flatMap { try tx.applications.decision(of: $0)?.decision.outcome }
        case .photo: try tx.photos.photo(ID(contested.subject))?.state.rawValue
        case .purchase: try tx.purchases.find(ID(contested.subject))?.state.rawValue
        case .payout: try tx.incentives.find(ID(contested.subject))?.instalment.state.rawValue
        case .suspension:
            try tx.suspensions.find(ID(contested.subject)).map { $0.isRunning ? "suspended" : "lifted" }
        case .revocation:
            try tx.revocations.find(ID(contested.subject)).map { $0.restoredAt == nil ? "revoked" : "restored" }
        }
    }

    /// The disqualification that the person can still contest, and until when.
    func disqualification(of person: ID<Account>, at now: Instant) throws -> (wave: WaveAddress, until: Instant)? {
        try tx.row(
            """
            SELECT wave.edition, wave.number, wave.address, disqualification.contest_by
            FROM disqualification
            JOIN wave ON wave.id = disqualification.wave_id
            WHERE disqualification.person_id = \(person) AND disqualification.state = 'told'
                AND disqualification.contest_by > \(now)
            ORDER BY disqualification.id DESC
            LIMIT 1
            """
        ).map { try (WaveAddress(stored: $0["address"], of: $0), $0["contest_by"]) }
    }
}
