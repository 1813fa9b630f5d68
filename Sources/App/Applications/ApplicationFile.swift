import Foundation
import Programme
import Storage

/// Everything one person has entered so far, and the answers of the registry, the officers and the rules: the data of
/// the application pages.
struct ApplicationFile: Sendable {
    let person: ID<Account>
    let application: StoredApplication?
    /// By a code, or by an officer at a counter who saw a person without a number of their own.
    let phoneProved: Bool
    /// Whether there is a mobile number in the account.
    let hasNumber: Bool
    let claim: StoredClaim?
    let personal: PersonalData?
    let photos: [IdentityPhoto.Kind: StoredPhoto]
    let declared: Bool
    let test: TestStanding
    let decision: StoredDecision?
    /// The edition limits cards per family, so a person whose family card is not known must enter it.
    let needsFamilyCard: Bool

    var journey: Journey {
        Journey(
            Journey.Facts(
                phoneProved: phoneProved, identity: identity, personalSaved: personal != nil, photos: photoProgress,
                declared: declared, testFinished: test.isOver, submitted: application?.submittedAt != nil,
                familyCardMissing: needsFamilyCard && claim != nil && claim?.familyCardSealed == nil))
    }

    var facts: Eligibility.Facts {
        Eligibility.Facts(
            birthDate: claim?.birthDate, citizen: personal?.citizen, inFormalEducation: personal?.inFormalEducation,
            occupation: personal?.occupation, home: personal?.home,
            // An application is sent with a proved number, which only another one takes the place of.
            phoneProved: phoneProved || application?.submittedAt != nil, identity: identity,
            photos: photoProgress, declared: declared, test: test,
            hasFamilyCard: claim?.familyCardSealed != nil)
    }

    var identity: IdentityProgress { claim?.progress ?? .missing }
    var photoProgress: PhotoProgress { IdentityPhoto.progress(photos.mapValues(\.state)) }

    /// The programme's date where the person lives: 1 May 00:30 in Jayapura is 1 May. While their province is unknown,
    /// the easternmost zone counts, so that no applicant is called too young on their birthday.
    func today(at now: Instant) -> CivilDate {
        (personal?.province.zone ?? .wit).date(of: now)
    }

    /// Reasons that already exclude the applicant, shown long before the test. The registry's answer is left out: it is
    /// not shown before the photos are in.
    func earlyReasons(under edition: Edition, at now: Instant) -> [Ineligibility] {
        guard application?.submittedAt == nil else { return [] }
        let findings = Eligibility.findings(on: facts, terms: Eligibility.Terms(edition), today: today(at: now))
        guard case .ineligible(let reasons) = Eligibility.Decision(findings) else { return [] }
        return reasons.filter { $0 != .identityMismatch }
    }
}

/// A row of `application`.
struct StoredApplication: Sendable {
    let id: ID<Application>
    let person: ID<Account>
    let submittedAt: Instant?

    init(_ row: Row) throws {
        id = try row["id"]
        person = try row["person_id"]
        submittedAt = try row["submitted_at"]
    }
}

/// The latest decision on an application.
struct StoredDecision: Sendable {
    let decision: Eligibility.Decision
    /// Programme clock.
    let decidedAt: Instant
    let edition: String

    init(_ row: Row) throws {
        decidedAt = try row["decided_at"]
        edition = try row["edition"]
        let (outcome, text): (String, String) = try (row["outcome"], row["reasons"])
        let reasons = Data(text.utf8)
        decision =
            switch outcome {
            case "eligible": .eligible
            case "ineligible": .ineligible(try JSONDecoder().decode([Ineligibility].self, from: reasons))
            default: .waiting(try JSONDecoder().decode([Awaited].self, from: reasons))
            }
    }
}

extension Eligibility.Decision {
    var outcome: String {
        switch self {
        case .eligible: "eligible"
        case .ineligible: "ineligible"
        case .waiting: "waiting"
        }
    }

    /// The reasons as stored: a JSON array, empty for the eligible.
    func reasons() throws -> String {
        let data =
            switch self {
            case .eligible: Data("[]".utf8)
            case .ineligible(let reasons): try JSONEncoder.sorted.encode(reasons)
            case .waiting(let awaited): try JSONEncoder.sorted.encode(awaited)
            }
        return String(decoding: data, as: UTF8.self)
    }
}

/// What joining a wave and the draw need to know of an applicant.
struct WaveEligibility: Sendable, Equatable {
    let application: ID<Application>
    let name: String
    /// Kemendagri code, `82`.
    let province: String
    let regency: String
    /// The same for all people on one family card; a keyed hash, never the number.
    let household: Data
    let priority: Bool
    let decision: Eligibility.Decision
}
