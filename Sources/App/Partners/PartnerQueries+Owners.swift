import Programme
import Storage

extension PartnerQueries {
    /// By name.
    func owners(of partner: ID<Partner>) throws -> [PartnerOwner] {
        try tx.rows(
            """
            SELECT owner_key, name, share_basis_points, source
            FROM partner_owner
            WHERE partner_id = \(partner)
            ORDER BY name, owner_key
            """
        ).map { row in
            PartnerOwner(
                key: try row["owner_key"], name: try row["name"], shareBasisPoints: try row["share_basis_points"],
                source: try row["source"])
        }
    }

    /// False when this owner is recorded already.
    func add(_ owner: PartnerOwner, to partner: ID<Partner>, by officer: ID<Officer>?, at now: Instant) throws -> Bool {
        try tx.run(
            """
            INSERT INTO partner_owner (partner_id, owner_key, name, share_basis_points, source, recorded_by,
                recorded_at)
            VALUES (\(partner), \(owner.key), \(owner.name), \(owner.shareBasisPoints), \(owner.source), \(officer),
                \(now))
            ON CONFLICT (partner_id, owner_key) DO NOTHING
            """) == 1
    }

    /// False when it is no owner any more.
    func release(ownerKey: String, from partner: ID<Partner>) throws -> Bool {
        try tx.run("DELETE FROM partner_owner WHERE partner_id = \(partner) AND owner_key = \(ownerKey)") == 1
    }

    /// The partners that belong together with this one, and the owner they have in common.
    func related(to partner: ID<Partner>) throws -> [(partner: ID<Partner>, name: String, owner: String)] {
        try tx.rows(
            """
            SELECT partner_record.id, partner_record.name, MIN(one.name) AS owner
            FROM partner_owner AS one
            JOIN partner_owner AS other ON other.owner_key = one.owner_key AND other.partner_id <> one.partner_id
            JOIN partner_record ON partner_record.id = other.partner_id
            WHERE one.partner_id = \(partner) AND \(Self.counts("one")) AND \(Self.counts("other"))
            GROUP BY partner_record.id, partner_record.name
            ORDER BY partner_record.name, partner_record.id
            """
        ).map { (try $0["id"], try $0["name"], try $0["owner"]) }
    }

    /// The owner that both have in common with a share that counts; nil where they have none.
    func sharedOwner(of one: ID<Partner>, and other: ID<Partner>) throws -> String? {
        let row = try tx.row(
            """
            SELECT MIN(one.name) AS owner
            FROM partner_owner AS one
            JOIN partner_owner AS other ON other.owner_key = one.owner_key
            WHERE one.partner_id = \(one) AND other.partner_id = \(other) AND \(Self.counts("one"))
                AND \(Self.counts("other"))
            """)
        let owner: String? = try row.flatMap { try $0["owner"] }
        return owner
    }

    /// Whether a row of `partner_owner` under this alias is a share that counts: `PartnerOwner.counts`.
    static func counts(_ alias: SQL) -> SQL {
        "(\(alias).share_basis_points IS NULL OR \(alias).share_basis_points >= \(PartnerOwner.leastShare))"
    }
}
