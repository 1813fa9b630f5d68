import Crypto
import Foundation
import NIOConcurrencyHelpers
import Programme
import Storage
import Testing
import TestSupport

@testable import App

/// Everything that is published reveals nothing about one person (docs/privacy-of-the-draw.md).
@Suite("Privacy of the draw", .timeLimit(.minutes(3)))
struct DrawPrivacyTests {
    static let people = 40

    @Test("public files and pages reveal no applicant, no time of joining and no NIK", arguments: Engine.tested)
    func published(engine: Engine) async throws {
        try await World.with(engine) { world in
            let published = try await world.drawn(people: Self.people)
            // Tickets are a permutation of the sealed list, so their order is not the order of joining.
            #expect(published.tickets.sorted() == Array(1...Self.people))
            #expect(published.tickets != Array(1...Self.people))

            let facts = try await world.secrets()
            let texts = published.pages.map { Data($0.utf8) } + [published.bundle]
            for (name, secret) in facts {
                for text in texts {
                    #expect(!text.holds(secret), "\(name) is in the published files")
                }
            }
        }
    }

    @Test("the lines of one person in two waves have nothing in common")
    func twoWaves() async throws {
        try await World.with(.sqlite) { world in
            let first = try await world.drawn(people: 12)
            let lines = try DrawBundle(first.bundle).list
            let again = try await World.sealedOnce(more: 12)
            for ticket in 1...12 {
                for other in 1...12 {
                    #expect(lines[ticket].salt != again[other].salt)
                    #expect(lines[ticket].household != again[other].household)
                }
            }
        }
    }

    @Test("shared family cards are visible in the sealed list only where the edition limits them")
    func households() async throws {
        try await World.with(.sqlite) { world in
            let bundle = try DrawBundle(try await world.drawn(people: 12, household: 7).bundle)
            #expect(Set((1...12).map { bundle.list[$0].household }).count == 12)
        }
        let limited: @Sendable (String) -> String = {
            $0.replacing("onceInALifetime: true", with: "onceInALifetime: true\n  beneficiariesPerFamilyCard: 2")
        }
        try await World.with(.sqlite, edition: limited) { world in
            let bundle = try DrawBundle(try await world.drawn(people: 12, household: 7).bundle)
            #expect(Set((1...12).map { bundle.list[$0].household }).count == 1)
        }
    }

    @Test("provinces of fewer than ten are merged in the sealed list and on the page, as the edition says")
    func smallPools() async throws {
        let merging: @Sendable (String) -> String = {
            $0.replacing(
                "  strata: [priority, province, everyone]",
                with: "  strata: [priority, province, everyone]\n  smallestPool: 10")
        }
        try await World.with(.sqlite, edition: merging) { world in
            let published = try await world.drawn(people: 6)
            let bundle = try DrawBundle(published.bundle)
            try bundle.verify(edition: world.dependencies.edition)
            #expect(Set((1...6).map { bundle.list[$0].province }) == [ProvincePools.others])
            let page = try await world.visitor().get(Paths.wave(1)).text
            #expect(!page.contains("Maluku Utara"))
            #expect(page.contains("Provinsi lain, bersama"))
        }
    }
}

/// The public files and pages of a drawn wave, and the secret order of joining.
private struct Published: Sendable {
    let bundle: Data
    let pages: [String]
    /// In the order of joining, which is not public.
    let tickets: [Int]
}

extension World {
    /// Draws and announces a wave of `count` participants; returns its public files and pages.
    fileprivate func drawn(people count: Int, household: UInt8? = nil) async throws -> Published {
        try await advanceWaves()
        var people: [Candidate] = []
        for _ in 0..<count {
            let person = try await candidate(household: household)
            people.append(person)
            clock.advance(.minutes(7))
            try await person.browser.join()
        }
        clock.set(try await wave().closesAt + Wave.drain)
        try await advanceWaves()
        try await DrawActions(dependencies: dependencies).draw(1, by: .system)
        try await decreeDrawn()
        clock.set(try await wave().announcesAt)
        try await advanceWaves()
        let stranger = visitor()
        var pages: [String] = []
        for path in [
            Paths.waves, Paths.wave(1), Paths.draw(1), Paths.drawStatement(1), Paths.witnesses(1), Paths.witnessBoard,
        ] {
            pages.append(try await stranger.get(path).body)
        }
        var tickets: [Int] = []
        for person in people {
            let entry = try await dependencies.database.read { tx in
                try tx.entries.of(person.id, in: tx.waves.require(1, of: dependencies.edition.id).wave.id)
            }
            tickets.append(try #require(entry?.ticket))
        }
        return Published(bundle: try await stranger.get(Paths.drawBundle(1)).bytes, pages: pages, tickets: tickets)
    }

    /// The sealed list of the same people in another world, standing for the next wave.
    fileprivate static func sealedOnce(more count: Int) async throws -> SealedList {
        let kept = Kept()
        try await World.with(.sqlite) { world in
            let list = try DrawBundle(try await world.drawn(people: count).bundle).list
            kept.list.withLockedValue { $0 = list }
        }
        return try #require(kept.list.withLockedValue { $0 })
    }

    /// All the database's data on the participants, as bytes and as the texts and hashes an attacker would search for.
    fileprivate func secrets() async throws -> [(String, Data)] {
        let rows = try await dependencies.database.read { try $0.entries.whatIsKnown() }
        return rows.flatMap { row -> [(String, Data)] in
            let household = row.household
            let digests = [household, Data(SHA256.hash(data: household))].flatMap {
                [$0, $0.prefix(16), Data($0.hex.utf8)]
            }
            let ids = [row.person, row.entry].flatMap { id -> [Data] in
                var bytes = Data()
                bytes.append(bigEndian: id)
                return [bytes, Data(String(id).utf8), Data(SHA256.hash(data: bytes)).prefix(16)]
            }
            var arrival = Data()
            arrival.append(bigEndian: row.arrivedAt.milliseconds)
            let times = [arrival, Data(row.arrivedAt.description.utf8), Data(String(row.arrivedAt.milliseconds).utf8)]
            return digests.map { ("a household's hash", $0) } + ids.map { ("an id", $0) }
                + times.map { ("an arrival", $0) }
        }
    }
}

private final class Kept: Sendable {
    let list = NIOLockedValueBox<SealedList?>(nil)
}

private struct KnownEntry: Sendable {
    let entry: Int64
    let person: Int64
    let household: Data
    let arrivedAt: Instant
}

extension EntryQueries {
    fileprivate func whatIsKnown() throws -> [KnownEntry] {
        try tx.rows("SELECT id, person_id, household, arrived_at FROM entry").map { row in
            try KnownEntry(
                entry: row["id"], person: row["person_id"], household: row["household"], arrivedAt: row["arrived_at"])
        }
    }
}

extension Data {
    fileprivate func holds(_ other: Data) -> Bool { range(of: other) != nil }
}
