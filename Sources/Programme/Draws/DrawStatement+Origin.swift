import Foundation

extension DrawStatement {
    /// Under which texts a list was drawn and how it came about, in figures that must add up.
    package struct Origin: Sendable, Equatable {
        /// The digest of the edition's canonical text.
        package let edition: Data
        /// The digest of the annex; nil where the edition has no witnesses or names them itself.
        package let annex: Data?
        /// The commitment to the secret from which tickets, household tags and salts follow; nil for a wave that was
        /// opened before there was one.
        package let order: Data?
        /// How many people joined at any time, and how many of them left by themselves.
        package let joined: Int
        package let withdrawn: Int
        /// How many were taken out before the sealing, by reason; a person with several counts under the first.
        package let removed: [Removed]
        /// What the registry says of the entries' people; nil where the list was sealed before that was counted.
        package let answers: Answers?
        /// How many entries each province has, before small ones are merged; empty where the edition neither draws by
        /// province nor limits the wave to some. Number 0 stands for an unknown province.
        package let people: [People]

        package init(
            edition: Data, annex: Data?, order: Data?, joined: Int, withdrawn: Int, removed: [Removed],
            answers: Answers? = nil, people: [People]
        ) {
            self.edition = edition
            self.annex = annex
            self.order = order
            self.joined = joined
            self.withdrawn = withdrawn
            self.removed = removed
            self.answers = answers
            self.people = people
        }

        package struct Removed: Sendable, Equatable {
            /// The code of an ineligibility.
            package let reason: String
            package let entries: Int

            package init(reason: String, entries: Int) {
                self.reason = reason
                self.entries = entries
            }
        }

        package struct People: Sendable, Equatable {
            package let province: Int
            package let entries: Int

            package init(province: Int, entries: Int) {
                self.province = province
                self.entries = entries
            }
        }

        /// The lines between the sealing and the number of entries.
        var lines: [String] {
            ["order \(order?.hex ?? DrawStatement.none)", "joined \(joined)", "withdrawn \(withdrawn)"]
                + removed.map { "removed \($0.reason) \($0.entries)" }
        }
    }
}

/// The lines of an origin, which stand in three places of the statement.
struct OriginStart {
    let id: String
    private let edition: Data
    private let annex: Data?
    private var order: Data?
    private var (joined, withdrawn) = (0, 0)
    private var removed: [DrawStatement.Origin.Removed] = []
    private var answers: DrawStatement.Origin.Answers?
    private var people: [DrawStatement.Origin.People] = []

    init(_ reader: inout StatementReader) throws(DrawFault) {
        let words = try reader.value("edition").split(separator: " ").map(String.init)
        guard words.count == 2 else { throw .malformed("edition") }
        id = words[0]
        edition = try StatementReader.hash(words[1], "edition")
        annex = try reader.hashOrNone("annex")
    }

    mutating func readFigures(_ reader: inout StatementReader) throws(DrawFault) {
        order = try reader.hashOrNone("order")
        joined = try reader.number("joined")
        withdrawn = try reader.number("withdrawn")
        removed = try reader.pairs("removed").map { (reason, value) throws(DrawFault) in
            guard let entries = Int(value, in: StatementReader.counts) else { throw .malformed("removed") }
            return .init(reason: reason, entries: entries)
        }
    }

    mutating func readPeople(_ reader: inout StatementReader) throws(DrawFault) {
        answers = try DrawStatement.Origin.Answers(&reader)
        people = try reader.pairs("people").map { (province, value) throws(DrawFault) in
            guard let province = Int(province, in: 0...ProvincePools.others - 1),
                let entries = Int(value, in: StatementReader.counts)
            else { throw .malformed("people") }
            return .init(province: province, entries: entries)
        }
    }

    var origin: DrawStatement.Origin {
        DrawStatement.Origin(
            edition: edition, annex: annex, order: order, joined: joined, withdrawn: withdrawn, removed: removed,
            answers: answers, people: people)
    }
}
