import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Acts that take two officers of two duties", .timeLimit(.minutes(2)))
struct TwoDutiesTests {
    @Test(
        "two officers of one duty do not bind a decree; an approver has to sign",
        .bug(
            id: "3.1",
            """
            Two officers of operations, friends at one desk, signed a decree between them: it bound the budget and \
            issued cards, and no approver was ever asked.
            """), arguments: Engine.tested)
    func decree(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.tendWaves()
            try await world.candidate().browser.join()
            world.clock.set(try await world.wave().closesAt + Wave.drain)
            try await world.tendWaves()
            let (ratna, bima) = (
                try await world.officer("Ratna", .operations), try await world.officer("Bima", .operations)
            )
            let hendra = try await world.officer("Hendra", .approver)
            for act in [WaveAct.draw, .draft, .sign] {
                #expect(try await ratna.browser.act(act).location == Paths.officeWave(1))
            }
            let before = try await world.available()
            let refused = try await bima.browser.act(.sign)
            #expect(refused.status == .forbidden)
            #expect(refused.text.contains("Minta petugas dengan peran lain"))
            #expect(try await world.available() == before)
            #expect(try await world.wave().state == .drawn)
            #expect(!(try await bima.browser.get(Paths.officeWave(1)).body.contains("/tanda-tangan\"")))
            #expect(!(try await bima.browser.get(Paths.office).text.contains("menunggu tanda tangan Anda")))
            #expect(try await hendra.browser.get(Paths.office).text.contains("menunggu tanda tangan Anda"))
            #expect(try await hendra.browser.act(.sign).location == Paths.officeWave(1))
            #expect(try await world.wave().state == .decreed)
            #expect(try await world.trail(of: "wave:1").contains("decree.refused"))
        }
    }

    @Test(
        "a list that prefers people waits for an officer of another duty and a real reason, like one that excludes",
        .bug(
            id: "3.2",
            """
            One officer put a priority list in force alone: everybody on it was drawn before all others, and nobody \
            else had looked.
            """), arguments: Engine.tested)
    func priorityList(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (ratna, bima) = (
                try await world.officer("Ratna", .operations), try await world.officer("Bima", .operations)
            )
            let hendra = try await world.officer("Hendra", .approver)
            let path = try #require(
                try await ratna.browser.bringIn("laid-off", "nik\n8271052703950001\n", source: "Kemnaker"))
            func state() async throws -> ListImport.State? {
                try await world.platform.database.read { try $0.lists.latest(limit: 1).first?.value.state }
            }
            #expect(try await state() == .proposed)
            #expect(try await ratna.browser.approve(path).status == .conflict)
            #expect(try await bima.browser.approve(path).status == .forbidden)
            for empty in ["", "x", "xxxxxxxxxxxxxxxxxxxx", "test test test test test"] {
                let unexplained = try await hendra.browser.approve(path, because: empty)
                #expect(unexplained.status == .unprocessableContent, "“\(empty)” is no reason")
                #expect(unexplained.body.contains("href=\"#alasan\""))
            }
            #expect(try await state() == .proposed)
            #expect(try await hendra.browser.approve(path).location == path)
            #expect(try await state() == .inForce)
            #expect(try await hendra.browser.get(path).text.contains("Cocok dengan surat Kemnaker nomor B-77"))
        }
    }

    @Test(
        "a place is not taken away by two officers of one duty",
        .bug(
            id: "3.3",
            """
            Two officers of operations could take a drawn place away between them, one proposing and the other \
            agreeing.
            """), arguments: Engine.tested)
    func disqualification(engine: Engine) async throws {
        try await World.with(engine) { world in
            let wave = try await world.drawnWave()
            try await wave.propose(wave.ticket)
            let bima = try await world.officer("Bima", .operations)
            #expect(try await wave.answer(.approve, by: bima).status == .forbidden)
            #expect(try await wave.card(of: wave.siti)?.status == .active)
            #expect(try await wave.answer(.approve, by: wave.hendra).location == Paths.disqualifications(1))
            #expect(try await wave.card(of: wave.siti)?.status == .suspended)
        }
    }
}
