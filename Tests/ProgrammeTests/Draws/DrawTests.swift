import Crypto
import Foundation
import Testing

@testable import Programme

@Suite("Draw")
struct DrawTests {
    let seed = Data(repeating: 7, count: 32)

    @Test("draw: a rank is one SHA-256 over seed, pool and ticket, 44 bytes")
    func rank() {
        var message = seed
        message.append(contentsOf: [0, 0, 0, 82] as [UInt8])
        message.append(contentsOf: [0, 0, 0, 0, 0, 1, 226, 64] as [UInt8])
        #expect(message.count == 44)
        let rank = Rank(seed: seed, stratum: .province(82), ticket: 123_456)
        #expect(rank.digest == Data(SHA256.hash(data: message)))
    }

    @Test("draw: tickets whose digests begin alike are ordered by the whole digests")
    func equalBeginnings() {
        // Such large tickets leave 32 bits of the digest for the first comparison: some of these begin alike.
        let first = UInt32.max - 300_000
        let ranked = Ranking(seed: seed, stratum: .everyone, tickets: Array(first..<UInt32.max)).first(300_000)
        #expect(Set(ranked) == Set(first..<UInt32.max))
        let ranks = ranked.map { Rank(seed: seed, stratum: .everyone, ticket: Int($0)) }
        #expect(zip(ranks, ranks.dropFirst()).allSatisfy { $0 < $1 })
        #expect(zip(ranks, ranks.dropFirst()).contains { $0.digest.prefix(4) == $1.digest.prefix(4) })
    }

    @Test("draw: with enough places every entry is selected once")
    func enough() {
        let lines = Draw(places: 10, strata: [.priority, .everyone]).everybody(of: SealedList(people(10)), seed: seed)
            .lines
        #expect(lines.map(\.ticket) == Array(1...10))
        #expect(lines.allSatisfy { $0.selected })
    }

    @Test("draw: the places are filled exactly, by ascending rank")
    func places() {
        let lines = Draw(places: 7, strata: [.everyone]).everybody(of: SealedList(people(100)), seed: seed).lines
        let selected = lines.filter(\.selected)
        #expect(selected.count == 7)
        #expect(Set(selected.map(\.position)) == Set(1...7))
        let ranks = (1...100).map { Rank(seed: seed, stratum: .everyone, ticket: $0) }.sorted()
        #expect(Set(selected.map(\.ticket)) == Set(ranks.prefix(7).map(\.ticket)))
    }

    @Test("draw: priority entries come first, and those not selected are ranked again")
    func priority() {
        let entries = people(20) { $0 <= 3 }
        let lines = Draw(places: 5, strata: [.priority, .everyone]).everybody(of: SealedList(entries), seed: seed).lines
        #expect(lines.prefix(3).allSatisfy { $0.selected && $0.stratum == .priority && $0.of == 3 })
        #expect(lines.filter { $0.selected && $0.stratum == .everyone }.count == 2)
        #expect(lines.filter { !$0.selected }.allSatisfy { $0.stratum == .everyone && $0.of == 17 })
    }

    @Test("draw: a province gets its share, and places it cannot fill go to the last pool")
    func provinces() {
        let entries = (1...30).map { person($0, province: $0 <= 2 ? 11 : 82) }
        let draw = Draw(places: 10, strata: [.province, .everyone], provinceWeights: [11: 1, 82: 1])
        let lines = draw.everybody(of: SealedList(entries), seed: seed).lines
        #expect(lines.filter { $0.selected && $0.stratum == .province(11) }.count == 2)
        #expect(lines.filter { $0.selected && $0.stratum == .province(82) }.count == 5)
        #expect(lines.filter { $0.selected && $0.stratum == .everyone }.count == 3)
    }

    @Test("draw: a family card gets no more than the edition allows, earlier waves included")
    func households() {
        let home = Data(repeating: 1, count: 16)
        let entries = (1...6).map { person($0, household: home, earlier: 1) } + (7...8).map { person($0) }
        let lines = Draw(places: 8, strata: [.everyone], perHousehold: 2).everybody(of: SealedList(entries), seed: seed)
            .lines
        #expect(lines.prefix(6).filter(\.selected).count == 1)
        #expect(lines.suffix(2).allSatisfy { $0.selected })
    }

    @Test("tickets: a permutation that depends on the key only")
    func tickets() {
        let one = Shuffle.tickets(1_000, key: seed)
        #expect(one.sorted() == Array(1...1_000))
        #expect(one == Shuffle.tickets(1_000, key: seed))
        #expect(one != Shuffle.tickets(1_000, key: Data(repeating: 8, count: 32)))
        #expect(Shuffle.tickets(0, key: seed).isEmpty)
        #expect(Shuffle.tickets(1, key: seed) == [1])
    }

    @Test("tickets: each is equally likely at each place")
    func evenness() {
        var first = [Int](repeating: 0, count: 5)
        for number in 0..<5_000 {
            var key = Data(repeating: 0, count: 24)
            key.append(bigEndian: UInt64(number))
            first[Int(Shuffle.tickets(5, key: key)[0]) - 1] += 1
        }
        #expect(first.allSatisfy { abs($0 - 1_000) < 150 }, "\(first)")
    }

    @Test("quota: the largest-remainder method divides everything, ties to the smaller key")
    func quota() {
        #expect(Quota.share(10, by: [1: 1, 2: 1, 3: 1]) == [1: 4, 2: 3, 3: 3])
        #expect(Quota.share(7, by: [1: 50, 2: 30, 3: 20]) == [1: 4, 2: 2, 3: 1])
        #expect(Quota.share(5, by: [1: 0, 2: 0]) == [1: 0, 2: 0])
        for places in 0...200 {
            let shares = Quota.share(places, by: [11: 5_274_871, 32: 48_274_162, 82: 1_282_937])
            #expect(shares.values.reduce(0, +) == places)
        }
    }

    private func people(_ count: Int, priority: (Int) -> Bool = { _ in false }) -> [SealedEntry] {
        (1...count).map { person($0, priority: priority($0)) }
    }

    private func person(
        _ ticket: Int, priority: Bool = false, province: Int = 82, household: Data? = nil, earlier: Int = 0
    ) -> SealedEntry {
        var own = Data(repeating: 0, count: 8)
        own.append(bigEndian: UInt64(ticket))
        return SealedEntry(
            ticket: ticket, priority: priority, province: province, household: household ?? own, earlier: earlier,
            salt: Data(repeating: UInt8(ticket % 256), count: 16))
    }
}
