import Foundation
import Programme
import Storage

extension Transaction {
    var consents: ConsentQueries { ConsentQueries(tx: self) }
}

extension SiteConsent.Ending: SQLConvertible {}

/// Consents, sign-ins by them and their tokens; with its extensions the only writer of these tables.
struct ConsentQueries {
    let tx: Transaction

    func find(_ id: ID<SiteConsent>) throws -> SiteConsent? {
        try tx.row("SELECT \(Self.columns) FROM site_consent WHERE id = \(id)").map(SiteConsent.init)
    }

    func running(of person: ID<Account>, at partner: ID<Partner>) throws -> SiteConsent? {
        try tx.row(
            """
            SELECT \(Self.columns)
            FROM site_consent
            WHERE person_id = \(person) AND partner_id = \(partner) AND ended_at IS NULL
            """
        ).map(SiteConsent.init)
    }

    /// The person's consents with their last use: running ones first, then the newest.
    func all(of person: ID<Account>, limit: Int) throws -> [(consent: SiteConsent, lastRead: Instant?)] {
        try tx.rows(
            """
            SELECT \(Self.columns), last_read_at
            FROM site_consent
            WHERE person_id = \(person)
            ORDER BY CASE WHEN ended_at IS NULL THEN 0 ELSE 1 END, id DESC
            LIMIT \(limit)
            """
        ).map { row in (try SiteConsent(row), try row["last_read_at"]) }
    }

    /// How many people let the partner read something. A consent from before it came into force does not count.
    func count(of partner: PartnerRecord) throws -> Int {
        guard partner.state == .active else { return 0 }
        return try tx.row(
            """
            SELECT COUNT(*) AS people
            FROM site_consent
            WHERE partner_id = \(partner.id) AND ended_at IS NULL AND given_at >= \(partner.stateAt)
            """)?["people"] ?? 0
    }

    /// False where another consent of the person for the partner is running. The caller binds it.
    func give(_ consent: SiteConsent) throws -> Bool {
        try tx.run(
            """
            INSERT INTO site_consent (id, person_id, partner_id, scopes, given_at)
            VALUES (\(consent.id), \(consent.person), \(consent.partner), \(SignInScope.written(consent.scopes)),
                \(consent.givenAt))
            ON CONFLICT (person_id, partner_id) WHERE ended_at IS NULL DO NOTHING
            """) == 1
    }

    /// False where it has ended before. The caller binds it.
    func end(_ id: ID<SiteConsent>, because why: SiteConsent.Ending, at now: Instant) throws -> Bool {
        // The clock of another server may have been ahead when the consent was given.
        try tx.run(
            """
            UPDATE site_consent
            SET ended_at = CASE WHEN given_at > \(now) THEN given_at ELSE \(now) END, ending = \(why)
            WHERE id = \(id) AND ended_at IS NULL
            """) == 1
    }

    func running(of person: ID<Account>) throws -> [ID<SiteConsent>] {
        try tx.rows("SELECT id FROM site_consent WHERE person_id = \(person) AND ended_at IS NULL ORDER BY id")
            .map { try $0["id"] }
    }

    /// Records that the partner has read by it.
    func read(_ id: ID<SiteConsent>, at now: Instant) throws {
        try tx.run("UPDATE site_consent SET last_read_at = \(now) WHERE id = \(id)")
    }

    private static let columns: SQL = "id, person_id, partner_id, scopes, given_at, ended_at, ending"
}

extension SiteConsent {
    fileprivate init(_ row: Row) throws {
        let (endedAt, ending): (Instant?, Ending?) = try (row["ended_at"], row["ending"])
        let end = endedAt.flatMap { at in ending.map { End(at: at, why: $0) } }
        try self.init(
            id: row["id"], person: row["person_id"], partner: row["partner_id"],
            scopes: SignInScope.read(row["scopes"]), givenAt: row["given_at"], ended: end)
    }
}
