import Programme
import Storage

/// What a person filled in and what the registry answered, to compare with the photos.
struct ReviewedPerson: Sendable {
    var name = "–"
    var nik = "–"
    var birthDate: CivilDate?
    var region = "–"
    var registry: RegistryState?
    var differing: [IdentityField] = []
    var photos: [StoredPhoto] = []
    /// What a program measured on them.
    var checks: [ID<StoredPhoto>: PhotoCheck] = [:]
}

/// What the registry said of the data; each field may still differ.
enum RegistryState: Sendable {
    case waiting, answered, notFound, contested
}

extension ReviewedPerson {
    init(_ person: ID<Account>, _ tx: Transaction, at now: Instant, _ dependencies: Dependencies) throws {
        let dossier = try tx.applications.dossier(
            of: person, at: now, edition: dependencies.edition, vault: dependencies.shownVault)
        self.init()
        if let personal = dossier.personal {
            name = personal.name.text
            region = "\(personal.regency.name), \(personal.province.name)"
        }
        if let claim = dossier.claim {
            try dependencies.requireOwn([claim], in: tx)
            nik = Self.grouped(try claim.openNIK(dependencies.vault).digits)
            birthDate = claim.birthDate
            registry =
                switch claim.state {
                case .waiting: .waiting
                case .verified, .mismatch: .answered
                case .notFound: .notFound
                case .contested: .contested
                case .replaced: nil
                }
            differing = claim.differing
        }
        photos = IdentityPhoto.Kind.allCases.compactMap { dossier.photos[$0] }
        checks = try tx.photos.checks(
            of: photos, nik: dossier.claim?.openNIK(dependencies.vault), vault: dependencies.vault)
    }

    /// In fours, as it is read aloud.
    private static func grouped(_ digits: String) -> String {
        digits.enumerated().reduce(into: "") { text, digit in
            if digit.offset > 0, digit.offset % 4 == 0 { text += " " }
            text.append(digit.element)
        }
    }

    /// The registry's answer to one field; nil for a field it was not asked about.
    func answer(to field: IdentityField?, _ t: Words) -> HTML {
        switch registry {
        case nil: "–"
        case .waiting: Part.tag(t("Menunggu", "Waiting"), .waiting)
        case .notFound: Part.tag(t("Tidak ditemukan", "Not found"), .wrong)
        case .contested: Part.tag(t("Dipersengketakan", "Contested"), .wrong)
        case .answered:
            field.map { differing.contains($0) } == true
                ? Part.tag(t("Berbeda", "Differs"), .wrong) : Part.tag(t("Cocok", "Matches"), .done)
        }
    }
}

/// The officer's place in the queue.
struct ReviewQueue: Sendable {
    var count = 0
    var claimedUntil: Instant?
    /// The address of the pair after this one.
    var next: String?
}
