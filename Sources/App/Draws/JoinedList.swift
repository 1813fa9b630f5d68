import Foundation
import Programme

/// The entries of a closed wave by id, as compact columns: two million of them take less memory than the sealed list
/// made from them.
struct JoinedList: Sendable {
    private(set) var ids: [ID<Entry>] = []
    /// Those of them that no act of joining wrote as they are.
    private(set) var changed: [ID<Entry>] = []
    private var priority: [Bool] = []
    private var provinces: [UInt8] = []
    /// Empty where the edition sets no limit per family card.
    private var earlier: [UInt8] = []
    private var households: [Household] = []

    var count: Int { ids.count }

    /// The first 16 bytes of a household's keyed hash: enough to tell millions of households apart.
    private struct Household: Sendable, Comparable {
        let high: UInt64
        let low: UInt64

        init(_ hash: Data) throws {
            guard hash.count >= 16 else { throw Inconsistency("a household is known by a keyed hash") }
            (high, low) = hash.withUnsafeBytes { bytes in
                (
                    UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
                    UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
                )
            }
        }

        static func < (left: Self, right: Self) -> Bool {
            left.high != right.high ? left.high < right.high : left.low < right.low
        }
    }

    /// - Parameter count: how many entries are expected.
    init(reserving count: Int, households limited: Bool) {
        ids.reserveCapacity(count)
        priority.reserveCapacity(count)
        provinces.reserveCapacity(count)
        guard limited else { return }
        earlier.reserveCapacity(count)
        households.reserveCapacity(count)
    }

    mutating func append(_ page: [JoinedEntry]) throws {
        for entry in page {
            ids.append(entry.id)
            priority.append(entry.priority)
            provinces.append(UInt8(clamping: entry.province))
            if !entry.isAsJoined { changed.append(entry.id) }
            guard let household = entry.household else { continue }
            earlier.append(UInt8(clamping: household.earlier))
            households.append(try Household(household.hash))
        }
    }

    /// Appends the entries that follow.
    mutating func append(_ next: JoinedList) {
        ids += next.ids
        changed += next.changed
        priority += next.priority
        provinces += next.provinces
        earlier += next.earlier
        households += next.households
    }

    /// Assigns tickets by a random permutation and builds the list in the order of tickets. The household tag of an
    /// entry is random; entries of one family card share a tag where the edition limits places per family card.
    ///
    /// - Returns: the tickets in the order of `ids`, and the list.
    func sealed(under rules: WaveRules, random: RandomSource) throws -> (tickets: [UInt32], list: SealedList) {
        let tickets = Shuffle.tickets(count, key: random.bytes(32))
        var people: [Int: Int] = [:]
        for province in provinces { people[Int(province), default: 0] += 1 }
        let pools = ProvincePools(entries: people, rules: rules)
        let sealedProvinces = (0...UInt8.max).map { UInt16(pools.sealed(Int($0))).bigEndian }
        var bytes = random.bytes(count * SealedList.entryBytes)
        bytes.withUnsafeMutableBytes { list in
            for place in 0..<count {
                let start = (Int(tickets[place]) - 1) * SealedList.entryBytes
                list[start] = pools.sealed(priority: priority[place]) ? 1 : 0
                list.storeBytes(of: sealedProvinces[Int(provinces[place])], toByteOffset: start + 1, as: UInt16.self)
                list[start + SealedList.earlierOffset] = earlier.isEmpty ? 0 : earlier[place]
            }
            shareTags(tickets, in: list)
        }
        guard let list = SealedList(bytes: bytes) else { throw Inconsistency("the entries are whole") }
        return (tickets, list)
    }

    /// Every line starts with its own random tag; entries of one household get a copy of the first one's.
    private func shareTags(_ tickets: [UInt32], in list: UnsafeMutableRawBufferPointer) {
        guard !households.isEmpty, let bytes = list.baseAddress else { return }
        func tag(_ place: UInt32) -> UnsafeMutableRawPointer {
            bytes + (Int(tickets[Int(place)]) - 1) * SealedList.entryBytes + SealedList.householdOffset
        }
        let order = (0..<UInt32(count)).sorted { households[Int($0)] < households[Int($1)] }
        for (before, place) in zip(order, order.dropFirst()) where households[Int(before)] == households[Int(place)] {
            tag(place).copyMemory(from: tag(before), byteCount: SealedList.householdBytes)
        }
    }
}
