import Foundation
import Programme
import Storage

/// What a partner reads of a person, as the contract names it. Data that the person did not agree to are empty.
struct SignInProfile: Encodable, Sendable, Equatable {
    var userID = ""
    var name = ""
    var email = ""
    var phone = ""
    var card = ""

    enum CodingKeys: String, CodingKey {
        case userID = "user_id"
        case platformUserID = "dp_user_id"
        case name, email
        case phone = "phone_number"
        case card = "no_prakerja"
    }

    /// The contract has two ids and does not say how they differ: both are the same, so that a program may keep either.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(userID, forKey: .userID)
        try container.encode(userID, forKey: .platformUserID)
        try container.encode(name, forKey: .name)
        try container.encode(email, forKey: .email)
        try container.encode(phone, forKey: .phone)
        try container.encode(card, forKey: .card)
    }
}

/// A partner reads a person's profile with an access token. Each reading is recorded where the person sees it.
struct ReadProfile: Sendable {
    let dependencies: Dependencies

    /// Bytes of the digest in a person's id at a partner.
    private static let idBytes = 18

    /// The consent of an access token. Throws `SignInRefusal.noUser` where the partner may not read by it.
    func consent(of token: String, at site: SignInPartner, in tx: Transaction) throws -> SiteConsent {
        let (now, vault) = (dependencies.realNow(), dependencies.vault)
        guard let found = try tx.consents.token(token, .access, vault: vault), found.endsAt > now,
            let grant = try tx.consents.grant(found.grant, vault: vault), grant.endedAt == nil,
            let consent = try tx.consents.find(grant.consent),
            try consent.opens(at: site.record, in: tx, on: dependencies)
        else { throw SignInRefusal.noUser }
        return consent
    }

    /// - Parameter address: the network address of the partner's program.
    func read(
        _ token: String, by site: SignInPartner, from address: String, in tx: Transaction
    ) throws -> SignInProfile {
        let consent = try consent(of: token, at: site, in: tx)
        let profile = try profile(of: consent, in: tx)
        try tx.access.record(
            .profile, of: [consent.person], by: nil, as: nil, why: .work("partner:\(site.id)"), from: address,
            at: dependencies.moment(), ids: dependencies.ids)
        try tx.consents.read(consent.id, at: dependencies.realNow())
        return profile
    }

    private func profile(of consent: SiteConsent, in tx: Transaction) throws -> SignInProfile {
        let (person, vault) = (consent.person, dependencies.vault)
        var profile = SignInProfile(userID: Self.id(of: person, at: consent.partner, vault))
        for scope in consent.scopes {
            switch scope {
            case .name: profile.name = try tx.accounts.name(of: person, vault: vault) ?? ""
            case .email:
                for case .email(let address) in try tx.accounts.contacts(of: person, vault: vault) {
                    profile.email = address.address
                }
            case .phone: profile.phone = try tx.accounts.phone(of: person, vault: vault)?.e164 ?? ""
            case .card:
                guard let card = try tx.cards.of(person) else { continue }
                profile.card = try number(of: card.id, to: person, in: tx).digits
            }
        }
        return profile
    }

    /// Throws `RecordRefusal.heldBack` for a card that SQL gave to the person: its number is another's.
    private func number(of card: ID<Card>, to person: ID<Account>, in tx: Transaction) throws -> CardNumber {
        try dependencies.requireAsBound(try tx.records.hold(.cards, card), in: tx)
        guard try tx.cards.find(card)?.person == person else { throw RecordRefusal.heldBack }
        return try tx.cards.number(of: card, vault: dependencies.vault)
    }

    /// The same for each sign-in of the person at this partner, and another one at every other partner, so that two of
    /// them cannot find out by it that they have the same person.
    private static func id(of person: ID<Account>, at partner: ID<Partner>, _ vault: Vault) -> String {
        vault.authenticationCode(of: Data("\(partner)\n\(person)".utf8), for: "site-user").prefix(idBytes).base64URL
    }
}
