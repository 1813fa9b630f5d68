import Foundation
import Programme
import Storage

extension Transaction {
    var exports: ExportQueries { ExportQueries(tx: self) }
}

/// Requests for exports, their files and downloads. The only writer of `export_request`, `export_piece`,
/// `export_people` and `export_download`.
struct ExportQueries {
    let tx: Transaction

    // MARK: - Requests

    /// Stores a request; one that needs no second officer is approved at once.
    func ask(_ request: ExportRequest, at now: Instant) throws {
        try tx.run(
            """
            INSERT INTO export_request (id, kind, part, purpose, personal, state, asked_by, asked_duty, asked_at)
            VALUES (\(request.id), \(request.kind.rawValue), \(request.part), \(request.purpose),
                \(request.kind.isPersonal), \(request.state.rawValue), \(request.author.officer),
                \(request.author.duty), \(now))
            """)
    }

    func find(_ id: ID<ExportRequest>) throws -> StoredExport? {
        try list("export_request.id = \(id)", limit: 1).first
    }

    /// Newest first.
    func latest(before: ID<ExportRequest>?, limit: Int) throws -> [StoredExport] {
        try list("CAST(\(before) AS BIGINT) IS NULL OR export_request.id < \(before)", limit: limit)
    }

    /// Requests that this officer may decide.
    func waiting(for officer: Signatory) throws -> Int {
        try tx.row(
            """
            SELECT COUNT(*) AS waiting
            FROM export_request
            WHERE \(awaits(officer))
            """)?["waiting"] ?? 0
    }

    /// The first of those, the oldest first.
    func firstWaiting(for officer: Signatory, limit: Int) throws -> [ID<ExportRequest>] {
        try tx.rows("SELECT id FROM export_request WHERE \(awaits(officer)) ORDER BY id LIMIT \(limit)")
            .map { try $0["id"] }
    }

    private func awaits(_ officer: Signatory) -> SQL {
        """
        state = 'asked' AND asked_duty <> \(officer.duty)
                AND \(tx.officers.isAnother("asked_by", than: officer.officer))
        """
    }

    /// False when it was decided before.
    func decide(
        _ id: ID<ExportRequest>, as state: ExportRequest.State, by officer: Signatory, because reason: String?,
        at now: Instant
    ) throws -> Bool {
        try tx.run(
            """
            UPDATE export_request
            SET state = \(state.rawValue), decided_by = \(officer.officer), decided_duty = \(officer.duty),
                decided_at = \(now), decision = \(reason)
            WHERE id = \(id) AND state = 'asked'
            """) == 1
    }

    private func list(_ condition: SQL, limit: Int) throws -> [StoredExport] {
        try tx.rows(
            """
            SELECT export_request.id, kind, part, purpose, state, asked_by, asked_duty, asked_at, decided_at, decision,
                lines, bytes, digest, made_at, expires_at, trouble, author.name AS author, decider.name AS decider
            FROM export_request
            JOIN officer AS author ON author.id = export_request.asked_by
            LEFT JOIN officer AS decider ON decider.id = export_request.decided_by
            WHERE \(condition)
            ORDER BY export_request.id DESC
            LIMIT \(limit)
            """
        ).map { try StoredExport($0, tx) }
    }

    // MARK: - Files

    /// Begins the file again: an earlier attempt may have been interrupted.
    func clear(_ id: ID<ExportRequest>) throws {
        try tx.run("DELETE FROM export_piece WHERE export_id = \(id)")
        try tx.run("DELETE FROM export_people WHERE export_id = \(id)")
    }

    /// False when the request is not approved any more.
    func finish(_ id: ID<ExportRequest>, _ file: ExportFile, at now: Instant) throws -> Bool {
        try tx.run(
            """
            UPDATE export_request
            SET state = 'made', lines = \(file.lines), bytes = \(file.bytes), digest = \(file.digest), made_at = \(now),
                expires_at = \(now + ExportRequest.lifetime), trouble = \(file.trouble)
            WHERE id = \(id) AND state = 'approved'
            """) == 1
    }

    /// Deletes what was written of the file.
    func fail(_ id: ID<ExportRequest>, because trouble: String) throws {
        try clear(id)
        try tx.run(
            "UPDATE export_request SET state = 'failed', trouble = \(trouble) WHERE id = \(id) AND state = 'approved'")
    }

    func expired(at now: Instant, limit: Int) throws -> [ID<ExportRequest>] {
        try tx.rows(
            """
            SELECT id
            FROM export_request
            WHERE state = 'made' AND expires_at <= \(now)
            ORDER BY id
            LIMIT \(limit)
            """
        ).map { try $0["id"] }
    }

    /// Deletes the file; the request stays.
    func expire(_ id: ID<ExportRequest>) throws -> Bool {
        try clear(id)
        return try tx.run("UPDATE export_request SET state = 'expired' WHERE id = \(id) AND state = 'made'") == 1
    }

    // MARK: - Downloads

    func download(
        _ id: ID<ExportRequest>, by officer: ID<Officer>, from address: String, at now: Instant, ids: IDSource
    ) throws {
        let download: ID<ExportRequest> = ids.next()
        try tx.run(
            """
            INSERT INTO export_download (id, export_id, officer_id, at, address)
            VALUES (\(download), \(id), \(officer), \(now), \(address))
            """)
    }

    /// Newest first.
    func downloads(of id: ID<ExportRequest>, limit: Int) throws -> [(
        officer: ID<Officer>, at: Instant, address: String
    )] {
        try tx.rows(
            """
            SELECT officer_id, at, address
            FROM export_download
            WHERE export_id = \(id)
            ORDER BY id DESC
            LIMIT \(limit)
            """
        ).map { try ($0["officer_id"], $0["at"], $0["address"]) }
    }
}

/// A finished file.
struct ExportFile: Sendable {
    let lines: Int
    let bytes: Int
    let digest: Data
    /// Rows in which words stand in the place of a text that cannot be read.
    var unreadable = 0

    /// As it is stored; nil when every row is whole.
    fileprivate var trouble: String? { unreadable == 0 ? nil : "\(unreadable) \(Self.lacking)" }

    fileprivate static func unreadable(_ trouble: String?) -> Int {
        guard let trouble, trouble.hasSuffix(lacking) else { return 0 }
        return Int(String(trouble.prefix { $0.isNumber }), in: 1...ExportRequest.mostRows) ?? 0
    }

    private static let lacking = "rows have a text that cannot be read"
}

struct StoredExport: Sendable {
    let request: ExportRequest
    let author: String
    let askedAt: Instant
    let decider: String?
    let decidedAt: Instant?
    let decision: String?
    /// Nil until it is made.
    let file: ExportFile?
    let madeAt: Instant?
    let expiresAt: Instant?
    let trouble: String?

    fileprivate init(_ row: Row, _ tx: Transaction) throws {
        let (kind, state): (String, String) = try (row["kind"], row["state"])
        guard let kind = ExportKind(rawValue: kind), let state = ExportRequest.State(rawValue: state) else {
            throw StorageFault.unreadable("an export is of a kind and in a state that this version knows")
        }
        request = try ExportRequest(
            id: row["id"], kind: kind, part: row["part"], purpose: row["purpose"],
            author: tx.officers.author(row["asked_by"], as: row["asked_duty"]), state: state)
        author = (try row["author"] as String).isolated
        askedAt = try row["asked_at"]
        decider = (try row["decider"] as String?)?.isolated
        decidedAt = try row["decided_at"]
        decision = try row["decision"]
        let (digest, trouble): (Data?, String?) = try (row["digest"], row["trouble"])
        file = try digest.map {
            try ExportFile(
                lines: row["lines"], bytes: row["bytes"], digest: $0, unreadable: ExportFile.unreadable(trouble))
        }
        madeAt = try row["made_at"]
        expiresAt = try row["expires_at"]
        self.trouble = trouble
    }

    init(sample request: ExportRequest, author: String, askedAt: Instant, file: ExportFile?, expiresAt: Instant?) {
        (self.request, self.author, self.askedAt) = (request, author, askedAt)
        (self.file, self.expiresAt, madeAt) = (file, expiresAt, askedAt)
        (decider, decidedAt, decision, trouble) = (nil, nil, nil, nil)
    }
}
