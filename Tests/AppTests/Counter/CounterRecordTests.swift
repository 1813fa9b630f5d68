import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Cases at counters that SQL changes", .timeLimit(.minutes(3)))
struct CounterRecordTests {
    @Test(
        "an assisted session whose case SQL gave to another officer is over; the browser is taken back all the same",
        .bug(
            id: "5.540",
            """
            SQL could give the case of an assisted session to another officer: what was done in it was recorded as \
            that officer's, and no verification found it.
            """),
        arguments: Engine.tested)
    func session(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (lia, tono) = (try await world.counterOfficer(), try await world.counterOfficer("tono"))
            let siti = try await world.assisted(lia)
            let one = try #require(try await world.counterCases(of: lia).first)
            #expect(try await siti.browser.get(Paths.application).status == .ok)
            #expect(try await world.verifyRecords() == [])
            #expect(try await world.unbound([.counterCases]) == [])
            try await world.vandalise("UPDATE counter_case SET officer_id = \(tono.id) WHERE id = \(one.id)")
            #expect(try await siti.browser.get(Paths.application).location == Paths.counterResume)
            let found = try await world.verifyRecords()
            #expect(found.contains { $0.hasPrefix("case at a counter \(one.id) ") }, "\(found)")
            try await world.takeBack(lia)
            #expect(try await world.verifyRecords().contains { $0.hasPrefix("case at a counter \(one.id) ") })
        }
    }

    @Test("a case that SQL changed while it waits for its code opens no session", arguments: Engine.tested)
    func waiting(engine: Engine) async throws {
        try await World.with(engine) { world in
            let lia = try await world.counterOfficer()
            let own = World.consent + [("jalur", "own"), ("kontak", "warga@contoh.id")]
            let path = try #require(try await lia.browser.post(Paths.counterStart, own).location)
            let code = try await world.code(to: "warga@contoh.id")
            try await world.vandalise("UPDATE counter_case SET words = 'Ya, semuanya'")
            let refused = try await lia.browser.post(path, [("kode", code)])
            #expect(refused.status == .conflict && refused.text.contains("diubah di luar aplikasi"))
            #expect(try await world.counterCases(of: lia).map(\.state) == [.begun])
        }
    }

    @Test(
        "a case that SQL gave to another account neither stands for its number nor opens it",
        .bug(
            id: "5.541",
            """
            A row of a case that SQL had put in or changed stood for the proved number of any account, and its number \
            opened that account at a counter.
            """),
        arguments: Engine.tested)
    func vouching(engine: Engine) async throws {
        try await World.with(engine) { world in
            #expect(try await world.startBinding() == [])
            let lia = try await world.counterOfficer()
            let siti = try await world.signedUp()
            let (other, vault) = (try await world.openAccounts(1)[0], world.dependencies.vault)
            try await lia.browser.post(Paths.counterStart, World.slip())
            try await world.takeBack(lia)
            let one = try #require(try await world.counterCases(of: lia).first)
            let (owner, person) = (try #require(one.person), try await world.id(of: siti))
            func vouches(_ person: ID<Account>) async throws -> Bool {
                try await world.dependencies.database.read { try $0.counterCases.vouches(for: person, vault: vault) }
            }
            #expect(try await vouches(owner))
            #expect(try await !vouches(person))
            try await world.vandalise("UPDATE counter_case SET person_id = \(other) WHERE id = \(one.id)")
            #expect(try await !vouches(other))
            let refused = try await lia.browser.post(
                Paths.counterStart, World.slip(earlier: one.number.description))
            #expect(refused.text.contains("Nomor kasus itu tidak cocok"))
            try await world.vandalise("UPDATE counter_case SET person_id = \(owner) WHERE id = \(one.id)")
            #expect(try await vouches(owner))
            try await world.vandalise(
                """
                INSERT INTO counter_case (id, number, officer_id, region, place, day, label, way, consent, words,
                    person_id, state, begun_at, assisted_at)
                SELECT 7, '1111111111', officer_id, region, place, day, label, way, consent, words, \(person),
                    'assisted', begun_at, assisted_at
                FROM counter_case
                WHERE id = \(one.id)
                """)
            #expect(try await !vouches(person))
            let found = try await world.verifyRecords()
            #expect(found.contains { $0.hasPrefix("case at a counter 7 ") }, "\(found)")
        }
    }
}
