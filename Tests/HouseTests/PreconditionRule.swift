import Testing

/// A `precondition` ends the process, and with it every request being served. It is allowed only where no request, job,
/// partner, answer of an outside system or stored row reaches it; the reasons are listed here. What these can reach
/// throws `Inconsistency` or `StorageFault.unreadable`.
enum PreconditionRule {
    private static let words = ["precondition(", "preconditionFailure(", "fatalError(", "assertionFailure("]

    /// How many each file has, and why none of them can be reached.
    static let kept: [String: (count: Int, why: String)] = [
        "Sources/Storage/Postgres.swift": (1, "how many connections is fixed at start"),
        "Sources/Storage/SQLite.swift": (1, "it is checked once, when the file is opened, before any request"),
        "Sources/Storage/SQL.swift": (2, "statements are literals; a list that may be empty is not used in VALUES"),
        "Sources/Connectors/Payments/SNAP.swift": (1, "a struct of texts can always be encoded"),
        "Sources/Connectors/IdentityRegistry/Dukcapil.swift": (1, "a struct of texts can always be encoded"),
        "Sources/App/Photos/Picture.swift": (
            1, "it is checked once, at the first photo: libvips is installed or not"
        ),
        "Sources/App/System/Demo/DemoCatalogue.swift": (2, "the demo's own files name each other"),
        "Sources/App/System/Jobs/JobKind.swift": (1, "the schedule is a list in the code, put together at start"),
        "Sources/App/PartnerGuide/GuideTexts.swift": (2, "the guide's files are part of the program; a test reads all"),
        "Sources/App/Partners/PartnerAuthenticator.swift": (1, "the name of a header is a literal"),
        "Sources/App/Proofs/ProgrammeSeal.swift": (1, "any 32 bytes are a key, and a derived key has 32"),
        "Sources/App/Applications/DecisionWords.swift": (1, "it is called with three reasons only, ten lines above"),
        "Sources/App/Consents/ConsentPage.swift": (1, "a preview's sample is a literal"),
        "Sources/App/Applications/CheckPage.swift": (1, "a preview's sample is a literal"),
        "Sources/App/Accounts/CodePage.swift": (1, "a preview's sample is a literal"),
        "Sources/App/System/Clock/IDSource.swift": (1, "the node's number comes from a table of 1,024, at start"),
        "Sources/App/System/Web/PublicFiles.swift": (
            1, "pages name files of ours with literals; each is shown by a preview test"
        ),
        "Sources/App/System/Web/Contexts.swift": (2, "Routes.swift puts BrowserMiddleware before every page"),
        "Sources/App/System/Web/FormOrigin.swift": (1, "the name of a header is a literal"),
        "Sources/App/System/Web/ClientAddress.swift": (1, "the name of a header is a literal"),
        "Sources/App/System/Web/SecurityHeaders.swift": (1, "the name of a header is a literal"),
        "Sources/App/System/Vault/Vault.swift": (
            2, "the key is read at start; a nonce of the usual length always combines"
        ),
        "Sources/App/System/Admission/AdmissionQueue.swift": (1, "the setting is checked when it is read, at start"),
        "Sources/App/System/Admission/WaitingPage.swift": (
            3, "the page and the header's name are literals, put together at start"
        ),
        "Sources/Programme/Purchases/Card+Purchase.swift": (
            1, "the price was compared with the offer's, which the table keeps above zero"
        ),
        "Sources/Programme/Cards/CardNumber.swift": (1, "the caller makes the digits with the random generator"),
        "Sources/Programme/Ledger/JournalEntry.swift": (
            7, "amounts come from rules and rows that a CHECK keeps above zero; readers of files and rows check before"
        ),
        "Sources/Programme/Proofs/JoinReceipt.swift": (
            1, "names are made with the right length; a parsed text's length is checked"
        ),
        "Sources/Programme/Proofs/MerkleTree.swift": (1, "callers pass an index of the tree's leaves"),
        "Sources/Programme/Draws/EntryCode.swift": (1, "a derived key has 32 bytes"),
        "Sources/Programme/Draws/Quota.swift": (
            1, "places and weights are brought into range where an edition is read"
        ),
        "Sources/Programme/Draws/DrawSimulation.swift": (2, "a command that computes with its own lists"),
        "Sources/Programme/Draws/SealedList.swift": (
            2, "tickets are given by the shuffle; a ticket of a file is looked up first"
        ),
        "Sources/Programme/Draws/Ranking.swift": (1, "a seed is a hash"),
        "Sources/Programme/Draws/Rank.swift": (1, "a seed is a hash, and a ticket was given by the shuffle"),
        "Sources/Programme/Draws/Shuffle.swift": (
            2, "a list of people is shorter than four thousand million; a key is 32 bytes"
        ),
        "Sources/Programme/Payouts/Payment.swift": (
            1, "an instalment's amount is an edition's, which its check keeps above zero"
        ),
        "Sources/Programme/Accounts/CodePolicy.swift": (1, "the edition's check keeps them in range, at start"),
        "Sources/Programme/Editions/EditionFile.swift": (1, "the key is one of those the recorder was given"),
    ]

    static func found(in source: Source) -> [Int] {
        source.codeLines.enumerated().compactMap { index, line in
            words.contains { line.holds($0) } ? index + 1 : nil
        }
    }

    /// Simulators are exempt: they are not part of the product.
    static func findings(in source: Source) -> [Finding] {
        guard source.path.hasPrefix("Sources/"), !source.isIn("Simulators") else { return [] }
        let (lines, allowed) = (found(in: source), kept[source.path]?.count ?? 0)
        guard lines.count != allowed else { return [] }
        return [
            Finding(
                path: source.path, line: lines.last ?? 1,
                message: "\(lines.count) preconditions, of which \(allowed) are known never to be reached: "
                    + "throw Inconsistency, or say in PreconditionRule why it cannot be reached")
        ]
    }

    /// `value!` ends the process as well.
    static func forced(in source: Source) -> [Finding] {
        guard source.path.hasPrefix("Sources/"), !source.isIn("Simulators") else { return [] }
        return source.codeLines.enumerated().compactMap { index, line in
            guard line.holds("!"), line.contains(/[\w\)\]]!(?![=\w])/) else { return nil }
            return Finding(path: source.path, line: index + 1, message: "what may be nil is unwrapped by guard")
        }
    }
}

@Suite("Preconditions")
struct PreconditionRuleTests {
    @Test(
        "preconditions: each one is listed, with the reason why outside input cannot reach it",
        .bug(
            id: "1.3",
            """
            Stored rows, jobs and requests reached some fifty preconditions, and each crashed the process with \
            all requests it was serving.
            """))
    func house() {
        expectNothing(House.sources.flatMap(PreconditionRule.findings))
    }

    @Test("preconditions: no optional is force-unwrapped")
    func forced() {
        expectNothing(House.sources.flatMap(PreconditionRule.forced))
    }

    @Test("preconditions: every file on the list exists")
    func kept() {
        let paths = Set(House.sources.map(\.path))
        #expect(PreconditionRule.kept.keys.filter { !paths.contains($0) } == [])
    }

    @Test("preconditions: a new one and a force-unwrap are found")
    func bad() {
        let source = Source(
            path: "Sources/App/Cards/CardPages.swift",
            text: "guard let card else { preconditionFailure(\"!\") }\nlet a = card!.number\nlet b = a != c && !d")
        #expect(PreconditionRule.findings(in: source).map(\.line) == [1])
        #expect(PreconditionRule.forced(in: source).map(\.line) == [2])
    }
}
