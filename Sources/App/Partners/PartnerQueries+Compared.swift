import Programme
import Storage

/// A partner as rows give it that were compared with the last act on it.
struct ComparedPartner: Sendable {
    let record: PartnerRecord
    /// Nil for one that does not call the API.
    let caller: Partner?
    fileprivate let owners: [PartnerOwner]
}

extension PartnerQueries {
    /// Those of the partners that are as their last act left them.
    func compared(_ partners: [ID<Partner>], vault: Vault) throws -> [ID<Partner>: ComparedPartner] {
        try tx.records.compared(.partners, partners, vault: vault).compactMapValues(ComparedPartner.init)
    }

    /// The owner that both have in common with a share that counts; nil where they have none.
    ///
    /// Their own owners are those that were compared. Those of a company between them are read as they are.
    func sharedOwner(of one: ComparedPartner, and other: ComparedPartner) throws -> String? {
        let compared = Dictionary([one, other].map { ($0.record.id, $0) }, uniquingKeysWith: { first, _ in first })
        return try ownership(insteadOf: compared.mapValues { (name: $0.record.name, owners: $0.owners) })
            .sharedOwner(of: one.record.id, and: other.record.id)
    }
}

extension ComparedPartner {
    /// By the places of the statements of `BoundKind.partners`. Nil without a record.
    fileprivate init?(_ rows: ComparedRows) throws {
        guard let row = rows[0].first else { return nil }
        // The rows come in the order in which they were recorded.
        let agreements = try rows[2].reversed().map { row in
            try PartnerRecord.Agreement(
                number: row["number"], from: row["from_day"], to: row["to_day"],
                feeBasisPoints: row["fee_basis_points"])
        }
        record = try PartnerRecord(
            id: row["id"], kind: row["kind"], name: row["name"], website: row["website"],
            contact: rows[5].first?["contact"], state: row["state"], stateReason: row["state_reason"],
            stateAt: row["state_at"], recordedAt: row["recorded_at"], agreements: agreements)
        let signIn: String? = try rows[6].first?["sign_in_uris"]
        caller = try rows[1].first.map { row in
            try Partner(
                id: row["id"], kind: row["kind"], name: row["name"], clientCode: row["client_code"],
                redirectURI: row["redirect_uri"], feeBasisPoints: row["fee_basis_points"], site: row["site"],
                signInAddresses: signIn.map { $0.split(separator: "\n").map(String.init) } ?? [])
        }
        owners = try rows[4].map { row in
            try PartnerOwner(
                key: row["owner_key"], name: row["name"], shareBasisPoints: row["share_basis_points"],
                source: row["source"])
        }
    }
}
