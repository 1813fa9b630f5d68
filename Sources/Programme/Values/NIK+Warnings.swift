/// What looks odd about a NIK and may well be right: a NIK is never reissued, not when a birth date is corrected, not
/// when somebody moves, and its region is the one of long ago.
package enum NIKWarning: String, Sendable, CaseIterable {
    /// No province, regency or city we know of has this number.
    case unknownRegion = "unknown-region"
    case otherBirthDate = "other-birth-date"
}

extension NIK {
    /// - Parameter isKnown: whether a regency's code (`82.71`) stood in any edition of the list of regions.
    package func warnings(birthDate: CivilDate, isKnown: (String) -> Bool) -> [NIKWarning] {
        var warnings: [NIKWarning] = []
        if !isKnown(regency) { warnings.append(.unknownRegion) }
        if !agrees(with: birthDate) { warnings.append(.otherBirthDate) }
        return warnings
    }
}
