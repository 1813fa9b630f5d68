import Crypto
import Foundation
import Testing

@testable import App

/// What docs/partners.md tells a partner's engineer, compared with the program.
@Suite("The documents of the partner API")
struct PartnerDocumentTests {
    private static let document = text(of: "docs/partners.md")

    @Test("each signature of the document is the one that openssl prints")
    func signatures() throws {
        let example = /printf %s '([^']+)' \| openssl dgst -sha1 -hmac '([^']+)'\n# ([0-9a-f]{40})\n/
        let found = Self.document.matches(of: example)
        #expect(found.count == 4)
        for match in found {
            let key = SymmetricKey(data: Data(match.2.utf8))
            let code = HMAC<Insecure.SHA1>.authenticationCode(for: Data(match.1.utf8), using: key)
            #expect(code.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() == match.3, "\(match.1)")
        }
    }

    @Test("the table of errors has each code of the program once, and no other")
    func errors() throws {
        let sources = [
            "Partners/ContractAnswers.swift", "Partners/ContractError+Purchases.swift",
            "Partners/ContractError+SignIn.swift", "Purchases/PaymentAPI.swift", "Switches/ServiceSwitchWords.swift",
            "System/Web/KnownRoutes.swift",
        ]
        let program = Set(sources.flatMap { Self.codes(in: Self.text(of: "Sources/App/\($0)")) })
        let table = Self.document.split(separator: "## Error codes").last ?? ""
        let rows = table.split(separator: "\n").filter { $0.hasPrefix("| `ERR") }
        let listed = rows.compactMap { Self.codes(in: String($0.prefix(20))).first }
        #expect(Set(listed) == program)
        #expect(listed.count == Set(listed).count)
        let guide = GuideTexts.shared.errors.map { "| `\($0.code)` | \($0.cause.en) | \($0.remedy.en) |" }
        #expect(guide == rows.map(String.init))
    }

    @Test(
        "each path of the contract that is answered is in the document's table",
        arguments: [
            Paths.redeemStatus, Paths.redeemCommit, Paths.redeemReset, Paths.attendanceURL, Paths.courseworkSubmission,
            Paths.courseworkFeedback, Paths.courseworkStatus, Paths.quotaSchedule, Paths.sendOTP,
            Paths.authorizePurchase,
            Paths.purchaseStatus, Paths.voidPurchase, Paths.signInAuthorize, Paths.signInToken, Paths.signInRefresh,
            Paths.signInProfile, Paths.consent,
        ])
    func paths(path: String) {
        #expect(Self.document.contains("| `\(path)` |"))
    }

    private static func codes(in text: String) -> [String] {
        text.matches(of: /ERR[A-Z]{3}[0-9]{5}|ERROAUTH[0-9]{4}/).map { String($0.0) }
    }

    private static func text(of path: String) -> String {
        (try? String(contentsOf: World.repository.appending(path: path), encoding: .utf8)) ?? ""
    }
}
