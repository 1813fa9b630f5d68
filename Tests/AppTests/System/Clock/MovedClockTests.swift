import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("A programme clock that is moved", .timeLimit(.minutes(2)))
struct MovedClockTests {
    @Test("each real time is converted with the lead of its time, and back")
    func timeline() throws {
        let start = Instant(milliseconds: 1_600_000_000_000)
        var timeline = ProgrammeTimeline(lead: .days(-10))
        timeline.move(to: .days(20), at: start + .days(1))
        timeline.move(to: .days(21), at: start + .days(2))
        #expect(timeline.lead == .days(21))
        #expect(timeline.programme(start) == start - .days(10))
        #expect(timeline.programme(start + .days(1)) == start + .days(21))
        #expect(timeline.programme(start + .days(9)) == start + .days(30))
        #expect(timeline.real(start - .days(30)) == start - .days(20))
        #expect(timeline.real(start - .days(9)) == start + .days(1), "the clock passed over it when it was moved")
        #expect(timeline.real(start + .days(20)) == start + .days(1))
        #expect(timeline.real(start + .days(21) + .hours(12)) == start + .days(1) + .hours(12))
        #expect(timeline.real(start + .days(30)) == start + .days(9))
        let steps = [timeline.first] + timeline.later
        #expect(ProgrammeTimeline(steps) == timeline && ProgrammeTimeline([]) == nil)
    }

    @Test(
        "what happened keeps its day in figures and exports when the clock is moved, also after a restart",
        .bug(
            id: "3.620",
            """
            Times of the real clock were turned into days with the present lead: after the demo's clock was moved from \
            April to June every person had signed up in June, and an export of April was empty.
            """), arguments: Engine.tested)
    func days(engine: Engine) async throws {
        try await World.with(engine) { world in
            let dependencies = world.dependencies
            func signUps() async throws -> [Int64] {
                try await dependencies.database.read { tx in
                    try tx.figures.recount(.step(.account)).map(\.place.day).sorted()
                }
            }
            func acts(on day: CivilDate) async throws -> Int {
                try await dependencies.database.read { tx in
                    try tx.exports.rows(
                        .audit, .acts(day, day, AuditFilter()), after: 0, limit: 1_000, vault: world.dependencies.vault
                    ).rows.count
                }
            }
            _ = try await world.signedUp(1)
            let first = world.today
            let written = try await acts(on: first)
            #expect(try await signUps() == [first.daysSinceEpoch] && written > 0)

            for days in [40, 20] {
                world.clock.advance(.hours(1))
                try await dependencies.clock.move(
                    to: dependencies.clock.now() + .days(days), in: dependencies.database)
                #expect(try await signUps() == [first.daysSinceEpoch])
                #expect(try await acts(on: first) == written)
                #expect(try await acts(on: world.today) == 0)
            }
            let second = world.today
            _ = try await world.signedUp(2)
            #expect(try await signUps() == [first.daysSinceEpoch, second.daysSinceEpoch])
            #expect(try await acts(on: second) > 0)
            #expect(try await acts(on: first) == written)

            let restarted = try await ProgrammeClock.restored(
                from: dependencies.database, start: nil, realNow: world.clock.now)
            #expect(restarted.timeline == dependencies.clock.timeline)
        }
    }
}
