/// One person's request to take part. It is filled in step by step and submitted once; the programme's decision is
/// `Eligibility.Decision`, kept apart because it can change while the application does not.
package struct Application: Sendable, Equatable {
    package let id: ID<Application>
    package let person: ID<Account>
    package let submittedAt: Instant?

    package init(id: ID<Application>, person: ID<Account>, submittedAt: Instant?) {
        self.id = id
        self.person = person
        self.submittedAt = submittedAt
    }
}

package enum ApplicationRefusal: Refusal {
    /// An earlier step has to be done first.
    case notYet(Journey.Step)
    /// A submitted application cannot be changed, apart from what has to be corrected.
    case alreadySubmitted
    /// The person has tried three NIKs.
    case noMoreNIKs
    /// The name has been corrected as often as allowed.
    case noMoreCorrections
    /// The office reviews it; until it has decided nothing can be changed.
    case underReview
    case testOver
    /// The test was taken, and the edition gives no other sitting, or not yet.
    case noOtherSitting
    case unknownQuestion
    /// The edition's question bank is not loaded: no test can begin or be marked before.
    case testNotReady

    package var code: String {
        switch self {
        case .notYet: "applications.not-yet"
        case .alreadySubmitted: "applications.already-submitted"
        case .noMoreNIKs: "applications.no-more-niks"
        case .noMoreCorrections: "applications.no-more-corrections"
        case .underReview: "applications.under-review"
        case .testOver: "applications.test-over"
        case .noOtherSitting: "applications.no-other-sitting"
        case .unknownQuestion: "applications.unknown-question"
        case .testNotReady: "applications.test-not-ready"
        }
    }
}

/// The highest education a person has finished, as the form asks.
package enum Education: String, Sendable, CaseIterable {
    case none
    case primary
    case juniorSecondary = "junior-secondary"
    case seniorSecondary = "senior-secondary"
    case diploma
    case bachelor
    case postgraduate
}

/// What an applicant enters about themselves, as on the identity card.
package struct PersonalData: Sendable, Equatable {
    package let name: PersonName
    package let address: String
    package let province: Province
    package let regency: Regency
    package let citizen: Bool
    package let education: Education
    package let inFormalEducation: Bool
    package let occupation: Occupation
    package let wantedTraining: String
    package let addresses: PersonalAddresses
    package let work: WorkSituation

    package init(
        name: PersonName, address: String, province: Province, regency: Regency, citizen: Bool, education: Education,
        inFormalEducation: Bool, occupation: Occupation, wantedTraining: String,
        addresses: PersonalAddresses = .none, work: WorkSituation = .unsaid
    ) {
        self.name = name
        self.address = address
        self.province = province
        self.regency = regency
        self.citizen = citizen
        self.education = education
        self.inFormalEducation = inFormalEducation
        self.occupation = occupation
        self.wantedTraining = wantedTraining
        self.addresses = addresses
        self.work = work
    }

    package var home: Home { Home(province: province.code, regency: regency.code) }

    package static let longestText = 200
}
