import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Shortened addresses of the office")
struct ShortenedAddressTests {
    @Test(
        "an officer who shortens the address of a partner's people or webhook finds the list of all partners",
        .bug(
            id: "5.822",
            """
            `/kantor/orang-mitra`, `/kantor/webhook`, `/kantor/usul-mitra` and `/kantor/usul-orang-mitra` were not \
            found, although pages below them exist.
            """), arguments: Engine.tested)
    func lists(engine: Engine) async throws {
        try await World.with(engine) { world in
            let ratna = try await world.officer("Ratna", .operations)
            let hendra = try await world.officer("Hendra", .approver)
            let none = try await hendra.browser.get(Paths.officeWebhooks)
            #expect(none.status == .ok && none.text.contains("Belum ada mitra dengan alamat webhook."))
            let shop = try await world.invite(.platform, "Toko", code: "toko", by: ratna)
            try await world.decide(.approve, on: shop.id, by: hendra)
            let request = try await world.proposePerson("Budi", "budi@toko.example", of: shop.id, by: ratna)

            let people = try await hendra.browser.get(Paths.officePeopleOfPartners)
            #expect(people.status == .ok)
            #expect(people.body.contains("href=\"\(Paths.officePartnerPeople(shop.id))\""), "\(people.text)")
            #expect(people.body.contains("href=\"\(request)\""), "\(people.text)")

            let address = "https://toko.example/hook"
            let fields = [("alamat-webhook", address), (WebhookSites.field(.purchasePosted), "ya")]
            #expect(try await world.act(.webhook, on: shop.id, by: ratna, fields).location == shop.page)
            try await world.decide(.approve, on: shop.id, by: hendra)
            let webhooks = try await hendra.browser.get(Paths.officeWebhooks)
            #expect(webhooks.body.contains("href=\"\(Paths.officeWebhook(shop.id))\""), "\(webhooks.text)")
            #expect(webhooks.text.contains(address))
        }
    }

    @Test(
        "the address above proposals leads to the page that lists them",
        arguments: [
            (Paths.partnerProposals, Paths.officePartners), (Paths.officePersonRequests, Paths.officePeopleOfPartners),
            (Paths.officerRequests, Paths.officers), (Paths.invitationBatches, Paths.officeLists),
        ])
    func proposals(short: String, list: String) async throws {
        try await World.with(.sqlite) { world in
            let ani = try await world.officer("Ani", World.officeRoles.roles.map(\.slug))
            #expect(try await ani.browser.get(short).location == list)
            #expect(try await ani.browser.get(list).status == .ok)
            let visitor = try await world.visitor().get(short)
            #expect(visitor.location?.hasPrefix(Paths.officeSignIn) == true)
        }
    }
}
