import Foundation
import HTTPTypes
import Hummingbird
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("The OpenAPI document")
struct OpenAPITests {
    @Test(
        "every route of the API is in the document and the reverse, and each example is of the type that is answered",
        arguments: Engine.tested)
    func complete(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let document = try await market.api(.get, Paths.apiDocument)
            #expect(document.status == 200 && document.headers[.contentType] == "application/json")
            #expect(document.headers[.setCookie] == nil && document["openapi"] == "3.1.0")
            let paths = try #require(document.json["paths"])
            let described = paths.names.flatMap { path in
                (paths[path]?.names ?? []).map { "\($0.uppercased()) \(path)" }
            }
            let routed = makeRouter(market.world.dependencies).routes.map {
                "\($0.method.rawValue) \($0.path.description)"
            }.filter { $0.contains(" /api/v2/") }
            // HEAD is answered wherever GET is.
            #expect(Set(described) == Set(routed.filter { !$0.hasPrefix("HEAD ") }))
            #expect(described.count == Set(described).count)
            let calls = PartnerAPIRoutes(dependencies: market.world.dependencies).calls
            #expect(Set(calls.map(\.name)).count == calls.count)
            for call in calls {
                let operation = try #require(paths[call.path]?[call.method.rawValue.lowercased()], "\(call.name)")
                let media = operation["responses"]?["200"]?["content"]?["application/json"]
                let example = try #require(media?["example"], "\(call.name)")
                #expect(call.output.reads(example.compact), "\(call.name): \(example.compact)")
                #expect(faults(of: example, as: call.output.object) == [], "\(call.name)")
                #expect(example.names.count == call.output.object.fields.count || call.output.object.isOpen)
                if let input = call.input { #expect(faults(of: input.example, as: input.object) == [], "\(call.name)") }
                for code in call.problems {
                    #expect(ProblemKind.all.contains { $0.code == code }, "\(call.name): \(code)")
                }
            }
        }
    }

    @Test(
        "each event of the webhooks is in the document and the guide, with examples of its schema",
        .bug(id: "5.893", "No page and no document had the fields of an event."), arguments: Engine.tested)
    func webhooks(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let document = try await market.api(.get, Paths.apiDocument).json
            let guide = try await market.world.visitor().get(GuideChapter.webhooks.path).body
            #expect(Set(document["webhooks"]?.names ?? []) == Set(WebhookType.allCases.map(\.rawValue)))
            for payload in WebhookPayload.all {
                let media = document["webhooks"]?[payload.type.rawValue]?["post"]?["requestBody"]?["content"]?[
                    "application/json"]
                #expect(guide.contains("id=\"\(payload.type.rawValue)\""))
                for field in payload.fields { #expect(guide.contains("<code>\(field.name)</code>"), "\(field.name)") }
                for kind in payload.readers {
                    let example = try #require(media?["examples"]?[kind.rawValue]?["value"], "\(payload.type) \(kind)")
                    let expected = payload.fields.filter { $0.reader == nil || $0.reader == kind }.map(\.name)
                    #expect(Set(example["data"]?.names ?? []) == Set(expected), "\(payload.type) \(kind)")
                }
            }
        }
    }

    @Test("a link to a call leads to what is visible without scripts", arguments: Engine.tested)
    func places(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let page = try await market.world.visitor().get(Paths.apiPage).body
            #expect(page.contains("<section id=\"getToken\">") && !page.contains("<details id="))
            let errors = try await market.world.visitor().get(GuideChapter.errors.path).body
            #expect(errors.contains("href=\"\(GuideChapter.platform.path)#payment-authorize\""))
            let sales = try await market.world.visitor().get(GuideChapter.platform.path).body
            #expect(sales.contains("href=\"\(GuideChapter.errors.path)#ERRPLT40065\""))
        }
    }

    @Test("every reference of the document is to something in it", arguments: Engine.tested)
    func references(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let document = try await market.api(.get, Paths.apiDocument)
            let named = document.text.matches(of: /"#\/components\/(\w+)\/([\w-]+)"/)
            #expect(named.count > 40)
            for name in named {
                let part = document.json["components"]?[String(name.1)]
                #expect(part?[String(name.2)] != nil, "\(name.0)")
            }
        }
    }

    @Test("what is answered has the schema of the document", arguments: Engine.tested)
    func answers(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            let redeem = try await market.buy(siti)
            let id = try await market.bought(by: siti)
            try await market.attend([1, 999], redeem, siti)
            let school = try await market.token(of: market.institution)
            let report = #"{"score":86,"certificate_number":"BLN/2020/1"}"#
            let done = try await market.act(Paths.apiCompletePurchase(id), school, report, key: "selesai-1")
            #expect(faults(of: done.json, as: CompletionItem.object) == [], "\(done.text)")
            market.world.clock.advance(.minutes(1))
            let shop = try await market.token(of: market.platform)
            for token in [school, shop] {
                let purchase = try await market.read(Paths.apiPurchase(id), token)
                #expect(faults(of: purchase.json, as: PurchaseItem.object) == [], "\(purchase.text)")
            }
            let lists: [(String, String, APIObject)] = [
                (Paths.apiPurchases, school, APIPage<PurchaseItem>.object),
                (Paths.apiPurchases, shop, APIPage<PurchaseItem>.object),
                (Paths.apiAttendance, school, APIPage<AttendanceItem>.object),
                (Paths.apiCompletions, school, APIPage<CompletionItem>.object),
                (Paths.apiCourses, school, APIPage<CourseItem>.object),
                (Paths.apiCourses, shop, APIPage<CourseItem>.object),
                (Paths.apiAttendance, shop, Problem.object),
            ]
            for (path, token, object) in lists {
                let answer = try await market.read(path, token)
                #expect(faults(of: answer.json, as: object) == [], "\(path) \(answer.text)")
                #expect(object.name == "Problem" || !answer.text.contains(#""items":[]"#), "\(path)")
            }
            let token = try await market.askToken(market.platform.clientCode, Market.key(market.platform))
            #expect(faults(of: token.json, as: TokenAnswer.object) == [])
            let refused = try await market.askToken(market.platform.clientCode, "salah")
            #expect(faults(of: refused.json, as: TokenError.object) == [])
        }
    }

    @Test(
        "the page of the API shows every call, object and scope, without a script of its own", arguments: Engine.tested)
    func page(engine: Engine) async throws {
        try await Market.with(engine) { market in
            for language in [Language.indonesian, .english] {
                let visitor = market.world.visitor()
                visitor.carry(cookie: LanguageCookie.name, language.rawValue)
                let page = try await visitor.get(Paths.apiPage)
                #expect(page.status == .ok && page.bytes.count < 60_000)
                for call in PartnerAPIRoutes(dependencies: market.world.dependencies).calls {
                    #expect(page.body.contains("id=\"\(call.name)\"") && page.body.contains(call.path), "\(call.name)")
                    #expect(page.body.contains("id=\"\(call.output.object.name)\""), "\(call.output.object.name)")
                    #expect(page.body.contains("href=\"#\(call.name)\""), "the contents lead to \(call.name)")
                }
                #expect(!page.body.contains("<details open"), "the page is short until the reader opens a part")
                for scope in APIScope.allCases { #expect(page.body.contains(scope.rawValue)) }
                let counted =
                    language == .indonesian ? "Permintaan token yang ditolak" : "Refused requests for a token"
                #expect(page.text.contains(counted), "what a limit counts, and its name")
                let problems = try await visitor.get(Paths.apiProblems)
                for kind in ProblemKind.all { #expect(problems.body.contains("id=\"\(kind.code)\""), "\(kind.code)") }
            }
        }
    }

    @Test(
        "the page has the words of the document in the reader's language, and none in the other",
        arguments: Engine.tested
    )
    func words(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let document = try await market.api(.get, Paths.apiDocument).json
            let calls = PartnerAPIRoutes(dependencies: market.world.dependencies).calls
            var words = [OpenAPIDocument.summary] + APIScope.allCases.map(\.meaning)
            for call in calls {
                let operation = document["paths"]?[call.path]?[call.method.rawValue.lowercased()]
                #expect(operation?["summary"] == .text(call.title.en), "\(call.name)")
                #expect(operation?["x-summary-id"] == .text(call.title.id), "\(call.name)")
                #expect(operation?["description"] == .text(call.meaning.en), "\(call.name)")
                #expect(operation?["x-description-id"] == .text(call.meaning.id), "\(call.name)")
                words += [call.title, call.meaning] + call.parameters.map(\.meaning)
                words += ([call.output.object] + (call.input.map { [$0.object] } ?? [])).flatMap(\.fields).map(
                    \.meaning)
            }
            let pages = try await Self.pages(Paths.apiPage, market.world)
            for one in words { Self.check(one, pages) }
            let problems = try await Self.pages(Paths.apiProblems, market.world)
            for kind in ProblemKind.all { Self.check(kind.cause, problems) }
        }
    }

    private static func pages(_ path: String, _ world: World) async throws -> [Language: String] {
        var pages: [Language: String] = [:]
        for language in [Language.indonesian, .english] {
            let visitor = world.visitor()
            visitor.carry(cookie: LanguageCookie.name, language.rawValue)
            pages[language] = try await visitor.get(path).body
        }
        return pages
    }

    /// The shortest words may stand within other sentences.
    private static func check(_ words: Bilingual, _ pages: [Language: String]) {
        let (indonesian, english) = (APIProse.html(words.id).text, APIProse.html(words.en).text)
        #expect(words.id != words.en)
        #expect(pages[.indonesian]?.contains(indonesian) == true, "\(words.id)")
        #expect(pages[.english]?.contains(english) == true, "\(words.en)")
        guard words.en.count > 20 else { return }
        #expect(pages[.indonesian]?.contains(english) == false, "\(words.en)")
        #expect(pages[.english]?.contains(indonesian) == false, "\(words.id)")
    }

    @Test("a problem's code stands once in the list, with a status of an error")
    func kinds() {
        let kinds = ProblemKind.all
        #expect(Set(kinds.map(\.code)).count == kinds.count)
        #expect(kinds.allSatisfy { (400...599).contains($0.status) && !$0.title.isEmpty && !$0.remedy.en.isEmpty })
    }

    /// What of `json` is not as the object's schema says.
    private func faults(of json: JSON, as object: APIObject) -> [String] {
        guard case .object(let members) = json else { return ["\(object.name) is no object"] }
        let missing = object.fields.filter { $0.isRequired && json[$0.name] == nil }.map { "\($0.name) is missing" }
        return missing
            + members.flatMap { member -> [String] in
                guard let field = object.fields.first(where: { $0.name == member.name }) else {
                    return object.isOpen ? [] : ["\(member.name) is not described"]
                }
                return faults(of: member.value, as: field.schema, field.name)
            }
    }

    private func faults(of json: JSON, as schema: APISchema, _ name: String) -> [String] {
        switch (schema, json) {
        case (.text(let longest, let pattern, let format), .text(let text)):
            let isLong = longest.map { text.unicodeScalars.count > $0 } ?? false
            let isOdd = pattern.map { text.range(of: $0, options: .regularExpression) == nil } ?? false
            let isTimeless = format == "date-time" && Instant(text) == nil
            return isLong || isOdd || isTimeless ? ["\(name): \(text)"] : []
        case (.choice(let values), .text(let text)): return values.contains(text) ? [] : ["\(name): \(text)"]
        case (.integer(let range), .number(let number)):
            return range.map { $0.contains(number) } ?? true ? [] : ["\(name): \(number)"]
        case (.flag, .flag): return []
        case (.list(let element, let most), .list(let values)):
            return (values.count > most ? ["\(name) is too long"] : [])
                + values.flatMap { faults(of: $0, as: element, name) }
        case (.named(let object), _): return faults(of: json, as: object)
        default: return ["\(name) has another type"]
        }
    }
}
