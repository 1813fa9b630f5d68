import Testing

/// Which slice may use which other. A slice uses another when its files mention a type that the other declares.
///
/// An id, `ID<Card>`, names a row and is no use of the slice `Cards`. Reading another slice's tables through its queries
/// (`tx.cards`) is free for all, as STYLE.md says; a type that such a query returns counts when it is named.
struct SliceRule {
    /// The folder whose folders are the slices.
    let storey: String
    /// From the ground up: a slice may use those of earlier lines and none of its own line. So there is no circle.
    let layers: [[String]]
    /// Files that put the product together or route to it: they may know every slice.
    let roof: Set<String>

    init(_ storey: String, roof: Set<String> = [], _ layers: [String]) {
        self.storey = storey
        self.roof = roof
        self.layers = layers.map { $0.split(separator: " ").map(String.init) }
    }

    static let all = [
        SliceRule(
            "Programme",
            [
                "Values",
                "Webhooks",
                "Entries Office Partners Proofs Regions Switches Waves",
                "Access Identity Ledger",
                "Decrees Editions",
                "Accounts Cards Certificates Consents Counter Courses Disqualifications Draws Exports HelpOffices Lists Payouts",
                "Applications Incentives Purchases Witnesses",
                "HeldCompletions PartnerAPI People PersonActs Cases Photos Reports Reviews Surveys",
            ]),
        SliceRule(
            "App", roof: ["Routes.swift", "Schedule.swift"],
            [
                "System",
                "Decrees Editions Inbox Proofs Regions Reviews",
                "Officers",
                "Office",
                "Cards Incentives Ledger Webhooks",
                "Partners PartnerGuide",
                "Switches",
                "Accounts Certificates Lists Photos Surveys",
                "Consents Identity Payouts Purchases",
                "Applications Courses HeldCompletions",
                "HeldMatters",
                "Access Entries PartnerAPI",
                "Draws",
                "Disqualifications",
                "Waves",
                "PersonActs",
                "Exports Home PartnerDesk People Reports Witnesses",
                "Cases Counter HelpOffices",
                "Rights",
            ]),
    ]

    /// What stands in `System` and knows slices all the same, with the reason. Everything else in `System` knows none.
    static let composing: [String: String] = [
        "Boot.swift": "puts the product together",
        "Dependencies.swift": "holds what is made once at start, some of it for one slice",
        "ExternalServices.swift": "makes the connectors, one of them with a slice's settings",
        "CommandLine/": "commands act through the slices' own functions",
        "Demo/": "the demo is set up through the slices' own functions",
        "Sandbox/": "shows keys, test people, courses and the clock to partners' engineers",
        "Doctor/": "looks at what each slice needs",
        "Previews/": "shows every page and every notice",
        "Jobs/JobKind.swift": "finds a job's type in the list of all jobs",
        "Jobs/JobRunner.swift": "goes through the schedule",
        "Web/PublicPageCache.swift": "lists the pages that are kept in memory",
        "Web/KnownRoutes.swift": "answers wrong addresses under /api as the partners' APIs do",
        "Web/SavedForm.swift": "leads to the sign-in pages",
        "Web/SessionQueries.swift": "a session belongs to an account's device",
        "Web/Layout.swift": "every page says which services are switched off",
        "Web/Page.swift": "every page names the call centre",
    ]

    struct Slice {
        var declared: Set<String> = []
        /// Also types inside others, which hide a neighbour's of the same name.
        var nested: Set<String> = []
        var files: [Source] = []
    }

    func slices(in sources: [Source]) -> [String: Slice] {
        var slices: [String: Slice] = [:]
        for source in sources {
            guard let name = slice(of: source.path) else { continue }
            let types = Self.types(in: source)
            slices[name, default: Slice()].declared.formUnion(types.top)
            slices[name, default: Slice()].nested.formUnion(types.nested)
            slices[name, default: Slice()].files.append(source)
        }
        return slices
    }

    /// `Cards` of `Sources/App/Cards/CardPages.swift`; nil outside the storey and for the roof.
    private func slice(of path: String) -> String? {
        guard path.hasPrefix("Sources/\(storey)/") else { return nil }
        let rest = path.dropFirst("Sources/\(storey)/".count)
        guard !roof.contains(String(rest)), let end = rest.firstIndex(of: "/") else { return nil }
        let slice = String(rest[..<end])
        return slice == "System" && isComposing(rest.dropFirst("System/".count)) ? nil : slice
    }

    private func isComposing(_ path: Substring) -> Bool {
        Self.composing.keys.contains { $0.hasSuffix("/") ? path.hasPrefix($0) : path == $0 }
    }

    /// Every use of one slice by another, the first of each file.
    func uses(in sources: [Source]) -> [Use] { uses(among: slices(in: sources)) }

    private func uses(among slices: [String: Slice]) -> [Use] {
        var homes: [String: String] = [:]
        for (name, slice) in slices { for type in slice.declared { homes[type] = name } }
        return slices.sorted { $0.key < $1.key }.flatMap { name, slice in
            slice.files.flatMap { file in
                var seen: Set<String> = []
                return Self.mentions(in: file).compactMap { word, line -> Use? in
                    guard let home = homes[word], home != name, !slice.nested.contains(word) else { return nil }
                    guard seen.insert(home).inserted else { return nil }
                    return Use(from: name, to: home, type: word, path: file.path, line: line)
                }
            }
        }
    }

    struct Use: Equatable {
        let from: String
        let to: String
        let type: String
        let path: String
        let line: Int
    }

    func findings(in sources: [Source]) -> [Finding] {
        var levels: [String: Int] = [:]
        for (level, names) in layers.enumerated() { for name in names { levels[name] = level } }
        let slices = slices(in: sources)
        let unknown = slices.keys.filter { levels[$0] == nil }.sorted().map {
            Finding(path: "Sources/\(storey)/\($0)", line: 1, message: "SliceRule does not know this slice")
        }
        return unknown
            + uses(among: slices).compactMap { use in
                guard let from = levels[use.from], let to = levels[use.to], to >= from else { return nil }
                return Finding(
                    path: use.path, line: use.line,
                    message: "\(use.from) uses \(use.type) of \(use.to), which does not stand below it")
            }
    }

    /// The slices that reach themselves again, whatever the layers say.
    static func circle(in uses: [Use]) -> [String] {
        var edges: [String: Set<String>] = [:]
        for use in uses { edges[use.from, default: []].insert(use.to) }
        return edges.keys.filter { start in
            var (seen, waiting): (Set<String>, [String]) = ([], Array(edges[start] ?? []))
            while let next = waiting.popLast() {
                if seen.insert(next).inserted { waiting += edges[next] ?? [] }
            }
            return seen.contains(start)
        }.sorted()
    }

    /// The types a file declares: at its top, where other files see them, and anywhere.
    static func types(in source: Source) -> (top: Set<String>, nested: Set<String>) {
        let kinds: Set = ["struct", "class", "enum", "protocol", "actor", "typealias", "case"]
        var (top, nested): (Set<String>, Set<String>) = ([], [])
        for line in source.codeLines {
            let words = words(in: line)
            guard let place = words.firstIndex(where: { kinds.contains($0.text) }), place + 1 < words.count,
                words[place + 1].isCapital
            else { continue }
            let name = words[place + 1].text
            nested.insert(name)
            let isOpen = words[0].start == 0 && !words.contains { $0.text == "private" || $0.text == "fileprivate" }
            if isOpen && words[place].text != "case" { top.insert(name) }
        }
        return (top, nested)
    }

    /// The words that may be types, with their lines: they begin with a capital letter, are no member (`.Kind`), and are
    /// no id's tag.
    static func mentions(in source: Source) -> [(word: String, line: Int)] {
        source.codeLines.enumerated().flatMap { index, line in
            words(in: line).filter { $0.isCapital && !$0.isMember && !$0.isTag }.map { ($0.text, index + 1) }
        }
    }

    private struct Word {
        let text: String
        let start: Int
        let isCapital: Bool
        /// Behind a dot.
        let isMember: Bool
        /// Behind `ID<`.
        let isTag: Bool
    }

    /// By bytes, because the whole of both storeys is read at every test run.
    private static func words(in line: Substring) -> [Word] {
        let bytes = Array(line.utf8)
        var (words, start): ([Word], Int) = ([], 0)
        while start < bytes.count {
            guard isWord(bytes[start]) else {
                start += 1
                continue
            }
            var end = start
            while end < bytes.count, isWord(bytes[end]) { end += 1 }
            words.append(
                Word(
                    text: String(decoding: bytes[start..<end], as: UTF8.self), start: start,
                    isCapital: (65...90).contains(bytes[start]),
                    isMember: start > 0 && bytes[start - 1] == UInt8(ascii: "."),
                    isTag: start >= 3 && bytes[(start - 3)..<start].elementsEqual("ID<".utf8)))
            start = end
        }
        return words
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 95, 97...122: true
        default: false
        }
    }
}

@Suite("Which slice uses which")
struct SliceRuleTests {
    @Test("slices: none uses one that does not stand below it", arguments: SliceRule.all.map(\.storey))
    func house(storey: String) throws {
        let rule = try #require(SliceRule.all.first { $0.storey == storey })
        expectNothing(rule.findings(in: House.sources))
        #expect(SliceRule.circle(in: rule.uses(in: House.sources)) == [])
    }

    @Test("slices: every slice and every file that the rule lists exists")
    func listed() {
        for rule in SliceRule.all {
            let known = rule.slices(in: House.sources)
            #expect(rule.layers.joined().filter { known[$0] == nil } == [])
        }
        let paths = House.sources.map(\.path)
        let gone = SliceRule.composing.keys.filter { path in
            !paths.contains { $0.hasPrefix("Sources/App/System/\(path)") }
        }
        #expect(gone == [])
    }

    private static let sample = SliceRule("App", roof: ["Routes.swift"], ["System", "Cards", "Purchases"])

    private static func sources(_ cards: String) -> [Source] {
        [
            Source(path: "Sources/App/System/Web/Page.swift", text: "protocol Page {}"),
            Source(path: "Sources/App/Cards/CardPage.swift", text: cards),
            Source(
                path: "Sources/App/Purchases/Purchases.swift",
                text: "struct PurchaseView {\n    let card: CardView\n}\nprivate struct Line {}"),
        ]
    }

    @Test(
        "slices: a use upwards is found, and so is the circle it closes",
        arguments: [
            "struct CardView {\n    let bought: [PurchaseView]\n}",
            "enum CardView {}\nextension PurchaseView {}",
            "struct CardView {}\nfunc show() -> HTML { PurchaseView(card: card).html }",
        ])
    func bad(text: String) {
        let sources = Self.sources(text)
        #expect(Self.sample.findings(in: sources).map(\.path) == ["Sources/App/Cards/CardPage.swift"])
        #expect(SliceRule.circle(in: Self.sample.uses(in: sources)) == ["Cards", "Purchases"])
    }

    @Test(
        "slices: a use downwards, an id, a text, a member and an own type are allowed",
        arguments: [
            "struct CardView: Page {}", "struct CardView {\n    let purchase: ID<PurchaseView>\n}",
            "struct CardView {}\nlet a = \"PurchaseView\"  // PurchaseView",
            "struct CardView {}\nlet a = Cards.PurchaseView()",
            "struct CardView {\n    struct PurchaseView {}\n    let last: PurchaseView\n}",
            "struct CardView {}\nlet a = Line()",
        ])
    func good(text: String) {
        #expect(Self.sample.findings(in: Self.sources(text)) == [])
    }

    @Test("slices: one in no layer is found, and so is a file of System that uses a slice")
    func strangers() {
        let stranger = Source(path: "Sources/App/Gifts/Gift.swift", text: "struct Gift {}")
        #expect(Self.sample.findings(in: [stranger]).map(\.path) == ["Sources/App/Gifts"])
        let page = Source(path: "Sources/App/System/Web/Frame.swift", text: "let a = CardView()")
        let found = Self.sample.findings(in: Self.sources("struct CardView {}") + [page])
        #expect(found.map(\.path) == ["Sources/App/System/Web/Frame.swift"])
    }
}
