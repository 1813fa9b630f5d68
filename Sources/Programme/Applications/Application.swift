/// One person's request to take part. It is written step by step, then submitted once; what the programme makes of it
/// is an `Eligibility.Decision`, kept apart because it can change while the application does not.
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
    /// An earlier step of the journey comes first.
    case notYet(Journey.Step)
    /// What was sent in stays as it is; only what must be put right can be changed.
    case alreadySubmitted
    /// Three NIKs have been tried.
    case noMoreNIKs
    /// The name was corrected as often as it may be.
    case noMoreCorrections
    /// The office looks into it; until then nothing changes.
    case underReview
    case testOver
    case unknownQuestion
    /// The edition's question bank is not here: nobody begins the test, and nobody's is marked, before it is.
    case testNotReady

    package var code: String {
        switch self {
        case .notYet: "applications.not-yet"
        case .alreadySubmitted: "applications.already-submitted"
        case .noMoreNIKs: "applications.no-more-niks"
        case .noMoreCorrections: "applications.no-more-corrections"
        case .underReview: "applications.under-review"
        case .testOver: "applications.test-over"
        case .unknownQuestion: "applications.unknown-question"
        case .testNotReady: "applications.test-not-ready"
        }
    }
}

/// The highest schooling somebody has finished, as the form asks it.
package enum Education: String, Sendable, CaseIterable {
    case none
    case primary
    case juniorSecondary = "junior-secondary"
    case seniorSecondary = "senior-secondary"
    case diploma
    case bachelor
    case postgraduate
}

/// What somebody writes about themselves, as on the identity card.
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

    package init(
        name: PersonName, address: String, province: Province, regency: Regency, citizen: Bool, education: Education,
        inFormalEducation: Bool, occupation: Occupation, wantedTraining: String
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
    }

    package var home: Home { Home(province: province.code, regency: regency.code) }

    package static let longestText = 200
}
