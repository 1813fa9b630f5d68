import Foundation
import HTTPTypes
import Hummingbird
import Programme

/// The hidden value that proves a form to be ours: bound to the browser, and marked with who had opened it. Another site
/// can neither read nor make one.
struct FormToken: Sendable, Equatable {
    let text: String

    private static let separator: Character = "."
    private static let visitBytes = 18
    private static let ownerBytes = 9

    init(visit: String, holder: Session.Holder?, vault: Vault) {
        let visit = vault.authenticationCode(of: Data(visit.utf8), for: "form").prefix(Self.visitBytes).base64URL
        text = "\(visit)\(Self.separator)\(Self.owner(holder, vault))"
    }

    /// Of an account or an officer; empty for a stranger. It says nothing without our key.
    static func owner(_ holder: Session.Holder?, _ vault: Vault) -> String {
        let name: String
        switch holder {
        case .person(let person): name = "person:\(person)"
        case .officer(let officer): name = "officer:\(officer.id)"
        case nil: return ""
        }
        return vault.authenticationCode(of: Data(name.utf8), for: "form-owner").prefix(ownerBytes).base64URL
    }

    /// The mark in a posted token; empty where there is none.
    static func owner(in text: String) -> String {
        text.split(separator: separator, maxSplits: 1, omittingEmptySubsequences: false).dropFirst().first
            .map(String.init) ?? ""
    }

    func equals(_ posted: String) -> Bool {
        constantTimeEqual(posted.utf8, text.utf8)
    }
}

extension PageContext {
    var formToken: FormToken {
        FormToken(visit: visit, holder: browser.session?.holder, vault: platform.vault)
    }

    /// Marks the forms of the account that is signed in now.
    var formOwner: String { FormToken.owner(browser.session?.holder, platform.vault) }

    /// What was typed into the form of the page that is asked for, by the same person, before it had to come back.
    var keptForm: KeptForm? {
        guard let kept = browser.kept, kept.owner == formOwner else { return nil }
        return kept.path == browser.path.prefix { $0 != "?" } ? kept : nil
    }
}

extension Request {
    /// What the browser itself says: the form that is posted stands on a page of this site.
    var isFromOurPages: Bool {
        if let site = HTTPField.Name("Sec-Fetch-Site").flatMap({ headers[$0] }) { return site == "same-origin" }
        guard let origin = headers[.origin], let host = head.authority else { return false }
        return origin.hasSuffix("://\(host)")
    }
}
