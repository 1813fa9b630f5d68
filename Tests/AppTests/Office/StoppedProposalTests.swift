import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Proposals of a suspended officer", .timeLimit(.minutes(6)))
struct StoppedProposalTests {
    private static let sentence = "Pengusulnya ditangguhkan"

    @Test(
        "what a suspended officer proposed cannot be approved, its page says so, and it is refused before they return",
        .bug(
            id: "3.540",
            """
            Withdrawals of lists, removals from them and invitations that an impostor had proposed could still be \
            approved after the account was suspended.
            """),
        .bug(
            id: "3.541",
            "An officer's open proposals could be approved again as soon as the suspended account was reinstated."),
        arguments: Engine.tested, ProposalKind.allCases.filter { $0 != .decree })
    func stopped(engine: Engine, kind: ProposalKind) async throws {
        if kind == .course {
            try await Market.with(engine) { try await check(kind, $0.world) }
        } else {
            try await World.with(engine, edition: kind.edition) { try await check(kind, $0) }
        }
    }

    private func check(_ kind: ProposalKind, _ world: World) async throws {
        let open = try await world.open(kind)
        #expect(try await world.openProposals(of: open.author) == [kind.rawValue])
        let before = try await open.second.get(open.page)
        #expect(before.status == .ok && !before.text.contains(Self.sentence), "\(before.text)")
        try await world.suspend(open.author)

        let page = try await open.second.get(open.page)
        #expect(page.text.contains(Self.sentence), "\(page.text)")
        let approved = try await open.approve()
        #expect(approved.status == .conflict && approved.text.contains(Self.sentence), "\(approved.text)")
        #expect(try await world.openProposals(of: open.author) == [kind.rawValue])
        await #expect(throws: OfficerRequestRefusal.openProposals(1)) {
            try await world.proposeReturn(of: open.author)
        }
        let refused = try await open.refuse()
        #expect(refused.status == .seeOther, "\(refused.text)")
        #expect(try await world.openProposals(of: open.author) == [])
        _ = try await world.proposeReturn(of: open.author)
    }

    @Test(
        "the signature of a suspended officer does not count: the next one is the first, and a third completes it",
        .bug(
            id: "3.542",
            "A decree that an impostor had signed came into force with one more signature after the suspension."),
        arguments: Engine.tested)
    func decree(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            try await world.candidate().browser.join()
            world.clock.set(try await world.wave().closesAt + Wave.drain)
            try await world.advanceWaves()
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            for act in [WaveAction.draw, .draft, .sign] {
                #expect(try await ratna.browser.act(act).location == Paths.officeWave(1))
            }
            #expect(try await world.openProposals(of: ratna.id) == [ProposalKind.decree.rawValue])
            try await world.suspend(ratna.id)
            #expect(try await hendra.browser.get(Paths.officeWave(1)).text.contains("Satu tanda tangan tidak dihitung"))
            #expect(try await hendra.browser.get(Paths.office).text.contains("menunggu tanda tangan Anda"))
            #expect(try await hendra.browser.act(.sign).location == Paths.officeWave(1))
            #expect(try await world.wave().state == .drawn)
            #expect(try await world.openProposals(of: ratna.id) == [])
            #expect(try await world.trail(of: "wave:1").contains("decree.signature-stopped"))
            let bima = try await world.officer("Bima", .operations)
            #expect(try await bima.browser.act(.sign).location == Paths.officeWave(1))
            #expect(try await world.wave().state == .decreed)
            let found = try await world.verifyRecords()
            #expect(found == [])
        }
    }

    @Test("every column that names a proposer belongs to a kind of proposal")
    func complete() throws {
        let schema = try String(contentsOf: World.repository.appending(path: "docs/schema.sql"), encoding: .utf8)
        let pattern =
            /^    ((?:end_)?proposed_by|asked_by|imported_by|author_id|drafted_by)\s/.anchorsMatchLineEndings()
        var found: Set<String> = []
        for table in schema.split(separator: "CREATE TABLE ").dropFirst() {
            let name = table.prefix { $0.isLetter || $0 == "_" || $0 == "\"" }.filter { $0 != "\"" }
            let body = table.prefix(upTo: table.firstRange(of: "STRICT;")?.lowerBound ?? table.endIndex)
            for match in body.matches(of: pattern) { found.insert("\(name).\(match.1)") }
        }
        let source = try String(
            contentsOf: World.repository.appending(path: "Sources/App/Officers/OfficerQueries+OpenProposals.swift"),
            encoding: .utf8)
        let known = source.matches(of: /FROM (\w+)[^"]*?(?:AND|WHERE) (\w+) = \\\(officer\)/)
            .map { "\($0.1).\($0.2)" }
        // The draft of a decree says what the draw decided: only its signatures are decisions of officers.
        #expect(found.subtracting(["decree.drafted_by"]).subtracting(known) == [])
        #expect(known.count == ProposalKind.allCases.count - 1, "all but the signatures of a decree")
    }
}

extension World {
    func openProposals(of officer: ID<Officer>) async throws -> [String] {
        try await dependencies.database.read { tx in
            try tx.officers.openProposals(of: officer).flatMap { Array(repeating: $0.kind.rawValue, count: $0.count) }
        }
    }

    func suspend(_ officer: ID<Officer>) async throws {
        let now = dependencies.realNow()
        let isSuspended = try await dependencies.database.transaction { try $0.officers.suspend(officer, at: now) }
        #expect(isSuspended)
        try await bindOfficer(officer)
    }

    /// An administrator proposes that a suspended officer comes back.
    func proposeReturn(of officer: ID<Officer>) async throws -> ID<OfficerRequest> {
        let name = "Kepala \(dependencies.random.token(4))"
        let chief = try await self.officer(name, .administrator).id
        let active = try await dependencies.database.read { [dependencies] tx in
            try tx.officers.active(chief, at: dependencies.realNow(), of: dependencies.officeRoles)
        }
        let acting = try #require(active)
        return try await ChangeOfficer(dependencies: dependencies).propose(
            .reinstate(officer), because: try OfficeReason(Administrator.reason), by: acting)
    }
}
