import Crypto
import Foundation

/// The second secret of a draw, from which tickets, household tags and salts follow. Its commitment is published when
/// the wave opens, so that none of them can be tried until a friend wins; auditors are shown the secret after the draw,
/// and compute all of them again. The public must not know it: it leads from an entry to its ticket.
package struct DrawOrder: Sendable, Equatable {
    package let bytes: Data

    /// Nil unless there are exactly 32 bytes.
    package init?(_ bytes: Data) {
        guard bytes.count == 32 else { return nil }
        self.bytes = Data(bytes)
    }

    /// SHA-256(tag ‖ wave as u32 ‖ length of the edition's id as u8 ‖ id ‖ secret), published when the wave opens.
    package func commitment(edition: String, wave: Int) -> Data {
        var message = Data("prakerja/draw/order/1".utf8)
        message.append(bigEndian: UInt32(wave))
        message.append(bigEndian: UInt8(truncatingIfNeeded: edition.utf8.count))
        message.append(contentsOf: edition.utf8)
        message.append(bytes)
        return Data(SHA256.hash(data: message))
    }

    /// The tickets of so many entries, in the ascending order of the entries' numbers.
    package func tickets(_ count: Int) -> [UInt32] { Shuffle.tickets(count, key: key("tickets")) }

    /// For each entry the 16 bytes of its salt and, where no household is known, those of its tag.
    ///
    /// - Parameters:
    ///   - entries: their numbers.
    ///   - body: called with the place of each entry, in their order.
    package func eachMark(of entries: [Int64], _ body: (Int, Marks) -> Void) {
        let (salt, tag) = (key("salt"), key("tag"))
        each(entries.count, body) { range in
            var (salts, tags) = (MarkHash(key: salt, tail: 8), MarkHash(key: tag, tail: 8))
            return range.map { place in
                let number = UInt64(bitPattern: entries[place])
                return Marks(salt: salts.bytes(number), tag: tags.bytes(number))
            }
        }
    }

    /// For each entry the tag that all of its family card share.
    ///
    /// - Parameters:
    ///   - households: the two halves of each card's keyed hash.
    ///   - body: called with the place of each, in their order.
    package func eachTag(of households: [(UInt64, UInt64)], _ body: (Int, Mark) -> Void) {
        let key = key("household")
        each(households.count, body) { range in
            var hash = MarkHash(key: key, tail: 16)
            return range.map { hash.bytes(households[$0].0, households[$0].1) }
        }
    }

    /// Computes in parallel and hands over in order, so many at a time that millions need little memory.
    private func each<Value: Sendable>(
        _ count: Int, _ body: (Int, Value) -> Void, _ compute: @Sendable (Range<Int>) -> [Value]
    ) {
        for start in stride(from: 0, to: count, by: Self.chunk) {
            let pieces = InPieces.map(min(Self.chunk, count - start), each: Self.piece) { range in
                compute(range.lowerBound + start..<range.upperBound + start)
            }
            for (piece, values) in pieces.enumerated() {
                for (place, value) in values.enumerated() { body(start + piece * Self.piece + place, value) }
            }
        }
    }

    /// Entries in one piece, and handed over at a time.
    private static let (piece, chunk) = (1 << 14, 1 << 18)

    /// The first half of a hash.
    package struct Mark: Sendable, Equatable {
        package let high: UInt64
        package let low: UInt64

        /// Writes the 16 bytes.
        package func write(to place: UnsafeMutableRawPointer) {
            place.storeBytes(of: high, as: UInt64.self)
            place.storeBytes(of: low, toByteOffset: 8, as: UInt64.self)
        }

        package var data: Data { withUnsafeBytes(of: (high, low)) { Data($0) } }
    }

    package struct Marks: Sendable, Equatable {
        package let salt: Mark
        package let tag: Mark
    }

    private func key(_ use: String) -> Data {
        Data(SHA256.hash(data: Data("prakerja/draw/order/\(use)".utf8) + bytes))
    }
}

/// SHA-256(key 32 ‖ number u64), or of two numbers: one block.
private struct MarkHash {
    private var message: BlockHash

    init(key: Data, tail: Int) {
        message = BlockHash(count: 32 + tail)
        message.set(key, at: 0)
    }

    mutating func bytes(_ first: UInt64, _ second: UInt64? = nil) -> DrawOrder.Mark {
        message.set(bigEndian: first, at: 32)
        if let second { message.set(bigEndian: second, at: 40) }
        var digest = (UInt64(0), UInt64(0), UInt64(0), UInt64(0))
        withUnsafeMutableBytes(of: &digest) { bytes in
            if let start = bytes.baseAddress { message.write(to: start) }
        }
        return DrawOrder.Mark(high: digest.0, low: digest.1)
    }
}

extension DrawOrder {
    /// What an auditor is shown of an entry: its number, its ticket, and its family card's keyed hash where the edition
    /// limits places per card.
    package struct Line: Sendable {
        package let entry: Int64
        package let ticket: Int
        package let household: (UInt64, UInt64)?

        package init(entry: Int64, ticket: Int, household: (UInt64, UInt64)?) {
            (self.entry, self.ticket, self.household) = (entry, ticket, household)
        }
    }

    /// The first thing on a sealed list that does not follow from this secret; nil when all of it does.
    ///
    /// - Parameters:
    ///   - lines: of all entries, in ascending order of their numbers.
    ///   - statement: of the draw; it has the commitment.
    package func difference(_ lines: [Line], _ list: SealedList, _ statement: DrawStatement) -> String? {
        guard statement.origin?.order == commitment(edition: statement.edition, wave: statement.wave) else {
            return "the secret is not the one that the statement commits to"
        }
        guard list.root == statement.root else { return "the list is not the sealed one" }
        guard lines.count == list.count else { return "\(lines.count) entries are shown, the list has \(list.count)" }
        guard zip(lines, lines.dropFirst()).allSatisfy({ $0.entry < $1.entry }) else {
            return "the entries are not in the order of their numbers"
        }
        var (marks, tags): ([Marks], [Mark]) = ([], [])
        eachMark(of: lines.map(\.entry)) { marks.append($1) }
        eachTag(of: lines.map { $0.household ?? (0, 0) }) { tags.append($1) }
        for (place, ticket) in tickets(lines.count).enumerated() {
            let line = lines[place]
            guard line.ticket == Int(ticket) else {
                return "entry \(line.entry) has ticket \(line.ticket), and by the secret it is \(ticket)"
            }
            let entry = list[Int(ticket)]
            guard entry.salt == marks[place].salt.data else { return "ticket \(ticket) has a salt of its own" }
            let expected = line.household == nil ? marks[place].tag : tags[place]
            guard entry.household == expected.data else { return "ticket \(ticket) has a household tag of its own" }
        }
        return nil
    }
}
