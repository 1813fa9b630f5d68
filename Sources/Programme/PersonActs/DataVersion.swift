/// One version of a person's own data as a correction compares it: names, codes and dates as they are stored. The NIK
/// is not among it.
package struct DataVersion: Sendable, Codable, Equatable {
    package let name: String
    package let birthDate: CivilDate
    package let address: String
    package let province: String
    package let regency: String
    package let citizen: Bool
    package let education: String
    package let inFormalEducation: Bool
    package let occupation: String

    package init(_ data: PersonalData, birthDate: CivilDate) {
        name = data.name.text
        self.birthDate = birthDate
        address = data.address
        province = data.province.code
        regency = data.regency.code
        citizen = data.citizen
        education = data.education.rawValue
        inFormalEducation = data.inFormalEducation
        occupation = data.occupation.rawValue
    }

    /// As stored: codes and raw values, unchecked.
    package init(
        name: String, birthDate: CivilDate, address: String, province: String, regency: String, citizen: Bool,
        education: String, inFormalEducation: Bool, occupation: String
    ) {
        (self.name, self.birthDate, self.address, self.province) = (name, birthDate, address, province)
        (self.regency, self.citizen, self.education) = (regency, citizen, education)
        (self.inFormalEducation, self.occupation) = (inFormalEducation, occupation)
    }

    package enum Item: String, Sendable, CaseIterable {
        case name
        case birthDate = "birth-date"
        case address
        case province
        case regency
        case citizen
        case education
        case inFormalEducation = "in-formal-education"
        case occupation
    }

    /// What differs from `earlier`, in the order of the form.
    package func changes(from earlier: DataVersion) -> [Item] {
        Item.allCases.filter { item in
            switch item {
            case .name: name != earlier.name
            case .birthDate: birthDate != earlier.birthDate
            case .address: address != earlier.address
            case .province: province != earlier.province
            case .regency: regency != earlier.regency
            case .citizen: citizen != earlier.citizen
            case .education: education != earlier.education
            case .inFormalEducation: inFormalEducation != earlier.inFormalEducation
            case .occupation: occupation != earlier.occupation
            }
        }
    }

    /// The personal data of this version; the wish for a training, which is no fact, stays as in `data`, and so do the
    /// parts of the address and of the work that a correction does not name. Nil where a stored text no longer reads back.
    package func personal(keepingWishOf data: PersonalData) -> PersonalData? {
        guard let name = PersonName(name), let province = Province(code: province),
            let regency = Regency(code: regency), let education = Education(rawValue: education),
            let occupation = Occupation(rawValue: occupation)
        else { return nil }
        return PersonalData(
            name: name, address: address, province: province, regency: regency, citizen: citizen, education: education,
            inFormalEducation: inFormalEducation, occupation: occupation, wantedTraining: data.wantedTraining,
            addresses: data.addresses.keeping(isSameRegency: regency == data.regency),
            work: data.work.fitting(occupation))
    }
}

/// A correction as proposed: the data as the first officer saw it, and as it is to be.
package struct DataCorrection: Sendable, Codable, Equatable {
    package let before: DataVersion
    package let after: DataVersion

    /// Throws `sameData` where nothing differs.
    package init(before: DataVersion, after: DataVersion) throws(PersonActRefusal) {
        guard !after.changes(from: before).isEmpty else { throw .sameData }
        self.before = before
        self.after = after
    }

    package var changes: [DataVersion.Item] { after.changes(from: before) }

    /// Throws unless the data is still as the first officer saw it.
    package func check(against now: DataVersion) throws(PersonActRefusal) {
        guard now == before else { throw .changedMeanwhile }
    }
}
