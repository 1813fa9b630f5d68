import Foundation
import Testing

/// Which modules may be imported where. The package states this per target; here it is stated per folder, and for the
/// modules around `Foundation`, with the reason.
struct ImportRule {
    let room: String
    let allowed: Set<String>

    /// The first matching rule applies, so the most specific come first.
    static let all = [
        ImportRule(room: "Programme/Editions", allowed: ["Foundation", "Crypto", "Yams"]),
        // Computes millions of hashes: uses libcrypto's block function, in parallel.
        ImportRule(
            room: "Programme/Proofs/BlockHash.swift", allowed: ["Foundation", "CCrypto", "Dispatch", "Synchronization"]),
        // Rules are pure: no database, web, clock or random numbers.
        ImportRule(room: "Programme", allowed: ["Foundation", "Crypto"]),
        ImportRule(room: "Storage/SQLite.swift", allowed: ["Foundation", "GRDB"]),
        ImportRule(room: "Storage/SQLiteConnection.swift", allowed: ["GRDB"]),
        // Makes the schema that the migrations lead to in memory, to compare a database with it.
        ImportRule(room: "Storage/ExpectedSchema.swift", allowed: ["Foundation", "GRDB"]),
        ImportRule(room: "Storage/SQLiteStatement.swift", allowed: ["Foundation", "CSQLite"]),
        ImportRule(
            room: "Storage", allowed: ["Foundation", "CPostgres", "Crypto", "Dispatch", "NIOConcurrencyHelpers"]),
        ImportRule(
            room: "Connectors",
            allowed: [
                "Foundation", "Programme", "CCurl", "AsyncHTTPClient", "Crypto", "CryptoExtras", "Logging", "NIOCore",
                "NIOFoundationCompat", "NIOHTTP1", "NIOPosix", "Dispatch", "NIOConcurrencyHelpers",
            ]),
        ImportRule(
            room: "Simulators",
            allowed: [
                "Foundation", "Programme", "Hummingbird", "HTTPTypes", "AsyncHTTPClient", "Crypto", "CryptoExtras",
                "Logging", "NIOCore", "NIOPosix", "NIOHTTP1", "NIOFoundationCompat", "ServiceLifecycle",
                "NIOConcurrencyHelpers", "NIOExtras",
            ]),
        ImportRule(
            room: "App/System/Admission/HandlerThreadPool.swift",
            allowed: ["Dispatch", "Foundation", "Hummingbird", "NIOCore", "NIOPosix", "Storage"]),
        ImportRule(room: "App/System/Spreadsheets/DelimitedRows.swift", allowed: ["CCSV", "Foundation"]),
        ImportRule(room: "App/System/Web/ContinueHandler.swift", allowed: ["NIOCore", "NIOHTTP1"]),
        ImportRule(room: "App/System/Web/QRCode.swift", allowed: ["CQRCode", "Programme"]),
        ImportRule(room: "App/System/Web/BrokenBody.swift", allowed: ["NIOHTTP1"]),
        ImportRule(
            room: "App/System/Web/KeptPagesHandler.swift",
            allowed: [
                "Foundation", "HTTPTypes", "HummingbirdCore", "NIOConcurrencyHelpers", "NIOCore", "NIOHTTPTypes",
                "Programme",
            ]),
        ImportRule(
            room: "App",
            allowed: [
                "Foundation", "Programme", "Storage", "Connectors", "CVips", "CSodium", "CZlib", "Hummingbird",
                "HummingbirdCore",
                "HTTPTypes", "Configuration", "Crypto", "CryptoExtras", "Logging", "NIOCore", "NIOFoundationCompat",
                "ServiceLifecycle", "UnixSignals", "NIOConcurrencyHelpers", "Dispatch", "AsyncHTTPClient",
            ]),
    ]

    static func findings(in source: Source) -> [Finding] {
        guard source.path.hasPrefix("Sources/") else { return [] }
        guard let rule = all.first(where: { source.isIn($0.room) || source.path == "Sources/\($0.room)" }) else {
            return []
        }
        return source.codeLines.enumerated().compactMap { index, line in
            guard let module = imported(line), !rule.allowed.contains(module) else { return nil }
            return Finding(path: source.path, line: index + 1, message: "\(rule.room) must not import \(module)")
        }
    }

    /// The module of `import X`, `@testable import X`, `package import X` or `import struct X.Y`.
    private static func imported(_ line: Substring) -> String? {
        let words = line.split(whereSeparator: { $0 == " " || $0 == "." }).map(String.init)
        guard let place = words.firstIndex(of: "import"), place < 2, place + 1 < words.count else { return nil }
        let kinds: Set = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
        let first = words[place + 1]
        return kinds.contains(first) && place + 2 < words.count ? words[place + 2] : first
    }
}

@Suite("Imports")
struct ImportRuleTests {
    @Test("imports: every file keeps to the rule of its folder")
    func house() {
        expectNothing(House.sources.flatMap(ImportRule.findings))
    }

    @Test(
        "imports: each kind of violation is found",
        arguments: [
            ("Sources/Programme/Cards/Card.swift", "import GRDB"),
            ("Sources/Programme/Cards/Card.swift", "import Foundation\nimport struct Logging.Logger"),
            ("Sources/Programme/Cards/Card.swift", "import Yams"),
            ("Sources/Storage/Postgres.swift", "import GRDB"),
            ("Sources/Connectors/Mail/SMTP.swift", "import Storage"),
            ("Sources/Simulators/Bank/Bank.swift", "import Connectors"),
            ("Sources/App/Cards/CardPages.swift", "@testable import Simulators"),
        ])
    func bad(path: String, text: String) {
        #expect(ImportRule.findings(in: Source(path: path, text: text)).count == 1)
    }

    @Test("imports: allowed modules, comments and literals are not reported")
    func good() {
        let text = "// import GRDB\nimport Foundation\nlet a = \"import Yams\"\n"
        #expect(ImportRule.findings(in: Source(path: "Sources/Programme/Cards/Card.swift", text: text)) == [])
        let edition = Source(path: "Sources/Programme/Editions/Edition.swift", text: "import Yams")
        #expect(ImportRule.findings(in: edition) == [])
    }
}
