import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("A wave from opening to announcement", .timeLimit(.minutes(2)))
struct WaveLifeTests {
    @Test(
        "a wave is drawn, decreed by two officers, announced to all at once and recomputed by an outsider",
        arguments: Engine.tested)
    func life(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let (siti, budi) = (try await world.candidate(priority: true), try await world.candidate())
            try await siti.browser.join()
            try await budi.browser.join()
            let commitment = try await world.visitor().get(Paths.draw(1)).body.firstMatch(of: /<code>([0-9a-f]{64})/)?.1

            let hasty = try await world.officer("Hasti", .operations)
            #expect(try await hasty.browser.act(.close).status == .conflict)
            world.clock.set(try await world.wave().closesAt + Wave.drain)
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            #expect(try await ratna.browser.act(.close).location == Paths.officeWave(1))
            #expect(try await ratna.browser.act(.draw).location == Paths.officeWave(1))
            #expect(try await budi.browser.get(Paths.myEntry(1)).text.contains("Nomor undian Anda"))

            #expect(try await ratna.browser.act(.draft).location == Paths.officeWave(1))
            let before = try await world.available()
            #expect(try await ratna.browser.act(.sign).location == Paths.officeWave(1))
            let twice = try await ratna.browser.act(.sign)
            #expect(twice.status == .conflict)
            #expect(twice.text.contains("Tanda tangan kedua harus dari petugas lain"))
            #expect(try await world.available() == before)
            #expect(try await hendra.browser.act(.sign).location == Paths.officeWave(1))
            #expect(try await world.available() == before - world.dependencies.edition.benefits.perPerson)

            for act in [WaveAction.draft, .sign] {
                let second = try await ratna.browser.act(act)
                #expect(second.status == .conflict)
                #expect(second.text.contains("sudah mempunyai keputusan"))
            }

            #expect(!(try await siti.browser.get(Paths.myEntry(1)).text.contains("terpilih")))
            #expect(try await world.visitor().get(Paths.drawBundle(1)).status == .notFound)
            world.clock.set(try await world.wave().announcesAt)
            try await world.advanceWaves()

            #expect(try await siti.browser.get(Paths.myEntry(1)).text.contains("Selamat, Anda terpilih"))
            let missed = try await budi.browser.get(Paths.myEntry(1)).text
            #expect(missed.contains("diikuti 2 orang untuk 1 tempat"))
            #expect(missed.contains("Gelombang 2 dibuka"))

            let bundle = try DrawBundle(Data(try await world.visitor().get(Paths.drawBundle(1)).bytes))
            let statement = try bundle.verify(edition: world.dependencies.edition).statement
            #expect(statement.commitments.map { $0.hash?.hex } == [commitment.map(String.init)])
            #expect(bundle.head.selected == 1)
        }
    }

    @Test("every participant is notified once, and those not selected may join the next wave", arguments: Engine.tested)
    func afterwards(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let (siti, budi) = (try await world.candidate(priority: true), try await world.candidate())
            try await siti.browser.join()
            try await budi.browser.join()
            try await world.decree(1)
            let pending = try await world.wave(2)
            world.clock.set(pending.opensAt + .minutes(1))
            try await WaveActions(dependencies: world.dependencies).open(2, by: .system)
            let tooSoon = try await budi.browser.join(2)
            #expect(tooSoon.text.contains("Hasil gelombang 1 belum diumumkan"))

            try await WaveActions(dependencies: world.dependencies).announce(1, by: .system)
            let wave = try await world.wave()
            for _ in 0..<2 { _ = try await SendOutcomes(wave: wave.id).run(on: world.dependencies) }
            for person in [siti, budi] {
                let inbox = try await person.browser.get(Paths.inbox).text
                #expect(inbox.matches(of: /gelombang 1/).count == 1)
            }
            #expect(try await budi.browser.join(2).location == Paths.myEntry(2))
            #expect(try await siti.browser.join(2).text.contains("Anda sudah pernah terpilih"))
        }
    }

    @Test(
        "a person reads how many waves they have taken part in; one they left does not count",
        .bug(id: "6.511", "A person who was not selected again and again could not see how often they had joined."),
        arguments: Engine.tested)
    func attempts(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let budi = try await world.candidate()
            func read(_ wave: Int) async throws -> String {
                try await budi.browser.get(Paths.myEntry(WaveAddress(wave))).text
            }
            _ = try await world.candidate(priority: true).browser.join()
            try await budi.browser.join()
            #expect(try await read(1).contains("Ini gelombang pertama yang Anda ikuti."))
            try await world.decree(1)
            let next = try await world.wave(2)
            world.clock.set(next.opensAt + .minutes(1))
            try await WaveActions(dependencies: world.dependencies).open(2, by: .system)
            try await WaveActions(dependencies: world.dependencies).announce(1, by: .system)
            #expect(try await budi.browser.join(2).location == Paths.myEntry(2))
            #expect(try await read(2).contains("Ini gelombang ke-2 yang Anda ikuti."))
            #expect(try await read(1).contains("Ini gelombang pertama yang Anda ikuti."))
            try await budi.browser.post(Paths.leaveWave(2), [], seeing: Paths.myEntry(2))
            #expect(try await !read(2).contains("yang Anda ikuti"))
        }
    }

    @Test("one family card gets one place where the edition says so", arguments: Engine.tested)
    func household(engine: Engine) async throws {
        let limited: @Sendable (String) -> String = {
            $0.replacing("onceInALifetime: true", with: "onceInALifetime: true\n  beneficiariesPerFamilyCard: 1")
                .replacing("quota: 1 }", with: "quota: 5 }")
        }
        try await World.with(engine, edition: limited) { world in
            try await world.advanceWaves()
            for household in [7, 7, 8] as [UInt8] {
                try await world.candidate(household: household).browser.join()
            }
            world.clock.set(try await world.wave().closesAt + Wave.drain)
            try await world.advanceWaves()
            try await DrawActions(dependencies: world.dependencies).draw(1, by: .system)
            let wave = try await world.wave()
            let selected = try await world.dependencies.database.read { try $0.draws.of(wave.id)?.selected }
            #expect(selected == 2)
        }
    }

    @Test("an auditor sees everything and changes nothing", arguments: Engine.tested)
    func auditor(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let lestari = try await world.officer("Lestari", .auditor)
            #expect(try await lestari.browser.get(Paths.officeWave(1)).status == .ok)
            #expect(try await lestari.browser.get(Paths.officeAudit).text.contains("Gelombang dibuka, rahasia dikunci"))
            #expect(try await lestari.browser.act(.close).status == .forbidden)
            let elsewhere = try await world.candidate().browser.get(Paths.officeWaves).location
            #expect(elsewhere?.hasPrefix(Paths.officeSignIn) == true)
        }
    }
}

extension World {
    /// Closes, draws and decrees a wave, by the functions the office uses.
    fileprivate func decree(_ number: Int) async throws {
        let (ratna, hendra) = (try await officer("Ratna", .operations).id, try await officer("Hendra", .approver).id)
        clock.set(try await wave(number).closesAt + Wave.drain)
        let decrees = DecreeActions(dependencies: dependencies)
        try await WaveActions(dependencies: dependencies).close(number, by: .officer(ratna))
        try await DrawActions(dependencies: dependencies).draw(number, by: .officer(ratna))
        try await decrees.draft(number, by: ratna)
        try await decrees.sign(number, by: ratna)
        try await decrees.sign(number, by: hendra)
    }
}
