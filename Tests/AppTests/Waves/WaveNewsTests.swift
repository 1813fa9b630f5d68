import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Notifications about a wave", .timeLimit(.minutes(2)))
struct WaveNewsTests {
    @Test(
        "eligible people are notified once that a wave opens and once that it closes soon; participants are not",
        .bug(
            id: "4.32",
            """
            No person was notified when a wave opened, when it was about to close, or when its announcement was \
            postponed: people who qualified missed it.
            """), arguments: Engine.tested)
    func openingAndClosing(engine: Engine) async throws {
        try await World.with(engine, start: "2020-04-18T09:00:00+07:00") { world in
            try await world.advanceWaves()
            let (siti, budi, agus) = (
                try await world.candidate(), try await world.candidate(), try await world.candidate(eligible: false)
            )
            func told(_ person: Candidate, _ words: String) async throws -> Int {
                try await world.signInAgain(person)
                return try await person.browser.get(Paths.inbox).text.ranges(of: words).count
            }
            world.clock.set(try await world.wave(2).opensAt)
            for _ in 0..<2 { try await world.tick() }
            #expect(try await told(siti, "Gelombang 2 sudah dibuka") == 1)
            #expect(try await told(budi, "Gelombang 2 sudah dibuka") == 1)
            #expect(try await told(agus, "Gelombang 2") == 0)
            try await siti.browser.join(2)

            world.clock.set(try await world.wave(2).closesSoonAt)
            for _ in 0..<2 { try await world.tick() }
            #expect(try await told(budi, "Gelombang 2 segera ditutup") == 1)
            #expect(try await told(siti, "Gelombang 2 segera ditutup") == 0)
        }
    }

    @Test(
        "every participant is notified of a postponed announcement, over one channel each",
        .bug(
            id: "4.33",
            "A participant learned of a postponed announcement only from the page."),
        arguments: Engine.tested)
    func putOff(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let siti = try await world.eligible()
            try await siti.browser.join()
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            try await ratna.browser.post(
                Paths.postpone(1), PostponePage.typed("2020-04-18T10:00", because: "Menunggu data Dukcapil"))
            try await hendra.browser.post(
                Paths.answerPostponement(1, .approve), [], seeing: Paths.officeWave(1))
            let before = try await world.letters(to: siti.phoneAddress).count
            try await world.settle()
            let letter = try #require(try await world.letters(to: siti.email).last)
            #expect(letter.subject.contains("Pengumuman gelombang 1 ditunda"))
            #expect(letter.text.contains("Menunggu data Dukcapil"))
            #expect(
                try await world.letters(to: siti.phoneAddress).count == before,
                "news to all participants uses one channel each")
        }
    }

    @Test(
        "when the promised hour passes without a decree, every participant is notified of the delay",
        .bug(
            id: "4.38",
            """
            A wave that was not decreed in time was late without notice: its page went on promising an hour that had \
            passed.
            """),
        arguments: Engine.tested)
    func late(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let siti = try await world.candidate()
            try await siti.browser.join()
            world.clock.set(try await world.wave().closesAt + Wave.drain)
            try await world.tick()
            world.clock.set(try await world.wave().announcesAt)
            for _ in 0..<2 { try await world.tick() }
            try await world.signInAgain(siti)
            let inbox = try await siti.browser.get(Paths.inbox).text
            #expect(inbox.ranges(of: "Pengumuman gelombang 1 terlambat").count == 1)
            #expect(try await siti.browser.get(Paths.myEntry(1)).text.contains("Pengumuman terlambat"))
        }
    }

    @Test(
        "a participant finds entry and receipt at any time until the result",
        .bug(id: "4.31", "Between the closing and the result the receipt was missing on the participant's page."),
        .bug(
            id: "4.34",
            "A participant who pressed join once more after the closing was told that it was closed."),
        arguments: Engine.tested)
    func alreadyIn(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let siti = try await world.candidate()
            try await siti.browser.join()
            #expect(try await siti.browser.get(Paths.wave(1)).text.contains("Lihat tanda terima saya"))
            let joined = try await siti.browser.get(Paths.myEntry(1)).body
            let receipt = try #require(joined.firstMatch(of: /Nomor bukti ikut: <strong class="together">([^<]+)</)?.1)
            world.clock.set(try await world.wave().closesAt)
            for _ in 0..<2 {
                #expect(try await siti.browser.join().location == Paths.myEntry(1))
                #expect(try await siti.browser.get(Paths.joinWave(1)).location == Paths.myEntry(1))
                let page = try await siti.browser.get(Paths.myEntry(1)).body
                #expect(page.contains(receipt) && page.contains("Tanda terima"))
                world.clock.set(try await world.wave().closesAt + Wave.drain)
                try await world.advanceWaves()
                world.dependencies.publicCache.forget()
            }
            #expect(try await world.wave().state == .closed)
            let late = try await world.candidate()
            #expect(try await late.browser.join().status == .conflict)
        }
    }

    @Test(
        "a person passed over by the family limit is told so on the page, in the message and beside the draw",
        .bug(
            id: "3.13",
            """
            A person with no place because two of their family card had one was told that chance had gone against \
            them.
            """
        ),
        .bug(
            id: "4.30",
            "A person alone in the last pool read that their number came first of one and was not selected."),
        .bug(
            id: "6.521",
            "On such a person's page in the office an officer still read a rank of one of one, without the pool."),
        arguments: Engine.tested)
    func familyLimit(engine: Engine) async throws {
        let limited: @Sendable (String) -> String = {
            $0.replacing("onceInALifetime: true", with: "onceInALifetime: true\n  beneficiariesPerFamilyCard: 1")
                .replacing("quota: 1 }", with: "quota: 2 }")
        }
        try await World.with(engine, edition: limited) { world in
            let people = try await world.drawnFamily([7, 7])
            let states = try await people.outcomes(in: world)
            let missed = try #require(people.first { states[$0.id] == .notSelected })
            let page = try await missed.browser.get(Paths.myEntry(1)).text
            #expect(page.contains("Kartu Keluarga Anda sudah mempunyai 1 penerima"))
            #expect(!page.contains("Undian belum memilih nomor Anda"))
            #expect(try await missed.browser.get(Paths.draw(1)).text.contains("Nomor Anda dilewati karena"))
            #expect(
                try await world.officePage(of: missed).contains("dilewati karena batas penerima satu Kartu Keluarga"))
            let inbox = try await missed.browser.get(Paths.inbox).body
            let message = try #require(inbox.firstMatch(of: /\/akun\/pesan\/\d+/).map { String($0.0) })
            #expect(try await missed.browser.get(message).text.contains("batas program, jadi nomor Anda dilewati"))
        }
        try await World.with(engine) { world in
            let people = try await world.drawnFamily([7, 8], firstHasPriority: true)
            let states = try await people.outcomes(in: world)
            let missed = try #require(people.first { states[$0.id] == .notSelected })
            let page = try await missed.browser.get(Paths.myEntry(1)).text
            #expect(!page.contains("urutan 1 dari 1") && !page.contains("Kartu Keluarga Anda sudah"))
            #expect(page.contains("Semua tempat sudah terisi sebelum kelompok Anda diundi"))
            let office = try await world.officePage(of: missed)
            #expect(!office.contains("urutan 1 dari 1"))
            #expect(office.contains("semua tempat sudah terisi sebelum kelompoknya diundi ("))
            let selected = try #require(people.first { states[$0.id] == .selected })
            #expect(try await world.officePage(of: selected).contains("urutan 1 dari 1 (kelompok yang didahulukan)"))
        }
    }
}

extension World {
    /// The waves on the person's page, as an officer reads them to a caller.
    fileprivate func officePage(of person: Candidate) async throws -> String {
        let (now, dependencies) = (dependencies.clock.now(), dependencies)
        return try await dependencies.database.read { tx in
            let reading = PersonReading(
                person: person.id, officer: .sample(1, "Wati", .helpdesk), isOpen: false, now: now, t: .indonesian,
                dependencies: dependencies)
            return try PersonSectionSource.entries.read(tx, reading).map { "\($0.body.text)" } ?? ""
        }
    }

    /// Joins these people by their family cards in wave 1, and draws, decrees and announces it.
    fileprivate func drawnFamily(
        _ households: [UInt8], firstHasPriority: Bool = false
    ) async throws -> [Candidate] {
        try await advanceWaves()
        var people: [Candidate] = []
        for (place, household) in households.enumerated() {
            people.append(try await candidate(priority: firstHasPriority && place == 0, household: household))
        }
        for person in people { try await person.browser.join() }
        let (ratna, hendra) = (try await officer("Ratna", .operations), try await officer("Hendra", .approver))
        try await decreeAndIssue(1, ratna.id, hendra.id)
        _ = try await SendOutcomes(wave: try await wave().id).run(on: dependencies)
        dependencies.publicCache.forget()
        for person in people { try await signInAgain(person) }
        return people
    }
}

extension [Candidate] {
    fileprivate func outcomes(in world: World) async throws -> [ID<Account>: Entry.State] {
        let wave = try await world.wave()
        var states: [ID<Account>: Entry.State] = [:]
        for person in self {
            states[person.id] = try await world.dependencies.database.read { tx in
                try tx.entries.of(person.id, in: wave.id)?.state
            }
        }
        return states
    }
}
