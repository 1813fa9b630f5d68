import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Exclusion lists are checked again before sealing", .timeLimit(.minutes(2)))
struct RecheckEntriesTests {
    @Test(
        "a participant listed after joining is not sealed, is told why, and the office sees it",
        .bug(
            id: "3.10",
            """
            A person put on an exclusion list after joining was sealed, drawn and given a card all the same, and no \
            office page showed it.
            """), arguments: Engine.tested)
    func listed(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let (agus, siti) = (try await world.candidate(priority: true), try await world.candidate())
            for person in [agus, siti] { try await person.browser.join() }
            try await world.exclude(agus)
            world.clock.set(try await world.wave().closesAt + Wave.drain)
            try await world.advanceWaves()
            let ratna = try await world.officer("Ratna", .operations)
            #expect(try await ratna.browser.act(.draw).location == Paths.officeWave(1))

            let wave = try await world.wave()
            let entry = try await world.dependencies.database.read { try $0.entries.of(agus.id, in: wave.id) }
            #expect(entry?.state == .withdrawn && entry?.ticket == nil)
            #expect(try await world.dependencies.database.read { try $0.draws.of(wave.id)?.entries } == 1)
            world.dependencies.publicCache.forget()
            let mine = try await agus.browser.get(Paths.myEntry(1)).text
            #expect(mine.contains("Anda tidak ikut undian gelombang 1"))
            #expect(mine.contains("tercatat pada daftar hitam program per"))
            #expect(!mine.contains("Anda mundur"))
            #expect(try await agus.browser.get(Paths.inbox).text.contains("Anda tidak ikut undian gelombang 1"))
            let office = try await ratna.browser.get(Paths.officeWave(1)).text
            #expect(office.contains("Dikeluarkan sebelum disegel") && office.contains("Ada di daftar: "))
            #expect(!office.contains("eligibility."))
            #expect(
                try await world.visitor().get(Paths.wave(1)).text.contains("Tidak lagi memenuhi syarat saat disegel 1"))
            #expect(try await siti.browser.get(Paths.myEntry(1)).text.contains("Nomor undian Anda"))
        }
    }

    @Test(
        "a list that comes into force while a wave is being sealed restarts the sealing", arguments: Engine.tested)
    func meanwhile(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let people = [try await world.candidate(), try await world.candidate()]
            for person in people { try await person.browser.join() }
            world.clock.set(try await world.wave().closesAt + Wave.drain)
            try await world.advanceWaves()
            async let sealing: Void = SealList(dependencies: world.dependencies).seal(1, by: .system)
            async let listing: Void = world.exclude(people[0])
            _ = try await (sealing, listing)
            let wave = try await world.wave()
            let (lists, entries, removed) = try await world.dependencies.database.read { tx in
                (
                    try tx.draws.lists(of: wave.id), try tx.draws.of(wave.id)?.entries,
                    try tx.entries.removed(from: wave.id)
                )
            }
            // In either order the sealed list agrees with the exclusion lists it was bound to.
            #expect(lists.isEmpty == (removed == 0))
            #expect(entries == 2 - removed)
        }
    }
}

extension World {
    /// Puts a person on the blacklist, by an import and the approval of an officer of another duty.
    func exclude(_ person: Candidate) async throws {
        let approver = try await officer("Pak \(person.id)", .approver)
        let order = ListOrder(
            kind: .blacklist, source: "Manajemen Pelaksana",
            asOf: dependencies.edition.waves.zone.date(of: dependencies.clock.now()).adding(days: -1), expiresOn: nil,
            by: nil)
        let stored = try await ImportList(dependencies: dependencies, order: order).run(
            .upload(Data("nik\n8271052703950077\n".utf8)))
        // A test's candidate has no NIK that a file could contain.
        let lookup = dependencies.vault.lookup("\(person.id)", purpose: "nik")
        try await dependencies.database.transaction { [dependencies] tx in
            _ = try tx.lists.add([lookup], to: stored.value.id)
            try tx.run("UPDATE list_import SET accepted = accepted + 1 WHERE id = \(stored.value.id)")
            for kind in [BoundKind.listEntries, .lists] {
                try tx.records.bind(kind, stored.value.id, at: dependencies.realNow(), ids: dependencies.ids)
            }
        }
        try await ListActions(dependencies: dependencies).approve(
            stored.value.id, because: try OfficeReason("Cocok dengan surat Manajemen Pelaksana nomor 12"),
            by: approver.id)
    }
}
