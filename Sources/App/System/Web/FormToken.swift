import Foundation
import Programme

/// The hidden field that proves a form to be ours: bound to the browser, and marked with the account that opened the
/// form. Another site can neither read nor forge one.
struct FormToken: Sendable, Equatable {
    let text: String

    private static let separator: Character = "."
    private static let visitBytes = 18
    private static let ownerBytes = 9

    init(visit: String, holder: Session.Holder?, vault: Vault) {
        let visit = vault.authenticationCode(of: Data(visit.utf8), for: "form").prefix(Self.visitBytes).base64URL
        text = "\(visit)\(Self.separator)\(Self.owner(holder, vault))"
    }

    /// A keyed mark of an account or an officer, meaningless without our key; empty without a session.
    static func owner(_ holder: Session.Holder?, _ vault: Vault) -> String {
        let name: String
        switch holder {
        case .person(let person): name = "person:\(person)"
        case .officer(let officer): name = "officer:\(officer.id)"
        case .partner(let person): name = "partner-person:\(person.id)"
        case nil: return ""
        }
        return vault.authenticationCode(of: Data(name.utf8), for: "form-owner").prefix(ownerBytes).base64URL
    }

    /// The owner's mark in a submitted token; empty where there is none.
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
        FormToken(visit: visit, holder: browser.session?.holder, vault: dependencies.vault)
    }

    /// The mark in forms of the current session.
    var formOwner: String { FormToken.owner(browser.session?.holder, dependencies.vault) }

    /// The restored values for the requested page, if the same owner submitted them there and they were rejected.
    var keptForm: SavedForm? {
        guard var kept = browser.kept, kept.owner == formOwner else { return nil }
        // The visitor may have changed the language meanwhile.
        if kept.language != browser.language { kept.errors = [] }
        let shown = PublicPage.counterpart(of: String(browser.path.prefix { $0 != "?" }), in: .indonesian)
        return kept.page == shown ? kept : nil
    }
}
