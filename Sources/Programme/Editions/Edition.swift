import Foundation

/// The programme's rules as one immutable, dated document. Every amount, date, quota, limit and partner is set here; a
/// new edition copies and amends, and what happened under an earlier one keeps referring to it.
package struct Edition: Sendable, Codable, Equatable {
    /// Such as `2020-3`: referenced by people, waves, decrees and payments.
    package let id: String
    package let title: Bilingual
    package let purpose: Bilingual
    package let legalBasis: [LegalBasis]
    /// The one official address, shown on every page and message.
    package let site: String
    package let validity: Validity
    /// The periods of the programme with their names, from the setting up of its office on; nil where none are named.
    package let phases: [Phase]?
    package let target: Target
    package let budget: Rupiah
    package let account: AccountRules
    /// Where people must live to join, and from when: a pilot in two cities, then more, then the whole country.
    package let regions: [RegionPeriod]
    package let eligibility: EligibilityRules
    package let photos: PhotoRules
    package let declarations: [Declaration]
    package let test: TestRules
    package private(set) var waves: WaveRules
    package let benefits: Benefits
    package let training: TrainingRules
    package let platforms: [PlatformRule]
    package let payoutPartners: [PayoutPartner]
    package let contact: ContactBlock
    /// Public holidays and days of joint leave, on which offices are closed; nil where only weekends are known.
    package let holidays: [CivilDate]?
    /// Paths of values that no source gives and that were assumed because the programme needs one; nil when there are
    /// none.
    package let assumed: [String]?
    /// The digest of its canonical text; empty in an edition that was not read from a text.
    package internal(set) var digest = Data()
    /// The annex of the installation, once it is attached.
    package private(set) var annex: Annex?

    enum CodingKeys: String, CodingKey {
        case id, title, purpose, legalBasis, site, validity, phases, target, budget, account, regions, eligibility
        case photos, declarations, test, waves, benefits, training, platforms, payoutPartners, contact, holidays
        case assumed
    }
}

extension Edition {
    /// The edition with the witnesses and the chain that the installation's annex names. An edition without witnesses,
    /// and one of the earlier form that names them itself, stay as they are.
    ///
    /// - Throws: `AnnexFault` where the edition needs an annex and this is none that fits.
    package func with(_ annex: Annex?) throws(AnnexFault) -> Edition {
        guard let rule = waves.rule, rule.named == nil else { return self }
        guard let annex else { throw .missing(edition: id) }
        guard annex.witnesses.count == rule.witnesses else {
            throw .witnesses(are: annex.witnesses.count, expected: rule.witnesses, edition: id)
        }
        guard let chain = annex.chains.first else { throw .malformed("chain") }
        let rules = DrawRules(
            witnesses: annex.witnesses, cosignatures: rule.cosignatures,
            beacon: chain.beacon(delay: rule.delayMinutes),
            second: annex.chains.dropFirst().first?.beacon(delay: rule.delayMinutes))
        if let finding = rules.check().first(where: { $0.severity == .error }) { throw .finding(finding) }
        var edition = self
        edition.annex = annex
        edition.waves.fromAnnex = rules
        return edition
    }

    /// Whether its draws have witnesses that only an annex names.
    package var needsAnnex: Bool { waves.rule.map { $0.named == nil } ?? false }
}

package struct LegalBasis: Sendable, Codable, Equatable {
    package let title: String
    /// When it was signed.
    package let dated: CivilDate
    /// The first day on which it is in force, where that differs.
    package let inForce: CivilDate?

    package init(title: String, dated: CivilDate, inForce: CivilDate? = nil) {
        self.title = title
        self.dated = dated
        self.inForce = inForce
    }
}

/// When an edition applies; its days are those of its zone.
package struct Validity: Sendable, Codable, Equatable {
    /// From this instant on people may sign up and submit applications.
    package let registrationOpens: Instant
    /// The first day.
    package let from: CivilDate
    /// The last day, which is included.
    package let to: CivilDate
}

package struct AccountRules: Sendable, Codable, Equatable {
    /// The kinds of contact an account may be made with; the edition of March 2020 allows e-mail only.
    package let identifiers: [Contact.Kind]
    /// How an e-mail address may be verified at sign-up; nil for every way.
    package let ways: [VerificationWay]?
    package let codeValidMinutes: Int
    package let codeTries: Int
    package let codeResends: Int
    /// How many days a payee account cannot be changed after a contact was replaced; nil for the usual number.
    package let payeeHoldDays: Int?
    /// How many years after the edition's last day a person's data is kept; nil for the usual number.
    package let keptYears: Int?

    package init(
        identifiers: [Contact.Kind], ways: [VerificationWay]? = nil, codeValidMinutes: Int, codeTries: Int,
        codeResends: Int, payeeHoldDays: Int? = nil, keptYears: Int? = nil
    ) {
        self.identifiers = identifiers
        self.ways = ways
        self.codeValidMinutes = codeValidMinutes
        self.codeTries = codeTries
        self.codeResends = codeResends
        self.payeeHoldDays = payeeHoldDays
        self.keptYears = keptYears
    }
}

/// How the owner of an e-mail address shows that it is theirs. A number is always verified by a code.
package enum VerificationWay: String, Sendable, Codable, CaseIterable {
    case code
    case link
}

extension AccountRules {
    /// The ways among which a person with an e-mail address chooses, the usual one first.
    package var offeredWays: [VerificationWay] { ways ?? VerificationWay.allCases }

    /// How a contact is verified: as the person chose where the edition offers that, otherwise in the usual way.
    package func way(for kind: Contact.Kind, chosen: VerificationWay?) -> VerificationWay {
        guard kind == .email else { return .code }
        if let chosen, offeredWays.contains(chosen) { return chosen }
        return offeredWays.first ?? .code
    }
}

package struct PhotoRules: Sendable, Codable, Equatable {
    /// The limit for an upload, in bytes: what a phone's camera makes.
    package let acceptedBytes: Int
    package let acceptedPixels: Int
    /// The limit after shrinking, in bytes.
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

/// How long the test lasts and what it consists of. The questions are in a separate file: editions are public, and the
/// answers must not be.
package struct TestRules: Sendable, Codable, Equatable {
    package let minutes: Int
    /// Nil only in editions published before question banks.
    package let bank: BankRule?
    /// How many of the bank's questions one person is asked; nil where each person is asked all of them.
    package let draw: TestDraw?
    /// What the result decides; nil where it is only recorded and shown.
    package let threshold: TestThreshold?
    /// Only in those editions.
    package let motivation: [MotivationQuestion]?
    package let ability: [AbilityQuestion]?

    package init(
        minutes: Int, bank: BankRule? = nil, draw: TestDraw? = nil, threshold: TestThreshold? = nil,
        motivation: [MotivationQuestion]? = nil, ability: [AbilityQuestion]? = nil
    ) {
        self.minutes = minutes
        self.bank = bank
        self.draw = draw
        self.threshold = threshold
        self.motivation = motivation
        self.ability = ability
    }

    /// Whether the edition's own text contains the questions.
    package var namesQuestions: Bool { motivation != nil || ability != nil }
}

/// The question bank from which the questions are taken.
package struct BankRule: Sendable, Codable, Equatable {
    /// SHA-256 of the bank's text, 64 hexadecimal digits: no other bank is accepted.
    package let digest: String
    /// How many questions of each kind it has.
    package let motivation: Int
    package let ability: Int
    /// How many strata its questions about ability have; nil where it has none.
    package let strata: Int?

    package init(digest: String, motivation: Int, ability: Int, strata: Int? = nil) {
        self.digest = digest
        self.motivation = motivation
        self.ability = ability
        self.strata = strata
    }
}

/// How many questions one person is asked: drawn for that person, as many from each stratum for each person.
package struct TestDraw: Sendable, Codable, Equatable {
    package let motivation: Int
    /// Questions about ability from each stratum.
    package let perStratum: Int

    package init(motivation: Int, perStratum: Int) {
        self.motivation = motivation
        self.perStratum = perStratum
    }
}

/// How many right answers a person needs to join, and how often the test may be taken. A person below it contests the
/// decision like any other.
package struct TestThreshold: Sendable, Codable, Equatable {
    /// Right answers about ability.
    package let right: Int
    /// How many sittings a person has, the first one included.
    package let sittings: Int
    /// Days after one sitting before the next may begin.
    package let waitDays: Int

    package init(right: Int, sittings: Int, waitDays: Int) {
        self.right = right
        self.sittings = sittings
        self.waitDays = waitDays
    }

    package static let sittingCounts = 1...5
    package static let waits = 0...365
}

/// A statement with four steps of agreement; there is no wrong answer.
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
