import Foundation
import Testing

/// After an act of an officer the page says what was done: a redirect of the office names its notice, `saying: …`. The
/// others stand in `silent` with the reason; a handler that only GET reaches does nothing that could be said.
enum NoticeRule {
    /// `File.function(where it leads)`.
    static let silent = [
        "CounterOffice.begin(Paths.counterCode(one.id))": "the page asks the person for the code",
        "CounterOffice.codePage(Paths.counter)": "nothing was done: no code of the case is open",
        "CounterOffice.sendAgain(Paths.counterCode(id))": "the page says where the code went",
        "CounterOffice.takenOver(Paths.application)": "the person's own page begins",
        "CaseOffice.act(first)": "nothing was done: the officer states first why they open the person",
        "ListRemovalOffice.answer(Paths.person(person))": "nothing was done: the person's page asks why",
        "OfficePages.filter(Paths.officeAudit(filter))": "nothing was done: leads to the acts as filtered",
        "OfficerProofPages.give(target)": "leads back to the form of the act that is not done yet",
        "PersonActForms.page(Paths.person(person))": "nothing was done: the person's page asks why",
        "PersonActForms.send(Paths.person(person))": "nothing was done: the person's page asks why",
        "PersonActOffice.answer(first)": "nothing was done: the officer states first why they open the person",
        "PersonContactOffice.page(Paths.person(person))": "nothing was done: the person's page asks why",
        "PersonOffice.open(Paths.person(person))": "the page opens with the reason that was stated",
        "PersonOffice.reveal(Paths.person(person))": "the page shows what was asked for",
        "SearchOffice.search(Paths.officeSearch(id))": "the page shows what was found, or asks why",
    ]

    struct Silent: Equatable {
        let key: String
        let finding: Finding
    }

    /// Redirects without a notice, of the files that serve officers.
    static func redirects(in source: Source) -> [Silent] {
        guard source.isIn("App"), !source.isIn("App/System"), source.code.holds("OfficerContext") else { return [] }
        let lines = source.codeLines
        let functions = LengthRule.functions(in: source)
        return lines.enumerated().flatMap { index, line -> [Silent] in
            guard line.holds("context.redirect(") else { return [] }
            let holder = functions.last { $0.start <= index + 1 && index + 1 < $0.start + $0.lines }
            let name = holder.flatMap { lines[$0.start - 1].firstMatch(of: /func (\w+)\(/)?.1 }
            // A closure among the routes answers a GET: `WebRule.unguarded` refuses one for a POST.
            guard let name, !isReadOnly(String(name), in: source) else { return [] }
            let rest = ([line] + lines[(index + 1)...].prefix(6)).joined(separator: " ")
            return arguments(in: rest).prefix(line.components(separatedBy: "context.redirect(").count - 1).compactMap {
                guard !$0.holds("saying:") else { return nil }
                let key = "\(source.name.replacing(".swift", with: "")).\(name)(\($0))"
                return Silent(
                    key: key,
                    finding: Finding(path: source.path, line: index + 1, message: "\(key) says nothing was done"))
            }
        }
    }

    /// A handler of GET alone.
    private static func isReadOnly(_ function: String, in source: Source) -> Bool {
        func serves(_ method: String) -> Bool {
            source.codeLines.contains { $0.holds(".\(method)(") && $0.holds("use: \(function))") }
        }
        return serves("get") && !serves("post")
    }

    /// What stands between the parentheses of each `context.redirect(…)`.
    private static func arguments(in code: String) -> [String] {
        code.components(separatedBy: "context.redirect(").dropFirst().map { rest in
            var depth = 1
            let argument = rest.prefix { letter in
                if letter == "(" { depth += 1 }
                if letter == ")" { depth -= 1 }
                return depth > 0
            }
            return String(argument).trimmingCharacters(in: .whitespaces)
        }
    }
}

@Suite("What an act of the office says")
struct NoticeRuleTests {
    @Test(
        "acts: every redirect after an officer's act leads to a page that says what was done",
        .bug(id: "1.320", "Eleven parts of the office ended an act without a notice."))
    func house() {
        let found = House.sources.flatMap(NoticeRule.redirects)
        expectNothing(found.filter { NoticeRule.silent[$0.key] == nil }.map(\.finding))
        let unused = Set(NoticeRule.silent.keys).subtracting(found.map(\.key))
        #expect(unused.isEmpty, "exceptions without a redirect")
    }

    @Test("acts: a silent redirect is found in a handler and in its helper; a GET and a notice are not")
    func cases() {
        let text = """
            struct CardOffice { let context: OfficerContext
                func routes() {
                    routes.get(Paths.card, use: show)
                    routes.post(Paths.card, use: open)
                }
                func show(request: Request, context: OfficerContext) -> Response {
                    return context.redirect(Paths.cards)
                }
                func open(request: Request, context: OfficerContext) -> Response {
                    if isOld { return context.redirect(Paths.card(id)) }
                    return context.redirect(
                        Paths.card(id), saying: .opened)
                }
                func helper(_ context: OfficerContext) -> Response {
                    context.redirect(
                        isOpen ? Paths.card(id) : Paths.cards)
                }
            }
            """
        let found = NoticeRule.redirects(in: Source(path: "Sources/App/Cards/CardOffice.swift", text: text))
        #expect(
            found.map(\.key) == [
                "CardOffice.open(Paths.card(id))", "CardOffice.helper(isOpen ? Paths.card(id) : Paths.cards)",
            ])
        #expect(found.map(\.finding.line) == [10, 15])
    }

    @Test("acts: every notice is in the list that an address is read by")
    func listed() {
        let code = Source(path: "", text: House.read("Sources/App/System/Web/DoneNotice+All.swift")).code
        let declared = code.matches(of: /static let (\w+) = DoneNotice\(/).map { String($0.output.1) }
        let list = code.split(separator: "static let all").last ?? ""
        #expect(declared.count > 50)
        for name in declared {
            #expect(list.matches(of: /\w+/).contains { $0.output == name }, "\(name) is missing in DoneNotice.all")
        }
    }
}
