import Foundation
import Programme
import Storage
import Testing

@testable import App

/// An announced wave of three people or more and one place: Siti has the place, and is on a list that was sealed.
struct DrawnWave: Sendable {
    let world: World
    let siti: Candidate
    let budi: Candidate
    let dewi: Candidate
    let others: [Candidate]
    let ratna: (id: ID<Officer>, browser: Visitor)
    let hendra: (id: ID<Officer>, browser: Visitor)
    let list: ID<ListImport>
    /// Siti's ticket number.
    let ticket: Int

    private var dependencies: Dependencies { world.dependencies }

    @discardableResult
    func propose(_ ticket: Int, list: String = "blacklist") async throws -> Answer {
        try await ratna.browser.post(
            Paths.disqualifications(1),
            [(DisqualificationsPage.ticketField, "\(ticket)"), (DisqualificationsPage.listField, list)],
            seeing: Paths.disqualifications(1))
    }

    @discardableResult
    func answer(
        _ answer: DisqualificationAnswer, by officer: (id: ID<Officer>, browser: Visitor)
    ) async throws -> Answer {
        let id = try await dependencies.database.read { tx in
            try tx.disqualifications.latest(of: try tx.waves.require(1, of: dependencies.edition.id).wave.id, limit: 1)
        }.first?.value.id
        return try await officer.browser.post(
            Paths.disqualification(1, try #require(id), answer), [], seeing: Paths.disqualifications(1))
    }

    /// Advances the clock, and signs all participants in again.
    func wait(days: Int) async throws {
        world.clock.advance(.days(days))
        try await signIn()
    }

    func signIn() async throws {
        for person in [siti, budi, dewi] + others {
            let cookie = try await dependencies.database.transaction {
                try $0.sessions.begin(
                    person: person.id, at: dependencies.realNow(), vault: dependencies.vault,
                    random: dependencies.random)
            }
            person.browser.carry(cookie: SessionCookie.name(secure: false), cookie)
        }
        for officer in [ratna, hendra] {
            let cookie = try await dependencies.database.transaction {
                try $0.sessions.begin(
                    officer: officer.id, at: dependencies.realNow(), vault: dependencies.vault,
                    random: dependencies.random)
            }
            officer.browser.carry(cookie: SessionCookie.name(secure: false), cookie)
        }
    }

    func carryOut() async throws {
        _ = try await CarryOutDisqualifications().run(on: dependencies)
        dependencies.publicCache.forget()
    }

    func card(of person: Candidate) async throws -> Card? {
        try await dependencies.database.read { try $0.cards.of(person.id) }
    }

    func ticket(of person: Candidate) async throws -> Int {
        let wave = try await world.wave()
        let entry = try await dependencies.database.read { try $0.entries.of(person.id, in: wave.id) }
        return try #require(entry?.ticket)
    }

    /// The people who come next by rank where Siti's place is free.
    func next(_ count: Int) async throws -> [Candidate] {
        let acts = DrawActions(dependencies: dependencies, of: try await world.wave())
        let board = try await acts.board(1)
        var places = Succession(
            draw: Draw(edition: acts.edition, places: board.wave.quota), list: try await acts.sealedList(board),
            seed: try #require(board.draw?.seed))
        try places.apply(.out(ticket))
        var people: [Int: Candidate] = [:]
        for person in [budi, dewi] + others { people[try await self.ticket(of: person)] = person }
        return try (0..<count).map { _ in
            let next = places.next()?.ticket
            let ticket = try #require(next)
            try places.apply(.passed(ticket))
            return try #require(people[ticket])
        }
    }

    /// The people who have a place.
    func selected() async throws -> [ID<Account>] {
        let wave = try await world.wave()
        return try await dependencies.database.read { tx in
            try tx.waves.selected(in: wave.id, after: nil, limit: 10).map(\.1)
        }
    }

    func trail() async throws -> [String] {
        try await dependencies.database.read { try $0.audit.latest(subject: "wave:1", before: nil, limit: 50) }
            .map(\.action)
    }

    func makeIneligible(_ people: [Candidate]) async throws {
        try await dependencies.database.transaction { tx in
            for person in people {
                try tx.run(
                    "UPDATE eligibility_decision SET outcome = 'ineligible', reasons = \(#"[{"notCitizen":{}}]"#) WHERE person_id = \(person.id)"
                )
            }
        }
    }

    func useCard() async throws {
        let now = dependencies.clock.now()
        try await dependencies.database.transaction { [dependencies] tx in
            try CardStanding(dependencies: dependencies).changing(of: siti.id, in: tx) {
                _ = try tx.run("UPDATE card SET first_used_at = \(now) WHERE person_id = \(siti.id)")
            }
        }
    }

    func forgetOnList() async throws {
        try await dependencies.database.transaction { tx in try tx.run("DELETE FROM list_entry") }
    }

    func standOnList(_ person: Candidate? = nil) async throws {
        let lookup = dependencies.vault.lookup("\((person ?? siti).id)", purpose: "nik")
        _ = try await dependencies.database.transaction { tx in try tx.lists.add([lookup], to: list) }
    }

    /// Resets the wave to open.
    func reopen(_ number: Int) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            let wave = try tx.waves.require(number, of: dependencies.edition.id).wave
            try tx.run("UPDATE wave SET state = 'open', closed_at = NULL WHERE id = \(wave.id)")
            try tx.run("UPDATE wave_gate SET open = \(true) WHERE wave_id = \(wave.id)")
        }
    }

    func expectCleanBooks() async throws {
        let perPerson = dependencies.edition.benefits.perPerson
        let (findings, committed) = try await dependencies.database.read { tx in
            (
                try LedgerVerification(of: tx, perPerson: perPerson).findings,
                try tx.ledger.balance(.waveCommitted(1)).posted
            )
        }
        #expect(findings.isEmpty)
        #expect(committed == .zero)
    }

    /// Expects that the draw is unchanged, and that an outside verifier derives the published changes from it.
    func expectVerifiedByAStranger(out: Int, up: Int, passed: Int = 0) async throws {
        let bundle = try DrawBundle(Data(try await world.visitor().get(Paths.drawBundle(1)).bytes))
        try bundle.verify(edition: dependencies.edition)
        let file = try await world.visitor().get(Paths.drawChanges(1)).body
        let (changes, isSigned) = try DrawChanges.read(file, site: dependencies.seal.verifier)
        #expect(isSigned)
        try changes.verify(bundle, edition: dependencies.edition)
        func count(_ name: String) -> Int { changes.steps.count { $0.line.hasPrefix(name) } }
        #expect(count("out") == out && count("up") == up && count("passed") == passed)
    }
}

extension World {
    /// - Parameter more: people who joined beside the three.
    func drawnWave(announced: Bool = true, more: Int = 0) async throws -> DrawnWave {
        try await advanceWaves()
        let siti = try await candidate(priority: true)
        let (budi, dewi) = (try await candidate(), try await candidate())
        var others: [Candidate] = []
        for _ in 0..<more { others.append(try await candidate()) }
        for person in [siti, budi, dewi] + others { try await person.browser.join() }
        let (ratna, hendra) = (try await officer("Ratna", .operations), try await officer("Hendra", .approver))
        let list = try await sealableList(agreedBy: hendra.id)
        try await decree(1, ratna.id, hendra.id)
        if announced { try await announceAndIssue(1) }
        let drawn = try await wave()
        let entry = try await dependencies.database.read { try $0.entries.of(siti.id, in: drawn.id) }
        let known = DrawnWave(
            world: self, siti: siti, budi: budi, dewi: dewi, others: others, ratna: ratna, hendra: hendra, list: list,
            ticket: entry?.ticket ?? 0)
        try await known.standOnList()
        try await known.signIn()
        return known
    }

    func decreeAndIssue(_ number: Int, _ first: ID<Officer>, _ second: ID<Officer>) async throws {
        try await decree(number, first, second)
        try await announceAndIssue(number)
    }

    /// Announces a decreed wave at its instant, and issues the cards.
    func announceAndIssue(_ number: Int) async throws {
        let wave = try await wave(number)
        clock.set(wave.announcesAt)
        try await WaveActions(dependencies: dependencies).announce(number, by: .system)
        _ = try await IssueCards(wave: wave.id, decreedAt: clock.now()).run(on: dependencies)
    }

    /// Closes, draws and decrees a wave, by the functions the office uses.
    private func decree(_ number: Int, _ first: ID<Officer>, _ second: ID<Officer>) async throws {
        clock.set(try await wave(number).closesAt + Wave.drain)
        let decrees = DecreeActions(dependencies: dependencies)
        try await WaveActions(dependencies: dependencies).close(number, by: .officer(first))
        try await DrawActions(dependencies: dependencies).draw(number, by: .officer(first))
        try await decrees.draft(number, by: first)
        try await decrees.sign(number, by: first)
        try await decrees.sign(number, by: second)
    }

    /// An approved exclusion list with no participant on it when the wave is sealed; Siti's NIK is added afterwards.
    func sealableList(agreedBy officer: ID<Officer>) async throws -> ID<ListImport> {
        let (id, now): (ID<ListImport>, Instant) = (dependencies.ids.next(), dependencies.realNow())
        let order = ListOrder(
            kind: .blacklist, source: "Manajemen Pelaksana", asOf: dependencies.edition.waves.zone.date(of: now),
            expiresOn: nil, by: nil)
        try await dependencies.database.transaction { [dependencies] tx in
            try tx.lists.begin(order, as: nil, id: id, at: now)
            var counts = ListImport.Counts()
            // As many as a test disqualifies: the statement has the list's size.
            let others = (1...3).map { dependencies.vault.lookup("another person \($0)", purpose: "nik") }
            counts.accepted = try tx.lists.add(others, to: id).count
            try tx.lists.finish(id, digest: Data(repeating: 9, count: 32), counts: counts)
            guard let stored = try tx.lists.find(id) else { return }
            let reason = try OfficeReason("Cocok dengan surat Manajemen Pelaksana nomor 12")
            _ = try tx.lists.putInForce(
                stored.value, replacing: nil, because: reason, by: officer, at: now)
        }
        return id
    }
}
