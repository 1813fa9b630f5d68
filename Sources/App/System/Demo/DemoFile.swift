import Foundation

/// `demo.json` in the data directory: the demo's people, officers, partners and courses, for people and scripts.
package struct DemoFile: Codable, Sendable {
    package var baseURL: String
    package var outbox: String
    package var redirectURI: String
    package var people: [DemoPerson]
    package var officers: [DemoOfficer]
    package var partners: [DemoPartner]
    package var courses: [DemoCourse]
    package var redeemCodes: [DemoRedeemCode]
    /// Regencies whose residents may join at the demo's start; nil where residents of the whole country may.
    package var homes: [String]?
    /// URLs of the simulated platform's and institution's own pages.
    package var platformURL: String?
    package var institutionURL: String?
    /// How many people of the crowd have been taken in; nil before the first.
    package var crowd: Int?
    /// One person of a platform and one of an institution; nil in a file of an earlier version.
    package var partnerPeople: [DemoOfficer]?

    enum CodingKeys: String, CodingKey {
        case baseURL = "base_url"
        case redirectURI = "redirect_uri"
        case redeemCodes = "redeem_codes"
        case partnerPeople = "partner_people"
        case platformURL = "platform_url"
        case institutionURL = "institution_url"
        case outbox, people, officers, partners, courses, homes, crowd
    }

    package static func path(in directory: String) -> String { directory + "/demo.json" }

    /// Nil when no demo has been set up. Throws for a file that is there and cannot be read.
    package static func read(from directory: String) throws -> DemoFile? {
        guard FileManager.default.fileExists(atPath: path(in: directory)) else { return nil }
        return try JSONDecoder().decode(DemoFile.self, from: try Data(contentsOf: URL(filePath: path(in: directory))))
    }

    /// Replaces the file atomically: a reader sees the old or the new one, never half of one.
    package func write(to directory: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try encoder.encode(self).write(to: URL(filePath: Self.path(in: directory)), options: .atomic)
    }
}

package struct DemoPerson: Codable, Sendable {
    package var name: String
    package var signIn: String
    package var cardNumber: String?
    package var state: String
    /// Where its codes go at a platform; nil in a file of an earlier version.
    package var phone: String?

    enum CodingKeys: String, CodingKey {
        case signIn = "sign_in"
        case cardNumber = "card_number"
        case name, state, phone
    }

    /// Writes `null` for a person without a card, so that scripts find the key in every entry.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(signIn, forKey: .signIn)
        try container.encode(cardNumber, forKey: .cardNumber)
        try container.encode(state, forKey: .state)
        try container.encodeIfPresent(phone, forKey: .phone)
    }

    package init(name: String, signIn: String, cardNumber: String?, state: String, phone: String? = nil) {
        self.name = name
        self.signIn = signIn
        self.cardNumber = cardNumber
        self.state = state
        self.phone = phone
    }
}

package struct DemoOfficer: Codable, Sendable {
    package var name: String
    package var signIn: String
    package var password: String
    package var totpSecret: String
    package var role: String

    enum CodingKeys: String, CodingKey {
        case signIn = "sign_in"
        case totpSecret = "totp_secret"
        case name, password, role
    }
}

package struct DemoPartner: Codable, Sendable {
    package var name: String
    package var kind: String
    package var clientCode: String
    package var signKey: String
    /// Of an institution, whose simulator verifies webhooks.
    package var webhookSecret: String?

    enum CodingKeys: String, CodingKey {
        case clientCode = "client_code"
        case signKey = "sign_key"
        case webhookSecret = "webhook_secret"
        case name, kind
    }
}

package struct DemoCourse: Codable, Sendable {
    package var courseCode: String
    package var scheduleCode: String
    package var price: Int64
    package var platform: String
    package var institution: String

    enum CodingKeys: String, CodingKey {
        case courseCode = "course_code"
        case scheduleCode = "schedule_code"
        case price, platform, institution
    }
}

package struct DemoRedeemCode: Codable, Sendable {
    package var redeemCode: String
    package var courseCode: String
    package var institution: String

    enum CodingKeys: String, CodingKey {
        case redeemCode = "redeem_code"
        case courseCode = "course_code"
        case institution
    }

    package init(redeemCode: String, courseCode: String, institution: String) {
        self.redeemCode = redeemCode
        self.courseCode = courseCode
        self.institution = institution
    }
}
