import Foundation
import Programme
import Storage

extension Transaction {
    var identity: IdentityQueries { IdentityQueries(tx: self) }
}

/// The identity data people enter, and the registry's answers to it: with its extensions the only writer of
/// `identity_claim` and `verified_nik`.
struct IdentityQueries {
    let tx: Transaction

    /// How many different NIKs one person may try. The same one typed again does not count.
    static let mostAttempts = 3
    /// How often the registry is asked about one NIK, including corrections of the name.
    static let mostChecks = 8

    /// The claim in force; nil when none was made.
    func claim(of person: ID<Account>) throws -> StoredClaim? {
        try tx.row(
            """
            SELECT \(StoredClaim.columns)
            FROM identity_claim
            WHERE person_id = \(person) AND state <> 'replaced'
            """
        ).map(StoredClaim.init)
    }

    func claim(_ id: ID<StoredClaim>) throws -> StoredClaim? {
        try tx.row("SELECT \(StoredClaim.columns) FROM identity_claim WHERE id = \(id)").map(StoredClaim.init)
    }

    /// The question to the registry. The name is the one on the person's form at this moment, in plain letters.
    func question(_ claim: StoredClaim, vault: Vault) throws -> IdentityClaim? {
        guard let name = try tx.accounts.name(of: claim.person, vault: vault) else { return nil }
        return IdentityClaim(
            nik: try claim.openNIK(vault), birthDate: claim.birthDate,
            familyCard: try claim.openFamilyCard(vault), name: PersonName(name)?.plain ?? name)
    }

    /// Marks check number `check` answered. False when a newer check was begun or the claim has been settled.
    func markAnswered(_ id: ID<StoredClaim>, check: Int, at now: Instant) throws -> Bool {
        try tx.run(
            """
            UPDATE identity_claim
            SET answered_at = \(now)
            WHERE id = \(id) AND checks = \(check) AND state IN ('waiting', 'not-found')
            """) == 1
    }

    /// Counts one more check of a claim, which waits for its answer from now on. False when there were too many.
    func beginCheck(_ id: ID<StoredClaim>, at now: Instant) throws -> Bool {
        try tx.run(
            """
            UPDATE identity_claim
            SET state = 'waiting', differing = '', checks = checks + 1, waiting_since = \(now), answered_at = NULL
            WHERE id = \(id) AND checks < \(Self.mostChecks)
            """) == 1
    }

    /// The identity the registry has confirmed; nil for all others, including contested claims.
    func verified(of person: ID<Account>, vault: Vault) throws -> VerifiedIdentity? {
        guard let claim = try claim(of: person), claim.state == .verified else { return nil }
        return try tx.accounts.name(of: person, vault: vault).map {
            VerifiedIdentity(name: $0, nikSealed: claim.nikSealed, nikLookup: claim.nikLookup, claim: claim.id)
        }
    }

    /// People whose claims hold this NIK or wait for it.
    func people(with nikLookup: Data) throws -> [ID<Account>] {
        try tx.rows(
            """
            SELECT person_id
            FROM identity_claim
            WHERE nik_lookup = \(nikLookup) AND state IN ('verified', 'contested')
            ORDER BY person_id
            """
        ).map { try $0["person_id"] }
    }

    /// People whose claims in force have this NIK, in the order of their accounts.
    func claimants(of nikLookup: Data, limit: Int) throws -> [ID<Account>] {
        try tx.rows(
            """
            SELECT person_id
            FROM identity_claim
            WHERE nik_lookup = \(nikLookup) AND state <> 'replaced'
            ORDER BY person_id
            LIMIT \(limit)
            """
        ).map { try $0["person_id"] }
    }

    /// The person whose verified claim holds this NIK; nil while no claim does. There is at most one.
    func verifiedHolder(of nikLookup: Data) throws -> ID<Account>? {
        try tx.row("SELECT person_id FROM identity_claim WHERE nik_lookup = \(nikLookup) AND state = 'verified'")?[
            "person_id"]
    }

    /// Throws `ApplicationRefusal.underReview` while the office decides whose NIK it is, because nothing of the claim
    /// may change then.
    func requireNoDispute(of person: ID<Account>) throws {
        guard try !tx.disputes.isRunning(for: person) else { throw ApplicationRefusal.underReview }
    }

    func set(_ id: ID<StoredClaim>, to state: StoredClaim.State, differing: String = "") throws {
        try tx.run("UPDATE identity_claim SET state = \(state), differing = \(differing) WHERE id = \(id)")
    }
}

/// A person's identity as the registry has confirmed it. The NIK stays encrypted; `openNIK` is for callers that must
/// send it on.
struct VerifiedIdentity: Sendable {
    let name: String
    let nikSealed: Data
    let nikLookup: Data
    fileprivate let claim: ID<StoredClaim>

    func openNIK(_ vault: Vault) throws -> NIK {
        try NIK(vault.openText(nikSealed, table: "identity_claim", column: "nik", row: claim.rawValue))
    }
}
