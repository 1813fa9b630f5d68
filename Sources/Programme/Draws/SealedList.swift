import Foundation

/// The sealed list by ticket, as the published bytes: 36 per entry, so that ten million fit in memory.
package struct SealedList: Sendable, Equatable {
    /// priority u8 ‖ province u16 ‖ household 16 ‖ earlier u8 ‖ salt 16
    package static let entryBytes = 36
    package static let householdOffset = 3
    package static let householdBytes = 16
    package static let earlierOffset = 19
    package static let saltOffset = 20
    /// Valid tickets in a file.
    package static let tickets = 1...WaveRules.mostEntries
    package let bytes: Data
    package let count: Int

    /// Nil unless the bytes are whole entries.
    package init?(bytes: Data) {
        guard bytes.count % Self.entryBytes == 0 else { return nil }
        self.bytes = bytes
        count = bytes.count / Self.entryBytes
    }

    /// - Parameter entries: in any order; their tickets must be 1 to their number.
    package init(_ entries: [SealedEntry]) {
        var bytes = Data(capacity: entries.count * Self.entryBytes)
        for (place, entry) in entries.sorted(by: { $0.ticket < $1.ticket }).enumerated() {
            precondition(entry.ticket == place + 1 && entry.isWellFormed, "tickets are 1, 2, 3, …")
            bytes.append(entry.leaf.dropFirst(8))
        }
        self.bytes = bytes
        count = entries.count
    }

    package subscript(ticket: Int) -> SealedEntry { entry(ticket, first: 1) }

    /// The entries of a piece of a list whose first ticket is `first`.
    package static func entries(of piece: Data, first: Int) -> [SealedEntry]? {
        guard let list = SealedList(bytes: piece) else { return nil }
        return (0..<list.count).map { list.entry(first + $0, first: first) }
    }

    private func entry(_ ticket: Int, first: Int) -> SealedEntry {
        let place = ticket - first
        precondition((0..<count).contains(place))
        return bytes.withUnsafeBytes { list in
            let entry = UnsafeRawBufferPointer(
                rebasing: list[place * Self.entryBytes..<(place + 1) * Self.entryBytes])
            return SealedEntry(
                ticket: ticket, priority: entry[0] == 1, province: Int(entry[1]) << 8 | Int(entry[2]),
                household: Data(entry[3..<19]), earlier: Int(entry[19]), salt: Data(entry[20..<36]))
        }
    }

    /// The bytes of these entries, counted from 0.
    package func lines(_ range: Range<Int>) -> Data {
        let start = bytes.startIndex
        return Data(bytes[start + range.lowerBound * Self.entryBytes..<start + range.upperBound * Self.entryBytes])
    }

    /// The first ticket whose entry does not have the form that is hashed; nil when all have.
    package var malformed: Int? {
        bytes.withUnsafeBytes { (list: UnsafeRawBufferPointer) -> Int? in
            for place in stride(from: 0, to: list.count, by: Self.entryBytes) {
                let priority: UInt8 = list[place]
                let province = Int(list[place + 1]) << 8 | Int(list[place + 2])
                if priority > 1 || province > ProvincePools.others { return place / Self.entryBytes + 1 }
            }
            return nil
        }
    }

    /// The first ticket with earlier places of its household; nil when none has.
    var firstWithEarlier: Int? {
        bytes.withUnsafeBytes { (list: UnsafeRawBufferPointer) -> Int? in
            (0..<count).first { list[$0 * Self.entryBytes + Self.earlierOffset] != 0 }.map { $0 + 1 }
        }
    }

    /// The first ticket whose salt is zero; nil when none is.
    var firstWithoutSalt: Int? {
        bytes.withUnsafeBytes { (list: UnsafeRawBufferPointer) -> Int? in
            (0..<count).first { place in
                let start = place * Self.entryBytes + Self.saltOffset
                let low = list.loadUnaligned(fromByteOffset: start + 8, as: UInt64.self)
                return low == 0 && list.loadUnaligned(fromByteOffset: start, as: UInt64.self) == 0
            }.map { $0 + 1 }
        }
    }

    /// A ticket whose household tag another entry has, too; nil when all differ.
    var firstSharingTag: Int? { firstSharing(at: Self.householdOffset) }

    /// A ticket whose salt another entry has, too; nil when all differ.
    var firstSharingSalt: Int? { firstSharing(at: Self.saltOffset) }

    /// A ticket whose 16 bytes at this place of its line another entry has, too. Their first halves are sorted, so that
    /// millions need 16 bytes each.
    private func firstSharing(at field: Int) -> Int? {
        bytes.withUnsafeBytes { (list: UnsafeRawBufferPointer) -> Int? in
            func half(_ place: Int, _ offset: Int) -> UInt64 {
                list.loadUnaligned(fromByteOffset: place * Self.entryBytes + field + offset, as: UInt64.self)
            }
            let order = (0..<count).map { (tag: half($0, 0), place: UInt32($0)) }.sorted { $0.tag < $1.tag }
            return zip(order, order.dropFirst()).first { one, next in
                one.tag == next.tag && half(Int(one.place), 8) == half(Int(next.place), 8)
            }.map { Int(max($0.place, $1.place)) + 1 }
        }
    }

    /// The Merkle root of RFC 6962 over the leaves ticket u64 ‖ entry, as `MerkleTree` computes it, in parallel.
    package var root: Data { Self.root(of: pieceRoots(each: 1 << 13)) }

    /// The roots of each 1,024 entries. With them and one piece, any entry of the piece can be proved.
    package var pieces: [Data] { pieceRoots(each: Self.pieceEntries) }

    package static let pieceEntries = 1 << 10

    package static func root(of pieces: [Data]) -> Data { MerkleTree(leafHashes: pieces).root }

    /// - Parameter size: a power of two, so that the roots of the pieces are nodes of the list's tree.
    private func pieceRoots(each size: Int) -> [Data] {
        InPieces.map(count, each: size) { [bytes] range in
            bytes.withUnsafeBytes { list in
                var subtree = Subtree(leaves: range.count)
                subtree.hashLeaves(of: list, range)
                return subtree.root()
            }
        }
    }
}

/// The subtree over some leaves, computed level by level in one buffer.
private struct Subtree {
    private var hashes: [UInt8]
    private var count: Int

    init(leaves: Int) {
        count = leaves
        hashes = [UInt8](repeating: 0, count: leaves * 32)
    }

    mutating func hashLeaves(of list: UnsafeRawBufferPointer, _ range: Range<Int>) {
        var leaf = BlockHash(count: 1 + 8 + SealedList.entryBytes)
        hashes.withUnsafeMutableBytes { hashes in
            guard let out = hashes.baseAddress else { return }
            for place in range {
                let start = place * SealedList.entryBytes
                leaf.set(bigEndian: UInt64(place + 1), at: 1)
                leaf.set(UnsafeRawBufferPointer(rebasing: list[start..<start + SealedList.entryBytes]), at: 9)
                leaf.write(to: out + (place - range.lowerBound) * 32)
            }
        }
    }

    mutating func root() -> Data {
        var node = BlockHash(count: 1 + 64)
        node.set([0x01], at: 0)
        return hashes.withUnsafeMutableBytes { hashes in
            guard let level = hashes.baseAddress else { return Data() }
            while count > 1 {
                for pair in 0..<count / 2 {
                    node.set(UnsafeRawBufferPointer(start: level + pair * 64, count: 64), at: 1)
                    node.write(to: level + pair * 32)
                }
                if count % 2 == 1 { (level + count / 2 * 32).copyMemory(from: level + (count - 1) * 32, byteCount: 32) }
                count = (count + 1) / 2
            }
            return Data(bytes: level, count: 32)
        }
    }
}
