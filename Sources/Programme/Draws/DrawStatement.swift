import Foundation

/// What is fixed before the outcome can be known: the list, the number of places, the commitments and secrets, and the
/// round of public randomness it waits for. A readable text; the witnesses sign it.
package struct DrawStatement: Sendable, Equatable {
    /// Hashed into the seed: another procedure needs another version.
    package static let version = "prakerja-draw-4"
    /// The version that named neither the edition's text nor the annex, and that the site did not sign.
    package static let earlierVersion = "prakerja-draw-3"

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
    /// The annex's chain whose round it is: 1, or 2 where the first was silent.
    package let chain: Int
    /// What the list was made from, and under which texts; nil in a statement of the earlier version.
    package let origin: Origin?

    /// - Parameter secrets: nil where the edition names no witnesses, and while they may still be revealed.
    package init(
        edition: String, wave: Int, attempt: Int = 1, places: Int, times: Times, entries: Int, counts: [Count],
        lists: [List] = [], root: Data, commitments: [Commitment], secrets: [DrawSecret?]? = nil, round: Int?,
        chain: Int = 1, origin: Origin?
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
        self.chain = chain
        self.origin = origin
    }

    /// The version that its text begins with.
    package var version: String { origin == nil ? Self.earlierVersion : Self.version }

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
        /// How many people it names; nil in a statement of the earlier version.
        package let size: Int?

        package init(name: String, digest: Data, size: Int?) {
            self.name = name
            self.digest = digest
            self.size = size
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
        var lines = [version, "edition \(edition)" + (origin.map { " \($0.edition.hex)" } ?? "")]
        if let origin { lines.append("annex \(origin.annex?.hex ?? Self.none)") }
        lines += [
            "wave \(wave)", "attempt \(attempt)", "places \(places)",
            "committed \(times.committed)", "closed \(times.closed)", "sealed \(times.sealed)",
        ]
        lines += origin?.lines ?? []
        lines.append("entries \(entries)")
        lines += origin?.answers?.lines ?? []
        lines += origin?.people.map { "people \($0.province) \($0.entries)" } ?? []
        lines += counts.map { "count \($0.stratum.number) \($0.entries)" }
        lines += lists.map { "list \($0.name) \($0.digest.hex)" + ($0.size.map { " \($0)" } ?? "") }
        lines.append("root \(root.hex)")
        lines += commitments.map { "commitment \($0.witness) \($0.hash?.hex ?? Self.none)" }
        lines += zip(commitments, secrets ?? []).map { "secret \($0.witness) \($1?.bytes.hex ?? Self.none)" }
        lines.append("round \(round.map(String.init) ?? Self.none)")
        if chain != 1 { lines.append("chain \(chain)") }
        return lines.map { $0 + "\n" }.joined()
    }

    static let none = "none"

    /// Parses the text of a signed note, without checking a signature.
    package init(note: String) throws {
        try self.init(text: SignedNote.text(of: note))
    }

    /// Parses a statement; only the exact text that `text` would write is accepted.
    package init(text: String) throws(DrawFault) {
        var reader = StatementReader(text)
        guard let version = reader.next(), version == Self.version || version == Self.earlierVersion else {
            throw .version(text.prefix(40).split(separator: "\n").first.map(String.init) ?? "")
        }
        let isEarlier = version == Self.earlierVersion
        var start = isEarlier ? nil : try OriginStart(&reader)
        if let start { edition = start.id } else { edition = try reader.value("edition") }
        wave = try reader.number("wave", in: Wave.numbers)
        attempt = try reader.number("attempt", in: StatementReader.attempts)
        places = try reader.number("places")
        times = Times(
            committed: try reader.instant("committed"), closed: try reader.instant("closed"),
            sealed: try reader.instant("sealed"))
        try start?.readFigures(&reader)
        entries = try reader.number("entries")
        try start?.readPeople(&reader)
        origin = start?.origin
        counts = try reader.pairs("count").map { (name, value) throws(DrawFault) in
            guard let stratum = Int(name, in: 1...99).flatMap(Stratum.init(number:)),
                let entries = Int(value, in: StatementReader.counts)
            else {
                throw .malformed("count")
            }
            return Count(stratum: stratum, entries: entries)
        }
        lists = try reader.lists(sized: !isEarlier)
        root = try reader.hash("root")
        commitments = try reader.pairs("commitment").map { (name, value) throws(DrawFault) in
            Commitment(
                witness: name, hash: value == Self.none ? nil : try StatementReader.hash(value, "commitment"))
        }
        let shown = try reader.pairs("secret")
        secrets =
            shown.isEmpty
            ? nil
            : try shown.map { (_, value) throws(DrawFault) in
                value == Self.none ? nil : DrawSecret(try StatementReader.hash(value, "secret"))
            }
        round = Int(try reader.value("round"), in: StatementReader.rounds)
        chain = try reader.isAt("chain") && !isEarlier ? reader.number("chain", in: 2...2) : 1
        // Printable ASCII alone: two ways to write one letter would be two files of one draw, and Swift takes them for equal.
        guard self.text == text, text.utf8.allSatisfy({ $0 == 0x0A || (0x20...0x7E).contains($0) }) else {
            throw .malformed("statement")
        }
    }
}
