import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// SQL hides the place of a person who was selected until they have joined the next wave.
@Suite("A place hidden while its person joins again", .timeLimit(.minutes(3)))
struct EarlierPlaceTests {
    @Test(
        "a person who joined while SQL hid their place is not sealed, and is told why",
        .bug(
            id: "5.623",
            "Joining went by the row of the earlier entry: SQL that hid it for a moment put its person into a second draw."
        ),
        arguments: Engine.tested)
    func joinedAgain(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (wave, second) = try await world.joinedTwice()
            try await SealList(dependencies: world.dependencies).seal(2, by: .system)
            let (entries, mine) = try await world.dependencies.database.read { tx in
                (try tx.draws.of(second)?.entries, try tx.entries.of(wave.siti.id, in: second))
            }
            #expect(entries == 1 && mine?.state == .withdrawn)
            world.dependencies.publicCache.forget()
            let told = try await wave.siti.browser.get(Paths.inbox).text
            #expect(told.contains("Anda tidak ikut undian gelombang 2"))
            #expect(try await world.verifyRecords().filter { $0.hasPrefix("entry ") } == [])
        }
    }

    @Test(
        "a wave is not sealed while an earlier wave's places are not those that its draw gave",
        .bug(id: "5.624", "Sealing did not compare the places of earlier waves."),
        arguments: Engine.tested)
    func hidden(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (wave, second) = try await world.joinedTwice()
            let sealing = SealList(dependencies: world.dependencies)
            let first = try await world.wave()
            let own: SQL = "WHERE wave_id = \(first.id) AND person_id = \(wave.siti.id)"
            try await world.keep("entry_place")
            for change: SQL in [
                "UPDATE entry_place SET state = 'disqualified' \(own)",
                "UPDATE entry_place SET person_id = \(wave.dewi.id) \(own)", "DELETE FROM entry_place \(own)",
            ] {
                try await world.vandalise(change)
                await #expect(throws: WaveRefusal.placesChanged(first.address), "\(change.text)") {
                    try await sealing.seal(2, by: .system)
                }
                try await world.putBack("entry_place")
            }
            try await sealing.seal(2, by: .system)
            #expect(try await world.dependencies.database.read { try $0.draws.of(second)?.entries } == 1)
        }
    }

    @Test("a person whose card lapsed is not removed where SQL takes the lapse away", arguments: Engine.tested)
    func lapsed(engine: Engine) async throws {
        let again: @Sendable (String) -> String = { $0.replacing("lapse: barred", with: "lapse: may-join-again") }
        try await World.with(engine, edition: again) { world in
            let (wave, second) = try await world.joinedTwice()
            let card = try #require(try await wave.card(of: wave.siti))
            let lapse = ExpireCards.lapse(of: card)
            let dependencies = world.dependencies
            try await dependencies.database.transaction { tx in
                let entry = JournalEntry.expiry(
                    id: dependencies.ids.next(), card: card.id, subject: lapse, training: card.training,
                    incentive: card.incentive, reason: "Card \(card.id) was not used in time",
                    at: dependencies.clock.now())
                try tx.ledger.post(try #require(entry), ids: dependencies.ids)
            }
            await #expect(throws: WaveRefusal.entriesChanged(1)) {
                try await SealList(dependencies: dependencies).seal(2, by: .system)
            }
            let mine = try await dependencies.database.read { try $0.entries.of(wave.siti.id, in: second) }
            #expect(mine?.state == .joined)
        }
    }
}

extension World {
    /// The second wave, closed, with Budi, who was not selected in the first, and Siti, who was and joined all the same.
    fileprivate func joinedTwice() async throws -> (wave: DrawnWave, second: ID<Wave>) {
        let wave = try await drawnWave()
        try await bindEarlier()
        let second = try await self.wave(2)
        clock.set(second.opensAt)
        try await WaveActions(dependencies: dependencies).open(2, by: .system)
        try await wave.signIn()
        let path = Paths.joinWave(WaveAddress(2))
        #expect(try await wave.siti.browser.post(path, [], seeing: path).status == .conflict)
        let first = try await self.wave().id
        let own: SQL = "WHERE wave_id = \(first) AND person_id = \(wave.siti.id)"
        try await vandalise("UPDATE entry SET state = 'withdrawn' \(own)")
        for person in [wave.siti, wave.budi] {
            _ = try await person.browser.post(path, [], seeing: path)
        }
        try await vandalise("UPDATE entry SET state = 'joined' \(own)")
        #expect(try await joined(2) == 2)
        try await wave.forgetOnList()
        clock.set(second.closesAt + Wave.drain)
        try await WaveActions(dependencies: dependencies).close(2, by: .system)
        try await wave.signIn()
        return (wave, second.id)
    }
}
