import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("A deputy's days")
struct DeputyDaysTests {
    @Test(
        "they are those of the clock at the top of the page",
        .bug(id: "5.416", "In the demo of April 2020 every deputy was refused: the real clock was years ahead."),
        arguments: Engine.tested)
    func programmeDays(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (agus, fitri) = try await world.administrators()
            let checker = try await world.officer("Joko", [.payoutChecker])
            let curator = try await world.officer("Tono", [.curator])
            // Four days ahead of the real clock.
            let ahead = try #require(Instant("2020-04-19T09:00:00+07:00"))
            try await world.dependencies.clock.move(to: ahead, in: world.dependencies.database)
            let id = try await agus.propose(
                .deputy, of: curator.id, Administrator.absence(of: checker.id) + [("peran-payout-checker", "ya")])
            let page = try await fitri.browser.get(Paths.officerRequest(id)).text
            #expect(page.contains("20 April 2020 sampai 24 April 2020"))
            try await fitri.decide(id)
            #expect(try await world.roles(of: curator.id) == [.curator])
            world.clock.set("2020-04-16T00:00:00+07:00")
            #expect(try await Set(world.roles(of: curator.id)) == [.curator, .payoutChecker])
            world.clock.set("2020-04-21T00:00:00+07:00")
            #expect(try await world.roles(of: curator.id) == [.curator])
        }
    }

    @Test("days that are over, in the wrong order or too many are refused for that reason")
    func refused() async throws {
        try await World.with(.sqlite) { world in
            let (agus, _) = try await world.administrators()
            let checker = try await world.officer("Joko", [.payoutChecker])
            let curator = try await world.officer("Tono", [.curator])
            func propose(_ changed: [String: String]) async throws -> Answer {
                let fields = Administrator.absence(of: checker.id).map { ($0.0, changed[$0.0] ?? $0.1) }
                return try await agus.browser.change(
                    .deputy, of: curator.id, fields + [("peran-payout-checker", "ya")])
            }
            let swapped = try await propose(["mulai-day": "25"])
            #expect(swapped.status == .unprocessableContent && swapped.text.contains("Tanggal mulai setelah"))
            let long = try await propose(["sampai-month": "8"])
            #expect(long.status == .unprocessableContent && long.text.contains("Paling lama 92 hari"))
            let after = try #require(Instant("2020-04-25T00:00:00+07:00"))
            try await world.dependencies.clock.move(to: after, in: world.dependencies.database)
            let over = try await propose([:])
            #expect(over.status == .unprocessableContent && over.text.contains("Tanggal akhir sudah lewat"))
        }
    }
}
