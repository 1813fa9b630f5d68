import Hummingbird
import Programme
import Storage

/// What follows once a contact is proved: finds or opens its account, begins a session and redirects.
struct SignIn: Sendable {
    let dependencies: Dependencies
    let browser: Browser

    /// A session that has begun, and the contact that was proved for it.
    struct Begun: Sendable {
        let cookie: String
        let contact: Contact
    }

    /// Opens the account of a proved contact, new or existing, and begins a session.
    func open(_ proof: ProvedCode, in tx: Transaction) throws -> Begun {
        if let account = try ReplaceLostContact(dependencies: dependencies).finish(proof.contact, in: tx) {
            return try begin(account, proof, in: tx)
        }
        let (account, isNew) = try tx.accounts.open(
            with: proof.contact, at: dependencies.realNow(), ids: dependencies.ids, vault: dependencies.vault)
        if isNew {
            try tx.audit.record(
                AuditEvent(
                    "account.opened", subject: "account:\(account.id)", detail: ["by": proof.contact.kind.rawValue]),
                by: .person(account.id), at: dependencies.moment(), ids: dependencies.ids)
        }
        return try begin(account, proof, in: tx)
    }

    /// Signs in to the account of a proved contact. Throws `CodeRefusal.noCode` when there is none.
    func signIn(_ proof: ProvedCode, in tx: Transaction) throws -> Begun {
        let holder = try tx.accounts.holder(of: proof.contact, vault: dependencies.vault)
        guard let account = try holder ?? ReplaceLostContact(dependencies: dependencies).finish(proof.contact, in: tx)
        else {
            throw CodeRefusal.noCode
        }
        return try begin(account, proof, in: tx)
    }

    /// The redirect, with the session cookie and the cookie that remembers the proved contact.
    func enter(_ begun: Begun, to path: String, context: some PageContext) throws -> Response {
        var response = context.redirect(path)
        response.setCookie(
            SessionCookie.make(
                begun.cookie, lifetime: SessionQueries.personLifetime, secure: dependencies.configuration.isSecure))
        try KnownBrowser(browser, on: dependencies).proved(begun.contact, carriedBy: &response, on: dependencies)
        return response
    }

    private func begin(_ account: Account, _ proof: ProvedCode, in tx: Transaction) throws -> Begun {
        try tx.accounts.requireActive(account)
        let cookie = try tx.sessions.begin(
            person: account.id, by: proof, device: Device(userAgent: browser.userAgent), at: dependencies.realNow(),
            vault: dependencies.vault)
        return Begun(cookie: cookie, contact: proof.contact)
    }
}
