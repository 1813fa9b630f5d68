import Foundation
import Programme
import Simulators
import Storage
import TestSupport
import Testing

@testable import App

/// SQL takes back an act of a person or of the system, with its event, before it is sealed.
@Suite("Acts deleted at once", .timeLimit(.minutes(3)))
struct DeletedActTests {
    @Test(
        "a journal entry that SQL deletes before it is sealed is named with table, row, kind and moment",
        .bug(
            id: "5.510",
            "An entry of the journal that was deleted with its postings before it was sealed left no trace."),
        arguments: Engine.tested)
    func journal(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.writeHistory()
            try await world.sealEverything()
            #expect(try await world.lookForTraces() == 0)
            let entry = try #require(try await world.writeHistory("lain").entries.last)
            try await world.vandalise(
                "DELETE FROM posting WHERE entry_id = \(entry)", "DELETE FROM journal_entry WHERE id = \(entry)")
            #expect(try await world.lookForTraces() == 1)
            try await world.vandalise("DELETE FROM audit_event WHERE action = 'log.row-gone'")
            #expect(try await world.lookForTraces() == 1, "its event is watched too")
            try await world.sealEverything()
            #expect(try await world.lookForTraces() == 0)
            let found = try await world.verifyRecords()
            let told = ["table journal", "row \(entry)", "kind appropriation", "at \(IDSource.instant(of: entry))"]
            #expect(found.contains { finding in told.allSatisfy(finding.contains) }, "\(found)")
        }
    }

    @Test(
        "a wave waits whose person SQL took out with the event of joining, or put back with the event of withdrawing",
        .bug(
            id: "5.511",
            """
            An entry that was deleted with its event before it was sealed, and with the wave's counter, was missed by \
            no number: its person was left out of the draw.
            """),
        arguments: Engine.tested)
    func entries(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (_, budi, dewi) = try await world.tamperedWave()
            let sealing = SealList(dependencies: world.dependencies)
            // Another process knows of it by the event alone.
            let other = SealList(dependencies: world.dependencies.making(world.otherIDs()))
            for process in [sealing, other] {
                await #expect(throws: WaveRefusal.entriesChanged(2)) { try await process.seal(1, by: .system) }
            }
            let found = try await world.verifyRecords()
            for (act, person) in [("entry.joined", budi), ("entry.withdrawn", dewi)] {
                let told = ["action \(act)", "about entry:\(try #require(try await world.keptEntry(of: person)))"]
                #expect(found.contains { finding in told.allSatisfy(finding.contains) }, "\(found)")
            }
            // The process that found them gone knows it also without these events.
            let gone: SQL = "FROM audit_event WHERE action = 'log.row-gone'"
            try await world.vandalise("CREATE TABLE kept_event AS SELECT * \(gone)", "DELETE \(gone)")
            await #expect(throws: WaveRefusal.entriesChanged(2)) { try await sealing.seal(1, by: .system) }
            try await world.vandalise("INSERT INTO audit_event SELECT * FROM kept_event")

            try await world.vandalise("INSERT INTO entry SELECT * FROM kept_entry WHERE person_id = \(budi.id)")
            await #expect(throws: WaveRefusal.entriesChanged(1)) { try await sealing.seal(1, by: .system) }
            try await world.vandalise("UPDATE entry SET state = 'withdrawn' WHERE person_id = \(dewi.id)")
            try await sealing.seal(1, by: .system)
            #expect(try await world.sealedEntries() == 2)
        }
    }

    @Test(
        "an entry whose event of joining is sealed, and that SQL deletes while its wave is open, stops the sealing",
        arguments: Engine.tested)
    func sealedEvent(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let (siti, budi) = (try await world.candidate(), try await world.candidate())
            for person in [siti, budi] { try await person.browser.join() }
            try await world.sealEverything()
            try await world.vandalise(
                counting(-1, budi), "DELETE FROM entry WHERE person_id = \(budi.id)")
            #expect(try await world.lookForTraces() == 0)
            try await world.close()
            await #expect(throws: WaveRefusal.entriesChanged(1)) {
                try await SealList(dependencies: world.dependencies).seal(1, by: .system)
            }
        }
    }

    @Test(
        "a payment whose entries and event SQL deletes at once is named, and is not sent a second time",
        .bug(
            id: "5.512",
            """
            A payment whose entries in the journal and event were deleted before they were sealed, with its row set \
            back, was sent again.
            """),
        arguments: Engine.tested)
    func payment(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            let first = try await world.instalment(.incentive, 1, of: siti)
            _ = try await world.ask(for: first, of: siti)
            try await world.bindEarlier()
            try await world.sealEverything()
            _ = try await world.payOut()
            let payment = try await world.onlyPayment()
            try await world.setBack(first, of: siti)
            func send(on dependencies: Dependencies) async throws -> Bool {
                guard case .giveUp = try await SendDisbursement(disbursement: payment).run(on: dependencies) else {
                    return true
                }
                return false
            }
            #expect(try await send(on: world.dependencies) == false, "before the watch has looked")
            #expect(try await world.lookForTraces() == 3)
            #expect(try await send(on: world.dependencies) == false, "after it")
            let other = world.dependencies.making(world.otherIDs())
            #expect(try await send(on: other) == false, "in another process, by the event")
            #expect(try await world.railBooks().payments.count == 1)
            try await world.sealEverything()
            let found = try await world.verifyRecords()
            for told in ["action disbursement.paid", "kind instalment-sent", "kind instalment-paid"] {
                #expect(found.contains { $0.contains(told) && $0.contains(":\(payment)") }, "\(told): \(found)")
            }
        }
    }
}

/// Changes the wave's counter of the shard in which the person is counted.
private func counting(_ change: Int, _ person: Candidate) -> SQL {
    """
    UPDATE wave_gate
    SET joined = joined + \(change)
    WHERE shard = (SELECT shard FROM entry WHERE person_id = \(person.id))
    """
}

extension World {
    /// The ids of another process on the same database.
    func otherIDs() -> IDSource { IDSource(node: 2, mark: RowMark(dependencies.vault), realNow: clock.now) }

    /// The first wave after its closing. Siti joined. Budi joined, and SQL took this back with entry, event and
    /// counter; Dewi withdrew, and SQL took that back.
    fileprivate func tamperedWave() async throws -> (siti: Candidate, budi: Candidate, dewi: Candidate) {
        try await advanceWaves()
        let (siti, budi, dewi) = (try await candidate(), try await candidate(), try await candidate())
        for person in [siti, dewi] { try await person.browser.join() }
        try await sealEverything()
        #expect(try await lookForTraces() == 0)
        try await budi.browser.join()
        _ = try await dewi.browser.post(Paths.leaveWave(1), [], seeing: Paths.myEntry(1))
        try await keep("entry")
        try await vandalise(
            counting(-1, budi), "DELETE FROM entry WHERE person_id = \(budi.id)",
            "DELETE FROM audit_event WHERE action = 'entry.joined' AND actor_id = \(budi.id)",
            counting(1, dewi), "UPDATE entry SET state = 'joined' WHERE person_id = \(dewi.id)",
            "DELETE FROM audit_event WHERE action = 'entry.withdrawn'")
        #expect(try await lookForTraces() == 2)
        try await close()
        return (siti, budi, dewi)
    }

    /// Closes the first wave; what sealing needs is there.
    fileprivate func close() async throws {
        clock.advance(.hours(1))
        let hendra = try await officer("Hendra", .approver)
        _ = try await sealableList(agreedBy: hendra.id)
        clock.set(try await wave().closesAt + Wave.drain)
        try await WaveActions(dependencies: dependencies).close(1, by: .system)
        try await bindEarlier()
    }

    fileprivate func keptEntry(of person: Candidate) async throws -> ID<Entry>? {
        try await dependencies.database.read {
            try $0.row("SELECT id FROM kept_entry WHERE person_id = \(person.id)")?["id"]
        }
    }

    fileprivate func onlyPayment() async throws -> ID<Disbursement> {
        try await dependencies.database.read { tx in
            try #require(try tx.row("SELECT id FROM disbursement")?["id"] as ID<Disbursement>?)
        }
    }

    /// Sets the payment of an instalment back to the moment before it was sent, as if it never had been.
    fileprivate func setBack(_ instalment: Instalment, of siti: Beneficiary) async throws {
        let card = LedgerAccount.Code.cardIncentive(siti.card)
        let kinds: SQL = "('instalment-sent', 'instalment-paid')"
        try await vandalise(
            "DELETE FROM audit_event WHERE action = 'disbursement.paid'",
            "UPDATE hold SET state = 'placed', ended_at = NULL, entry_id = NULL WHERE state = 'posted'",
            "DELETE FROM posting WHERE entry_id IN (SELECT id FROM journal_entry WHERE kind IN \(kinds))",
            "DELETE FROM journal_entry WHERE kind IN \(kinds)",
            """
            UPDATE ledger_account
            SET posted = posted + \(instalment.amount), held = held + \(instalment.amount)
            WHERE code = \(card)
            """,
            "UPDATE instalment SET state = 'requested' WHERE id = \(instalment.id)",
            """
            UPDATE disbursement
            SET state = 'approved', told = \(false), sent_at = NULL, ended_at = NULL, rail_reference = NULL
            """)
    }
}
