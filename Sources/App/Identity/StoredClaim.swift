import Foundation
import Programme
import Storage

/// A row of `identity_claim`; NIK and family card stay encrypted until they are needed.
struct StoredClaim: Sendable {
    let id: ID<StoredClaim>
    let person: ID<Account>
    let attempt: Int
    let nikSealed: Data
    let nikLookup: Data
    let familyCardSealed: Data?
    let household: Data
    let birthDate: CivilDate
    let state: State
    let differing: [IdentityField]
    /// Since when it is being checked, by the real clock.
    let waitingSince: Instant
    /// How often the registry was asked; 0 while the person has not agreed to it.
    let checks: Int
    /// When the office decided that the NIK is another person's, by the programme clock.
    let refusedAt: Instant?

    enum State: String, Sendable, SQLConvertible {
        case waiting
        case verified
        case mismatch
        case notFound = "not-found"
        case contested
        case replaced
    }

    static let columns: SQL = """
        id, person_id, attempt, nik, nik_lookup, family_card, household, birth_date, state, differing, waiting_since,
            checks, refused_at
        """

    init(_ row: Row) throws {
        id = try row["id"]
        person = try row["person_id"]
        attempt = try row["attempt"]
        nikSealed = try row["nik"]
        nikLookup = try row["nik_lookup"]
        familyCardSealed = try row["family_card"]
        household = try row["household"]
        birthDate = try row["birth_date"]
        state = try row["state"]
        let fields: String = try row["differing"]
        differing = fields.split(separator: ",").compactMap { IdentityField(rawValue: String($0)) }
        waitingSince = try row["waiting_since"]
        checks = try row["checks"]
        refusedAt = try row["refused_at"]
    }

    var progress: IdentityProgress {
        switch state {
        case .waiting: .waiting
        case .verified: .verified
        case .mismatch: .mismatch
        case .notFound: .notFound
        case .contested: refusedAt == nil ? .contested : .refused
        case .replaced: .missing
        }
    }

    func openNIK(_ vault: Vault) throws -> NIK {
        try NIK(vault.openText(nikSealed, table: "identity_claim", column: "nik", row: id.rawValue))
    }

    /// Whether it is looked up by the NIK that it has sealed.
    func isFiledByItsNIK(_ vault: Vault) -> Bool {
        let digits = try? vault.openText(nikSealed, table: "identity_claim", column: "nik", row: id.rawValue)
        return digits.map { vault.lookup($0, purpose: "nik") == nikLookup } ?? false
    }

    func openFamilyCard(_ vault: Vault) throws -> FamilyCard? {
        try familyCardSealed.map {
            try FamilyCard(vault.openText($0, table: "identity_claim", column: "family_card", row: id.rawValue))
        }
    }
}

extension StoredClaim.State {
    init(_ verdict: IdentityVerdict) {
        switch verdict {
        case .verified: self = .verified
        case .mismatch, .deceased: self = .mismatch
        case .notFound: self = .notFound
        case .unanswered: self = .waiting
        }
    }
}

extension IdentityVerdict {
    var differing: [IdentityField] {
        if case .mismatch(let fields) = self { fields } else { [] }
    }
}
