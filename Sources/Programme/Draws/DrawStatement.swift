import Foundation

/// What is fixed before the outcome can be known: the list, the number of places, the commitments and secrets, and the
/// round of public randomness it waits for. A readable text; the witnesses sign it.
package struct DrawStatement: Sendable, Equatable {
    /// Hashed into the seed: another procedure needs another version.
    package static let version = "prakerja-draw-3"

    package let edition: String
    package let wave: Int
    /// 1, or more after attempts with too few signatures.
    package let attempt: Int
    package let places: Int
    package let times: Times
    package let entries: Int
    /// How many entries belong to each pool but the last, to which all belong.
    package let counts: [Count]
    /// The lists by which an entry may be removed afterwards; no other list may be used.
    package let lists: [List]
    package let root: Data
    /// The holders of secrets with their commitments, in the order in which the secrets are mixed.
    package let commitments: [Commitment]
    /// The secrets revealed in time, in the same order. Nil where the edition names no witnesses: then the only secret
    /// is the system's, and the bundle's first line has it.
    package let secrets: [DrawSecret?]?
    /// Nil where the edition requires no public randomness.
    package let round: Int?

    package init(
        edition: String, wave: Int, attempt: Int = 1, places: Int, times: Times, entries: Int, counts: [Count],
        lists: [List] = [], root: Data, commitments: [Commitment], secrets: [DrawSecret?]? = nil, round: Int?
    ) {
        self.edition = edition
        self.wave = wave
        self.attempt = attempt
        self.places = places
        self.times = times
        self.entries = entries
        self.counts = counts
        self.lists = lists
        self.root = root
        self.commitments = commitments
        self.secrets = secrets
        self.round = round
    }

    /// When the three acts before a draw happened, by the programme's clock.
    package struct Times: Sendable, Equatable {
        /// When the last commitment was deposited; without any, when the wave opened.
        package let committed: Instant
        package let closed: Instant
        package let sealed: Instant

        package init(committed: Instant, closed: Instant, sealed: Instant) {
            self.committed = committed
            self.closed = closed
            self.sealed = sealed
        }
    }

    package struct Count: Sendable, Equatable {
        package let stratum: Stratum
        package let entries: Int

        package init(stratum: Stratum, entries: Int) {
            self.stratum = stratum
            self.entries = entries
        }
    }

    /// A list at the time of sealing: its name in the edition, and the SHA-256 of the imported file.
    package struct List: Sendable, Equatable {
        package let name: String
        package let digest: Data

        package init(name: String, digest: Data) {
            self.name = name
            self.digest = digest
        }
    }

    package struct Commitment: Sendable, Equatable {
        package let witness: String
        /// Nil when this witness deposited none before the wave closed.
        package let hash: Data?

        package init(witness: String, hash: Data?) {
            self.witness = witness
            self.hash = hash
        }
    }

    package var text: String {
        var lines = [
            Self.version, "edition \(edition)", "wave \(wave)", "attempt \(attempt)", "places \(places)",
            "committed \(times.committed)", "closed \(times.closed)", "sealed \(times.sealed)", "entries \(entries)",
        ]
        lines += counts.map { "count \($0.stratum.number) \($0.entries)" }
        lines += lists.map { "list \($0.name) \($0.digest.hex)" }
        lines.append("root \(root.hex)")
        lines += commitments.map { "commitment \($0.witness) \($0.hash?.hex ?? Self.none)" }
        lines += zip(commitments, secrets ?? []).map { "secret \($0.witness) \($1?.bytes.hex ?? Self.none)" }
        lines.append("round \(round.map(String.init) ?? Self.none)")
        return lines.map { $0 + "\n" }.joined()
    }

    private static let none = "none"

    /// Parses a statement; only the exact text that `text` would write is accepted.
    package init(text: String) throws(DrawFault) {
        var reader = StatementReader(text)
        guard let version = reader.next(), version == Self.version else {
            throw .version(text.prefix(40).split(separator: "\n").first.map(String.init) ?? "")
        }
        edition = try reader.value("edition")
        wave = try reader.number("wave", in: Wave.numbers)
        attempt = try reader.number("attempt", in: StatementReader.attempts)
        places = try reader.number("places")
        times = Times(
            committed: try reader.instant("committed"), closed: try reader.instant("closed"),
            sealed: try reader.instant("sealed"))
        entries = try reader.number("entries")
        counts = try reader.pairs("count").map { (name, value) throws(DrawFault) in
            guard let stratum = Int(name, in: 1...99).flatMap(Stratum.init(number:)),
                let entries = Int(value, in: StatementReader.counts)
            else {
                throw .malformed("count")
            }
            return Count(stratum: stratum, entries: entries)
        }
        lists = try reader.pairs("list").map { (name, value) throws(DrawFault) in
            List(name: name, digest: try Self.hash(value, "list"))
        }
        root = try Self.hash(try reader.value("root"), "root")
        commitments = try reader.pairs("commitment").map { (name, value) throws(DrawFault) in
            Commitment(witness: name, hash: value == Self.none ? nil : try Self.hash(value, "commitment"))
        }
        let shown = try reader.pairs("secret")
        secrets =
            shown.isEmpty
            ? nil
            : try shown.map { (_, value) throws(DrawFault) in
                value == Self.none ? nil : DrawSecret(try Self.hash(value, "secret"))
            }
        round = Int(try reader.value("round"), in: StatementReader.rounds)
        guard self.text == text else { throw .malformed("statement") }
    }

    private static func hash(_ text: String, _ name: String) throws(DrawFault) -> Data {
        guard let hash = Data(hex: text), hash.count == 32 else { throw .malformed(name) }
        return hash
    }
}

/// Reads a statement line by line.
private struct StatementReader {
    /// Valid numbers of people, places and entries: more than the country has people.
    static let counts = 0...1_000_000_000
    /// Valid numbers of attempts at one draw.
    static let attempts = 1...1_000_000
    /// Valid rounds of public randomness: one per second for thirty thousand years.
    static let rounds = 1...1_000_000_000_000

    private var lines: ArraySlice<String>

    init(_ text: String) {
        lines = text.split(separator: "\n").map(String.init)[...]
    }

    mutating func next() -> String? { lines.popFirst() }

    mutating func value(_ name: String) throws(DrawFault) -> String {
        guard let line = lines.popFirst(), line.hasPrefix(name + " ") else { throw .malformed(name) }
        return String(line.dropFirst(name.count + 1))
    }

    mutating func number(_ name: String, in range: ClosedRange<Int> = counts) throws(DrawFault) -> Int {
        guard let number = Int(try value(name), in: range) else { throw .malformed(name) }
        return number
    }

    mutating func instant(_ name: String) throws(DrawFault) -> Instant {
        guard let instant = Instant(try value(name)) else { throw .malformed(name) }
        return instant
    }

    /// All following lines with this name, as the two words after it.
    mutating func pairs(_ name: String) throws(DrawFault) -> [(String, String)] {
        var pairs: [(String, String)] = []
        while let line = lines.first, line.hasPrefix(name + " ") {
            let parts = line.split(separator: " ").map(String.init)
            guard parts.count == 3 else { throw .malformed(name) }
            pairs.append((parts[1], parts[2]))
            lines.removeFirst()
        }
        return pairs
    }
}
