import Programme
import Storage

extension Transaction {
    var officerRequests: OfficerRequestQueries { OfficerRequestQueries(tx: self) }
}

/// Changes of officers that two administrators make. The only writer of `officer_request`. Times are of the real clock.
struct OfficerRequestQueries {
    let tx: Transaction

    /// False when another proposal about this officer, or this sign-in name, waits.
    func propose(_ request: StoredOfficerRequest) throws -> Bool {
        let (value, days) = (request.value, request.days)
        return try tx.run(
            """
            INSERT INTO officer_request (id, kind, officer_id, name, sign_in, roles, region, place, held_for, from_at,
                until_at, reason, state, proposed_by, proposed_at)
            VALUES (\(request.id), \(value.kind), \(value.officer), \(request.name), \(request.signIn),
                \(request.roles.written), \(request.post?.province.code), \(request.post?.office), \(request.heldFor),
                \(days?.from), \(days?.until), \(request.reason), 'proposed', \(value.proposedBy),
                \(request.proposedAt))
            ON CONFLICT DO NOTHING
            """) == 1
    }

    func find(_ id: ID<OfficerRequest>) throws -> StoredOfficerRequest? {
        try tx.row("SELECT \(Self.columns) FROM officer_request WHERE id = \(id)").map {
            try StoredOfficerRequest($0, tx)
        }
    }

    /// Those that wait, oldest first.
    func open() throws -> [StoredOfficerRequest] {
        try tx.rows("SELECT \(Self.columns) FROM officer_request WHERE state = 'proposed' ORDER BY id")
            .map { try StoredOfficerRequest($0, tx) }
    }

    /// Whether a proposal of this kind about the officer waits.
    func waits(_ kind: OfficerRequest.Kind, about officer: ID<Officer>) throws -> Bool {
        try tx.row(
            """
            SELECT id
            FROM officer_request
            WHERE officer_id = \(officer) AND kind = \(kind) AND state = 'proposed'
            """) != nil
    }

    /// The latest about one officer, newest first.
    func about(_ officer: ID<Officer>, limit: Int) throws -> [StoredOfficerRequest] {
        try tx.rows(
            """
            SELECT \(Self.columns)
            FROM officer_request
            WHERE officer_id = \(officer)
            ORDER BY id DESC
            LIMIT \(limit)
            """
        ).map { try StoredOfficerRequest($0, tx) }
    }

    /// How many this officer may decide, and when the oldest of them was proposed.
    func waiting(for officer: ID<Officer>) throws -> (count: Int, oldest: Instant?) {
        let row = try tx.row(
            """
            SELECT COUNT(*) AS waiting, MIN(proposed_at) AS oldest
            FROM officer_request
            WHERE \(isDecided(by: officer))
            """)
        return (try row?["waiting"] ?? 0, try row?["oldest"])
    }

    /// The oldest that this officer may decide.
    func firstWaiting(for officer: ID<Officer>, limit: Int) throws -> [ID<OfficerRequest>] {
        try tx.rows("SELECT id FROM officer_request WHERE \(isDecided(by: officer)) ORDER BY id LIMIT \(limit)")
            .map { try $0["id"] }
    }

    private func isDecided(by officer: ID<Officer>) -> SQL {
        """
        state = 'proposed' AND \(tx.officers.isAnother("proposed_by", than: officer))
                AND (officer_id IS NULL OR \(tx.officers.isAnother("officer_id", than: officer)))
        """
    }

    /// False when it was decided before.
    ///
    /// - Parameter officer: the one it is about; a new one where an officer was invited.
    func decide(
        _ id: ID<OfficerRequest>, as state: OfficerRequest.State, about officer: ID<Officer>?, by decider: ID<Officer>,
        at now: Instant
    ) throws -> Bool {
        try tx.run(
            """
            UPDATE officer_request
            SET state = \(state), officer_id = \(officer), decided_by = \(decider), decided_at = \(now)
            WHERE id = \(id) AND state = 'proposed'
            """) == 1
    }

    private static let columns: SQL = """
        id, kind, officer_id, name, sign_in, roles, region, place, held_for, from_at, until_at, reason, state, proposed_by, proposed_at,
        decided_by, decided_at
        """
}

struct StoredOfficerRequest: Sendable {
    let id: ID<OfficerRequest>
    let value: OfficerRequest
    /// Of an officer who is to be invited.
    let name: String?
    let signIn: String?
    let roles: [Role]
    let post: LocalPost?
    /// The absent officer, for a deputy.
    let heldFor: ID<Officer>?
    let days: (from: Instant, until: Instant)?
    let reason: String
    let proposedAt: Instant
    var decided: (by: ID<Officer>, at: Instant)?
}

extension StoredOfficerRequest {
    /// As decisions are recorded.
    static func act(agrees: Bool) -> String { agrees ? "officer.change-approved" : "officer.change-refused" }

    static func subject(_ officer: ID<Officer>?) -> String { officer.map { "officer:\($0)" } ?? "officers" }

    /// The second officer's reason, which the audit log keeps; nil while the proposal waits.
    func decision(in tx: Transaction) throws -> String? {
        guard value.state != .proposed else { return nil }
        let act = Self.act(agrees: value.state == .approved)
        return try tx.audit.details(of: act, subject: Self.subject(value.officer))
            .last { $0.detail?["request"] == "\(id)" }?.detail?["reason"]
    }
}

extension StoredOfficerRequest {
    fileprivate init(_ row: Row, _ tx: Transaction) throws {
        let (from, until): (Instant?, Instant?) = (try row["from_at"], try row["until_at"])
        let (by, at): (ID<Officer>?, Instant?) = (try row["decided_by"], try row["decided_at"])
        let roles: String = try row["roles"]
        self.init(
            id: try row["id"],
            value: OfficerRequest(
                kind: try row["kind"], officer: try row["officer_id"], proposedBy: try row["proposed_by"],
                state: try row["state"], isStopped: try tx.officers.isSuspended(row["proposed_by"])),
            name: try row["name"], signIn: try row["sign_in"], roles: [Role](written: roles), post: try LocalPost(row),
            heldFor: try row["held_for"], days: from.flatMap { from in until.map { (from: from, until: $0) } },
            reason: try row["reason"], proposedAt: try row["proposed_at"],
            decided: by.flatMap { by in at.map { (by: by, at: $0) } })
    }
}

extension LocalPost {
    /// From the columns `region` and `place`; nil where they are empty.
    init?(_ row: Row) throws {
        let (code, office): (String?, String?) = (try row["region"], try row["place"])
        guard let province = code.flatMap(Province.init(code:)), let office else { return nil }
        self.init(province: province, office: office)
    }
}

extension OfficerRequest.Kind: SQLConvertible {}
extension OfficerRequest.State: SQLConvertible {}

extension [Role] {
    /// Slugs separated by commas, as stored and recorded.
    var written: String { map(\.rawValue).joined(separator: ",") }

    init(written: String) { self = written.split(separator: ",").map { Role(rawValue: String($0)) } }
}
