import Testing

/// Every address of the site is declared once, in a file `Paths….swift`. Elsewhere in the product a literal that is an
/// address, or continues one, is found: it would not change with the declaration.
enum PathRule {
    static func findings(in source: Source) -> [Finding] {
        guard source.isIn("App"), others[source.name] == nil else { return [] }
        return isDeclaration(source) ? miscounted(in: source) : written(in: source)
    }

    /// Files whose literals with a slash are not addresses of this site.
    private static let others = [
        "Configuration.swift": "file names in the data directory",
        "DemoFile.swift": "a file name",
        "DemoMailbox.swift": "the mail simulator's list",
        "ExpireCards.swift": "an account of the ledger",
        "ExternalAddresses.swift": "the text gateway's form",
        "PrintReader.swift": "programs of the system",
    ]

    private static func isDeclaration(_ source: Source) -> Bool {
        source.name == "Paths.swift" || source.name.hasPrefix("Paths+")
    }

    /// A literal that begins with `/name` or `\(…)/name`, or has such a text as an attribute of HTML.
    private static func written(in source: Source) -> [Finding] {
        source.literals.compactMap { literal in
            guard literal.text.contains(/(^|=\\?["'])…?\/[a-z{:]/) else { return nil }
            return Finding(path: source.path, line: literal.line, message: "an address is declared in Paths")
        }
    }

    /// `Path<A, B>("/a/{b}")`: as many types as parameters, or a printed address would lack one.
    private static func miscounted(in source: Source) -> [Finding] {
        source.text.matches(of: /Path<(.+)>\(\s*"([^"]*)"/).compactMap { match in
            var depth = 0
            let types = match.1.reduce(1) { count, letter in
                if letter == "<" { depth += 1 }
                if letter == ">" { depth -= 1 }
                return letter == "," && depth == 0 ? count + 1 : count
            }
            guard types != match.2.matches(of: /\{\w+\}/).count else { return nil }
            let line = source.text[..<match.range.lowerBound].count { $0 == "\n" } + 1
            return Finding(path: source.path, line: line, message: "\(match.2) has not \(types) parameters")
        }
    }
}

@Suite("Addresses of the site")
struct PathRuleTests {
    @Test("addresses: each is declared in Paths and written nowhere else")
    func house() {
        expectNothing(House.sources.flatMap(PathRule.findings))
    }

    @Test(
        "addresses: one written in a route, a page or behind another address is found",
        arguments: [
            #"routes.get("/kartu", use: show)"#,
            #"routes.get("/kartu/pembelian/{id}", use: show)"#,
            #"let path = "/kartu/pembelian/\(id)""#,
            #"let path = "\(Paths.card)/nomor""#,
            #"let path = Paths.card + "/nomor""#,
            ##"let page: HTML = "<a href=\"/kartu\">Kartu</a>""##,
            ##"let page: HTML = "<form action=\"\(address)/nomor\">""##,
            "let page: HTML = \"\"\"\n<a href=\"/kartu\">Kartu</a>\n\"\"\"",
        ])
    func bad(text: String) {
        #expect(PathRule.findings(in: Source(path: "Sources/App/Cards/CardPages.swift", text: text)).count == 1)
    }

    @Test(
        "addresses: a declaration whose types and parameters differ in number is found",
        arguments: [
            #"static let wave = Path<WaveAddress>("/gelombang")"#,
            #"static let answer = Path<ID<A>, Answer>("/kantor/{id}")"#,
            "static let answer = Path<ID<A>>(\n    \"/kantor/{id}/{answer}\")",
        ])
    func miscounted(text: String) {
        #expect(PathRule.findings(in: Source(path: "Sources/App/Waves/Paths+Waves.swift", text: text)).count == 1)
    }

    @Test(
        "addresses: declarations, queries, fractions and cookie paths are no findings",
        arguments: [
            ("Sources/App/Cards/Paths+Cards.swift", #"static let card = "/kartu""#),
            ("Sources/App/Cards/Paths+Cards.swift", #"static let card = Path<ID<Card>>("/kartu/{id}")"#),
            ("Sources/App/Cards/CardPages.swift", #"let path = "\(Paths.card)?sesudah=\(last)""#),
            ("Sources/App/Cards/CardPages.swift", #"let text = "\(count)/\(all)""#),
            ("Sources/App/Cards/CardPages.swift", #"let cookie = Cookie(name: "a", path: "/")"#),
            ("Sources/App/Cards/CardPages.swift", "let page: HTML = \"<p>a</p>\""),
        ])
    func good(path: String, text: String) {
        #expect(PathRule.findings(in: Source(path: path, text: text)) == [])
    }
}
