import Foundation

/// What is fixed before anybody can know the outcome: which list is drawn, for how many places, under whose commitments,
/// and for which round of public randomness it waits. A text that people can read; the witnesses sign it.
package struct DrawStatement: Sendable, Equatable {
    /// Hashed into the seed: another procedure is another version.
    package static let version = "prakerja-draw-2"

    package let edition: String
    package let wave: Int
    package let places: Int
    package let times: Times
    package let entries: Int
    package let root: Data
    /// Who committed to a secret, in the order in which the secrets are mixed.
    package let commitments: [Commitment]
    /// Nil where the edition asks for no public randomness.
    package let round: Int?

    package init(
        edition: String, wave: Int, places: Int, times: Times, entries: Int, root: Data, commitments: [Commitment],
        round: Int?
    ) {
        self.edition = edition
        self.wave = wave
        self.places = places
        self.times = times
        self.entries = entries
        self.root = root
        self.commitments = commitments
        self.round = round
    }

    /// When the three acts before a draw happened, by the programme's clock.
    package struct Times: Sendable, Equatable {
        package let committed: Instant
        package let closed: Instant
        package let sealed: Instant

        package init(committed: Instant, closed: Instant, sealed: Instant) {
            self.committed = committed
            self.closed = closed
            self.sealed = sealed
        }
    }

    package struct Commitment: Sendable, Equatable {
        package let witness: String
        package let hash: Data

        package init(witness: String, hash: Data) {
            self.witness = witness
            self.hash = hash
        }
    }

    package var text: String {
        let lines =
            [
                Self.version, "edition \(edition)", "wave \(wave)", "places \(places)",
                "committed \(times.committed)", "closed \(times.closed)", "sealed \(times.sealed)",
                "entries \(entries)", "root \(root.hex)",
            ] + commitments.map { "commitment \($0.witness) \($0.hash.hex)" }
            + ["round \(round.map(String.init) ?? "none")"]
        return lines.map { $0 + "\n" }.joined()
    }

    /// Reads a statement; only the very text that `text` would write is one.
    package init(text: String) throws(DrawFault) {
        var lines = text.split(separator: "\n").map(String.init)[...]
        guard let version = lines.popFirst(), version == Self.version else {
            throw .version(text.prefix(40).split(separator: "\n").first.map(String.init) ?? "")
        }
        func value(_ name: String) throws(DrawFault) -> String {
            guard let line = lines.popFirst(), line.hasPrefix(name + " ") else { throw .malformed(name) }
            return String(line.dropFirst(name.count + 1))
        }
        func number(_ name: String) throws(DrawFault) -> Int {
            guard let number = Int(try value(name)), number >= 0 else { throw .malformed(name) }
            return number
        }
        func instant(_ name: String) throws(DrawFault) -> Instant {
            guard let instant = Instant(try value(name)) else { throw .malformed(name) }
            return instant
        }
        edition = try value("edition")
        wave = try number("wave")
        places = try number("places")
        times = Times(
            committed: try instant("committed"), closed: try instant("closed"), sealed: try instant("sealed"))
        entries = try number("entries")
        guard let root = Data(hex: try value("root")), root.count == 32 else { throw .malformed("root") }
        self.root = root
        var commitments: [Commitment] = []
        while let line = lines.first, line.hasPrefix("commitment ") {
            let parts = line.split(separator: " ").map(String.init)
            guard parts.count == 3, let hash = Data(hex: parts[2]), hash.count == 32 else {
                throw .malformed("commitment")
            }
            commitments.append(Commitment(witness: parts[1], hash: hash))
            lines.removeFirst()
        }
        self.commitments = commitments
        let round = try value("round")
        self.round = Int(round)
        guard self.text == text else { throw .malformed("statement") }
    }
}
