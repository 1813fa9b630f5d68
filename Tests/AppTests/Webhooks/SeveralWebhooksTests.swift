import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Several webhooks of one partner", .timeLimit(.minutes(5)))
struct SeveralWebhooksTests {
    private static func fields(
        _ address: String, _ types: [WebhookType], _ chosen: String = WebhookSites.new
    ) -> [(String, String)] {
        [(WebhookSites.chosen(.webhook), chosen), ("alamat-webhook", address)]
            + types.map { (WebhookSites.field($0), "ya") }
    }

    @Test(
        "each endpoint is told of its own types, in its own order, under its own secret; one that fails holds none back",
        .bug(
            id: "5.981",
            "A partner could have one webhook: its accounts and its support needed a relay, and shared one secret."),
        arguments: Engine.tested)
    func told(engine: Engine) async throws {
        let (first, second) = (WebhookReceiver(), WebhookReceiver())
        try await first.run { accounts in
            try await second.run { support in
                try await World.with(engine, start: "2020-04-20T09:00:00+07:00", development: true) { world in
                    let market = try await Market(opening: world)
                    let types: [WebhookType] = [.purchasePosted, .attendanceRecorded]
                    let one = try await world.tell(market.platform, at: accounts, of: types)
                    let two = try await world.tell(market.platform, at: support, of: [.purchasePosted])
                    #expect(one != two)
                    second.answers(.init(status: 503))
                    let siti = try await world.cardholder()
                    let code = try await market.buy(siti)
                    try await world.tick()
                    #expect(first.taken.map(\.type) == ["purchase.posted"] && second.taken.isEmpty)
                    #expect(first.taken.allSatisfy { $0.isSigned(with: one) && !$0.isSigned(with: two) })
                    second.answers(.init())
                    world.clock.advance(.hours(1))
                    try await world.tick()
                    #expect(second.taken.map(\.type) == ["purchase.posted"] && second.taken[0]["sequence"] == "1")
                    #expect(second.taken.allSatisfy { $0.isSigned(with: two) && !$0.isSigned(with: one) })
                    #expect(first.taken.map(\.id) != second.taken.map(\.id), "each event has its own id")

                    // Only the address that answers 410 is closed, and the other is not told of what it did not choose.
                    first.answers(.init(status: 410))
                    try await market.attend([1], code, siti)
                    try await world.tick()
                    #expect(first.deliveries.last?["sequence"] == "2" && second.taken.count == 1)
                    #expect(try await world.webhooks(of: market.platform.id).map(\.state) == [.disabled, .active])
                    let own = try await world.visitorAtDesk(of: market.platform).browser
                    let page = try await own.get(Paths.deskWebhook).text
                    #expect(page.contains(accounts) && page.contains(support), "\(page)")
                    #expect(try await world.verifyLog().findings == [])
                    #expect(try await world.verifyRecords() == [])
                }
            }
        }
    }

    @Test("officers add, choose and end endpoints; there are five at most, each address once", arguments: Engine.tested)
    func decided(engine: Engine) async throws {
        try await World.with(engine) { world in
            let ratna = try await world.officer("Ratna", .operations)
            let hendra = try await world.officer("Hendra", .approver)
            let shop = try await world.invite(.platform, "Toko", code: "toko", by: ratna)
            try await world.decide(.approve, on: shop.id, by: hendra)
            func address(_ number: Int) -> String { "https://toko.example/hook/\(number)" }
            for number in 1...PartnerEndpoint.most {
                try await world.act(.webhook, on: shop.id, by: ratna, Self.fields(address(number), [.purchasePosted]))
                try await world.decide(.approve, on: shop.id, by: hendra)
            }
            let all = try await world.webhooks(of: shop.id)
            #expect(all.map(\.address) == (1...PartnerEndpoint.most).map(address))
            let sixth = try await world.act(
                .webhook, on: shop.id, by: ratna, Self.fields(address(6), [.purchasePosted]))
            #expect(sixth.status == .conflict && sixth.text.contains("Paling banyak 5 webhook"), "\(sixth.text)")
            let unchosen = try await world.act(.webhookEnd, on: shop.id, by: ratna, [])
            #expect(unchosen.text.contains("Pilih webhooknya"), "an end without a choice ends none: \(unchosen.text)")
            let twice = try await world.act(
                .webhook, on: shop.id, by: ratna, Self.fields(address(2), [.cardExpired], "\(all[0].id)"))
            #expect(twice.status == .conflict && twice.text.contains("sudah memakai alamat ini"), "\(twice.text)")

            try await world.act(
                .webhook, on: shop.id, by: ratna, Self.fields(address(3), [.cardExpired], "\(all[2].id)"))
            try await world.decide(.approve, on: shop.id, by: hendra)
            try await world.act(
                .webhookEnd, on: shop.id, by: ratna, [(WebhookSites.chosen(.webhookEnd), "\(all[1].id)")])
            try await world.decide(.approve, on: shop.id, by: hendra)
            let now = try await world.webhooks(of: shop.id)
            #expect(now.map(\.state) == [.active, .ended, .active, .active, .active])
            #expect(now[2].types == [.cardExpired] && now[0].types == [.purchasePosted])
            #expect(try await world.verifyRecords() == [])

            // No other partner's endpoint is changed by its number.
            let rival = try await world.invite(.platform, "Warung", code: "warung", by: ratna)
            try await world.decide(.approve, on: rival.id, by: hendra)
            let taken = try await world.act(
                .webhook, on: rival.id, by: ratna,
                Self.fields("https://warung.example/hook", [.purchasePosted], "\(all[0].id)"))
            #expect(taken.status == .conflict, "\(taken.text)")
            #expect(try await world.webhooks(of: shop.id) == now)
        }
    }

    @Test("SQL that gives an endpoint to another partner is found, and it is told nothing", arguments: Engine.tested)
    func moved(engine: Engine) async throws {
        try await World.with(engine, start: "2020-04-20T09:00:00+07:00") { world in
            let market = try await Market(opening: world)
            try await world.tell(market.platform, at: "https://pijarmahir.example/hook")
            let endpoint = try #require(try await world.webhook(of: market.platform)).id
            let rival = market.rival.id
            try await world.vandalise("UPDATE webhook_endpoint SET partner_id = \(rival)")
            let isBound = try await world.dependencies.database.read { tx in
                try tx.records.isAsBound(.webhooks, endpoint, vault: world.dependencies.vault)
            }
            #expect(!isBound)
        }
    }

    @Test(
        "an endpoint from before there were several stays as it was, with what waits and its digest",
        arguments: Engine.tested)
    func migrated(engine: Engine) async throws {
        let before = try EarlierMigrations(before: "0607")
        defer { before.remove() }
        try await TestDatabase.with(engine, migrations: before.directory) { database in
            try await database.transaction { tx in
                try tx.run(
                    """
                    INSERT INTO partner_record (id, kind, name, contact, state, state_at, recorded_at)
                    VALUES (1, 'platform', 'Toko', 'integrasi@toko.example', 'active', 5, 5)
                    """)
                try tx.run(
                    """
                    INSERT INTO webhook_endpoint (partner_id, address, types, set_at, state, state_at)
                    VALUES (1, 'https://toko.example/hook', 'purchase.posted', 6, 'failing', 7)
                    """)
            }
            try await Migrator(directory: TestDatabase.migrations).migrate(database, at: 0)
            try await database.transaction { tx in
                let endpoint = try #require(try tx.webhooks.endpoints(of: ID(1)).first)
                #expect(endpoint.id == ID(1) && endpoint.state == .failing && endpoint.types == [.purchasePosted])
                // The digest of an earlier version covered these rows, in these columns.
                let bound = BoundKind.webhooks.content([1])
                let rows = try bound.map { try tx.rows($0).map(\.texts) }
                #expect(rows == [[["1", "https://toko.example/hook", "purchase.posted", "6", nil]], [], []])
            }
        }
        let job = try JSONDecoder().decode(DeliverWebhooks.self, from: Data(#"{"partner":"1","lane":0}"#.utf8))
        #expect(job.endpoint == ID(1))
    }
}
