import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Webhooks in the office", .timeLimit(.minutes(5)))
struct WebhookOfficeTests {
    private static let address = "https://toko.example/hook"

    private static func officers(_ world: World) async throws -> (ratna: DeskOfficer, hendra: DeskOfficer) {
        (try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver))
    }

    private static func fields(_ address: String, _ types: [WebhookType]) -> [(String, String)] {
        [("alamat-webhook", address)] + types.map { (WebhookSites.field($0), "ya") }
    }

    @Test(
        "two officers decide an address on the partner's own site; the secret reaches the partner alone, once",
        arguments: Engine.tested)
    func decided(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (ratna, hendra) = try await Self.officers(world)
            let shop = try await world.invite(.platform, "Toko", code: "toko", by: ratna)
            try await world.decide(.approve, on: shop.id, by: hendra)
            for wrong in [
                "https://lain.example/hook", "http://toko.example/hook", "https://toko.example.lain.id/x", "",
            ] {
                let refused = try await world.act(
                    .webhook, on: shop.id, by: ratna, Self.fields(wrong, [.purchasePosted]))
                #expect(refused.status == .unprocessableContent, "\(wrong)")
                #expect(refused.text.contains("Alamat webhook harus https"), "\(wrong)")
            }
            let empty = try await world.act(.webhook, on: shop.id, by: ratna, Self.fields(Self.address, []))
            #expect(empty.text.contains("Pilih sedikitnya satu jenis kejadian"))
            #expect(empty.body.contains("value=\"\(Self.address)\""), "what was typed stays")

            let asked = try await world.act(
                .webhook, on: shop.id, by: ratna, Self.fields(Self.address, [.purchasePosted, .cardExpired]))
            #expect(asked.location == shop.page, "\(asked.text)")
            #expect(try await world.webhook(of: shop.partner) == nil)
            #expect(try await world.decide(.approve, on: shop.id, by: ratna).status == .conflict)
            let page = try await hendra.browser.get(
                Paths.partnerProposal(try await world.proposal(about: shop.id))
            ).text
            #expect(page.contains(Self.address) && page.contains("Pembelian dibayar, Kartu hangus"), "\(page)")
            try await world.decide(.approve, on: shop.id, by: hendra)
            let endpoint = try #require(try await world.webhook(of: shop.partner))
            #expect(endpoint.address == Self.address && endpoint.types == [.cardExpired, .purchasePosted])

            let link = try await world.link(to: World.contact("toko"))
            let program = world.visitor()
            #expect(!(try await program.get(link).body.contains("whsec_")))
            let shown = try await world.visitor().post(link, [], seeing: link)
            let text = try #require(shown.body.firstMatch(of: /whsec_[A-Za-z0-9+\/=]+/)).0
            let stored = try await world.webhookSecrets(of: shop.id)
            #expect(stored.map(\.text) == [String(text)])
            #expect(try await world.visitor().get(link).status == .notFound)
            #expect(!(try await ratna.browser.get(shop.page).body.contains(text)))
            #expect(try await world.verifyLog().findings == [])
        }
    }

    @Test("while a secret is rotated both sign, and afterwards the new one alone", arguments: Engine.tested)
    func rotated(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (ratna, hendra) = try await Self.officers(world)
            let shop = try await world.invite(.platform, "Toko", code: "toko", by: ratna)
            try await world.decide(.approve, on: shop.id, by: hendra)
            func valid() async throws -> [WebhookSecret] { try await world.webhookSecrets(of: shop.id) }
            let none = try await world.act(.webhookSecret, on: shop.id, by: ratna, [("hari-rahasia", "7")])
            #expect(none.status == .conflict && none.text.contains("belum punya webhook"))
            try await world.act(.webhook, on: shop.id, by: ratna, Self.fields(Self.address, [.purchasePosted]))
            try await world.decide(.approve, on: shop.id, by: hendra)
            let link = try await world.link(to: World.contact("toko"))
            _ = try await world.visitor().post(link, [], seeing: link)
            let first = try await valid()
            let fetched = try await world.act(.newSecretLink, on: shop.id, by: ratna)
            #expect(fetched.status == .conflict && fetched.text.contains("Mitra sudah mengambil rahasia ini"))

            let wrong = try await world.act(.webhookSecret, on: shop.id, by: ratna, [("hari-rahasia", "31")])
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("0 sampai 30"))
            try await world.act(.webhookSecret, on: shop.id, by: ratna, [("hari-rahasia", "7")])
            try await world.decide(.approve, on: shop.id, by: hendra)
            let both = try await valid()
            #expect(both.count == 2 && both.last == first.first)
            // The link was lost: one officer replaces the secret that was not fetched.
            #expect(try await world.act(.newSecretLink, on: shop.id, by: ratna).location == shop.page)
            let again = try await valid()
            #expect(again.count == 2 && again.first != both.first && again.last == first.first)
            world.clock.advance(.days(7))
            #expect(try await valid() == [again[0]])
            #expect(try await world.verifyLog().findings == [])
        }
    }

    @Test(
        "no new secret, and no end of the partnership, binds an address that SQL wrote",
        .bug(
            id: "5.837",
            """
            An approved secret, and the end of a partnership, bound the webhook as it was then: with an address that SQL \
            had written a moment before, which from then on passed as the officers' own.
            """),
        arguments: Engine.tested)
    func boundAgain(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (ratna, hendra) = try await Self.officers(world)
            let shop = try await world.invite(.platform, "Toko", code: "toko", by: ratna)
            try await world.decide(.approve, on: shop.id, by: hendra)
            try await world.act(.webhook, on: shop.id, by: ratna, Self.fields(Self.address, [.purchasePosted]))
            try await world.decide(.approve, on: shop.id, by: hendra)
            try await world.act(.webhookSecret, on: shop.id, by: ratna, [("hari-rahasia", "7")])
            func write(_ address: String) async throws {
                try await world.vandalise("UPDATE webhook_endpoint SET address = \(address)")
            }
            let endpoint = try #require(try await world.webhooks(of: shop.id).first).id
            func isBound() async throws -> Bool {
                try await world.dependencies.database.read { tx in
                    try tx.records.isAsBound(.webhooks, endpoint, vault: world.dependencies.vault)
                }
            }
            try await write("https://pencuri.example/hook")
            #expect(try await world.decide(.approve, on: shop.id, by: hendra).status == .conflict)
            #expect(try await !isBound())
            try await write(Self.address)
            #expect(try await world.verifyRecords() == [])
            try await world.decide(.approve, on: shop.id, by: hendra)
            #expect(try await isBound())
            try await write("https://pencuri.example/hook")
            try await world.dependencies.database.transaction { [dependencies = world.dependencies] tx in
                try WebhookActions(dependencies: dependencies).endSecrets(
                    of: shop.id, at: dependencies.realNow() + .days(30), in: tx)
            }
            #expect(try await !isBound())
            #expect(try await world.verifyRecords().contains { $0.hasPrefix("webhook endpoint \(endpoint) had been") })
            // Two officers write it again.
            try await world.act(.webhook, on: shop.id, by: ratna, Self.fields(Self.address, [.purchasePosted]))
            try await world.decide(.approve, on: shop.id, by: hendra)
            #expect(try await isBound())
        }
    }

    @Test("an officer reads each attempt and its body, and sends an event again under its id", arguments: Engine.tested)
    func log(engine: Engine) async throws {
        let receiver = WebhookReceiver()
        try await receiver.run { address in
            try await World.with(engine, start: "2020-04-20T09:00:00+07:00", development: true) { world in
                let market = try await Market(opening: world)
                try await world.tell(market.platform, at: address)
                _ = try await market.buy(try await world.cardholder())
                receiver.answers(.init(status: 200, text: "terima kasih"))
                try await world.tick()
                let wayan = try await world.officer("Wayan", [.partnerManager]).browser
                let event = try #require(try await world.events(of: market.platform).first)
                let list = try await wayan.get(Paths.officeWebhook(market.platform.id))
                #expect(list.text.contains("Pembelian dibayar") && list.text.contains("Diterima"), "\(list.text)")
                let page = Paths.webhookEvent(market.platform.id, event.id)
                let shown = try await wayan.get(page).text
                #expect(shown.contains("terima kasih") && shown.contains("purchase.posted"), "\(shown)")
                let stranger = Paths.webhookEvent(market.rival.id, event.id)
                #expect(try await wayan.get(stranger).status == .notFound)

                let again = Paths.webhookSendAgain(market.platform.id, event.id)
                #expect(try await wayan.post(again, [], seeing: page).location == page)
                let twice = try await wayan.post(again, [], seeing: page)
                #expect(twice.status == .conflict && twice.text.contains("sudah menunggu dikirim"))
                try await world.tick()
                #expect(receiver.taken.map(\.id) == [event.messageID, event.messageID])
                #expect(try await world.auditedActions().filter { $0 == "webhook.sent-again" }.count == 1)
                let auditor = try await world.officer("Lestari", .auditor).browser
                #expect(try await auditor.post(again, [], seeing: page).status == .forbidden)
            }
        }
    }

    @Test(
        "an event that an officer sends again does not wait for the pause of a later one",
        .bug(
            id: "5.796",
            """
            An event that was sent again while a later one of its purchase waited for its next attempt waited with it, \
            up to a day.
            """), arguments: Engine.tested)
    func again(engine: Engine) async throws {
        let receiver = WebhookReceiver()
        try await receiver.run { address in
            try await World.with(engine, start: "2020-04-20T09:00:00+07:00", development: true) { world in
                let market = try await Market(opening: world)
                try await world.tell(market.platform, at: address)
                let siti = try await world.cardholder()
                let code = try await market.buy(siti)
                try await world.tick()
                receiver.answers(.init(status: 500))
                try await market.attend([1], code, siti)
                for _ in 1...4 {
                    try await world.tick()
                    world.clock.advance(.hours(1))
                }
                try await world.tick()
                let events = try await world.events(of: market.platform)
                #expect(events.map(\.state) == [.delivered, .waiting], "a pause of hours")
                receiver.answers(.init())
                let wayan = try await world.officer("Wayan", [.partnerManager]).browser
                let page = Paths.webhookEvent(market.platform.id, events[0].id)
                let again = Paths.webhookSendAgain(market.platform.id, events[0].id)
                #expect(try await wayan.post(again, [], seeing: page).location == page)
                try await world.tick()
                #expect(receiver.taken.prefix(2).map(\.id) == [events[0].messageID, events[0].messageID])
            }
        }
    }

    @Test("the log is deleted after 90 days, and the numbers of a purchase go on", arguments: Engine.tested)
    func pruned(engine: Engine) async throws {
        let receiver = WebhookReceiver()
        try await receiver.run { address in
            try await World.with(engine, start: "2020-04-20T09:00:00+07:00", development: true) { world in
                let market = try await Market(opening: world)
                try await world.tell(market.platform, at: address)
                let siti = try await world.cardholder()
                let code = try await market.buy(siti)
                try await world.tick()
                #expect(try await world.events(of: market.platform).map(\.state) == [.delivered])
                try await world.dependencies.database.transaction { tx in
                    let before = world.clock.now() - .days(TendWebhooks.daysKept) - .seconds(1)
                    _ = try tx.run("UPDATE webhook_event SET recorded_at = \(before)")
                }
                try await world.tick()
                #expect(try await world.events(of: market.platform).isEmpty)
                try await market.attend([1], code, siti)
                #expect(try await world.events(of: market.platform).map(\.sequence) == [2])
                try await world.tick()
                #expect(receiver.taken.map { $0["sequence"] } == ["1", "2"])
            }
        }
    }
}
