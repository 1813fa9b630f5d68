import Testing

/// Numbers from outside are parsed with a range, `Int(text, in: 1...31)`. The compiler enforces this in files that
/// import Programme (`Sources/Programme/Values/NumberFromOutside.swift`); this finds the ways around it.
enum NumberRule {
    /// Other ways to parse a number of any size.
    private static let words = [
        "radix: 10", "as: Int.self", "as: Int64.self", "integerValue", "longLongValue", "NumberFormatter", "strtol",
        "atoi(",
        "atoll(", "Scanner(string",
    ]

    /// Files without numbers from outside, each with the reason.
    static let allowed: [String: String] = [
        "Sources/Programme/Values/NumberFromOutside.swift": "it is the one place that reads them",
        "Sources/App/Officers/Password.swift": "it counts the bytes of a password and of a hash",
        "Sources/App/System/Web/Gzip.swift": "it counts bytes in memory",
        "Sources/App/System/Web/Connections.swift": "it counts files that the system allows",
        "Sources/Simulators/People/Browser.swift": "the client has read the status",
        "Sources/Simulators/Partners/PartnerSites.swift": "the client has read the status",
        "Sources/Simulators/MailSink/SMTPSession.swift": "a simulator that no stranger reaches compares it only",
    ]

    /// Storage is exempt: it parses what the database wrote, and does not import Programme.
    static func findings(in source: Source) -> [Finding] {
        let rooms = ["App", "Connectors", "Programme", "Simulators", "prakerja"]
        guard rooms.contains(where: source.isIn), allowed[source.path] == nil else { return [] }
        let isWatched = source.isIn("Programme") || source.code.holds("import Programme")
        return source.codeLines.enumerated().compactMap { index, line in
            if let word = words.first(where: { line.holds($0) }) {
                return Finding(path: source.path, line: index + 1, message: "\(word) reads a number without a range")
            }
            guard !isWatched, reads(line) else { return nil }
            return Finding(
                path: source.path, line: index + 1,
                message: "import Programme, so that the compiler sees whether a text is read as a number here")
        }
    }

    private static func reads(_ line: Substring) -> Bool {
        ["Int(", "Int64(", "UInt64(", "Int.init", "Int64.init"].contains { line.holds($0) }
    }
}

@Suite("Numbers from outside")
struct NumberRuleTests {
    @Test("every number from outside is read with a range")
    func house() {
        expectNothing(House.sources.flatMap(NumberRule.findings))
    }

    @Test("numbers: every exempt file exists")
    func allowed() {
        let paths = Set(House.sources.map(\.path))
        #expect(NumberRule.allowed.keys.filter { !paths.contains($0) } == [])
    }

    @Test(
        "numbers: each way around the range is found",
        arguments: [
            "import Programme\nlet a = Int(text, radix: 10)", "let a = Int(text)",
            "import Programme\nlet a = parameters.get(\"number\", as: Int.self)",
            "let a = texts.compactMap(Int64.init)",
            "import Programme\nlet a = (text as NSString).integerValue",
        ])
    func bad(text: String) {
        #expect(NumberRule.findings(in: Source(path: "Sources/App/System/Web/Page.swift", text: text)).count == 1)
    }

    @Test("numbers: parsing with a range is not reported, nor what the compiler checks")
    func good() {
        let text = "import Programme\nlet a = Int(text, in: 1...31)\nlet b = Int(byte)"
        #expect(NumberRule.findings(in: Source(path: "Sources/App/System/Web/Page.swift", text: text)) == [])
    }
}
