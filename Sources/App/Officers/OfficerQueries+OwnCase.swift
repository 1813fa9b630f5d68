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

    /// False when it was stated before.
    func stateNIK(_ lookup: Data, of officer: ID<Officer>) throws -> Bool {
        try tx.run("UPDATE officer SET nik_lookup = \(lookup) WHERE id = \(officer) AND nik_lookup IS NULL") == 1
    }

    /// Whether the person claims the officer's own NIK.
    func isThemselves(_ officer: ID<Officer>, _ person: ID<Account>) throws -> Bool {
        guard let nik = try nik(of: officer) else { return false }
        return try tx.row("SELECT id FROM identity_claim WHERE person_id = \(person) AND nik_lookup = \(nik) LIMIT 1")
            != nil
    }

    /// Throws `OwnCaseRefusal` when the act would be the officer's on themselves. Called in the transaction of the act.
    func checkIsAnother(_ officer: ID<Officer>, than people: ID<Account>...) throws {
        for person in people where try isThemselves(officer, person) { throw OwnCaseRefusal.yourself }
    }
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
