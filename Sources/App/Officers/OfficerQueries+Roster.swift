import Foundation
import Programme
import Storage

/// What the office's page of officers lists, and what two administrators change.
extension OfficerQueries {
    /// Every officer: first officers who may sign in, then the others, each by name.
    func roster(at now: Instant) throws -> [RosterEntry] {
        let roles = try tx.rows(
            """
            SELECT officer_id, held_for, role, from_at, until_at
            FROM officer_role
            WHERE until_at IS NULL OR until_at > \(now)
            ORDER BY officer_id, from_at
            """
        ).map { row in try (officer: row["officer_id"] as ID<Officer>, held: HeldRole(row)) }
        let held = Dictionary(grouping: roles, by: { $0.officer })
        return try tx.rows(
            """
            SELECT officer.id, officer.name, officer.sign_in, officer.added_at, officer.suspended_at,
                officer_setup.expires_at, officer.password_hash, officer.region, officer.place,
                officer.emergency, officer.nik_lookup IS NOT NULL AS has_nik, officer_identity.state
            FROM officer
            LEFT JOIN officer_identity ON officer_identity.officer_id = officer.id
            LEFT JOIN officer_setup ON officer_setup.officer_id = officer.id
            ORDER BY officer.suspended_at IS NOT NULL, officer.name, officer.id
            """
        ).map { row in
            let id: ID<Officer> = try row["id"]
            return try RosterEntry(
                id: id, name: row["name"], signIn: row["sign_in"], addedAt: row["added_at"],
                suspendedAt: row["suspended_at"], linkUntil: row["expires_at"],
                isSetUp: row["password_hash"] as String != OfficerSetUp.noPassword,
                post: LocalPost(row), emergency: row["emergency"], roles: (held[id] ?? []).map { $0.held },
                hasNIK: row["has_nik"], identity: row["state"])
        }
    }

    /// Whether there are two confirmed officers of whom one may propose changes of officers and the other decide: from
    /// then on no officer who is not confirmed does either.
    func hasConfirmedAdministrators(at now: Instant, of table: OfficeRoles) throws -> Bool {
        let roles: [(officer: ID<Officer>, permissions: Set<Permission>)] = try tx.rows(
            """
            SELECT officer_role.officer_id, officer_role.role
            FROM officer_role
            JOIN officer ON officer.id = officer_role.officer_id
            JOIN officer_identity ON officer_identity.officer_id = officer.id
            WHERE officer_identity.state = 'confirmed' AND officer.suspended_at IS NULL
                AND officer.password_hash <> \(OfficerSetUp.noPassword) AND officer_role.from_at <= \(now)
                AND (officer_role.until_at IS NULL OR officer_role.until_at > \(now))
            """
        ).map { (try $0["officer_id"], table.permissions(of: try $0["role"])) }
        let proposing = Set(roles.filter { $0.permissions.contains(.manageOfficers) }.map(\.officer))
        let deciding = Set(roles.filter { $0.permissions.contains(.confirmOfficers) }.map(\.officer))
        return !proposing.isEmpty && !deciding.isEmpty && proposing.union(deciding).count > 1
    }

    func rosterEntry(_ id: ID<Officer>, at now: Instant) throws -> RosterEntry? {
        try roster(at: now).first { $0.id == id }
    }

    /// Where a local officer works; nil for the whole country.
    func setPost(_ post: LocalPost?, of officer: ID<Officer>) throws {
        try tx.run(
            "UPDATE officer SET region = \(post?.province.code), place = \(post?.office) WHERE id = \(officer)")
    }

    /// Province and office of a local officer; nil for an officer without one.
    func localPost(of officer: ID<Officer>) throws -> LocalPost? {
        try tx.row("SELECT region, place FROM officer WHERE id = \(officer)").flatMap { try LocalPost($0) }
    }

    /// The province for which a local officer works; nil for the whole country.
    func region(of officer: ID<Officer>) throws -> Province? {
        let code: String? = try tx.row("SELECT region FROM officer WHERE id = \(officer)")?["region"]
        return code.flatMap(Province.init(code:))
    }

    /// Roles held now or from a later day on, those as a deputy included.
    func rolesToCome(of officer: ID<Officer>, at now: Instant) throws -> [HeldRole] {
        try tx.rows(
            """
            SELECT held_for, role, from_at, until_at
            FROM officer_role
            WHERE officer_id = \(officer) AND (until_at IS NULL OR until_at > \(now))
            """
        ).map(HeldRole.init)
    }

    /// The officer holds these roles of an absent one from one day to another.
    func deputise(
        _ officer: ID<Officer>, for absent: ID<Officer>, in roles: [Role], from: Instant, until: Instant
    ) throws {
        for role in roles {
            try tx.run(
                """
                INSERT INTO officer_role (officer_id, held_for, role, from_at, until_at)
                VALUES (\(officer), \(absent), \(role), \(from), \(until))
                ON CONFLICT (officer_id, held_for, role, from_at) DO UPDATE
                SET until_at = excluded.until_at
                """)
        }
    }

    /// The officers that hold roles in place of this one, now or from a later day on.
    func deputies(of absent: ID<Officer>, at now: Instant) throws -> Set<ID<Officer>> {
        let rows = try tx.rows(
            """
            SELECT DISTINCT officer_id
            FROM officer_role
            WHERE held_for = \(absent) AND officer_id <> held_for AND until_at > \(now)
            """)
        return Set(try rows.map { try $0["officer_id"] as ID<Officer> })
    }

    /// Ends what other officers hold in place of this one, except for the roles `kept`.
    ///
    /// - Returns: the officers that held it.
    func endDeputies(
        of absent: ID<Officer>, keeping kept: [Role] = [], at now: Instant
    ) throws -> Set<ID<Officer>> {
        try endDeputyships("held_for = \(absent)", keeping: kept, at: now)
    }

    /// Ends what the officer holds in place of others. False when that is nothing.
    func endDeputyships(of officer: ID<Officer>, at now: Instant) throws -> Bool {
        try !endDeputyships("officer_id = \(officer)", keeping: [], at: now).isEmpty
    }

    private func endDeputyships(
        _ condition: SQL, keeping kept: [Role], at now: Instant
    ) throws -> Set<ID<Officer>> {
        var holders: Set<ID<Officer>> = []
        let rows = try tx.rows(
            """
            SELECT officer_id, held_for, role
            FROM officer_role
            WHERE \(condition) AND officer_id <> held_for AND until_at > \(now)
            """)
        for row in rows {
            let (holder, absent, role): (ID<Officer>, ID<Officer>, Role) = (
                try row["officer_id"], try row["held_for"], try row["role"]
            )
            guard !kept.contains(role) else { continue }
            holders.insert(holder)
            try tx.run(
                """
                DELETE FROM officer_role
                WHERE officer_id = \(holder) AND held_for = \(absent) AND role = \(role) AND from_at >= \(now)
                """)
            try tx.run(
                """
                UPDATE officer_role
                SET until_at = \(now)
                WHERE officer_id = \(holder) AND held_for = \(absent) AND role = \(role) AND until_at > \(now)
                """)
        }
        return holders
    }

    /// False when the officer is suspended already.
    func suspend(_ officer: ID<Officer>, at now: Instant) throws -> Bool {
        try tx.run("DELETE FROM officer_setup WHERE officer_id = \(officer)")
        return try tx.run(
            "UPDATE officer SET suspended_at = \(now) WHERE id = \(officer) AND suspended_at IS NULL") == 1
    }

    /// False when the officer is not suspended.
    func reinstate(_ officer: ID<Officer>) throws -> Bool {
        try tx.run(
            "UPDATE officer SET suspended_at = NULL WHERE id = \(officer) AND suspended_at IS NOT NULL") == 1
    }

    /// Neither the old password nor a recovery code opens the account any more.
    func resetCredentials(of officer: ID<Officer>) throws {
        try tx.run("UPDATE officer SET password_hash = \(OfficerSetUp.noPassword) WHERE id = \(officer)")
        try tx.run("DELETE FROM officer_recovery WHERE officer_id = \(officer)")
    }
}

struct HeldRole: Sendable {
    let role: Role
    /// The absent officer whose deputy this one is; the officer's own id otherwise.
    let heldFor: ID<Officer>
    let from: Instant
    let until: Instant?
}

extension HeldRole {
    fileprivate init(_ row: Row) throws {
        try self.init(role: row["role"], heldFor: row["held_for"], from: row["from_at"], until: row["until_at"])
    }
}

struct RosterEntry: Sendable {
    let id: ID<Officer>
    let name: String
    let signIn: String
    let addedAt: Instant
    let suspendedAt: Instant?
    /// Until when the set-up link is good; nil once it was used.
    let linkUntil: Instant?
    let isSetUp: Bool
    let post: LocalPost?
    /// Why the command line added the officer although there were administrators.
    let emergency: String?
    let roles: [HeldRole]
    /// Whether the officer stated their NIK, of which only a keyed hash is stored.
    var hasNIK = false
    /// What is known of that NIK; nil while the registry was not asked.
    var identity: OfficerIdentity.State?

    var ownRoles: [Role] { roles.filter { $0.heldFor == id }.map(\.role) }
    var deputed: [HeldRole] { roles.filter { $0.heldFor != id } }
}
