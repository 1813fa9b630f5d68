import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Ends of a consent, and its rows", .timeLimit(.minutes(3)))
struct ConsentEndTests {
    @Test("a suspended account is read by no partner, and agrees to nothing", arguments: Engine.tested)
    func suspended(engine: Engine) async throws {
        try await SignInSite.with(engine) { site in
            let (world, siti) = (site.world, try await site.world.cardholder())
            let browser = try await world.browser(of: siti.person)
            let tokens = try await site.signedIn(browser)
            let rini = try await world.officer([.helpdesk], "rini")
            let hasti = try await world.officer([.programmeManager], "hasti")
            try await world.open(siti.person, by: rini)
            try await world.agreed(
                .suspension, on: siti.person, by: rini, hasti, [("sebab", PersonActCause.paymentInDoubt.rawValue)])
            #expect(try await site.profile(tokens["access_token"]).code == "ERROAUTH4030")
            #expect(try await site.refresh(tokens["refresh_token"]).code == "ERROAUTH4031")
            #expect(try await site.consents(of: siti.person).map(\.ended?.why) == [.suspension])
            #expect(try await browser.get(site.page()).status != .ok)
            #expect(try await world.unbound([.consents]) == [])
        }
    }

    @Test("a deleted account is read by no partner", arguments: Engine.tested)
    func deleted(engine: Engine) async throws {
        try await SignInSite.with(engine) { site in
            let siti = try await site.world.signedUp()
            let person = try await site.world.id(of: siti)
            let tokens = try await site.signedIn(siti.browser, ["scope": "email"])
            #expect(try await site.profile(tokens["access_token"])["email"] == siti.email)
            try await site.world.dependencies.database.transaction { [dependencies = site.world.dependencies] tx in
                try DeleteAccount(dependencies: dependencies).ask(person, in: tx)
            }
            site.world.clock.advance(AccountDeletion.waiting + .hours(1))
            try await site.world.tick()
            #expect(try await site.world.dependencies.database.read { try $0.accounts.isClosed(person) })
            #expect(try await site.consents(of: person).map(\.ended?.why) == [.deletion])
            #expect(try await site.refresh(tokens["refresh_token"]).code == "ERROAUTH4031")
        }
    }

    @Test(
        "a suspended partner reads nothing, and after its return only by new consents; the office sees how many",
        arguments: Engine.tested)
    func partner(engine: Engine) async throws {
        try await SignInSite.with(engine) { site in
            let (world, siti) = (site.world, try await site.world.cardholder())
            let browser = try await world.browser(of: siti.person)
            let ratna = try await world.officer("Ratna", .operations)
            let page = Paths.officePartner(site.partner.id)
            func connected() async throws -> Int {
                try await world.dependencies.database.read { tx in
                    try tx.consents.count(of: try #require(try tx.partners.record(site.partner.id)))
                }
            }
            let tokens = try await site.signedIn(browser)
            #expect(try await connected() == 1)
            #expect(try await ratna.browser.get(page).text.contains("Akun terhubung"))
            #expect(!(try await ratna.browser.get(page).text.contains("Siti")))
            world.clock.advance(.seconds(10))
            try await PartnerActions(dependencies: world.dependencies).suspend(
                site.partner.id, because: try OfficeReason("Pengaduan banyak peserta"), by: ratna.id)
            let stopped = try await site.profile(tokens["access_token"])
            #expect(stopped.status == 403 && stopped.code == "ERRSSO40301")
            #expect(try await site.refresh(tokens["refresh_token"]).code == "ERRSSO40301")
            #expect(try await browser.get(site.page()).status == .unprocessableContent)
            #expect(try await connected() == 0)
            #expect(try await browser.get(Paths.connectedSites).text.contains("mitra ditangguhkan"))

            world.clock.advance(.seconds(10))
            try await world.dependencies.database.transaction { [dependencies = world.dependencies] tx in
                let record = try #require(try tx.partners.record(site.partner.id))
                #expect(try tx.partners.set(.active, because: nil, of: record, at: dependencies.realNow()))
                try tx.records.bind(.partners, record.id, at: dependencies.realNow(), ids: dependencies.ids)
            }
            #expect(try await site.profile(tokens["access_token"]).code == "ERROAUTH4030")
            #expect(try await connected() == 0)
            let again = try await site.signedIn(browser)
            #expect(try await site.profile(again["access_token"]).status == 200)
            #expect(try await connected() == 1)
        }
    }

    @Test(
        "two officers register the addresses of a platform's sign-in, each complete and https",
        arguments: Engine.tested)
    func addresses(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            let shop = try await world.invite(.platform, "Toko Belajar", code: "toko-belajar", by: ratna)
            let plain = try await world.act(
                .addresses, on: shop.id, by: ratna, [("masuk", "http://toko.example/masuk")])
            #expect(plain.status == .unprocessableContent && plain.text.contains("http://toko.example/masuk"))
            let wanted = ["https://toko.example/masuk/kembali", "https://toko.example/masuk"]
            func registered() async throws -> [String]? {
                try await world.dependencies.database.read { try $0.partners.find(shop.id)?.signInAddresses }
            }
            try await world.act(.addresses, on: shop.id, by: ratna, [("masuk", wanted.joined(separator: "\n"))])
            #expect(try await registered() == [])
            let proposal = Paths.partnerProposal(try await world.proposal(about: shop.id))
            #expect(try await hendra.browser.get(proposal).text.contains(wanted[0]))
            try await world.decide(.approve, on: shop.id, by: hendra)
            #expect(try await registered() == wanted)
            #expect(try await world.unbound([.partners]) == [])
        }
    }

    @Test("consents, codes and tokens that SQL puts in or changes read nothing", arguments: Engine.tested)
    func vandalised(engine: Engine) async throws {
        let changes: [@Sendable (SiteConsent, SiteConsent) -> SQL] = [
            { siti, _ in "UPDATE site_consent SET scopes = 'name email prakerjaid notelp' WHERE id = \(siti.id)" },
            { siti, budi in "UPDATE site_consent SET person_id = \(budi.person) WHERE id = \(siti.id)" },
            { siti, budi in "UPDATE consent_grant SET consent_id = \(budi.id) WHERE consent_id = \(siti.id)" },
            { siti, budi in
                """
                UPDATE consent_token SET grant_id = (SELECT MAX(id) FROM consent_grant WHERE consent_id = \(budi.id))
                WHERE grant_id = (SELECT MAX(id) FROM consent_grant WHERE consent_id = \(siti.id))
                """
            },
            { _, _ in "UPDATE consent_token SET ends_at = ends_at + 1" },
        ]
        for change in changes {
            try await SignInSite.with(engine) { site in
                let world = site.world
                let siti = try await world.cardholder()
                let budi = try await world.cardholder("Budi Santoso", phone: "081234567891", wave: 2)
                // Only one of the two has an account at another partner too, so that one row can be moved.
                let school = SignInSite(market: site.market, partner: site.market.institution)
                try await school.register([SignInSite.redirect, SignInSite.login])
                let tokens = try await site.signedIn(try await world.browser(of: siti.person))
                _ = try await school.signedIn(try await world.browser(of: budi.person))
                let own = try #require(try await site.consents(of: siti.person).first)
                let other = try #require(try await site.consents(of: budi.person).first)
                try await world.vandalise(change(own, other))
                #expect(try await site.profile(tokens["access_token"]).code == "ERROAUTH4030")
            }
        }
    }

    @Test("a consent that SQL takes back from its end reads nothing, and is named", arguments: Engine.tested)
    func putBack(engine: Engine) async throws {
        try await SignInSite.with(engine) { site in
            let siti = try await site.world.cardholder()
            let browser = try await site.world.browser(of: siti.person)
            let tokens = try await site.signedIn(browser)
            let consent = try #require(try await site.consents(of: siti.person).first)
            try await browser.post(Paths.endConsent(consent.id), [], seeing: Paths.connectedSites)
            try await site.world.vandalise(
                "UPDATE site_consent SET ended_at = NULL, ending = NULL WHERE id = \(consent.id)")
            #expect(try await site.profile(tokens["access_token"]).code == "ERROAUTH4030")
            #expect(try await site.refresh(tokens["refresh_token"]).code == "ERROAUTH4031")
            #expect(try await site.world.verifyRecords().contains { $0.contains("\(consent.id)") })
        }
    }
}
