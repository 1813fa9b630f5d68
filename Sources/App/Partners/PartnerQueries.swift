import Foundation
import Programme
import Storage

extension Transaction {
    var partners: PartnerQueries { PartnerQueries(tx: self) }
}

/// Partners' access to the API and stored responses; with its extensions the only writer of the partners' tables.
struct PartnerQueries {
    let tx: Transaction

    func find(_ id: ID<Partner>) throws -> Partner? {
        try tx.row("SELECT \(Self.columns) FROM partner WHERE id = \(id)").map(Partner.init)
    }

    /// A partner and the keys it may sign with now, the newest first; nil for an unknown client code. A suspended partner
    /// may call, because what was paid for goes on; the rules of a sale refuse new purchases.
    func signing(clientCode: String, at now: Instant, vault: Vault) throws -> (partner: Partner, keys: [SigningKey])? {
        let row = try tx.row("SELECT \(Self.columns) FROM partner WHERE client_code = \(clientCode)")
        guard let partner = try row.map(Partner.init) else { return nil }
        return (partner, try validKeys(of: partner.id, at: now, vault: vault))
    }

    /// Those that may sell, by name, so that no partner is favoured for its size.
    func active(_ kind: Partner.Kind) throws -> [Partner] {
        try tx.rows(
            """
            SELECT \(Self.columns)
            FROM partner
            WHERE kind = \(kind) AND id IN (SELECT id FROM partner_record WHERE state = 'active')
            ORDER BY name, id
            """
        ).map(Partner.init)
    }

    /// In any state, by name.
    func all() throws -> [Partner] {
        try tx.rows("SELECT \(Self.columns) FROM partner ORDER BY name, id").map(Partner.init)
    }

    func find(clientCode: String) throws -> Partner? {
        try tx.row("SELECT \(Self.columns) FROM partner WHERE client_code = \(clientCode)").map(Partner.init)
    }

    /// Registers an active partner with the key it already has, and opens its ledger account: for a demo.
    func register(_ partner: Partner, signKey: String, at moment: Moment, ids: IDSource, vault: Vault) throws {
        let record = PartnerRecord(
            id: partner.id, kind: partner.kind == .platform ? .platform : .institution, name: partner.name,
            website: nil, state: .active, stateReason: nil, stateAt: moment.real, recordedAt: moment.programme)
        try add(record, by: nil)
        try add(partner, at: moment, ids: ids)
        try addKey(
            ids.next(), SigningKey.Secret(text: signKey, shownAt: moment.real), of: partner.id, by: nil,
            at: moment.real, vault: vault)
        try tx.records.bind(.partners, partner.id, at: moment.real, ids: ids)
        let event = AuditEvent(
            "partner.registered", subject: "partner:\(partner.id)", detail: ["client_code": partner.clientCode])
        try tx.audit.record(event, by: .system, at: moment, ids: ids)
    }

    /// Gives a recorded partner access to the API, and opens its ledger account. Throws
    /// `PartnerRecordRefusal.clientCodeTaken`.
    func add(_ partner: Partner, at moment: Moment, ids: IDSource) throws {
        let added = try tx.run(
            """
            INSERT INTO partner (id, kind, name, client_code, redirect_uri, fee_basis_points, site, sign_in_uris,
                registered_at)
            VALUES (\(partner.id), \(partner.kind), \(partner.name), \(partner.clientCode), \(partner.redirectURI),
                \(partner.feeBasisPoints), \(partner.site), \(Self.lines(partner.signInAddresses)),
                \(moment.programme))
            ON CONFLICT (client_code) DO NOTHING
            """)
        guard added == 1 else { throw PartnerRecordRefusal.clientCodeTaken(partner.clientCode) }
        try tx.ledger.open(.partnerPayable(partner.id), ids: ids)
    }

    /// Sets the addresses that an institution's participants may return to, one a line, and the page where they enter
    /// redeem codes.
    func setAddresses(redirect: String?, site: String?, of partner: ID<Partner>) throws {
        try tx.run(
            """
            UPDATE partner
            SET redirect_uri = \(redirect), site = \(site)
            WHERE id = \(partner) AND kind = 'institution'
            """)
    }

    /// Sets the addresses that people return to who sign in with Prakerja.
    func setSignInAddresses(_ addresses: [String], of partner: ID<Partner>) throws {
        try tx.run("UPDATE partner SET sign_in_uris = \(Self.lines(addresses)) WHERE id = \(partner)")
    }

    /// One a line; nil for none.
    private static func lines(_ addresses: [String]) -> String? {
        addresses.isEmpty ? nil : addresses.joined(separator: "\n")
    }

    // MARK: - Unknown card numbers

    /// Counts an unknown number for the current hour of the account that tried it and of its platform.
    ///
    /// - Returns: how many the platform has tried in this hour.
    func countUnknownNumber(of user: Data, at partner: ID<Partner>, now: Instant) throws -> Int {
        try tx.run(
            """
            INSERT INTO unknown_number_user (partner_id, hour, lookup, tried)
            VALUES (\(partner), \(Self.hour(now)), \(user), 1)
            ON CONFLICT (partner_id, hour, lookup) DO UPDATE
            SET tried = unknown_number_user.tried + 1
            """)
        return try tx.row(
            """
            INSERT INTO unknown_number_count (partner_id, hour, tried)
            VALUES (\(partner), \(Self.hour(now)), 1)
            ON CONFLICT (partner_id, hour) DO UPDATE
            SET tried = unknown_number_count.tried + 1
            RETURNING tried
            """)?["tried"] ?? 0
    }

    /// How many this account of the platform has tried in this hour.
    func unknownNumbers(of user: Data, at partner: ID<Partner>, now: Instant) throws -> Int {
        try tx.row(
            """
            SELECT tried
            FROM unknown_number_user
            WHERE partner_id = \(partner) AND hour = \(Self.hour(now)) AND lookup = \(user)
            """)?["tried"] ?? 0
    }

    /// Platforms that tried at least `least` within one hour since `from`, with the highest hourly number.
    func manyUnknownNumbers(from: Instant, least: Int) throws -> [(name: String, id: ID<Partner>, tried: Int)] {
        try tx.rows(
            """
            SELECT partner.id, partner.name, MAX(unknown_number_count.tried) AS tried
            FROM unknown_number_count
            JOIN partner ON partner.id = unknown_number_count.partner_id
            WHERE unknown_number_count.hour >= \(Self.hour(from)) AND unknown_number_count.tried >= \(least)
            GROUP BY partner.id, partner.name
            ORDER BY partner.name, partner.id
            """
        ).map { (try $0["name"], try $0["id"], try $0["tried"]) }
    }

    /// Deletes counts of hours before `instant`.
    func prune(before instant: Instant) throws {
        try tx.run("DELETE FROM unknown_number_user WHERE hour < \(Self.hour(instant))")
        try tx.run("DELETE FROM unknown_number_count WHERE hour < \(Self.hour(instant))")
    }

    private static func hour(_ now: Instant) -> Int64 { now.milliseconds / 3_600_000 }

    // MARK: - Stored responses

    func answer(to key: String, of partner: ID<Partner>) throws -> StoredAnswer? {
        try tx.row(
            """
            SELECT content, status, body
            FROM partner_answer
            WHERE partner_id = \(partner) AND key = \(key)
            """
        ).map(StoredAnswer.init)
    }

    /// False when another process has answered the same request meanwhile.
    func keep(_ answer: StoredAnswer, to key: String, of partner: ID<Partner>, at now: Instant) throws -> Bool {
        try tx.run(
            """
            INSERT INTO partner_answer (partner_id, key, content, status, body, at)
            VALUES (\(partner), \(key), \(answer.content), \(answer.status), \(answer.body), \(now))
            ON CONFLICT (partner_id, key) DO NOTHING
            """) == 1
    }

    /// How long an answer is given again under its `Idempotency-Key`. A request repeated later is judged like a new one:
    /// a completion is in the books by then, and is refused as reported.
    static let answersKept = Span.days(90)

    /// Deletes answers given before `instant`.
    func pruneAnswers(before instant: Instant) throws {
        try tx.run("DELETE FROM partner_answer WHERE at < \(instant)")
    }

    private static let columns: SQL = "id, kind, name, client_code, redirect_uri, fee_basis_points, site, sign_in_uris"
}

/// A response to a partner, with the hash of its request.
struct StoredAnswer: Sendable {
    let content: Data
    let status: Int
    let body: String

    init(content: Data, status: Int, body: String) {
        self.content = content
        self.status = status
        self.body = body
    }

    fileprivate init(_ row: Row) throws {
        content = try row["content"]
        status = try row["status"]
        body = try row["body"]
    }
}

extension Partner.Kind: SQLConvertible {}

extension Partner {
    fileprivate init(_ row: Row) throws {
        let signIn: String? = try row["sign_in_uris"]
        try self.init(
            id: row["id"], kind: row["kind"], name: row["name"], clientCode: row["client_code"],
            redirectURI: row["redirect_uri"], feeBasisPoints: row["fee_basis_points"], site: row["site"],
            signInAddresses: signIn.map { $0.split(separator: "\n").map(String.init) } ?? [])
    }
}
