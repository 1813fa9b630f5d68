import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// An entry, or the decision it rests on, is changed by SQL until the list is sealed, and put back.
@Suite("Entries changed until the draw, and put back", .timeLimit(.minutes(4)))
struct PutBackEntryTests {
    @Test(
        "a person whom SQL makes eligible for a while does not join",
        .bug(
            id: "5.300",
            "A decision was made positive by SQL, the person joined, and it was put back: nothing found the entry."),
        arguments: Engine.tested)
    func decision(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let rian = try await world.candidate(eligible: false)
            try await world.bindEarlier()
            let negative = #"[{"notCitizen":{}}]"#
            try await world.vandalise(
                """
                UPDATE eligibility_decision SET outcome = 'eligible', reasons = '[]' WHERE person_id = \(rian.id)
                """)
            let path = Paths.joinWave(WaveAddress(1))
            #expect(try await rian.browser.post(path, [], seeing: path).status == .conflict)
            try await world.vandalise(
                """
                UPDATE eligibility_decision
                SET outcome = 'ineligible', reasons = \(negative)
                WHERE person_id = \(rian.id)
                """)
            #expect(try await world.entries() == 0)
            #expect(try await world.verifyRecords() == [])
        }
    }

    @Test(
        "what an entry would keep of answers and identity is compared before a person joins",
        .bug(id: "5.301", "Household, province and priority were taken from rows that SQL had changed for a while."),
        arguments: Engine.tested)
    func facts(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let siti = try await world.candidate()
            try await world.bindEarlier()
            let other = Data(repeating: 7, count: 32)
            let own = world.dependencies.vault.lookup("\(siti.id)", purpose: "nik")
            let path = Paths.joinWave(WaveAddress(1))
            let changes: [(change: SQL, back: SQL)] = [
                ("UPDATE identity_claim SET household = \(other)", "UPDATE identity_claim SET household = \(own)"),
                (
                    "UPDATE personal_data SET occupation = \(Occupation.laidOff)",
                    "UPDATE personal_data SET occupation = \(Occupation.jobSeeker)"
                ),
                ("UPDATE personal_data SET province = '31'", "UPDATE personal_data SET province = '82'"),
            ]
            for (change, back) in changes {
                try await world.vandalise(change)
                #expect(try await siti.browser.post(path, [], seeing: path).status == .conflict, "\(change.text)")
                try await world.vandalise(back)
                #expect(try await world.verifyRecords() == [])
            }
            try await siti.browser.join()
            #expect(try await world.entries() == 1)
        }
    }

    @Test(
        "a wave with an entry that SQL put in or changed is not sealed until it is right again",
        .bug(
            id: "5.302",
            """
            An entry put into the table for a person without a decision was sealed, drawn and decreed; priority, \
            province and household of an entry were changed unnoticed.
            """),
        arguments: Engine.tested)
    func entry(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, _, dewi) = try await world.closedWave()
            let household = world.dependencies.vault.lookup("\(siti.id)", purpose: "nik")
            let changes: [(change: SQL, back: SQL)] = [
                (
                    """
                    INSERT INTO entry (id, wave_id, person_id, application_id, state, arrived_at, shard, priority,
                        province, household)
                    SELECT 77, entry.wave_id, application.person_id, application.id, 'joined', entry.arrived_at, 0,
                        entry.priority, entry.province, \(Data(repeating: 7, count: 32))
                    FROM entry
                    CROSS JOIN application
                    WHERE entry.person_id = \(siti.id) AND application.person_id = \(dewi.id)
                    """, "DELETE FROM entry WHERE id = 77"
                ),
                (
                    """
                    INSERT INTO entry (id, wave_id, person_id, application_id, state, arrived_at, shard, priority,
                        province, household, code)
                    SELECT 77, entry.wave_id, application.person_id, application.id, 'joined', entry.arrived_at, 0,
                        entry.priority, entry.province, entry.household, entry.code
                    FROM entry
                    CROSS JOIN application
                    WHERE entry.person_id = \(siti.id) AND application.person_id = \(dewi.id)
                    """, "DELETE FROM entry WHERE id = 77"
                ),
                (
                    "UPDATE entry SET priority = \(true) WHERE person_id = \(siti.id)",
                    "UPDATE entry SET priority = \(false) WHERE person_id = \(siti.id)"
                ),
                (
                    "UPDATE entry SET province = 31 WHERE person_id = \(siti.id)",
                    "UPDATE entry SET province = 82 WHERE person_id = \(siti.id)"
                ),
                (
                    "UPDATE entry SET household = \(Data(repeating: 7, count: 32)) WHERE person_id = \(siti.id)",
                    "UPDATE entry SET household = \(household) WHERE person_id = \(siti.id)"
                ),
                (
                    "UPDATE entry SET person_id = \(dewi.id) WHERE person_id = \(siti.id)",
                    "UPDATE entry SET person_id = \(siti.id) WHERE person_id = \(dewi.id)"
                ),
            ]
            let sealing = SealList(dependencies: world.dependencies)
            for (change, back) in changes {
                try await world.vandalise(change)
                await #expect(throws: WaveRefusal.entriesChanged(1), "\(change.text)") {
                    try await sealing.seal(1, by: .system)
                }
                #expect(try await world.verifyRecords().contains { $0.hasSuffix("joining left it") }, "\(change.text)")
                try await world.vandalise(back)
                #expect(try await world.verifyRecords() == [], "\(back.text)")
            }
            try await DrawActions(dependencies: world.dependencies).draw(1, by: .system)
            #expect(try await world.verifyRecords() == [])
        }
    }

    @Test(
        "a person who was decided ineligible, and eligible again for the moment of sealing, is found",
        .bug(id: "5.303", "A negative decision hidden by SQL while the list was sealed left its person in the draw."),
        arguments: Engine.tested)
    func hidden(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, _, _) = try await world.closedWave { siti in
                let dependencies = world.dependencies
                let id: ID<StoredDecision> = dependencies.ids.next()
                try await dependencies.database.transaction { tx in
                    try tx.run(
                        """
                        INSERT INTO eligibility_decision (id, person_id, application_id, edition, outcome, reasons,
                            decided_at, programme_date)
                        SELECT \(id), person_id, application_id, edition, 'ineligible', '[]',
                            \(dependencies.clock.now()), programme_date
                        FROM eligibility_decision
                        WHERE person_id = \(siti.id)
                        """)
                    try tx.records.bind(.decisions, id, at: dependencies.realNow(), ids: dependencies.ids)
                }
            }
            try await world.vandalise(
                "UPDATE eligibility_decision SET outcome = 'eligible' WHERE outcome = 'ineligible'")
            try await SealList(dependencies: world.dependencies).seal(1, by: .system)
            try await world.vandalise(
                """
                UPDATE eligibility_decision
                SET outcome = 'ineligible'
                WHERE id = (SELECT MAX(id) FROM eligibility_decision WHERE person_id = \(siti.id))
                """)
            let found = try await world.verifyRecords()
            #expect(found.count == 1, "\(found)")
            #expect(found.allSatisfy { $0.hasSuffix("although its person did not qualify") }, "\(found)")
        }
    }
}
