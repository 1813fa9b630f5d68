import Foundation
import Programme
import Storage

extension Transaction {
    var identity: IdentityQueries { IdentityQueries(tx: self) }
}

/// What people say their identity card says, and what the registry says of it: the only writer of `identity_claim` and
/// `verified_nik`.
struct IdentityQueries {
    let tx: Transaction

    /// How many different NIKs one person may try.
    static let mostAttempts = 3
    /// How often the registry is asked about one NIK, corrections of the name included.
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

    /// Takes a claim in, in place of the one before. The registry is asked once the name is known too.
    ///
    /// Throws `ApplicationRefusal.noMoreNIKs` after the third, `.underReview` while the office looks into this one.
    func save(
        _ nik: NIK, birthDate: CivilDate, familyCard: FamilyCard?, of person: ID<Account>, on platform: Platform
    ) throws {
        let present = try claim(of: person)
        if present?.state == .contested { throw ApplicationRefusal.underReview }
        let made: Int =
            try tx.row("SELECT COUNT(*) AS made FROM identity_claim WHERE person_id = \(person)")?["made"] ?? 0
        guard made < Self.mostAttempts else { throw ApplicationRefusal.noMoreNIKs }
        if let present {
            try uncount(present)
            try tx.run("UPDATE identity_claim SET state = 'replaced' WHERE id = \(present.id)")
        }

        let (id, now, vault): (ID<StoredClaim>, Instant, Vault) = (
            platform.ids.next(), platform.realNow(), platform.vault
        )
        let card = try familyCard.map {
            try vault.seal($0.digits, table: "identity_claim", column: "family_card", row: id.rawValue)
        }
        // Without a family card nobody shares the household: a person's own id stands for it.
        let household = familyCard?.digits ?? "person \(person)"
        try tx.run(
            """
            INSERT INTO identity_claim (id, person_id, attempt, nik, nik_lookup, family_card, household, birth_date,
                state, differing, counted, claimed_at, waiting_since, checks)
            VALUES (\(id), \(person), \(made + 1),
                \(try vault.seal(nik.digits, table: "identity_claim", column: "nik", row: id.rawValue)),
                \(vault.lookup(nik.digits, purpose: "nik")), \(card), \(vault.lookup(household, purpose: "household")),
                \(birthDate), 'waiting', '', \(false), \(now), \(now), 0)
            """)
        if let name = try tx.accounts.name(of: person) { try ask(id, name: name, on: platform) }
    }

    /// The name has been given or changed: the registry is asked about the claim anew.
    func nameChanged(of person: ID<Account>, on platform: Platform) throws {
        guard let claim = try claim(of: person) else { return }
        if claim.state == .contested { throw ApplicationRefusal.underReview }
        guard let name = try tx.accounts.name(of: person) else { return }
        try uncount(claim)
        try ask(claim.id, name: name, on: platform)
    }

    /// What is put to the registry. The name is the one on the person's form at this moment.
    func question(_ claim: StoredClaim, on platform: Platform) throws -> IdentityClaim? {
        guard let name = try tx.accounts.name(of: claim.person) else { return nil }
        return IdentityClaim(
            nik: try claim.openNIK(platform.vault), birthDate: claim.birthDate,
            familyCard: try claim.openFamilyCard(platform.vault), name: name)
    }

    /// Notes the registry's answer to check number `check`. An answer to an older question is dropped.
    func record(_ verdict: IdentityVerdict, claim id: ID<StoredClaim>, check: Int, on platform: Platform) throws {
        let state = StoredClaim.State(verdict)
        let differing = verdict.differing.map(\.rawValue).joined(separator: ",")
        let changed = try tx.run(
            """
            UPDATE identity_claim
            SET state = \(state), differing = \(differing), answered_at = \(platform.realNow())
            WHERE id = \(id) AND checks = \(check) AND state IN ('waiting', 'not-found')
            """)
        guard changed == 1, let claim = try claim(id) else { return }
        try tx.audit.record(
            AuditEvent("identity.answered", subject: "account:\(claim.person)", detail: ["state": state.rawValue]),
            by: .system, on: platform)
        if state == .verified { try count(claim, on: platform) }
    }

    /// Who the registry has confirmed somebody to be; nil for everybody else, the contested included.
    func verified(of person: ID<Account>) throws -> VerifiedIdentity? {
        guard let claim = try claim(of: person), claim.state == .verified else { return nil }
        return try tx.accounts.name(of: person).map {
            VerifiedIdentity(name: $0, nikSealed: claim.nikSealed, nikLookup: claim.nikLookup, claim: claim.id)
        }
    }

    /// People whose claims on this NIK were frozen or verified.
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

    private func ask(_ id: ID<StoredClaim>, name: String, on platform: Platform) throws {
        let changed = try tx.run(
            """
            UPDATE identity_claim
            SET state = 'waiting', differing = '', checks = checks + 1, waiting_since = \(platform.realNow()),
                answered_at = NULL
            WHERE id = \(id) AND checks < \(Self.mostChecks)
            """)
        guard changed == 1, let claim = try claim(id) else { throw ApplicationRefusal.noMoreCorrections }
        try tx.jobs.enqueue(CheckIdentity(claim: id, check: claim.checks), on: platform)
    }

    /// A claim that is made anew holds its NIK no more, until it is verified again.
    private func uncount(_ claim: StoredClaim) throws {
        let changed = try tx.run(
            "UPDATE identity_claim SET counted = \(false) WHERE id = \(claim.id) AND counted = \(true)")
        guard changed == 1 else { return }
        try tx.run("UPDATE verified_nik SET holders = holders - 1 WHERE lookup = \(claim.nikLookup)")
    }

    /// Two people with one verified NIK meet on its row, whichever commits first; then both are frozen.
    private func count(_ claim: StoredClaim, on platform: Platform) throws {
        guard
            try tx.run("UPDATE identity_claim SET counted = \(true) WHERE id = \(claim.id) AND counted = \(false)") == 1
        else { return }
        let row = try tx.row(
            """
            INSERT INTO verified_nik (lookup, holders)
            VALUES (\(claim.nikLookup), 1)
            ON CONFLICT (lookup) DO UPDATE SET holders = verified_nik.holders + 1
            RETURNING holders
            """)
        guard let holders: Int = try row?["holders"], holders > 1 else { return }
        try tx.run(
            """
            UPDATE identity_claim
            SET state = 'contested'
            WHERE nik_lookup = \(claim.nikLookup) AND state = 'verified'
            """)
        for person in try people(with: claim.nikLookup) {
            try tx.audit.record(
                AuditEvent("identity.contested", subject: "account:\(person)"), by: .system, on: platform)
        }
    }
}

/// A person as the registry has confirmed them. The NIK stays sealed; `openNIK` is for whoever must send it on.
struct VerifiedIdentity: Sendable {
    let name: String
    let nikSealed: Data
    let nikLookup: Data
    fileprivate let claim: ID<StoredClaim>

    func openNIK(_ vault: Vault) throws -> NIK {
        try NIK(vault.openText(nikSealed, table: "identity_claim", column: "nik", row: claim.rawValue))
    }
}
