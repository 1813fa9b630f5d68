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
        ).map(PartnerOwner.init)
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

    /// The whole register of owners.
    ///
    /// - Parameter known: names and owners of partners that the caller has compared, instead of their rows.
    func ownership(
        insteadOf known: [ID<Partner>: (name: String, owners: [PartnerOwner])] = [:]
    ) throws -> Ownership {
        let partners = try tx.rows("SELECT id, name FROM partner_record ORDER BY id").map { row in
            let id: ID<Partner> = try row["id"]
            return (id: id, name: try known[id]?.name ?? row["name"] as String)
        }
        let shares = try tx.rows(
            """
            SELECT partner_id, owner_key, name, share_basis_points, source
            FROM partner_owner
            ORDER BY partner_id, owner_key
            """
        ).map { row in (partner: try row["partner_id"] as ID<Partner>, owner: try PartnerOwner(row)) }
        let others = shares.filter { known[$0.partner] == nil }
        let own = known.flatMap { partner, compared in compared.owners.map { (partner: partner, owner: $0) } }
        return Ownership(partners: partners, shares: others + own)
    }

    /// The partners that belong together with this one, and the owner they have in common.
    func related(to partner: ID<Partner>) throws -> [(partner: ID<Partner>, name: String, owner: String)] {
        let found = try ownership().related(to: partner)
        return try records().compactMap { record in found[record.id].map { (record.id, record.name, $0) } }
    }

    /// The owner that both have in common with a share that counts; nil where they have none.
    func sharedOwner(of one: ID<Partner>, and other: ID<Partner>) throws -> String? {
        try ownership().sharedOwner(of: one, and: other)
    }
}

extension PartnerOwner {
    fileprivate init(_ row: Row) throws {
        try self.init(
            key: row["owner_key"], name: row["name"], shareBasisPoints: row["share_basis_points"],
            source: row["source"])
    }
}
