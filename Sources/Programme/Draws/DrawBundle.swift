import Foundation

/// Everything that is needed to recompute a draw, in the file format of docs/draw.md: one line of JSON, the sealed
/// list, and the selected tickets.
package struct DrawBundle: Sendable {
    package let head: Head
    package let list: SealedList
    /// The selected tickets, by number: ticket u64 ‖ stratum u32 ‖ position u32 each.
    package let selected: Data

    package struct Head: Sendable, Codable, Equatable {
        /// `DrawStatement.text` with the witnesses' signatures below it.
        package let statement: String
        /// In the order of the commitments, hexadecimal; null where a witness did not reveal in time.
        package let secrets: [String?]
        /// Null where the edition requires no public randomness.
        package let beacon: BeaconValue?
        package let seed: String
        /// How many tickets are selected.
        package let selected: Int

        package init(statement: String, secrets: [String?], beacon: BeaconValue?, seed: String, selected: Int) {
            self.statement = statement
            self.secrets = secrets
            self.beacon = beacon
            self.seed = seed
            self.selected = selected
        }
    }

    package static let selectedBytes = 16
    /// The greatest length of the first line.
    package static let maximumHeadBytes = 1 << 16

    /// Computes the draw and its bundle.
    ///
    /// - Parameters:
    ///   - note: the statement, signed by as many witnesses as the edition requires.
    ///   - list: the one that the statement seals, as `SealedList.check` says.
    ///   - secrets: in the order of the statement's commitments; nil where a witness did not reveal in time.
    package init(
        edition: Edition, note: String, statement: DrawStatement, list: SealedList, secrets: [DrawSecret?],
        beacon: BeaconValue?
    ) {
        let seed = statement.seed(secrets: secrets, randomness: beacon?.value)
        let outcome = Draw(edition: edition, places: statement.places).selected(of: list, seed: seed)
        self.list = list
        selected = Self.bytes(of: outcome.lines)
        head = Head(
            statement: note, secrets: secrets.map { $0?.bytes.hex }, beacon: beacon, seed: seed.hex,
            selected: outcome.lines.count)
    }

    static func bytes(of lines: [Draw.Line]) -> Data {
        lines.reduce(into: Data(capacity: lines.count * selectedBytes)) { bytes, line in
            bytes.append(bigEndian: UInt64(line.ticket))
            bytes.append(bigEndian: UInt32(line.stratum.number))
            bytes.append(bigEndian: UInt32(line.position))
        }
    }

    /// The pool in which a ticket is selected, and its position in it; nil where it is not selected.
    package func place(of ticket: Int) -> (pool: Int, position: Int)? {
        func number(_ bytes: Data) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }
        for start in stride(from: 0, to: selected.count, by: Self.selectedBytes) {
            let line = Data(selected.dropFirst(start).prefix(Self.selectedBytes))
            if number(line.prefix(8)) == ticket {
                return (number(line.dropFirst(8).prefix(4)), number(line.suffix(4)))
            }
        }
        return nil
    }

    /// The parts of the file in their order. They are large, so they are not concatenated.
    package func parts() throws -> [Data] {
        [try head.bytes(), list.bytes, selected]
    }

    /// Parses a file. `verify` checks its contents.
    package init(_ file: Data) throws(DrawFault) {
        guard let end = file.prefix(Self.maximumHeadBytes).firstIndex(of: 0x0A) else { throw .malformed("first line") }
        let line = file[file.startIndex...end]
        guard let head = try? JSONDecoder().decode(Head.self, from: line), (try? head.bytes()) == Data(line) else {
            throw .malformed("first line")
        }
        self.head = head
        let rest = file[file.index(after: end)...]
        // Compared before multiplying, because the number in the file may have any size.
        guard (0...rest.count / Self.selectedBytes).contains(head.selected) else { throw .length }
        let size = head.selected * Self.selectedBytes
        guard let list = SealedList(bytes: rest.dropLast(size)) else { throw .length }
        self.list = list
        selected = rest.suffix(size)
    }
}

extension DrawBundle.Head {
    /// The only accepted encoding, so that no byte of a file can be changed without changing its meaning.
    func bytes() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self) + Data("\n".utf8)
    }
}
