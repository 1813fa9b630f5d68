import Foundation
import Programme
import Storage
import Testing

@testable import App

/// A person of a partner in a test, signed in at the desk.
struct DeskPerson: Sendable {
    let browser: Visitor
    let email: String
    let totp: TOTP
}

extension World {
    static let deskPassword = "lima kuda terbang"
    static let deskReason = "Surat penunjukan nomor B-21 dari direksi"

    /// A person who signs in without pages, and their cookie.
    func personAtDesk(
        of partner: Partner, role: PartnerPerson.Role = .administrator, name: String = "Budi"
    ) async throws -> (person: PartnerPerson, cookie: String) {
        let id: ID<PartnerPerson> = dependencies.ids.next()
        let address = try #require(EmailAddress("\(name.lowercased())@\(partner.clientCode).example"))
        let cookie = try await dependencies.database.transaction { [dependencies] tx in
            let now = dependencies.realNow()
            _ = try tx.partnerPeople.add(
                id, to: partner.id, name: name, address: address, role: role, secret: Data(repeating: 1, count: 20),
                at: now, vault: dependencies.vault)
            try tx.partnerPeople.finishSetUp(of: id, passwordHash: "!", step: 0)
            try tx.records.bind(.partnerPeople, id, at: now, ids: dependencies.ids)
            return try tx.partnerPeople.begin(id, at: now, vault: dependencies.vault, random: dependencies.random)
        }
        return (PartnerPerson(id: id, partner: partner, name: name, role: role), cookie)
    }

    /// A browser with such a session.
    func visitorAtDesk(
        of partner: Partner, role: PartnerPerson.Role = .administrator, name: String = "Budi"
    ) async throws -> (browser: Visitor, id: ID<PartnerPerson>) {
        let (person, cookie) = try await personAtDesk(of: partner, role: role, name: name)
        let browser = visitor()
        browser.carry(cookie: PartnerSessionCookie.name(secure: false), cookie)
        return (browser, person.id)
    }

    static func invitation(
        _ name: String, _ email: String, _ role: PartnerPerson.Role = .administrator
    ) -> [(String, String)] {
        [("nama", name), ("email", email), ("peran", role.rawValue), ("alasan", deskReason)]
    }

    /// An officer's proposal of a person; the answer leads to it.
    func proposePerson(
        _ name: String, _ email: String, of partner: ID<Partner>, by officer: DeskOfficer
    ) async throws -> String {
        let answer = try await officer.browser.post(
            Paths.officePartnerPeople(partner), Self.invitation(name, email))
        return try #require(answer.location, "\(answer.text)")
    }

    /// The newest proposal about people of the partner.
    func personRequest(of partner: ID<Partner>) async throws -> ID<PartnerPersonRequest> {
        let found = try await dependencies.database.read { try $0.partnerPeople.requests(of: partner, limit: 1) }
        return try #require(found.first).id
    }

    func decidePerson(
        _ answer: ProposalAnswer, of partner: ID<Partner>, by officer: DeskOfficer
    ) async throws -> Answer {
        let id = try await personRequest(of: partner)
        return try await officer.browser.post(
            Paths.officePersonAnswer(id, answer), [("alasan", Self.deskReason)], seeing: Paths.officePersonRequest(id))
    }

    /// A colleague's decision at the desk.
    func decidePerson(_ answer: ProposalAnswer, of partner: ID<Partner>, by person: Visitor) async throws -> Answer {
        let id = try await personRequest(of: partner)
        return try await person.post(
            Paths.deskPersonAnswer(id, answer), [(DeskPeoplePage.answer(id), Self.deskReason)],
            seeing: Paths.deskPeople)
    }

    /// Opens the link that was mailed, sets password and authenticator, and signs in.
    func setUpDesk(_ email: String) async throws -> DeskPerson {
        let (link, browser) = (try await link(to: email), visitor())
        #expect(try await !browser.get(link).body.contains("otpauth"), "a mail program that opens it uses nothing up")
        #expect(try await browser.post("\(link)/mulai", [], seeing: link).location == link)
        let page = try await browser.get(link)
        let typed = try #require(page.body.firstMatch(of: /<p class="code">([A-Z2-7 ]+)</), "\(page.text)").1
        let totp = TOTP(secret: try #require(Base32.decode(String(typed))))
        #expect(page.body.contains("<svg"), "a code to scan")
        let done = try await browser.post(
            link,
            [
                ("sandi", Self.deskPassword), ("ulang", Self.deskPassword),
                ("kode", totp.code(step: TOTP.step(at: clock.now()))),
            ])
        #expect(done.location == Paths.partnerSignIn, "\(done.text)")
        clock.advance(.seconds(31))
        let person = DeskPerson(browser: browser, email: email, totp: totp)
        #expect(try await signIn(person).location == Paths.partnerDesk)
        return person
    }

    func signIn(_ person: DeskPerson, in browser: Visitor? = nil) async throws -> Answer {
        try await (browser ?? person.browser).post(
            Paths.partnerSignIn,
            [
                ("nama", person.email), ("sandi", Self.deskPassword),
                ("kode", person.totp.code(step: TOTP.step(at: clock.now()))),
            ])
    }

    /// Uploads a file at the desk and returns the path of its preview.
    func uploadAtDesk(_ rows: [String], by browser: Visitor) async throws -> String {
        let text = ([Self.columns] + rows).joined(separator: "\n") + "\n"
        let answer = try await browser.upload(
            Paths.deskUpload, files: [("berkas", "pelatihan.csv", Data(text.utf8))])
        return try #require(answer.location, "\(answer.text)")
    }
}
