import Testing

/// Pages contain no inline script or style, so that the content policy can forbid both; and a form is read only by the
/// function that checks its origin.
enum WebRule {
    static func findings(in source: Source) -> [Finding] {
        guard source.isIn("App"), !mails.contains(source.path) else { return [] }
        return source.literals.flatMap { literal -> [Finding] in
            guard literal.text.holds("<") || literal.text.holds("=") else { return [] }
            return marks.filter { literal.text.contains($0.mark) }.map { _, message in
                Finding(path: source.path, line: literal.line, message: message)
            }
        }
    }

    /// E-mails have inline styles: most mail programs ignore stylesheets.
    private static let mails: Set = ["Sources/App/Inbox/MailLayout.swift"]

    private static var marks: [(mark: Regex<Substring>, message: String)] {
        [
            (/<script(?![^>]*\ssrc=)/, "a script stands in a file of its own"),
            (/<style[\s>]/, "styles stand in the one stylesheet"),
            (/\sstyle=/, "styles stand in the one stylesheet"),
            (/\son[a-z]+=["\\']/, "a handler stands in the script's file"),
            (/javascript:/, "a link goes to a page"),
        ]
    }

    /// Handlers of POST that do not read `context.form(…)`. Partners sign their requests instead: their routes are in
    /// files named …API.swift.
    static func unguarded(in sources: [Source]) -> [Finding] {
        sources.filter { $0.isIn("App") && !$0.name.hasSuffix("API.swift") }.flatMap { source in
            source.codeLines.enumerated().filter { $0.element.holds(".post(") }.flatMap { index, line in
                line.matches(of: /(\w+)\.post\((?:[^{]*use:\s*(?:self\.)?(\w+))?/).compactMap { match in
                    if match.1 == "ledger" { return nil }  // a ledger posting, not an HTTP method
                    let handler = match.2.map(String.init) ?? "a closure"
                    let isGuarded = body(of: handler, near: source, in: sources).holds("context.form(")
                    guard !isGuarded else { return nil }
                    return Finding(path: source.path, line: index + 1, message: "\(handler) reads a POST unguarded")
                }
            }
        }
    }

    /// The handlers that accept a form without a token: the forms on pages that are the same for every visitor, and the
    /// one in the header of every page.
    private static let withoutToken: Set = [
        "HomePages.signOut", "Kiosk.end", "SignUpPages.takeContact", "SignUpPages.answerProof", "SignInPages.send",
    ]

    /// Uses of `FormProof.tokenOrOrigin` by any other handler.
    static func unlisted(in source: Source) -> [Finding] {
        guard source.isIn("App"), !policies.contains(source.path) else { return [] }
        let functions = LengthRule.functions(in: source)
        return source.codeLines.enumerated().filter { $0.element.holds("tokenOrOrigin") }.compactMap { index, line in
            let holder = functions.last { $0.start <= index + 1 && index + 1 < $0.start + $0.lines }
            let handler = holder.flatMap { source.codeLines[$0.start - 1].firstMatch(of: /func (\w+)\(/)?.1 }
            let name = handler ?? line.firstMatch(of: /var (\w+):/)?.1 ?? ""
            guard !withoutToken.contains("\(source.name.replacing(".swift", with: "")).\(name)") else { return nil }
            return Finding(path: source.path, line: index + 1, message: "a form is accepted without a token")
        }
    }

    /// The files that define and apply the policy.
    private static let policies: Set = [
        "Sources/App/System/Web/FormOrigin.swift", "Sources/App/System/Web/Refusals.swift",
    ]

    /// The code of the function, searched in the same slice.
    private static func body(of function: String, near source: Source, in sources: [Source]) -> String {
        let folder = source.path.dropLast(source.name.count)
        for neighbour in [source] + sources.filter({ $0.path.hasPrefix(folder) && $0.path != source.path }) {
            let lines = neighbour.codeLines
            for found in LengthRule.functions(in: neighbour)
            where lines[found.start - 1].holds("func \(function)(") {
                return lines[(found.start - 1)..<(found.start - 1 + found.lines)].joined(separator: "\n")
            }
        }
        return ""
    }
}

@Suite("Pages and forms")
struct WebRuleTests {
    @Test("pages: none has an inline script or style")
    func house() {
        expectNothing(House.sources.flatMap(WebRule.findings))
    }

    @Test("forms: every POST of a browser is read through context.form")
    func posts() {
        expectNothing(WebRule.unguarded(in: House.sources))
    }

    @Test("forms: only those of public pages are accepted without a token")
    func withoutToken() {
        expectNothing(House.sources.flatMap(WebRule.unlisted))
        let text = """
            func takeContact(request: Request, context: C) async throws -> Response {
                let form = try await context.form(request, proof: .tokenOrOrigin)
            }
            func send(request: Request, context: C) async throws -> Response {
                let form = try await context.form(
                    request, proof: .tokenOrOrigin)
            }
            let usual = FormProof.tokenOrOrigin
            var answerProof: FormProof { .tokenOrOrigin }
            """
        func found(_ file: String) -> [Int] {
            WebRule.unlisted(in: Source(path: "Sources/App/Accounts/\(file).swift", text: text)).map(\.line)
        }
        #expect(
            found("SignUpPages") == [6, 8] && found("SignInPages") == [2, 8, 9]
                && found("CodeFlowPages") == [2, 6, 8, 9])
    }

    @Test(
        "pages: what the content policy would block is found",
        arguments: [
            "\"<script>alert(1)</script>\"", "\"<p style='color: red'>\"", "\"\"\"\n<a onclick=\"go()\">\n\"\"\"",
            "\"<style>p { }</style>\"", "\"<a href='javascript:go()'>\"",
        ])
    func bad(text: String) {
        #expect(WebRule.findings(in: Source(path: "Sources/App/System/Web/Page.swift", text: text)).count == 1)
    }

    @Test("pages: a script file and a stylesheet are allowed")
    func good() {
        let text = "\"<script src=\\\"/app.js\\\" defer></script><link rel=\\\"stylesheet\\\"><p class=\\\"style\\\">\""
        #expect(WebRule.findings(in: Source(path: "Sources/App/System/Web/Page.swift", text: text)) == [])
    }

    @Test("forms: a POST whose handler reads the body itself is found, in whichever file the handler is")
    func unguarded() {
        let routes = Source(
            path: "Sources/App/Cards/CardPages.swift",
            text: """
                routes.post(Paths.card, use: open)
                routes.post("/kartu", use: close)
                routes.post("/a") { _ in }
                """)
        let handlers = Source(
            path: "Sources/App/Cards/CardForms.swift",
            text: """
                func open(request: Request, context: C) async throws -> Response {
                    let form = try await context.form(request)
                }
                func close(request: Request, context: C) async throws -> Response {
                    let body = try await request.body.collect(upTo: 100)
                }
                """)
        #expect(WebRule.unguarded(in: [routes, handlers]).map(\.line) == [2, 3])
    }
}
