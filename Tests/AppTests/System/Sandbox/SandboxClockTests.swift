import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("The clock of a sandbox", .timeLimit(.minutes(3)))
struct SandboxClockTests {
    private static let start = "2020-04-15T09:00:00+07:00"

    /// The lead that the page names in its form.
    private func seen(_ browser: Visitor) async throws -> String {
        let page = try await browser.get(Paths.deskTrial)
        return String(try #require(page.body.firstMatch(of: /name="dari" value="(-?\d+)"/), "\(page.text)").1)
    }

    /// - Parameter lead: as the form has it; nil for that of the page as it is now.
    private func move(_ browser: Visitor, _ days: String, seen lead: String? = nil) async throws -> Answer {
        var shown = lead
        if shown == nil { shown = try await seen(browser) }
        return try await browser.post(Paths.deskTrial, [("hari", days), ("dari", shown ?? "")])
    }

    @Test(
        "a partner's person moves it for all partners: jobs follow it, a restart keeps it, and a second tap moves nothing",
        arguments: Engine.tested)
    func moves(engine: Engine) async throws {
        try await World.with(engine, start: Self.start, settings: { $0.sandbox = true }) { world in
            let (market, dependencies) = (try await Market(opening: world), world.dependencies)
            let own = try await world.visitorAtDesk(of: market.platform).browser
            let other = try await world.visitorAtDesk(of: market.institution, role: .staff, name: "Tono").browser
            try await world.advanceWaves()
            #expect(try await world.wave().state == .open)

            let (before, lead) = (dependencies.clock.now(), try await seen(own))
            let moved = try await move(own, "2", seen: lead)
            #expect(moved.location == Paths.deskTrial && moved.notice == "jam-uji-maju", "\(moved.text)")
            #expect(dependencies.clock.now() == before + .days(2))
            #expect(try await other.get(Paths.deskTrial).text.contains("17 April 2020"))
            try await world.advanceWaves()
            #expect(try await world.wave().state == .closed, "the wave's last moment is over by this clock")

            let again = try await move(own, "2", seen: lead)
            #expect(again.status == .conflict && again.text.contains("sudah dimajukan sejak halaman ini dibuka"))
            #expect(try await move(other, "2", seen: lead).status == .conflict, "another partner's older page")
            #expect(dependencies.clock.now() == before + .days(2))

            let restarted = try await ProgrammeClock.restored(
                from: dependencies.database, start: nil, realNow: world.clock.now)
            #expect(restarted.now() == before + .days(2))
            let acts = try await dependencies.database.read { tx in
                try tx.rows("SELECT id FROM audit_event WHERE action = 'sandbox.clock-moved'").count
            }
            #expect(acts == 1)
        }
    }

    @Test("two taps at one moment move it once", arguments: Engine.tested)
    func together(engine: Engine) async throws {
        try await World.with(engine, start: Self.start, settings: { $0.sandbox = true }) { world in
            let market = try await Market(opening: world)
            let person = try await world.personAtDesk(of: market.platform).person
            let clock = SandboxClock(dependencies: world.dependencies)
            let (before, lead) = (world.dependencies.clock.now(), world.dependencies.clock.lead)
            let moved = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<4 {
                    group.addTask { (try? await clock.move(7, seen: lead, by: person)) != nil }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(moved == 1)
            #expect(world.dependencies.clock.now() == before + .days(7))
        }
    }

    @Test("it moves by whole days, never back, and no further than 400 days in all", arguments: Engine.tested)
    func bounds(engine: Engine) async throws {
        try await World.with(engine, start: Self.start, settings: { $0.sandbox = true }) { world in
            let (market, dependencies) = (try await Market(opening: world), world.dependencies)
            let own = try await world.visitorAtDesk(of: market.platform).browser
            let before = dependencies.clock.now()
            for wrong in ["0", "-1", "401", "", "x", "1.5", "99999999999999999999"] {
                let answer = try await move(own, wrong)
                #expect(answer.status == .unprocessableContent && answer.text.contains("1 sampai 400"), "\(wrong)")
                #expect(answer.body.contains("value=\"\(wrong)\""), "what was typed stays: \(wrong)")
            }
            for wrong in ["", "x", "99999999999999999999"] {
                #expect(try await move(own, "1", seen: wrong).status == .conflict, "\(wrong)")
            }
            #expect(dependencies.clock.now() == before)

            #expect(try await move(own, "399").location == Paths.deskTrial)
            let over = try await move(own, "2")
            #expect(over.status == .unprocessableContent && over.text.contains("1 sampai 1"), "\(over.text)")
            #expect(try await move(own, "1").location == Paths.deskTrial)
            let end = try await move(own, "1")
            #expect(end.status == .unprocessableContent && end.text.contains("tidak dapat dimajukan lagi"))
            #expect(dependencies.clock.now() == before + .days(400))
        }
    }

    @Test("a second server of the sandbox follows, and no server ever goes back", arguments: Engine.tested)
    func follows(engine: Engine) async throws {
        try await World.with(engine, start: Self.start, settings: { $0.sandbox = true }) { world in
            let (market, database) = (try await Market(opening: world), world.dependencies.database)
            let person = try await world.personAtDesk(of: market.platform).person
            let second = ProgrammeClock(realNow: world.clock.now)
            try await SandboxClock(dependencies: world.dependencies).move(3, seen: .zero, by: person)
            #expect(second.lead == .zero)
            try await second.follow(database)
            #expect(second.lead == .days(3))
            try await world.vandalise("UPDATE programme_lead SET lead = 0 WHERE since > 0")
            try await second.follow(database)
            #expect(second.lead == .days(3))
        }
    }

    @Test("outside a sandbox there is no such page", arguments: Engine.tested)
    func programme(engine: Engine) async throws {
        try await World.with(engine, start: Self.start) { world in
            let market = try await Market(opening: world)
            let own = try await world.visitorAtDesk(of: market.platform).browser
            #expect(try await own.get(Paths.deskTrial).status == .notFound)
            let moved = try await own.post(Paths.deskTrial, [("hari", "1"), ("dari", "0")], seeing: Paths.partnerDesk)
            #expect(moved.status == .notFound && world.dependencies.clock.lead == .zero)
        }
    }
}
