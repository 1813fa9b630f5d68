import Foundation

/// Reads a draw's statement line by line.
struct StatementReader {
    /// Valid numbers of people, places and entries: more than the country has people.
    static let counts = 0...1_000_000_000
    /// Valid numbers of attempts at one draw.
    static let attempts = 1...1_000_000
    /// Valid rounds of public randomness: one per second for thirty thousand years.
    static let rounds = 1...1_000_000_000_000

    /// Whether a text is an id as lines have it: printable ASCII without a blank.
    static func isWord(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }

    private var lines: ArraySlice<String>

    init(_ text: String) {
        lines = text.split(separator: "\n").map(String.init)[...]
    }

    mutating func next() -> String? { lines.popFirst() }

    func isAt(_ name: String) -> Bool { lines.first?.hasPrefix(name + " ") ?? false }

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

    mutating func hash(_ name: String) throws(DrawFault) -> Data { try Self.hash(try value(name), name) }

    /// Nil where the line says `none`.
    mutating func hashOrNone(_ name: String) throws(DrawFault) -> Data? {
        let text = try value(name)
        return text == DrawStatement.none ? nil : try Self.hash(text, name)
    }

    static func hash(_ text: String, _ name: String) throws(DrawFault) -> Data {
        guard let hash = Data(hex: text), hash.count == 32 else { throw .malformed(name) }
        return hash
    }

    /// All following lines with this name, as the two words after it.
    mutating func pairs(_ name: String) throws(DrawFault) -> [(String, String)] {
        try words(name, count: 2).map { ($0[0], $0[1]) }
    }

    /// All following lines with this name, as the words after it.
    private mutating func words(_ name: String, count: Int) throws(DrawFault) -> [[String]] {
        var found: [[String]] = []
        while let line = lines.first, line.hasPrefix(name + " ") {
            let words = line.split(separator: " ").dropFirst().map(String.init)
            guard words.count == count else { throw .malformed(name) }
            found.append(words)
            lines.removeFirst()
        }
        return found
    }

    /// - Parameter sized: whether the size of each list follows its digest.
    mutating func lists(sized: Bool) throws(DrawFault) -> [DrawStatement.List] {
        try words("list", count: sized ? 3 : 2).map { words throws(DrawFault) in
            var size: Int?
            if sized {
                guard let number = Int(words[2], in: Self.counts) else { throw .malformed("list") }
                size = number
            }
            return DrawStatement.List(name: words[0], digest: try Self.hash(words[1], "list"), size: size)
        }
    }
}
