import Foundation
import Programme
import Storage

/// An act on a partner that waits for a second officer, or was decided.
struct PartnerProposal: Sendable {
    let id: ID<PartnerProposal>
    let partner: ID<Partner>
    let change: PartnerChange
    let reason: String
    /// Nil where the command line or a person of the partner proposed it.
    let proposedBy: ID<Officer>?
    /// The person of the partner who proposed it.
    var proposedColleague: ID<PartnerPerson>?
    /// Under which that officer proposed it; nil for the command line, and from before duties were stored.
    let duty: Role?
    let proposedAt: Instant
    let state: State
    /// Nil where a person of the partner decided.
    let decidedBy: ID<Officer>?
    var decidedColleague: ID<PartnerPerson>?
    let decidedAt: Instant?
    let decidedBecause: String?

    enum State: String, Sendable {
        case proposed, approved, refused
    }
}

extension PartnerProposal.State: SQLConvertible {}
extension PartnerChange.Act: SQLConvertible {}

extension PartnerQueries {
    /// Throws `PartnerRecordRefusal.proposedAlready` when one of the kind waits.
    func propose(
        _ change: PartnerChange, id: ID<PartnerProposal>, of partner: ID<Partner>, because reason: OfficeReason,
        by officer: ID<Officer>?, as duty: Role?, colleague: ID<PartnerPerson>? = nil, at now: Instant
    ) throws {
        let content = String(decoding: try JSONEncoder.sorted.encode(change), as: UTF8.self)
        let added = try tx.run(
            """
            INSERT INTO partner_proposal (id, partner_id, act, content, reason, proposed_by, proposed_duty,
                proposed_colleague, proposed_at, state)
            VALUES (\(id), \(partner), \(change.act), \(content), \(reason.text), \(officer), \(duty), \(colleague),
                \(now), 'proposed')
            ON CONFLICT (partner_id, act) WHERE state = 'proposed' DO NOTHING
            """)
        guard added == 1 else { throw PartnerRecordRefusal.proposedAlready }
    }

    func proposal(_ id: ID<PartnerProposal>) throws -> PartnerProposal? {
        try tx.row("SELECT \(Self.proposalColumns) FROM partner_proposal WHERE id = \(id)").map(PartnerProposal.init)
    }

    /// Those that wait, the oldest first.
    func waitingProposals() throws -> [PartnerProposal] {
        try tx.rows(
            """
            SELECT \(Self.proposalColumns)
            FROM partner_proposal
            WHERE state = 'proposed'
            ORDER BY id
            """
        ).map(PartnerProposal.init)
    }

    /// The newest first.
    func proposals(of partner: ID<Partner>, limit: Int) throws -> [PartnerProposal] {
        try tx.rows(
            """
            SELECT \(Self.proposalColumns)
            FROM partner_proposal
            WHERE partner_id = \(partner)
            ORDER BY id DESC
            LIMIT \(limit)
            """
        ).map(PartnerProposal.init)
    }

    /// False when another decided meanwhile.
    func decide(
        _ id: ID<PartnerProposal>, as state: PartnerProposal.State, because reason: OfficeReason,
        by second: PartnerAuthor, at now: Instant
    ) throws -> Bool {
        try tx.run(
            """
            UPDATE partner_proposal
            SET state = \(state), decided_by = \(second.officer), decided_colleague = \(second.person),
                decided_at = \(now), decided_because = \(reason.text)
            WHERE id = \(id) AND state = 'proposed'
            """) == 1
    }

    static let proposalColumns: SQL = """
        id, partner_id, content, reason, proposed_by, proposed_duty, proposed_at, state, decided_by, decided_at,
            decided_because, proposed_colleague, decided_colleague
        """
}

extension PartnerProposal {
    fileprivate init(_ row: Row) throws {
        let content: String = try row["content"]
        guard let change = try? JSONDecoder().decode(PartnerChange.self, from: Data(content.utf8)) else {
            throw Inconsistency("a stored proposal about a partner can be read")
        }
        self.change = change
        id = try row["id"]
        partner = try row["partner_id"]
        reason = try row["reason"]
        proposedBy = try row["proposed_by"]
        duty = try row["proposed_duty"]
        proposedAt = try row["proposed_at"]
        state = try row["state"]
        decidedBy = try row["decided_by"]
        decidedAt = try row["decided_at"]
        decidedBecause = try row["decided_because"]
        proposedColleague = try row["proposed_colleague"]
        decidedColleague = try row["decided_colleague"]
    }
}
