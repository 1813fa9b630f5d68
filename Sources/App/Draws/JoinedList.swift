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
    private struct Household: Sendable {
        let high: UInt64
        let low: UInt64

        init(_ hash: Data) throws {
            (high, low) = try JoinedList.halves(of: hash)
        }
    }

    /// A household's hash as two numbers.
    static func halves(of hash: Data) throws -> (UInt64, UInt64) {
        guard hash.count >= 16 else { throw Inconsistency("a household is known by a keyed hash") }
        return hash.withUnsafeBytes { bytes in
            (
                UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            )
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

    /// How many entries each province has.
    var people: [Int: Int] {
        provinces.reduce(into: [:]) { people, province in people[Int(province), default: 0] += 1 }
    }

    /// Assigns tickets by the order's permutation and builds the list in the order of tickets. Salts and household tags
    /// follow from the order, too; entries of one family card share a tag where the edition limits places per family
    /// card.
    ///
    /// - Returns: the tickets in the order of `ids`, and the list.
    func sealed(under rules: WaveRules, order: DrawOrder) throws -> (tickets: [UInt32], list: SealedList) {
        let tickets = order.tickets(count)
        let pools = ProvincePools(entries: people, rules: rules)
        let sealedProvinces = (0...UInt8.max).map { UInt16(pools.sealed(Int($0))).bigEndian }
        var bytes = Data(count: count * SealedList.entryBytes)
        bytes.withUnsafeMutableBytes { list in
            for place in 0..<count {
                let start = (Int(tickets[place]) - 1) * SealedList.entryBytes
                list[start] = pools.sealed(priority: priority[place]) ? 1 : 0
                list.storeBytes(of: sealedProvinces[Int(provinces[place])], toByteOffset: start + 1, as: UInt16.self)
                list[start + SealedList.earlierOffset] = earlier.isEmpty ? 0 : earlier[place]
            }
            guard let start = list.baseAddress else { return }
            order.eachMark(of: ids.map(\.rawValue)) { place, marks in
                let entry = start + (Int(tickets[place]) - 1) * SealedList.entryBytes
                marks.salt.write(to: entry + SealedList.saltOffset)
                marks.tag.write(to: entry + SealedList.householdOffset)
            }
            order.eachTag(of: households.map { ($0.high, $0.low) }) { place, tag in
                tag.write(to: start + (Int(tickets[place]) - 1) * SealedList.entryBytes + SealedList.householdOffset)
            }
        }
        guard let list = SealedList(bytes: bytes) else { throw Inconsistency("the entries are whole") }
        return (tickets, list)
    }
}
