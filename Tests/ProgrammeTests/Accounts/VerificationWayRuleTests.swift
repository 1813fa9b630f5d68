import Foundation
import Programme
import Testing

@Suite("Way of verification")
struct VerificationWayRuleTests {
    private func rules(_ ways: [VerificationWay]?) -> AccountRules {
        AccountRules(identifiers: [.email, .phone], ways: ways, codeValidMinutes: 10, codeTries: 5, codeResends: 3)
    }

    @Test("verification: the chosen way counts where it is offered, otherwise the first; a number has a code")
    func chosen() {
        #expect(rules(nil).offeredWays == [.code, .link])
        #expect(rules(nil).way(for: .email, chosen: .link) == .link)
        #expect(rules(nil).way(for: .email, chosen: nil) == .code)
        #expect(rules([.link]).way(for: .email, chosen: .code) == .link)
        #expect(rules([.link]).way(for: .email, chosen: nil) == .link)
        #expect(rules([.link, .code]).way(for: .email, chosen: nil) == .link)
        #expect(rules([.link]).way(for: .phone, chosen: .link) == .code)
    }

    @Test(
        "edition check: no way of verification, and one that stands twice, are errors",
        arguments: ["[]", "[code, code]"])
    func mistakes(ways: String) throws {
        let yaml = try String(contentsOf: EditionFiles.url("edition-3"), encoding: .utf8)
            .replacingOccurrences(of: "codeTries: 5", with: "codeTries: 5, ways: \(ways)")
        let findings = try Edition(yaml: yaml).check()
        #expect(findings.contains { $0.severity == .error && $0.place == "account.ways" }, "\(findings)")
    }
}
