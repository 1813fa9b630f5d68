/// Answers of a sent application that the person says they gave by mistake, with what is right. Only answers that can
/// exclude a person; name, birth date and NIK go to the registry instead.
package struct AnswerCorrection: Sendable, Codable, Equatable {
    package let citizen: Bool?
    package let inFormalEducation: Bool?
    package let occupation: Occupation?

    package init(citizen: Bool? = nil, inFormalEducation: Bool? = nil, occupation: Occupation? = nil) {
        self.citizen = citizen
        self.inFormalEducation = inFormalEducation
        self.occupation = occupation
    }

    package var isEmpty: Bool { citizen == nil && inFormalEducation == nil && occupation == nil }

    /// The personal data with the corrected answers.
    package func applied(to data: PersonalData) -> PersonalData {
        let occupation = occupation ?? data.occupation
        return PersonalData(
            name: data.name, address: data.address, province: data.province, regency: data.regency,
            citizen: citizen ?? data.citizen, education: data.education,
            inFormalEducation: inFormalEducation ?? data.inFormalEducation, occupation: occupation,
            wantedTraining: data.wantedTraining, addresses: data.addresses, work: data.work.fitting(occupation))
    }
}
