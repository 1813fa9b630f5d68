import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Implausible completions", .timeLimit(.minutes(2)))
struct CompletionPaceTests {
    private static let label = "Pelatihan di Balai selesai terlalu cepat"

    @Test(
        "the partner manager's page names an institution whose training ended too soon, and only that, for a day",
        arguments: Engine.tested)
    func quick(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            let budi = try await world.cardholder("Budi", phone: "081234567891", wave: 2)
            let code = try await market.buy(siti)
            try await market.attend([1], code, siti)
            // A tenth of twelve hours, and five minutes.
            world.clock.advance(.minutes(77))
            try await market.attend([999], code, siti)
            #expect(try await market.complete(code).status == 200)
            let early = try await world.officer([.partnerManager], "dewi").browser
            #expect(try await !early.get(Paths.office).text.contains(Self.label))

            let token = try await market.sendOTP(budi.number, user: "U-2").token
            _ = try await market.authorize(token, otp: try await market.code(for: budi), invoice: "INV-2")
            let second = try await market.redeemCode(of: budi)
            try await market.attend([1], second, budi)
            world.clock.advance(.minutes(71))
            try await market.attend([999], second, budi)
            #expect(try await market.complete(second, key: "selesai-2").status == 200)
            let from = world.clock.now() - CompletionPace.lookBack
            let found = try await world.dependencies.database.read { try $0.purchases.hasty(from: from) }
            #expect(found.map(\.id) == [market.institution.id] && found.first?.quick == 1)
            let late = try await world.officer([.partnerManager], "dita").browser
            let page = try await late.get(Paths.office)
            #expect(page.text.contains(Self.label) && page.body.contains(Paths.officePartner(market.institution.id)))

            world.clock.advance(.days(1))
            let earlier = world.clock.now() - CompletionPace.lookBack
            let hasty = try await world.dependencies.database.read { try $0.purchases.hasty(from: earlier) }
            #expect(hasty.isEmpty)
        }
    }
}
