/// One requirement of the programme's founding documents: what it asks in our own words, how it is met, where, and by
/// which tests. `make requirements` writes docs/requirements.md from these.
struct Requirement: Sendable {
    /// 1 to 75, as the mission counts them.
    let number: Int
    let asks: String
    /// How it is met, in one sentence.
    let met: String
    /// Addresses of pages, commands and edition fields: `/daftar`, `prakerja programme check`, `waves.total`.
    let places: [String]
    /// Test functions: `SignUpTests.byCode`, or `journey.py:apply` for one in Python.
    let tests: [String]
    /// What is missing or weaker than asked; nil where nothing is.
    let missing: String?

    init(
        _ number: Int, _ asks: String, _ met: String, at places: [String], by tests: [String],
        notYet missing: String? = nil
    ) {
        self.number = number
        self.asks = asks
        self.met = met
        self.places = places
        self.tests = tests
        self.missing = missing
    }

    static let numbers = 1...75
}

/// A part of the document, with a table of its own.
struct RequirementSection: Sendable {
    let title: String
    let requirements: [Requirement]

    static let all = [
        RequirementSection(title: "Public site and account", requirements: account),
        RequirementSection(title: "Application", requirements: application),
        RequirementSection(title: "Benefit and organisation", requirements: benefit),
        RequirementSection(title: "Waves", requirements: waves),
        RequirementSection(title: "Card, training, incentives", requirements: card),
    ]

    /// The section as Markdown.
    var text: String {
        let rows = requirements.map { requirement in
            let cells = [
                "\(requirement.number)", requirement.asks, requirement.met, Self.codes(requirement.places),
                Self.codes(requirement.tests), requirement.missing.map { "not yet: \($0)" } ?? "",
            ]
            return "| \(cells.joined(separator: " | ")) |"
        }
        return """
            ## \(title)

            | | asked | how it is met | where | shown by | missing or weaker |
            |---|---|---|---|---|---|
            \(rows.joined(separator: "\n"))
            """
    }

    private static func codes(_ names: [String]) -> String {
        names.map { "`\($0)`" }.joined(separator: " ")
    }
}
