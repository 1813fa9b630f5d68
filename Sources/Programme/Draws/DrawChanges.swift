import Foundation

/// The changes after a draw, in the file format of docs/draw.md: which tickets were removed, without the reason, and
/// which moved up, so that any reader can check that exactly the next ranks did.
package struct DrawChanges: Sendable, Equatable {
    package static let version = "prakerja-draw-changes-1"

    package let edition: String
    package let wave: Int
    /// The root and seed of the draw it belongs to.
    package let root: Data
    package let seed: Data
    /// In the order in which they were carried out.
    package let steps: [Step]

    package init(edition: String, wave: Int, root: Data, seed: Data, steps: [Step]) {
        self.edition = edition
        self.wave = wave
        self.root = root
        self.seed = seed
        self.steps = steps
    }

    package enum Step: Sendable, Equatable {
        /// This ticket lost its place.
        case out(Int)
        /// This ticket was next and could not be admitted any more.
        case passed(Int)
        /// This ticket has the place now.
        case up(Int)
        /// No ticket was left to take the place, or `mostPassed` were passed over for it.
        case empty
    }

    /// Why a step is not the required one.
    package enum StepError: Error, Equatable, Sendable {
        case placeOpen
        case noPlaceOpen
        case hadNoPlace(Int)
        case expected(Int)
        case nobodyLeft
    }

    package var text: String {
        let head = [
            Self.version, "edition \(edition)", "wave \(wave)", "root \(root.hex)", "seed \(seed.hex)",
        ]
        return (head + steps.map(\.line)).map { $0 + "\n" }.joined()
    }

    /// Parses a file; only the exact text that `text` would write is accepted.
    package init(text: String) throws(DrawFault) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        guard lines.first == Self.version else { throw .version(String((lines.first ?? text).prefix(40))) }
        func value(_ place: Int, _ name: String) throws(DrawFault) -> String {
            guard lines.indices.contains(place), lines[place].hasPrefix(name + " ") else { throw .malformed(name) }
            return String(lines[place].dropFirst(name.count + 1))
        }
        edition = try value(1, "edition")
        guard StatementReader.isWord(edition) else { throw .malformed("edition") }
        guard let number = Int(try value(2, "wave"), in: Wave.numbers) else { throw .malformed("wave") }
        wave = number
        root = try StatementReader.hash(try value(3, "root"), "root")
        seed = try StatementReader.hash(try value(4, "seed"), "seed")
        var steps: [Step] = []
        for (place, line) in lines.dropFirst(5).enumerated() {
            guard let step = Step(line: line) else { throw .change(place + 1, "“\(line.prefix(40))” is no step") }
            steps.append(step)
        }
        self.steps = steps
        guard self.text == text else { throw .malformed("text of the changes") }
    }
}

extension DrawChanges.Step {
    package var line: String {
        switch self {
        case .out(let ticket): "out \(ticket)"
        case .passed(let ticket): "passed \(ticket)"
        case .up(let ticket): "up \(ticket)"
        case .empty: "empty"
        }
    }

    package init?(line: String) {
        let parts = line.split(separator: " ").map(String.init)
        guard let name = parts.first else { return nil }
        switch (name, parts.count == 2 ? Int(parts[1], in: SealedList.tickets) : nil) {
        case ("out", let ticket?): self = .out(ticket)
        case ("passed", let ticket?): self = .passed(ticket)
        case ("up", let ticket?): self = .up(ticket)
        case ("empty", nil) where parts.count == 1: self = .empty
        default: return nil
        }
    }
}

extension DrawChanges.StepError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .placeOpen: "nothing says who has the place that was left before"
        case .noPlaceOpen: "no place was left"
        case .hadNoPlace(let ticket): "ticket \(ticket) had no place"
        case .expected(let ticket): "by its rank ticket \(ticket) comes next"
        case .nobodyLeft: "nobody was left to take the place"
        }
    }
}
