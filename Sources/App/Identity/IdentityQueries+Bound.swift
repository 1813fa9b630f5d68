import Programme
import Storage

extension BoundKind {
    /// Which claims the registry has confirmed, and which ones the office has refused.
    static let identities = BoundKind(
        "identity", title: "claim of a NIK", covers: "person, NIK, the registry's answer and the office's refusal",
        due: "SELECT id FROM identity_claim WHERE state = 'verified'"
    ) { ids in
        [
            """
            SELECT id, person_id, nik_lookup, CASE WHEN state = 'verified' THEN 'yes' ELSE 'no' END AS confirmed,
                refused_at
            FROM identity_claim
            WHERE id IN (\(list: ids))
            """
        ]
    }

    /// What else of a claim the rules decide by: who is old enough, and who shares a family card. Bound beside
    /// `identities`, whose digests from before keep their form.
    static let identityData = BoundKind(
        "identity-data", title: "data of a claim of a NIK", covers: "NIK, date of birth, family card and household",
        due: "SELECT id FROM identity_claim WHERE state = 'verified'"
    ) { ids in
        [
            """
            SELECT id, birth_date, household, nik, family_card
            FROM identity_claim
            WHERE id IN (\(list: ids))
            """
        ]
    }
}

extension BoundKind {
    /// Where a claim stands, from the registry's first answer on. A claim without a digest waits for that.
    static let identityStates = BoundKind(
        "identity-state", title: "state of a claim of a NIK",
        covers: "whether it waits, is confirmed, denied, contested or replaced",
        due: "SELECT id FROM identity_claim WHERE state <> 'waiting'"
    ) { ids in
        ["SELECT id, state FROM identity_claim WHERE id IN (\(list: ids))"]
    }
}

extension BoundKind {
    /// Whose a claim is that no act has bound since claims are bound from their first entry on. No act adds one.
    static let claimsBefore = BoundKind(
        "claim-before", title: "claim of a NIK from before entries were bound", covers: "person",
        due: """
            SELECT id
            FROM identity_claim
            WHERE NOT EXISTS (
                SELECT 1
                FROM bound_record
                WHERE bound_record.kind = \(identities.name) AND bound_record.row_id = identity_claim.id
            )
            """
    ) { ids in
        ["SELECT id, person_id, attempt FROM identity_claim WHERE id IN (\(list: ids))"]
    }
}

/// What the digests of claims do not show: how many claims hold a NIK, which decides whether it may be claimed again.
extension IdentityQueries {
    /// Claims whose NIK is opened in one read.
    private static let compared = 2_000

    /// One sentence in English for each, at most `limit` of each kind.
    func discrepancies(limit: Int, vault: Vault) throws -> [String] {
        try miscounted(limit) + misfiled(limit, vault)
    }

    /// A claim is found by the keyed hash of the NIK that it has sealed, by its person's number when they type it again
    /// and by officers.
    private func misfiled(_ limit: Int, _ vault: Vault) throws -> [String] {
        var (findings, after): ([String], ID<StoredClaim>) = ([], ID(Int64.min))
        while findings.count < limit {
            let claims = try tx.rows(
                """
                SELECT \(StoredClaim.columns)
                FROM identity_claim
                WHERE id > \(after)
                ORDER BY id
                LIMIT \(Self.compared)
                """
            ).map(StoredClaim.init)
            for claim in claims where !claim.isFiledByItsNIK(vault) && !claim.isForgotten(vault) {
                findings.append("claim of a NIK \(claim.id) is not found by its NIK, or has another one")
            }
            guard claims.count == Self.compared, let last = claims.last else { break }
            after = last.id
        }
        return Array(findings.prefix(limit))
    }

    private func miscounted(_ limit: Int) throws -> [String] {
        let miscounted = try tx.rows(
            """
            SELECT MIN(identity_claim.id) AS id
            FROM verified_nik
            LEFT JOIN identity_claim ON identity_claim.nik_lookup = verified_nik.lookup
            GROUP BY verified_nik.lookup, verified_nik.holders
            HAVING verified_nik.holders <> COALESCE(
                SUM(CASE WHEN identity_claim.counted = \(true) THEN 1 ELSE 0 END), 0)
            ORDER BY 1
            LIMIT \(limit)
            """
        ).map { row in
            let id: ID<StoredClaim>? = try row["id"]
            let claim = id.map { "of claim \($0)" } ?? "that nobody claims"
            return "the number of holders of the NIK \(claim) is not the count of its claims"
        }
        let uncounted = try tx.rows(
            """
            SELECT identity_claim.id
            FROM identity_claim
            LEFT JOIN verified_nik ON verified_nik.lookup = identity_claim.nik_lookup
            WHERE identity_claim.counted = \(true) AND verified_nik.lookup IS NULL
            ORDER BY identity_claim.id
            LIMIT \(limit)
            """
        ).map { row in
            let id: ID<StoredClaim> = try row["id"]
            return "claim of a NIK \(id) counts as holding its NIK, and the NIK has no holders"
        }
        return miscounted + uncounted
    }
}
