import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("A partner's webhook at its desk", .timeLimit(.minutes(3)))
struct DeskWebhookTests {
    private static func order(_ address: String, _ types: [WebhookType]) -> [(String, String)] {
        [
            (WebhookSites.chosen(.webhook), WebhookSites.new), ("alamat-webhook", address),
            (PartnerForm.reasonField(.webhook), World.deskReason),
        ] + types.map { (WebhookSites.field($0), "ya") }
    }

    @Test(
        "an administrator proposes an address, an officer decides, and the secret goes to the agreed e-mail address",
        .bug(id: "5.982", "A partner's people had to ask the office in writing for each change of its webhook."),
        arguments: Engine.tested)
    func proposed(engine: Engine) async throws {
        try await World.with(engine) { world in
            let ratna = try await world.officer("Ratna", .operations)
            let hendra = try await world.officer("Hendra", .approver)
            let shop = try await world.invite(.platform, "Toko", code: "toko", by: ratna)
            try await world.decide(.approve, on: shop.id, by: hendra)
            let own = try await world.visitorAtDesk(of: shop.partner).browser
            let path = Paths.deskWebhookAct(.webhook)
            let wrong = try await own.post(
                path, Self.order("https://lain.example/hook", [.purchasePosted]), seeing: Paths.deskWebhook)
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("toko.example"), "\(wrong.text)")
            #expect(wrong.body.contains("value=\"https://lain.example/hook\""), "what was typed stays")
            let asked = try await own.post(
                path, Self.order("https://toko.example/hook", [.purchasePosted]), seeing: Paths.deskWebhook)
            #expect(asked.location == Paths.deskWebhook, "\(asked.text)")
            #expect(try await world.webhooks(of: shop.id).isEmpty)
            #expect(try await own.get(Paths.deskWebhook).text.contains("Petugas kantor yang memutuskannya"))
            try await world.decide(.approve, on: shop.id, by: hendra)
            let endpoint = try #require(try await world.webhooks(of: shop.id).first)
            #expect(endpoint.types == [.purchasePosted] && endpoint.state == .active)
            let link = try await world.link(to: World.contact("toko"))
            #expect(try await world.visitor().post(link, [], seeing: link).body.contains("whsec_"))
            let shown = try await own.get(Paths.deskWebhook)
            #expect(shown.text.contains("https://toko.example/hook") && !shown.body.contains("whsec_"))

            let staff = try await world.visitorAtDesk(of: shop.partner, role: .staff, name: "Tini").browser
            #expect(try await !staff.get(Paths.deskWebhook).body.contains("<form method=\"post\" action=\"\(path)\""))
            let denied = try await staff.post(
                path, Self.order("https://toko.example/lain", [.purchasePosted]), seeing: Paths.deskWebhook)
            #expect(denied.location == nil)
            #expect(try await world.verifyLog().findings == [])
        }
    }

    @Test(
        "a browser comes back to the page with the fault and what was typed, and to an empty one once it is right",
        .bug(
            id: "6.641",
            """
            A refused form of the desk lost its errors and what was typed: its own address answers a GET by a way to \
            another page, which the kept form did not follow.
            """),
        arguments: Engine.tested)
    func comesBack(engine: Engine) async throws {
        try await World.with(engine, start: "2020-04-20T09:00:00+07:00", settings: { $0.sandbox = true }) { world in
            let market = try await Market(opening: world)
            let own = try await world.visitorAtDesk(of: market.platform).browser
            own.stating(Visitor.navigation)
            let empty = try await own.get(Paths.deskWebhook)
            #expect(empty.text.contains("Isi formulir di halaman ini") && !empty.text.contains("petugas kantor"))
            // Records the address for keys as well, without which no secret is made.
            try await world.tell(market.platform, at: "https://pijarmahir.example/hook")
            func send(_ address: String) async throws -> Answer {
                try await own.post(
                    Paths.deskWebhookAct(.webhook), Self.order(address, [.purchasePosted]), seeing: Paths.deskWebhook)
            }
            let page = try await own.follow(try await send("ftp://tamu.example/hook"))
            #expect(page.body.contains("<title>Salah: ") && page.body.contains("id=\"alamat-webhook-error\""))
            #expect(page.body.contains("value=\"ftp://tamu.example/hook\""), "what was typed stays")

            let done = try await own.follow(try await send("https://tamu.example/hook"))
            #expect(
                !done.body.contains("<title>Salah: ") && !done.body.contains("ftp://tamu.example"), "\(done.text)")
            #expect(try await !own.get(Paths.deskWebhook).body.contains("ftp://tamu.example"))

            let school = try await world.visitorAtDesk(of: market.institution, name: "Sari").browser
            school.stating(Visitor.navigation)
            let typed = [("alamat", "ftp://balai.example"), ("halaman", ""), ("alasan-alamat", World.deskReason)]
            let moved = try await school.follow(
                try await school.post(Paths.deskAddresses, typed, seeing: Paths.deskKeys))
            #expect(moved.body.contains("<title>Salah: ") && moved.body.contains("ftp://balai.example"))
        }
    }

    @Test(
        "in a sandbox an address is in force at once, its secret is shown, and a sixth one ends the oldest",
        .bug(id: "5.983", "A visitor of a sandbox could receive no event: only officers recorded an address."),
        arguments: Engine.tested)
    func trial(engine: Engine) async throws {
        try await World.with(
            engine, start: "2020-04-20T09:00:00+07:00", settings: { $0.sandbox = true }
        ) { world in
            let market = try await Market(opening: world)
            try await world.tell(market.platform, at: "https://pijarmahir.example/hook")
            let own = try await world.visitorAtDesk(of: market.platform).browser
            func send(_ address: String) async throws -> Answer {
                try await own.post(
                    Paths.deskWebhookAct(.webhook), Self.order(address, [.purchasePosted]), seeing: Paths.deskWebhook)
            }
            for number in 1...PartnerEndpoint.most {
                #expect(try await send("https://tamu\(number).example/hook").location == Paths.deskWebhook)
                world.clock.advance(.seconds(1))
            }
            let states = try await world.webhooks(of: market.platform.id).map(\.state)
            #expect(states == [.active, .ended, .active, .active, .active, .active], "the sandbox's own stays")
            let page = try await own.get(Paths.deskWebhook)
            let secret = try #require(page.body.firstMatch(of: /whsec_[A-Za-z0-9+\/=]+/)).0
            #expect(WebhookSecret(String(secret)) != nil)
            for verb in ["Simpan alamat", "Buat rahasia baru", "Akhiri alamat"] {
                #expect(page.body.contains(">\(verb)</button>"), "each button says what it does")
            }
            for wrong in [
                "http://tamu.example/hook", "https://10.0.0.1/hook", "https://tamu/hook", "ftp://tamu.example",
            ] {
                #expect(try await send(wrong).status == .unprocessableContent, "\(wrong)")
            }
            #expect(try await world.verifyRecords() == [])
        }
    }

    @Test(
        """
        its people read address, events and answers, send an event again, and read that 410 stopped the address; another \
        partner's people find none of it
        """,
        .bug(
            id: "5.894", "A partner could see neither its webhook's address nor its deliveries, and sent nothing again."
        ),
        arguments: Engine.tested)
    func seen(engine: Engine) async throws {
        let receiver = WebhookReceiver()
        try await receiver.run { address in
            try await World.with(engine, start: "2020-04-20T09:00:00+07:00", development: true) { world in
                let market = try await Market(opening: world)
                let own = try await world.visitorAtDesk(of: market.platform).browser
                #expect(try await own.get(Paths.deskWebhook).text.contains("Belum ada alamat webhook"))
                try await world.tell(market.platform, at: address)
                _ = try await market.buy(try await world.cardholder())
                try await world.tick()
                let event = try #require(try await world.events(of: market.platform).first)
                let log = try await own.get(Paths.deskWebhook)
                #expect(
                    log.text.contains(address) && log.body.contains(Paths.deskWebhookEvent(event.id)), "\(log.text)")
                let page = try await own.get(Paths.deskWebhookEvent(event.id))
                #expect(page.text.contains("204") && page.text.contains(event.messageID), "\(page.text)")

                let other = try await world.visitorAtDesk(of: market.rival, name: "Tono").browser
                #expect(try await other.get(Paths.deskWebhookEvent(event.id)).status == .notFound)
                let foreign = try await other.post(
                    Paths.deskWebhookAgain(event.id), [], seeing: Paths.deskWebhook)
                #expect(foreign.status == .notFound)

                receiver.answers(.init(status: 410))
                let again = try await own.post(
                    Paths.deskWebhookAgain(event.id), [], seeing: Paths.deskWebhookEvent(event.id))
                #expect(again.location == Paths.deskWebhookEvent(event.id), "\(again.text)")
                try await world.tick()
                #expect(receiver.deliveries.map(\.id) == [event.messageID, event.messageID])
                #expect(try await own.get(Paths.deskWebhook).text.contains("server Anda menjawab 410"))
                let refused = try await own.post(
                    Paths.deskWebhookAgain(event.id), [], seeing: Paths.deskWebhookEvent(event.id))
                #expect(refused.status == .conflict && refused.text.contains("tidak aktif"), "\(refused.text)")
                #expect(try await world.verifyLog().findings == [])
            }
        }
    }
}
