import Programme
import Storage

extension Transaction {
    var postponements: PostponementQueries { PostponementQueries(tx: self) }
}

extension BoundKind {
    /// A proposal to postpone an announcement, from the proposal on.
    static let postponements = BoundKind(
        "postponement", title: "proposal to postpone", covers: "wave, dates, author and decision",
        due: "SELECT id FROM postponement_proposal"
    ) { ids in
        [
            """
            SELECT id, wave_id, was, becomes, reason, state, proposed_by, proposed_duty, proposed_at, decided_by,
                decided_duty, decided_at
            FROM postponement_proposal
            WHERE id IN (\(list: ids))
            """
        ]
    }
}

/// Proposals to postpone announcements. The only writer of `postponement_proposal`.
struct PostponementQueries {
    let tx: Transaction

    /// False when the wave has a pending proposal already.
    func propose(_ proposal: PostponementProposal) throws -> Bool {
        try tx.run(
            """
            INSERT INTO postponement_proposal (id, wave_id, was, becomes, reason, state, proposed_by, proposed_duty,
                proposed_at)
            VALUES (\(proposal.id), \(proposal.wave), \(proposal.was), \(proposal.becomes), \(proposal.reason),
                'proposed', \(proposal.by.officer), \(proposal.by.duty), \(proposal.at))
            ON CONFLICT DO NOTHING
            """) == 1
    }

    /// The pending proposal; nil when there is none.
    func open(of wave: ID<Wave>) throws -> PostponementProposal? {
        try tx.row(
            """
            SELECT id, wave_id, was, becomes, reason, proposed_by, proposed_duty, proposed_at
            FROM postponement_proposal
            WHERE wave_id = \(wave) AND state = 'proposed'
            """
        ).map { try PostponementProposal($0, tx) }
    }

    /// False when another officer has decided it.
    func decide(
        _ id: ID<PostponementProposal>, approved: Bool, by officer: Signatory, at now: Instant
    ) throws -> Bool {
        let isAnother: SQL = """
            AND \(tx.officers.isAnother("proposed_by", than: officer.officer)) AND proposed_duty <> \(officer.duty)
            """
        return try tx.run(
            """
            UPDATE postponement_proposal
            SET state = \(approved ? "approved" : "refused"), decided_by = \(officer.officer),
                decided_duty = \(officer.duty), decided_at = \(now)
            WHERE id = \(id) AND state = 'proposed' \(approved ? isAnother : "")
            """) == 1
    }

    /// Waves not yet announced whose proposal awaits a decision by an officer of this duty.
    func waiting(for officer: Signatory) throws -> [(wave: WaveAddress, since: Instant, promised: Instant)] {
        try tx.rows(
            """
            SELECT wave.edition, wave.number, wave.address, postponement_proposal.proposed_at,
                postponement_proposal.was
            FROM postponement_proposal
            JOIN wave ON wave.id = postponement_proposal.wave_id
            WHERE postponement_proposal.state = 'proposed' AND wave.state <> 'announced' AND wave.abandoned_at IS NULL
                AND \(tx.officers.isAnother("postponement_proposal.proposed_by", than: officer.officer))
                AND postponement_proposal.proposed_duty <> \(officer.duty)
            ORDER BY wave.id
            """
        ).map { try (WaveAddress(stored: $0["address"], of: $0), $0["proposed_at"], $0["was"]) }
    }
}

/// One officer's proposal to postpone an announcement.
struct PostponementProposal: Sendable {
    let id: ID<PostponementProposal>
    let wave: ID<Wave>
    /// The announcement date when the proposal was made.
    let was: Instant
    let becomes: Instant
    let reason: String
    let by: Signatory
    let at: Instant
}

extension PostponementProposal {
    fileprivate init(_ row: Row, _ tx: Transaction) throws {
        try self.init(
            id: row["id"], wave: row["wave_id"], was: row["was"], becomes: row["becomes"], reason: row["reason"],
            by: tx.officers.author(row["proposed_by"], as: row["proposed_duty"]), at: row["proposed_at"])
    }
}
