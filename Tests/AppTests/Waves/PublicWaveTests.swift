import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Public pages of a wave under load", .timeLimit(.minutes(2)))
struct PublicWaveTests {
    @Test("a thousand visitors at the announcement cost one database read every two seconds", arguments: Engine.tested)
    func readsAreShared(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            try await world.candidate().browser.join()
            let before = world.dependencies.publicCache.made
            // One browser sends all requests; the wave's pages have no admission control.
            let reader = world.visitor()
            #expect(try await reader.get(Paths.draw(1)).status == .ok)
            func everybody() async throws {
                try await withThrowingTaskGroup(of: Bool.self) { group in
                    for _ in 0..<1_000 {
                        group.addTask {
                            let page = try await reader.get(Paths.draw(1))
                            return page.status == .ok && page.text.contains("Undian gelombang 1")
                        }
                    }
                    for try await answered in group { #expect(answered) }
                }
            }
            try await everybody()
            try await everybody()
            #expect(world.dependencies.publicCache.made == before + 1)
            world.clock.advance(PublicWave.fresh)
            try await everybody()
            #expect(world.dependencies.publicCache.made == before + 2)
        }
    }

    @Test(
        "a participant is included in the count that the wave's pages show them",
        .bug(
            id: "4.63",
            "The wave's page said that it had no participants, above the words that the reader was one."),
        arguments: Engine.tested)
    func counted(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let siti = try await world.candidate()
            #expect(try await siti.browser.get(Paths.wave(1)).text.contains(/Orang yang ikut\s+0/))
            #expect(try await siti.browser.get(Paths.waves).text.contains("0 orang sudah bergabung"))
            try await siti.browser.join()
            #expect(try await siti.browser.get(Paths.wave(1)).text.contains(/Orang yang ikut\s+1/))
            #expect(try await siti.browser.get(Paths.waves).text.contains("1 orang sudah bergabung"))
        }
    }

    @Test("a failed read is reported to its caller, and the next caller reads again")
    func failure() async throws {
        struct Lost: Error {}
        let cache = PublicCache()
        let now = Instant(milliseconds: 0)
        await #expect(throws: Lost.self) {
            let _: Int = try await cache.value("a", for: .seconds(2), now: now) { throw Lost() }
        }
        let second: Int = try await cache.value("a", for: .seconds(2), now: now) { 7 }
        let third: Int = try await cache.value("a", for: .seconds(2), now: now) { 8 }
        #expect(second == 7 && third == 7 && cache.made == 2)
    }

    @Test("a province with few people is shown together with others, never alone")
    func smallCells() {
        func row(_ province: Int, _ joined: Int) -> ProvinceTally.Row {
            ProvinceTally.Row(province: province, joined: joined, selected: 0)
        }
        let tally = ProvinceTally(rows: [row(11, 500), row(31, 12), row(82, 3), row(91, 90)]).merged(below: 10)
        #expect(tally.rows == [row(11, 500), row(91, 90), row(0, 15)])
        #expect(ProvinceTally(rows: [row(82, 3)]).merged(below: 10).rows == [row(0, 3)])
        #expect(ProvinceTally(rows: [row(11, 500)]).merged(below: 10).rows == [row(11, 500)])
    }

    @Test("a postponed announcement shows the new date, and the old one beside it", arguments: Engine.tested)
    func postponed(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let siti = try await world.candidate()
            try await siti.browser.join()
            let ratna = try await world.officer("Ratna", .operations)
            let form = PostponePage.typed("2020-04-18T10:00", because: "Menunggu data Dukcapil")
            let early = PostponePage.typed("2020-04-17T16:00", because: "Semua data sudah lengkap lebih awal")
            #expect(try await ratna.browser.post(Paths.postpone(1), early).status == .conflict)
            let empty = try await ratna.browser.post(Paths.postpone(1), PostponePage.typed("besok", because: ""))
            #expect(empty.status == .unprocessableContent && empty.text.contains("Tulis alasannya"))
            #expect(try await ratna.browser.post(Paths.postpone(1), form).location == Paths.officeWave(1))
            let hendra = try await world.officer("Hendra", .approver)
            let agreed = try await hendra.browser.post(
                Paths.answerPostponement(1, .approve), [], seeing: Paths.officeWave(1))
            #expect(agreed.location == Paths.officeWave(1))

            world.clock.set(try await world.wave().closesAt + Wave.drain)
            try await world.advanceWaves()
            for path in [Paths.wave(1), Paths.myEntry(1)] {
                let page = try await siti.browser.get(path).text
                #expect(page.contains("Jumat, 17 April 2020, 16.00 WIB"))
                #expect(page.contains("Sabtu, 18 April 2020, 10.00 WIB"))
                #expect(page.contains("Menunggu data Dukcapil"))
            }
            #expect(try await world.wave().announcesAt == Instant("2020-04-18T10:00:00+07:00"))
        }
    }
}
