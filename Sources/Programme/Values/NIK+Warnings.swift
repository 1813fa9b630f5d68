/// Properties of a NIK that are unusual but possible: a NIK is never reissued, neither when a birth date is corrected
/// nor when its holder moves, so its region is that of the first registration.
package enum NIKWarning: String, Sendable, CaseIterable {
    /// No known province, regency or city has this number.
    case unknownRegion = "unknown-region"
    case otherBirthDate = "other-birth-date"
    /// The card's address is in another province than that of the first registration.
    case otherProvince = "other-province"
}

extension NIK {
    /// - Parameter isKnown: whether a regency's code (`82.71`) is in any known list of regions.
    package func warnings(birthDate: CivilDate, isKnown: (String) -> Bool) -> [NIKWarning] {
        var warnings: [NIKWarning] = []
        if !isKnown(regency) { warnings.append(.unknownRegion) }
        if !agrees(with: birthDate) { warnings.append(.otherBirthDate) }
        return warnings
    }
}
