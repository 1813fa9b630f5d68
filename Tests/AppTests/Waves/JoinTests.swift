import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Joining a wave", .timeLimit(.minutes(2)))
struct JoinTests {
    @Test("one millisecond before the closing is in time, the closing instant is not", arguments: Engine.tested)
    func closingInstant(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let (early, late) = (try await world.candidate(), try await world.candidate())
            let closes = try await world.wave().closesAt

            world.clock.set(closes - Span(milliseconds: 1))
            #expect(try await early.browser.join().location == Paths.myEntry(1))
            #expect(try await early.browser.get(Paths.myEntry(1)).text.contains("Tanda terima"))

            world.clock.set(closes)
            let refused = try await late.browser.join()
            #expect(refused.status == .conflict)
            #expect(refused.text.contains("Gelombang ini ditutup Kamis, 16 April 2020, 16.00 WIB"))
            #expect(try await world.joined() == 1)
        }
    }

    @Test("a double tap changes nothing, and leaving and joining again counts once", arguments: Engine.tested)
    func doubleTap(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let siti = try await world.candidate()
            #expect(try await siti.browser.get(Paths.joinWave(1)).text.contains("Ya, gabung gelombang 1"))
            #expect(try await siti.browser.join().location == Paths.myEntry(1))
            #expect(try await siti.browser.join().location == Paths.myEntry(1))
            #expect(try await world.joined() == 1)

            try await siti.browser.post(Paths.leaveWave(1), [], seeing: Paths.myEntry(1))
            #expect(try await world.joined() == 0)
            #expect(try await siti.browser.get(Paths.myEntry(1)).text.contains("Anda mundur dari Gelombang 1"))

            try await siti.browser.join()
            #expect(try await world.joined() == 1)
        }
    }

    @Test("a person who does not qualify is told why", arguments: Engine.tested)
    func notEligible(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let agus = try await world.candidate(eligible: false)
            let page = try await agus.browser.get(Paths.joinWave(1))
            #expect(page.text.contains("Program ini untuk warga negara Indonesia."))
            #expect(page.text.contains("Perpres 36/2020"))
            #expect(try await agus.browser.join().status == .forbidden)
            #expect(try await world.joined() == 0)
        }
    }

    @Test("joining: the button refuses with the reason that the page gives", arguments: Engine.tested)
    func oneReason(engine: Engine) async throws {
        try await World.with(engine) { world in
            let wave = try await world.drawnWave(announced: false)
            try await wave.makeIneligible([wave.dewi])
            world.clock.set(try await world.wave(2).opensAt)
            try await WaveActions(dependencies: world.dependencies).open(2, by: .system)
            try await wave.signIn()
            let reason = WaveRefusal.outcomePending(wave: 1).sentence(Words(language: .indonesian))
            #expect(try await wave.dewi.browser.get(Paths.joinWave(2)).text.contains(reason))
            #expect(try await wave.dewi.browser.join(2).text.contains(reason))
        }
    }

    @Test("forty concurrent entries are counted as forty", arguments: Engine.tested)
    func concurrent(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            var people: [ID<Account>] = []
            for _ in 0..<20 { people.append(try await world.candidate().id) }
            let arrivedAt = world.dependencies.clock.now()
            let taps = people + people
            try await withThrowingTaskGroup(of: Void.self) { group in
                for person in taps {
                    group.addTask {
                        try await JoinWave(dependencies: world.dependencies).join(1, person, arrivedAt: arrivedAt)
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await world.joined() == 20)
        }
    }

    @Test("a person who joins while the wave closes is in or out, and the count agrees", arguments: Engine.tested)
    func closingRace(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            var people: [ID<Account>] = []
            for _ in 0..<20 { people.append(try await world.candidate().id) }
            let closes = try await world.wave().closesAt
            world.clock.set(closes + Wave.drain)
            let inTime = await withTaskGroup(of: Bool.self) { group in
                for person in people {
                    group.addTask {
                        let join = JoinWave(dependencies: world.dependencies)
                        return (try? await join.join(1, person, arrivedAt: closes - Span(milliseconds: 1))) != nil
                    }
                }
                group.addTask {
                    try? await world.advanceWaves()
                    return false
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(try await world.wave().state == .closed)
            #expect(try await world.joined() == inTime)
        }
    }

    @Test("between two waves the page says when the next one opens", arguments: Engine.tested)
    func betweenWaves(engine: Engine) async throws {
        try await World.with(engine, start: "2020-04-18T09:00:00+07:00") { world in
            try await world.advanceWaves()
            let page = try await world.visitor().get(Paths.waves)
            #expect(page.text.contains("Saat ini tidak ada gelombang yang dibuka"))
            #expect(page.text.contains("Senin, 20 April 2020, 08.00 WIB"))
            #expect(try await world.wave(1).state == .planned)
        }
    }
}
