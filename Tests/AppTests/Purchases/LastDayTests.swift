import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("The last day of buying")
struct LastDayTests {
    @Test(
        "a card's last day of buying ends in its own edition's time zone, also under a later edition",
        .bug(
            id: "6.60",
            "The last day of buying was judged in the time zone of the edition in force, not of the card's edition."),
        arguments: Engine.tested)
    func lastDay(engine: Engine) async throws {
        // 23:00 in the west, where this card's edition counts its days; already the next day in the east.
        try await Market.with(engine, start: "2020-12-31T23:00:00+07:00") { market in
            try await market.world.publish(World.editionText("demo"))
            let (_, token, code) = try await market.asked()
            let eastern = try World.editionText("demo").replacing("id: \"2020-3d-demo\"", with: "id: \"2020-9\"")
                .replacing("zone: WIB", with: "zone: WIT")
            try await market.world.startedAgain(with: eastern) { later in
                var moved = market
                moved.world = later
                let paid = try await moved.authorize(token, otp: code)
                #expect(paid.status == 200, "\(paid.text)")
            }
        }
    }
}
