/// The programme's rules as one immutable, dated document. Every amount, date, quota, limit and partner comes from
/// here; a new edition copies and amends, and what happened under an old one keeps pointing at it.
package struct Edition: Sendable, Codable, Equatable {
    /// Such as `2020-3`: what people, waves, decrees and payments point at.
    package let id: String
    package let title: Bilingual
    package let purpose: Bilingual
    package let legalBasis: [LegalBasis]
    /// The one official address, on every page and message.
    package let site: String
    package let validity: Validity
    package let target: Target
    package let budget: Rupiah
    package let account: AccountRules
    package let eligibility: EligibilityRules
    package let photos: PhotoRules
    package let declarations: [Declaration]
    package let test: TestRules
    package let waves: WaveRules
    package let benefits: Benefits
    package let training: TrainingRules
    package let platforms: [PlatformRule]
    package let payoutPartners: [PayoutPartner]
    package let contact: ContactBlock
    /// Paths of values that no source gives and that were taken because a programme needs one; nil when there are none.
    package let assumed: [String]?
}

/// A text in the two languages of the site.
package struct Bilingual: Sendable, Codable, Equatable {
    package let id: String
    package let en: String

    package init(id: String, en: String) {
        self.id = id
        self.en = en
    }
}

package struct LegalBasis: Sendable, Codable, Equatable {
    package let title: String
    package let dated: CivilDate
}

package struct Validity: Sendable, Codable, Equatable {
    package let registrationOpens: Instant
    package let from: CivilDate
    package let to: CivilDate
}

package struct Target: Sendable, Codable, Equatable {
    package let people: Int
}

package struct AccountRules: Sendable, Codable, Equatable {
    /// What an account may be made with; the edition of March 2020 allows e-mail only.
    package let identifiers: [Contact.Kind]
    package let codeValidMinutes: Int
    package let codeTries: Int
    package let codeResends: Int
}

package struct EligibilityRules: Sendable, Codable, Equatable {
    package let minimumAge: Int
    /// Whether somebody exactly `minimumAge` years old may join ("18 ke atas") or must be older ("di atas 18").
    package let minimumAgeInclusive: Bool
    package let maximumAge: Int?
    package let citizensOnly: Bool
    package let excludesFormalEducation: Bool
    package let excludedOccupations: [Occupation]
    /// Nil where the edition knows no limit per family card.
    package let beneficiariesPerFamilyCard: Int?
    package let onceInALifetime: Bool
    /// The law or decree these rules stand in, named in every refusal.
    package let source: String

    package init(
        minimumAge: Int, minimumAgeInclusive: Bool, maximumAge: Int? = nil, citizensOnly: Bool = true,
        excludesFormalEducation: Bool = true, excludedOccupations: [Occupation] = [],
        beneficiariesPerFamilyCard: Int? = nil, onceInALifetime: Bool = true, source: String
    ) {
        self.minimumAge = minimumAge
        self.minimumAgeInclusive = minimumAgeInclusive
        self.maximumAge = maximumAge
        self.citizensOnly = citizensOnly
        self.excludesFormalEducation = excludesFormalEducation
        self.excludedOccupations = excludedOccupations
        self.beneficiariesPerFamilyCard = beneficiariesPerFamilyCard
        self.onceInALifetime = onceInALifetime
        self.source = source
    }
}

/// What somebody does for a living, as the form asks and the law's exclusions name.
package enum Occupation: String, Sendable, Codable, CaseIterable {
    case jobSeeker = "job-seeker"
    case laidOff = "laid-off"
    case worker
    case selfEmployed = "self-employed"
    case stateOfficial = "state-official"
    case civilServant = "civil-servant"
    case military
    case police
    case villageOfficial = "village-official"
    case stateEnterpriseDirector = "state-enterprise-director"
}

package struct PhotoRules: Sendable, Codable, Equatable {
    /// Accepted from the person, in bytes: what a phone's camera makes.
    package let acceptedBytes: Int
    package let acceptedPixels: Int
    /// Kept after shrinking, in bytes.
    package let keptBytes: Int

    package init(acceptedBytes: Int, acceptedPixels: Int, keptBytes: Int) {
        self.acceptedBytes = acceptedBytes
        self.acceptedPixels = acceptedPixels
        self.keptBytes = keptBytes
    }
}

package struct Declaration: Sendable, Codable, Equatable {
    package let id: String
    package let text: Bilingual

    package init(id: String, text: Bilingual) {
        self.id = id
        self.text = text
    }
}

package struct TestRules: Sendable, Codable, Equatable {
    package let minutes: Int
    package let motivation: [MotivationQuestion]
    package let ability: [AbilityQuestion]

    package init(minutes: Int, motivation: [MotivationQuestion], ability: [AbilityQuestion]) {
        self.minutes = minutes
        self.motivation = motivation
        self.ability = ability
    }
}

/// Agree or disagree in four steps; there is no wrong answer.
package struct MotivationQuestion: Sendable, Codable, Equatable {
    package let id: String
    package let text: Bilingual

    package init(id: String, text: Bilingual) {
        self.id = id
        self.text = text
    }
}

package struct AbilityQuestion: Sendable, Codable, Equatable {
    package let id: String
    package let text: Bilingual
    package let choices: [String]
    /// Index into `choices`.
    package let answer: Int
}

package struct WaveRules: Sendable, Codable, Equatable {
    package let quota: Int
    package let total: Int
    package let zone: Zone
    /// Whoever is not selected joins again by hand, or is carried over.
    package let rejoin: Rejoin
    /// Who is drawn before whom; the last takes everybody left.
    package let strata: [Stratum]
    /// People per province by Kemendagri code, for sharing places out where `strata` names the provinces.
    package let provinceWeights: [String: Int]?
    package let calendar: [WaveDates]
    /// Who watches over the draw, and which public randomness it waits for; nil where the system alone keeps the secret.
    package let draw: DrawRules?

    package enum Rejoin: String, Sendable, Codable { case manual, automatic }
    package enum Stratum: String, Sendable, Codable { case priority, province, everyone }
}

/// The dates of one wave; the ones after the last listed repeat weekly until `total`.
package struct WaveDates: Sendable, Codable, Equatable {
    package let number: Int
    package let opens: Instant
    package let closes: Instant
    package let announced: Instant
    /// Only where it differs from `WaveRules.quota`.
    package let quota: Int?

    package init(number: Int, opens: Instant, closes: Instant, announced: Instant, quota: Int?) {
        self.number = number
        self.opens = opens
        self.closes = closes
        self.announced = announced
        self.quota = quota
    }
}

package struct TrainingRules: Sendable, Codable, Equatable {
    /// The card lapses when no first training was bought within this many days of the decree.
    package let firstUseDays: Int
    package let reminderDays: [Int]
    package let buyBy: CivilDate
    /// The last day the law allows, where a later regulation sets an earlier one than the edition announced.
    package let lawBuyBy: CivilDate?
    package let attendBy: CivilDate
    /// What platforms may keep of a course's price at most, in hundredths of a percent.
    package let feeCapBasisPoints: Int
    package let milestones: [MilestoneShare]
    package let deliveryModes: [DeliveryMode]
    package let nextTrainingNeedsCompletion: Bool
    package let otpValidMinutes: Int
}

/// How much of the escrow is released at a milestone, in hundredths of a percent; they add up to 10,000.
package struct MilestoneShare: Sendable, Codable, Equatable {
    package let milestone: Milestone
    package let basisPoints: Int

    package enum Milestone: String, Sendable, Codable { case firstAttendance = "first-attendance", completion }
}

package enum DeliveryMode: String, Sendable, Codable, CaseIterable {
    case selfPaced = "self-paced"
    case webinar
    case offline
}

package struct PlatformRule: Sendable, Codable, Equatable {
    package let slug: String
    package let name: String
}

package struct ContactBlock: Sendable, Codable, Equatable {
    package let web: String
    package let email: String
    package let instagram: String
    package let callCentre: String
    package let opens: String
    package let closes: String
    /// 1 is Monday, 5 is Friday.
    package let firstWeekday: Int
    package let lastWeekday: Int
    package let zone: Zone
}
