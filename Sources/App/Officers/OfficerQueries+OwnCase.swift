import Foundation
import HTTPTypes
import Programme
import Storage

/// Officers do not act on themselves: neither on the application nor on the money of the person with their NIK.
extension OfficerQueries {
    /// The keyed hash of the officer's NIK; nil while they have not stated it.
    func nik(of officer: ID<Officer>) throws -> Data? {
        try tx.row("SELECT nik_lookup FROM officer WHERE id = \(officer)")?["nik_lookup"]
    }

    /// An officer whose NIK is not confirmed states it once more, the same or another.
    func restateNIK(_ lookup: Data, of officer: ID<Officer>) throws -> NIKStatement {
        guard try nik(of: officer) != nil else { return try stateNIK(lookup, of: officer) }
        let holder = try self.holder(ofNIK: lookup)
        if let holder, holder != officer { return .taken }
        if holder == nil {
            try tx.run("DELETE FROM officer_nik WHERE officer_id = \(officer)")
            try tx.run("INSERT INTO officer_nik (nik_lookup, officer_id) VALUES (\(lookup), \(officer))")
        }
        try tx.run("UPDATE officer SET nik_lookup = \(lookup) WHERE id = \(officer)")
        return .stated
    }

    /// The officer for whom the NIK is kept; nil for a free one.
    func holder(ofNIK lookup: Data) throws -> ID<Officer>? {
        try tx.row("SELECT officer_id FROM officer_nik WHERE nik_lookup = \(lookup)")?["officer_id"]
    }

    /// The officer is without a NIK again, and another may state it.
    func freeNIK(of officer: ID<Officer>) throws {
        try tx.run("DELETE FROM officer_nik WHERE officer_id = \(officer)")
        try tx.run("UPDATE officer SET nik_lookup = NULL WHERE id = \(officer)")
    }

    /// An officer states their NIK for the first time. A NIK belongs to one officer, the first to state it: one human
    /// with two accounts would be their own second officer.
    func stateNIK(_ lookup: Data, of officer: ID<Officer>) throws -> NIKStatement {
        guard try nik(of: officer) == nil else { return .statedBefore }
        let isFree = try tx.run(
            """
            INSERT INTO officer_nik (nik_lookup, officer_id)
            VALUES (\(lookup), \(officer))
            ON CONFLICT DO NOTHING
            """)
        guard isFree == 1 else { return .taken }
        let isStated = try tx.run(
            "UPDATE officer SET nik_lookup = \(lookup) WHERE id = \(officer) AND nik_lookup IS NULL")
        return isStated == 1 ? .stated : .statedBefore
    }

    /// Further accounts with this officer's NIK, from before a NIK belonged to one.
    func twins(of officer: ID<Officer>) throws -> Set<ID<Officer>> {
        try Set(
            tx.rows(
                """
                SELECT twin.id
                FROM officer
                JOIN officer AS twin ON twin.nik_lookup = officer.nik_lookup AND twin.id <> officer.id
                WHERE officer.id = \(officer)
                """
            ).map { try $0["id"] })
    }

    /// Whether both accounts are one human: the comparison for acts that know only ids.
    func isSame(_ officer: ID<Officer>, as other: ID<Officer>?) throws -> Bool {
        guard let other else { return false }
        return try officer == other || twins(of: officer).contains(other)
    }

    /// Whether the person claims the officer's own NIK.
    func isThemselves(_ officer: ID<Officer>, _ person: ID<Account>) throws -> Bool {
        guard let nik = try nik(of: officer) else { return false }
        return try tx.row("SELECT id FROM identity_claim WHERE person_id = \(person) AND nik_lookup = \(nik) LIMIT 1")
            != nil
    }

    /// The people who claim the officer's own NIK.
    func themselves(_ officer: ID<Officer>) throws -> Set<ID<Account>> {
        guard let nik = try nik(of: officer) else { return [] }
        return try Set(
            tx.rows("SELECT person_id FROM identity_claim WHERE nik_lookup = \(nik)").map { try $0["person_id"] })
    }

    /// Throws `OwnCaseRefusal` when the act would be the officer's on themselves. Called in the transaction of the act.
    func checkIsAnother(_ officer: ID<Officer>, than people: ID<Account>...) throws {
        for person in people where try isThemselves(officer, person) { throw OwnCaseRefusal.yourself }
    }
}

enum NIKStatement {
    case stated
    case statedBefore
    /// By another officer.
    case taken
}

enum OwnCaseRefusal: UserFacingRefusal {
    case yourself

    var code: String { "office.own-case" }

    func sentence(_ t: Words) -> String {
        t(
            "Ini menyangkut Anda sendiri, menurut NIK Anda. Petugas lain yang menanganinya.",
            "This concerns yourself, by your NIK. Another officer handles it.")
    }

    var status: HTTPResponse.Status { .forbidden }
}
