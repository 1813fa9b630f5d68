import Foundation
import Programme
import Storage

extension Transaction {
    var officerIdentities: OfficerIdentityQueries { OfficerIdentityQueries(tx: self) }
}

/// Whether officers are the persons of the NIKs that they stated. The only writer of `officer_identity`. Real clock.
struct OfficerIdentityQueries {
    let tx: Transaction

    /// How often the registry is asked about one officer: a NIK must not be guessed by trying. After it only two
    /// administrators confirm.
    static let mostChecks = 8

    func find(_ officer: ID<Officer>) throws -> OfficerIdentity? {
        try tx.row("SELECT state, checks, asked_at FROM officer_identity WHERE officer_id = \(officer)").map {
            try OfficerIdentity(state: $0["state"], checks: $0["checks"], askedAt: $0["asked_at"])
        }
    }

    /// Counts one more check, which waits for its answer from now on.
    ///
    /// - Returns: its number.
    func ask(_ nik: NIK, of officer: ID<Officer>, at now: Instant, ids: IDSource, vault: Vault) throws -> Int {
        let sealed = try vault.seal(nik.digits, table: "officer_identity", column: "nik", row: officer.rawValue)
        try tx.run(
            """
            INSERT INTO officer_identity (officer_id, state, nik, checks, asked_at)
            VALUES (\(officer), 'asked', \(sealed), 1, \(now))
            ON CONFLICT (officer_id) DO UPDATE
            SET state = 'asked', nik = excluded.nik, checks = officer_identity.checks + 1,
                asked_at = excluded.asked_at, decided_at = NULL, confirmed_by = NULL
            """)
        try tx.records.bind(.officerIdentities, officer, at: now, ids: ids)
        guard let checks = try find(officer)?.checks else { throw Inconsistency("the identity was just asked about") }
        return checks
    }

    /// The question of check number `check`; nil when it was answered, or a later one was begun.
    func question(about officer: ID<Officer>, check: Int, at now: Instant, vault: Vault) throws -> IdentityClaim? {
        let row = try tx.row(
            """
            SELECT officer.name, officer_identity.nik
            FROM officer_identity
            JOIN officer ON officer.id = officer_identity.officer_id
            WHERE officer_identity.officer_id = \(officer) AND officer_identity.checks = \(check)
                AND officer_identity.state = 'asked' AND officer.suspended_at IS NULL
            """)
        guard let row, let sealed: Data = try row["nik"] else { return nil }
        // The registry compares the name: another one would confirm the officer as another person.
        guard try tx.records.isAsBound(.officers, officer, vault: vault) else { throw RecordRefusal.officerChanged }
        let nik = try NIK(vault.openText(sealed, table: "officer_identity", column: "nik", row: officer.rawValue))
        // The NIK names the day of a date that exists.
        guard let born = nik.birthDate(at: Zone.wib.date(of: now)) else { return nil }
        let name: String = try row["name"]
        return IdentityClaim(nik: nik, birthDate: born, name: PersonName(name)?.plain ?? name)
    }

    /// False when the check was answered before, or two administrators confirmed the officer meanwhile.
    func answer(
        _ state: OfficerIdentity.State, to check: Int, about officer: ID<Officer>, at now: Instant, ids: IDSource
    ) throws -> Bool {
        let answered = try tx.run(
            """
            UPDATE officer_identity
            SET state = \(state), nik = NULL, decided_at = \(now)
            WHERE officer_id = \(officer) AND checks = \(check) AND state = 'asked'
            """)
        guard answered == 1 else { return false }
        try tx.records.bind(.officerIdentities, officer, at: now, ids: ids)
        return true
    }

    /// Ends the check of an officer whose NIK another officer has stated: a late answer changes nothing any more.
    func endCheck(of officer: ID<Officer>, at now: Instant, ids: IDSource) throws {
        let ended = try tx.run(
            """
            UPDATE officer_identity
            SET state = 'unknown', nik = NULL, decided_at = \(now)
            WHERE officer_id = \(officer) AND state = 'asked'
            """)
        if ended == 1 { try tx.records.bind(.officerIdentities, officer, at: now, ids: ids) }
    }

    /// Confirms the officer without the registry.
    ///
    /// - Parameter second: the administrator who agreed; nil for the officers that a demo is made with.
    func confirm(_ officer: ID<Officer>, by second: ID<Officer>?, at now: Instant, ids: IDSource) throws {
        try tx.run(
            """
            INSERT INTO officer_identity (officer_id, state, checks, asked_at, decided_at, confirmed_by)
            VALUES (\(officer), 'confirmed', 0, \(now), \(now), \(second))
            ON CONFLICT (officer_id) DO UPDATE
            SET state = 'confirmed', nik = NULL, decided_at = excluded.decided_at,
                confirmed_by = excluded.confirmed_by
            """)
        try tx.records.bind(.officerIdentities, officer, at: now, ids: ids)
    }

    /// False for an officer whom SQL confirmed.
    func isAsLeft(_ officer: Officer, vault: Vault) throws -> Bool {
        try !officer.isConfirmed || tx.records.isAsBound(.officerIdentities, officer.id, vault: vault)
    }
}

/// What is known of an officer's NIK.
struct OfficerIdentity: Sendable, Equatable {
    enum State: String, Sendable {
        /// The registry has not answered yet.
        case asked
        case confirmed
        /// The registry has another name for the NIK.
        case differs
        /// The registry does not know the NIK, or its person died.
        case unknown

        /// Nil for an answer that leaves the name out. The birth date is not compared: it is the one in the NIK, and
        /// registers correct those.
        init?(_ answer: IdentityAnswer) {
            switch answer {
            case .notFound, .deceased: self = .unknown
            case .found(let compared):
                guard let isSame = compared[.name] else { return nil }
                self = isSame ? .confirmed : .differs
            }
        }
    }

    let state: State
    let checks: Int
    let askedAt: Instant
}

extension OfficerIdentity.State: SQLConvertible {}

extension BoundKind {
    /// Which officers were confirmed, and by whom: what they may do depends on it.
    static let officerIdentities = BoundKind(
        "officer-identity", title: "identity of officer", covers: "confirmed or not, by whom",
        due: "SELECT officer_id AS id FROM officer_identity WHERE state = 'confirmed'"
    ) { ids in
        [
            """
            SELECT officer_id AS id, CASE WHEN state = 'confirmed' THEN 'yes' ELSE 'no' END AS confirmed, checks,
                confirmed_by
            FROM officer_identity
            WHERE officer_id IN (\(list: ids))
            """
        ]
    }
}
