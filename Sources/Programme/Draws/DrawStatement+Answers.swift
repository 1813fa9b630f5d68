import Foundation

extension DrawStatement.Origin {
    /// How many of the sealed entries have a person whom the civil registry knows, and by which answer. A list of tickets
    /// cannot show that its people exist; these numbers say what the office claims, and a sample is shown to auditors.
    package struct Answers: Sendable, Equatable {
        /// Each entry counts under one; those that are missing here have none.
        package let counts: [Kind: Int]
        /// When the registry gave the first and the last of the answers `registry`; nil where it gave none.
        package let answered: Period?

        /// In the order of the statement's lines.
        package enum Kind: String, Sendable, CaseIterable {
            /// The registry confirmed the person.
            case registry
            /// Two people claimed one NIK, and the office decided whose it is.
            case hand
            /// Two people claim the NIK, and it is not decided.
            case disputed
            /// The registry has other data under the NIK.
            case differs
            /// The registry does not know the NIK.
            case unknown = "not-found"
            /// The registry has not answered.
            case waiting
        }

        package struct Period: Sendable, Equatable {
            package let first: Instant
            package let last: Instant

            package init(first: Instant, last: Instant) {
                self.first = first
                self.last = last
            }
        }

        package init(counts: [Kind: Int], answered: Period?) {
            self.counts = counts
            self.answered = answered
        }

        /// Without times after the sealing: the clocks of two servers differ by some milliseconds.
        package func until(_ sealed: Instant) -> Answers {
            Answers(
                counts: counts,
                answered: answered.map { .init(first: min($0.first, sealed), last: min($0.last, sealed)) })
        }

        package func count(_ kind: Kind) -> Int { counts[kind, default: 0] }

        var lines: [String] {
            let numbers = Kind.allCases.map { "answers \($0.rawValue) \(count($0))" }
            return numbers + (answered.map { ["answered \($0.first) \($0.last)"] } ?? [])
        }

        /// Nil where the statement has no such lines. The first of a name counts: the statement's text is compared with
        /// the lines again, so a name that is repeated, missing or unknown is refused.
        init?(_ reader: inout StatementReader) throws(DrawFault) {
            guard reader.isAt("answers") else { return nil }
            var counts: [Kind: Int] = [:]
            for (name, value) in try reader.pairs("answers") {
                guard let kind = Kind(rawValue: name), let entries = Int(value, in: StatementReader.counts) else {
                    throw .malformed("answers")
                }
                counts[kind] = counts[kind] ?? entries
            }
            var answered: Period?
            if let (first, last) = try reader.pairs("answered").first {
                guard let first = Instant(first), let last = Instant(last) else { throw .malformed("answered") }
                answered = Period(first: first, last: last)
            }
            self.init(counts: counts, answered: answered)
        }

        /// Throws unless each entry is counted once and the registry answered before the sealing.
        func check(entries: Int, sealed: Instant) throws(DrawFault) {
            // Each is at most a thousand million, so their sum does not overflow.
            let sum = Kind.allCases.reduce(0) { $0 + count($1) }
            guard sum == entries else {
                throw .figures("the registry's answers are \(sum) together, and there are \(entries) entries")
            }
            guard (count(.registry) > 0) == (answered != nil) else {
                throw .figures("the registry's answers have no times, or times and no answers")
            }
            if let answered, answered.first > answered.last || answered.last > sealed {
                throw .figures("the registry answered after the sealing, or its first answer is later than its last")
            }
        }

        /// For reports: `2.077.990 confirmed by the registry between … and …, 12 decided by hand`.
        package var words: String {
            Kind.allCases.compactMap { kind in
                guard kind == .registry || count(kind) > 0 else { return nil }
                return "\(grouped(count(kind))) \(Self.english[kind] ?? kind.rawValue)"
                    + (kind == .registry ? period : "")
            }.joined(separator: ", ")
        }

        private var period: String { answered.map { " between \($0.first) and \($0.last)" } ?? "" }

        private static let english: [Kind: String] = [
            .registry: "confirmed by the registry", .hand: "decided by the office", .disputed: "claimed by two people",
            .differs: "with other data in the registry", .unknown: "not known to the registry",
            .waiting: "without an answer",
        ]
    }
}
