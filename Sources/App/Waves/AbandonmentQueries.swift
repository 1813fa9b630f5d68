import Programme
import Storage

extension Transaction {
    var abandonments: AbandonmentQueries { AbandonmentQueries(tx: self) }
}

extension BoundKind {
    /// A proposal to end a wave without a draw, from the proposal on.
    static let abandonments = BoundKind(
        "abandonment", title: "proposal to end without a draw", covers: "wave, author, decision and end",
        due: "SELECT id FROM abandonment_proposal"
    ) { ids in
        [
            """
            SELECT abandonment_proposal.id, abandonment_proposal.wave_id, abandonment_proposal.reason,
                abandonment_proposal.state, abandonment_proposal.proposed_by, abandonment_proposal.proposed_duty,
                abandonment_proposal.proposed_at, abandonment_proposal.decided_by, abandonment_proposal.decided_duty,
                abandonment_proposal.decided_at,
                CASE WHEN abandonment_proposal.state = 'approved' THEN wave.abandoned_at END AS abandoned_at
            FROM abandonment_proposal
            JOIN wave ON wave.id = abandonment_proposal.wave_id
            WHERE abandonment_proposal.id IN (\(list: ids))
            """
        ]
    }
}

/// Proposals to end waves without a draw. The only writer of `abandonment_proposal`.
struct AbandonmentQueries {
    let tx: Transaction

    /// False when the wave has a pending proposal already.
    func propose(_ proposal: AbandonmentProposal) throws -> Bool {
        try tx.run(
            """
            INSERT INTO abandonment_proposal (id, wave_id, reason, state, proposed_by, proposed_duty, proposed_at)
            VALUES (\(proposal.id), \(proposal.wave), \(proposal.reason), 'proposed', \(proposal.by.officer),
                \(proposal.by.duty), \(proposal.at))
            ON CONFLICT DO NOTHING
            """) == 1
    }

    /// The pending proposal; nil when there is none.
    func open(of wave: ID<Wave>) throws -> AbandonmentProposal? {
        try tx.row(
            """
            SELECT id, wave_id, reason, proposed_by, proposed_duty, proposed_at
            FROM abandonment_proposal
            WHERE wave_id = \(wave) AND state = 'proposed'
            """
        ).map { try AbandonmentProposal($0, tx) }
    }

    /// False when another officer has decided it.
    func decide(
        _ id: ID<AbandonmentProposal>, approved: Bool, by officer: Signatory, at now: Instant
    ) throws -> Bool {
        let isAnother: SQL = """
            AND \(tx.officers.isAnother("proposed_by", than: officer.officer)) AND proposed_duty <> \(officer.duty)
            """
        return try tx.run(
            """
            UPDATE abandonment_proposal
            SET state = \(approved ? "approved" : "refused"), decided_by = \(officer.officer),
                decided_duty = \(officer.duty), decided_at = \(now)
            WHERE id = \(id) AND state = 'proposed' \(approved ? isAnother : "")
            """) == 1
    }

    /// The end of a wave without a draw, where its decision is as two officers left it; nil of any other wave.
    func decided(of wave: ID<Wave>, vault: Vault) throws -> Abandonment? {
        let row = try tx.row(
            """
            SELECT abandonment_proposal.id, abandonment_proposal.reason, wave.abandoned_at
            FROM abandonment_proposal
            JOIN wave ON wave.id = abandonment_proposal.wave_id
            WHERE abandonment_proposal.wave_id = \(wave) AND abandonment_proposal.state = 'approved'
                AND wave.abandoned_at IS NOT NULL
            """)
        guard let row else { return nil }
        let id: ID<AbandonmentProposal> = try row["id"]
        guard try tx.records.isAsBound(.abandonments, id, vault: vault) else { return nil }
        return try Abandonment(reason: row["reason"], at: row["abandoned_at"])
    }

    /// Whether two officers ended the wave without a draw, whatever its own row says.
    func isDecided(_ wave: ID<Wave>) throws -> Bool {
        try tx.row("SELECT id FROM abandonment_proposal WHERE wave_id = \(wave) AND state = 'approved'") != nil
    }

    /// Waves whose proposal awaits a decision by an officer of this duty.
    func waiting(for officer: Signatory) throws -> [(wave: WaveAddress, since: Instant)] {
        try tx.rows(
            """
            SELECT wave.edition, wave.number, wave.address, abandonment_proposal.proposed_at
            FROM abandonment_proposal
            JOIN wave ON wave.id = abandonment_proposal.wave_id
            WHERE abandonment_proposal.state = 'proposed' AND wave.state = 'sealed'
                AND \(tx.officers.isAnother("abandonment_proposal.proposed_by", than: officer.officer))
                AND abandonment_proposal.proposed_duty <> \(officer.duty)
            ORDER BY wave.id
            """
        ).map { try (WaveAddress(stored: $0["address"], of: $0), $0["proposed_at"]) }
    }

    /// Waves that are ended without a draw although no two officers decided it. One sentence in English for each, at most
    /// `limit`.
    func discrepancies(limit: Int) throws -> [String] {
        try tx.rows(
            """
            SELECT wave.id
            FROM wave
            WHERE wave.abandoned_at IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM abandonment_proposal
                WHERE abandonment_proposal.wave_id = wave.id AND abandonment_proposal.state = 'approved'
            )
            ORDER BY wave.id
            LIMIT \(limit)
            """
        ).map { row in
            let wave: ID<Wave> = try row["id"]
            return "wave \(wave) is ended without a draw, and no two officers decided it"
        }
    }
}

/// One officer's proposal to end a wave without a draw.
struct AbandonmentProposal: Sendable {
    let id: ID<AbandonmentProposal>
    let wave: ID<Wave>
    /// Published once it is approved.
    let reason: String
    let by: Signatory
    let at: Instant
}

extension AbandonmentProposal {
    fileprivate init(_ row: Row, _ tx: Transaction) throws {
        try self.init(
            id: row["id"], wave: row["wave_id"], reason: row["reason"],
            by: tx.officers.author(row["proposed_by"], as: row["proposed_duty"]), at: row["proposed_at"])
    }
}

/// How a wave ended without a draw, as its pages say.
struct Abandonment: Sendable {
    let reason: String
    let at: Instant
}
