/// The identity a person claims, as it is sent to the civil registry.
///
/// NIK and birth date are always sent; family card and name once the person has given them.
package struct IdentityClaim: Hashable, Sendable {
    package let nik: NIK
    package let birthDate: CivilDate
    package let familyCard: FamilyCard?
    package let name: String?

    package init(nik: NIK, birthDate: CivilDate, familyCard: FamilyCard? = nil, name: String? = nil) {
        self.nik = nik
        self.birthDate = birthDate
        self.familyCard = familyCard
        self.name = name
    }

    /// The fields the registry is asked to compare, besides the NIK itself.
    package var comparedFields: [IdentityField] {
        IdentityField.allCases.filter { field in
            switch field {
            case .birthDate: true
            case .familyCard: familyCard != nil
            case .name: name != nil
            }
        }
    }
}

/// A field that the registry compares. It never returns its own value, only whether ours agrees.
package enum IdentityField: String, Sendable, Codable, CaseIterable {
    case birthDate
    case familyCard
    case name
}
