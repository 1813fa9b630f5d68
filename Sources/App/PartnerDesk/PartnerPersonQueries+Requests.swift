import Programme
import Storage

/// A change of a partner's people that waits for a second human, or was decided.
struct PartnerPersonRequest: Sendable {
    let id: ID<PartnerPersonRequest>
    let partner: ID<Partner>
    let change: PartnerPersonChange
    let reason: String
    let author: PartnerAuthor
    /// Under which an officer proposed it.
    let duty: Role?
    let proposedAt: Instant
    let state: State
    let decidedBy: PartnerAuthor?
    let decidedAt: Instant?
    let decidedBecause: String?

    enum State: String, Sendable {
        case proposed, approved, refused
    }
}

extension PartnerPersonRequest.State: SQLConvertible {}

extension PartnerPersonQueries {
    /// False when another request about the person, or about the address, waits.
    func propose(_ request: PartnerPersonRequest) throws -> Bool {
        let (change, author) = (request.change, request.author)
        var (name, signIn, role): (String?, String?, PartnerPerson.Role?) = (nil, nil, nil)
        switch change {
        case .invite(let given, let address, let given2):
            (name, signIn, role) = (given, Self.signIn(address), given2)
        case .role(_, let next): role = next
        case .reset, .suspend, .reinstate: break
        }
        return try tx.run(
            """
            INSERT INTO partner_person_request (id, partner_id, kind, subject_id, name, sign_in, role, reason,
                proposed_officer, proposed_duty, proposed_colleague, proposed_at, state)
            VALUES (\(request.id), \(request.partner), \(change.kind), \(change.subject), \(name), \(signIn), \(role),
                \(request.reason), \(author.officer), \(request.duty), \(author.person), \(request.proposedAt),
                'proposed')
            ON CONFLICT DO NOTHING
            """) == 1
    }

    func request(_ id: ID<PartnerPersonRequest>) throws -> PartnerPersonRequest? {
        try tx.row("SELECT \(Self.requestColumns) FROM partner_person_request WHERE id = \(id)")
            .map(PartnerPersonRequest.init)
    }

    /// Those that wait, the oldest first.
    ///
    /// - Parameter partner: nil for all partners.
    func waitingRequests(of partner: ID<Partner>? = nil) throws -> [PartnerPersonRequest] {
        try tx.rows(
            """
            SELECT \(Self.requestColumns)
            FROM partner_person_request
            WHERE state = 'proposed' AND (CAST(\(partner) AS BIGINT) IS NULL OR partner_id = \(partner))
            ORDER BY id
            """
        ).map(PartnerPersonRequest.init)
    }

    /// The newest first.
    func requests(of partner: ID<Partner>, limit: Int) throws -> [PartnerPersonRequest] {
        try tx.rows(
            """
            SELECT \(Self.requestColumns)
            FROM partner_person_request
            WHERE partner_id = \(partner)
            ORDER BY id DESC
            LIMIT \(limit)
            """
        ).map(PartnerPersonRequest.init)
    }

    /// False when another decided meanwhile.
    func decide(
        _ id: ID<PartnerPersonRequest>, as state: PartnerPersonRequest.State, because reason: String,
        by second: PartnerAuthor, at now: Instant
    ) throws -> Bool {
        try tx.run(
            """
            UPDATE partner_person_request
            SET state = \(state), decided_officer = \(second.officer), decided_colleague = \(second.person),
                decided_at = \(now), decided_because = \(reason)
            WHERE id = \(id) AND state = 'proposed'
            """) == 1
    }

    private static let requestColumns: SQL = """
        id, partner_id, kind, subject_id, name, sign_in, role, reason, proposed_officer, proposed_duty,
            proposed_colleague, proposed_at, state, decided_officer, decided_colleague, decided_at, decided_because
        """
}

extension PartnerAuthor {
    var officer: ID<Officer>? { if case .officer(let id) = self { id } else { nil } }
    var person: ID<PartnerPerson>? { if case .person(let id) = self { id } else { nil } }

    /// Nil where both are empty.
    init?(_ officer: ID<Officer>?, _ person: ID<PartnerPerson>?) {
        if let officer { self = .officer(officer) } else if let person { self = .person(person) } else { return nil }
    }
}

extension PartnerPersonRequest {
    fileprivate init(_ row: Row) throws {
        guard let author = PartnerAuthor(try row["proposed_officer"], try row["proposed_colleague"]),
            let change = try Self.change(row)
        else { throw Inconsistency("a stored proposal about a partner's people can be read") }
        self.author = author
        self.change = change
        id = try row["id"]
        partner = try row["partner_id"]
        reason = try row["reason"]
        duty = try row["proposed_duty"]
        proposedAt = try row["proposed_at"]
        state = try row["state"]
        decidedBy = PartnerAuthor(try row["decided_officer"], try row["decided_colleague"])
        decidedAt = try row["decided_at"]
        decidedBecause = try row["decided_because"]
    }

    private static func change(_ row: Row) throws -> PartnerPersonChange? {
        let (kind, role): (PartnerPersonChange.Kind, PartnerPerson.Role?) = (try row["kind"], try row["role"])
        let (subject, name, signIn): (ID<PartnerPerson>?, String?, String?) = (
            try row["subject_id"], try row["name"], try row["sign_in"]
        )
        switch (kind, subject) {
        case (.invite, _):
            guard let name, let role, let address = signIn.flatMap(EmailAddress.init) else { return nil }
            return .invite(name: name, address: address, role: role)
        case (.role, let id?): return role.map { .role(id, $0) }
        case (.reset, let id?): return .reset(id)
        case (.suspend, let id?): return .suspend(id)
        case (.reinstate, let id?): return .reinstate(id)
        default: return nil
        }
    }
}
