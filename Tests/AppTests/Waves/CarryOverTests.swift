import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Carry-over into the next wave", .timeLimit(.minutes(3)))
struct CarryOverTests {
    private static let automatic: @Sendable (String) -> String = {
        $0.replacing("rejoin: manual", with: "rejoin: automatic")
    }

    @Test(
        "a person not selected is carried into the next wave, notified, and leaves it with one tap",
        arguments: Engine.tested)
    func carriedOver(engine: Engine) async throws {
        try await World.with(engine, edition: Self.automatic) { world in
            let wave = try await world.drawnWave()
            try await wave.makeIneligible([wave.dewi])
            #expect(try await wave.budi.browser.get(Paths.myEntry(1)).text.contains("Anda otomatis ikut"))
            let acts = WaveActions(dependencies: world.dependencies)
            world.clock.set(try await world.wave(2).opensAt)
            try await acts.open(2, by: .system)
            let second = try await world.wave(2).id
            for _ in 0..<2 { try await wave.carryOver(into: second) }
            try await wave.signIn()
            #expect(try await wave.entry(of: wave.budi, in: 2)?.state == .joined)
            #expect(try await wave.entry(of: wave.siti, in: 2) == nil)
            #expect(try await wave.entry(of: wave.dewi, in: 2) == nil)
            #expect(try await world.joined(2) == 1)
            let inbox = try await wave.budi.browser.get(Paths.inbox).text
            #expect(inbox.matches(of: /Anda otomatis ikut gelombang 2/).count == 1)

            let left = try await wave.budi.browser.post(Paths.leaveWave(2), [], seeing: Paths.myEntry(2))
            #expect(left.location == Paths.myEntry(2))
            try await wave.carryOver(into: second)
            #expect(try await world.joined(2) == 0)
            world.clock.set(try await world.wave(3).opensAt)
            try await acts.open(3, by: .system)
            try await wave.carryOver(into: try await world.wave(3).id)
            #expect(try await world.joined(3) == 0)
        }
    }

    @Test(
        "a suspended person and one whose answers SQL changed are not carried over; the others are, and are sealed",
        .bug(id: "5.308", "A person was carried over by answers that SQL had changed for a while, and was sealed."),
        arguments: Engine.tested)
    func heldBack(engine: Engine) async throws {
        try await World.with(engine, edition: Self.automatic) { world in
            let wave = try await world.drawnWave()
            let (rini, hasti) = (
                try await world.officer([.helpdesk], "rini"), try await world.officer([.programmeManager], "hasti")
            )
            try await world.open(wave.budi.id, by: rini)
            let cause = [("sebab", PersonActCause.paymentInDoubt.rawValue)]
            try await world.agreed(.suspension, on: wave.budi.id, by: rini, hasti, cause)
            try await world.bindEarlier()
            world.clock.set(try await world.wave(2).opensAt)
            try await WaveActions(dependencies: world.dependencies).open(2, by: .system)
            let second = try await world.wave(2)
            let own: SQL = "WHERE person_id = \(wave.dewi.id)"
            try await world.vandalise("UPDATE personal_data SET occupation = \(Occupation.laidOff) \(own)")
            try await wave.carryOver(into: second.id)
            #expect(try await world.joined(2) == 0)
            try await world.vandalise("UPDATE personal_data SET occupation = \(Occupation.jobSeeker) \(own)")
            try await wave.carryOver(into: second.id)
            #expect(try await wave.entry(of: wave.dewi, in: 2)?.state == .joined)
            #expect(try await world.joined(2) == 1)
            try await wave.forgetOnList()
            world.clock.set(second.closesAt + Wave.drain)
            try await WaveActions(dependencies: world.dependencies).close(2, by: .system)
            try await SealList(dependencies: world.dependencies).seal(2, by: .system)
            #expect(try await world.dependencies.database.read { try $0.draws.of(second.id)?.entries } == 1)
        }
    }

    @Test("more people than one transaction takes are carried over one after the other", arguments: Engine.tested)
    func many(engine: Engine) async throws {
        try await World.with(engine, edition: Self.automatic) { world in
            let wave = try await world.drawnWave()
            try await world.waiting(CarryOver.chunk)
            world.clock.set(try await world.wave(2).opensAt)
            try await WaveActions(dependencies: world.dependencies).open(2, by: .system)
            let second = try await world.wave(2).id
            let last = try await world.dependencies.database.read { tx in
                try tx.entries.carriable(
                    edition: world.dependencies.edition.id, after: nil, limit: CarryOver.chunk
                ).last?.entry
            }
            try await wave.carryOver(into: second)
            #expect(try await world.joined(2) == CarryOver.chunk)
            for _ in 0..<2 { _ = try await CarryOver(wave: second, after: last).run(on: world.dependencies) }
            #expect(try await world.joined(2) == CarryOver.chunk + 2)
        }
    }

    @Test("people are carried over when the result is announced, and not before", arguments: Engine.tested)
    func pending(engine: Engine) async throws {
        try await World.with(engine, edition: Self.automatic) { world in
            let wave = try await world.drawnWave(announced: false)
            let acts = WaveActions(dependencies: world.dependencies)
            world.clock.set(try await world.wave(2).opensAt)
            try await acts.open(2, by: .system)
            let second = try await world.wave(2).id
            try await wave.carryOver(into: second)
            #expect(try await world.joined(2) == 0)
            try await acts.announce(1, by: .system)
            let jobs = try await world.dependencies.database.read { tx in
                try tx.rows("SELECT name FROM job WHERE name = 'wave.carry-over' AND state = 'available'").count
            }
            #expect(jobs >= 1)
            try await wave.carryOver(into: second)
            #expect(try await world.joined(2) == 2)
        }
    }

    @Test(
        "where the edition allows it, a person whose card lapsed unused joins again and gets the card again",
        .bug(
            id: "4.281",
            """
            A person whose card had lapsed and who may join again read on the page of waves that their card is on the \
            account page, and found no button to join.
            """), arguments: Engine.tested)
    func lapsed(engine: Engine) async throws {
        let lenient: @Sendable (String) -> String = {
            $0.replacing("lapse: barred", with: "lapse: may-join-again")
                .replacing("onceInALifetime: true", with: "onceInALifetime: true\n  beneficiariesPerFamilyCard: 1")
        }
        try await World.with(engine, edition: lenient) { world in
            #expect(!world.dependencies.edition.check().contains { $0.place == "training.lapse" })
            let wave = try await world.drawnWave()
            let first = try #require(try await wave.card(of: wave.siti))
            world.clock.set(first.firstUseBy)
            _ = try await ExpireCards().run(on: world.dependencies)
            // Removes her NIK from the list that was sealed with the first wave, which would exclude her again.
            try await wave.forgetOnList()
            try await wave.makeEligible([wave.siti])
            try await wave.signIn()
            #expect(try await wave.card(of: wave.siti)?.status == .expired)
            #expect(try await wave.siti.browser.get(Paths.inbox).text.contains("Kartu Anda hangus"))

            let number = 6
            world.clock.set(try await world.wave(number).opensAt)
            try await WaveActions(dependencies: world.dependencies).open(number, by: .system)
            try await wave.signIn()
            let list = try await wave.siti.browser.get(Paths.waves).text
            #expect(list.contains("Gabung gelombang 6") && !list.contains("Selamat, Anda terpilih"))
            let address = WaveAddress(number)
            #expect(try await wave.siti.browser.join(address).location == Paths.myEntry(address))
            try await world.decreeAndIssue(number, wave.ratna.id, wave.hendra.id)
            let again = try #require(try await wave.card(of: wave.siti))
            #expect(again.id == first.id && again.status == .active && again.wave == number)
            #expect(again.firstUseBy > first.firstUseBy)
            let (findings, purses, left) = try await world.dependencies.database.read { tx in
                (
                    try LedgerVerification(of: tx, perPerson: world.dependencies.edition.benefits.perPerson).findings,
                    try tx.ledger.balance(.cardTraining(first.id)).posted
                        + tx.ledger.balance(.cardIncentive(first.id)).posted,
                    try tx.ledger.balance(.waveCommitted(WaveAddress(number))).posted
                )
            }
            #expect(findings.isEmpty)
            #expect(purses == world.dependencies.edition.benefits.perPerson && left == .zero)
            // Run again, the first wave's job finds no card to issue.
            _ = try await IssueCards(wave: try await world.wave(1).id, decreedAt: first.issuedAt).run(
                on: world.dependencies)
            #expect(try await wave.card(of: wave.siti)?.wave == number)
            // It may lapse once more.
            world.clock.set(again.firstUseBy)
            _ = try await ExpireCards().run(on: world.dependencies)
            #expect(try await wave.card(of: wave.siti)?.status == .expired)
        }
    }

    @Test("where the edition bars it, a person whose card lapsed cannot join again", arguments: Engine.tested)
    func barred(engine: Engine) async throws {
        try await World.with(engine) { world in
            let wave = try await world.drawnWave()
            let card = try #require(try await wave.card(of: wave.siti))
            world.clock.set(card.firstUseBy)
            _ = try await ExpireCards().run(on: world.dependencies)
            world.clock.set(try await world.wave(6).opensAt)
            try await WaveActions(dependencies: world.dependencies).open(6, by: .system)
            try await wave.signIn()
            #expect(try await wave.siti.browser.join(6).text.contains("Anda sudah pernah terpilih"))
        }
    }
}

extension DrawnWave {
    fileprivate func carryOver(into wave: ID<Wave>) async throws {
        _ = try await CarryOver(wave: wave, after: nil).run(on: world.dependencies)
    }

    fileprivate func entry(of person: Candidate, in number: Int) async throws -> PersonEntry? {
        let wave = try await world.wave(number)
        return try await world.dependencies.database.read { try $0.entries.of(person.id, in: wave.id) }
    }

    /// Sets the decision to eligible: a test's candidate has no photos to be decided on.
    fileprivate func makeEligible(_ people: [Candidate]) async throws {
        let (now, ids) = (world.dependencies.realNow(), world.dependencies.ids)
        try await world.dependencies.database.transaction { tx in
            for person in people {
                try tx.run(
                    """
                    UPDATE eligibility_decision
                    SET outcome = 'eligible', reasons = '[]', revisit_on = NULL
                    WHERE person_id = \(person.id)
                    """)
                let decided = try tx.rows("SELECT id FROM eligibility_decision WHERE person_id = \(person.id)")
                for row in decided {
                    let decision: ID<StoredDecision> = try row["id"]
                    try tx.records.bind(.decisions, decision, at: now, ids: ids)
                }
            }
        }
    }
}

extension World {
    /// So many people who were not selected in the first wave.
    fileprivate func waiting(_ people: Int) async throws {
        let wave = try await wave()
        for _ in 0..<people {
            let person = try await candidate()
            try await dependencies.database.transaction { [dependencies] tx in
                let known = try tx.applications.eligibility(
                    of: person.id, edition: dependencies.edition, vault: dependencies.vault)
                let eligibility = try #require(known)
                let joining = Joining(
                    wave: wave.id, person: person.id, application: eligibility.application,
                    arrivedAt: wave.opensAt, shard: 0, priority: false, province: 82,
                    household: eligibility.household)
                _ = try tx.entries.join(joining, ids: dependencies.ids)
            }
        }
    }
}
