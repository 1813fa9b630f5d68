import Hummingbird
import Programme
import Storage

/// What happens once a contact is proved: the account behind it, a session, and the way on.
struct SignIn: Sendable {
    let platform: Platform

    /// Opens the account of a proved contact, new or known, and begins a session. Answers the session's cookie.
    func open(_ contact: Contact, in tx: Transaction) throws -> String {
        let (account, isNew) = try tx.accounts.open(with: contact, on: platform)
        if isNew {
            try tx.audit.record(
                AuditEvent("account.opened", subject: "account:\(account.id)", detail: ["by": contact.kind.rawValue]),
                by: .person(account.id), on: platform)
        }
        return try begin(account, in: tx)
    }

    /// Signs in whoever has the account of a proved contact; nil when nobody has one.
    func signIn(_ contact: Contact, in tx: Transaction) throws -> String? {
        try tx.accounts.holder(of: contact, on: platform).map { try begin($0, in: tx) }
    }

    func enter(_ session: String, to path: String, context: some PageContext) -> Response {
        var response = context.redirect(path)
        response.setCookie(
            SessionCookie.make(
                session, lifetime: SessionQueries.personLifetime, secure: platform.configuration.isSecure))
        return response
    }

    private func begin(_ account: Account, in tx: Transaction) throws -> String {
        try tx.accounts.requireActive(account)
        return try tx.sessions.begin(person: account.id, on: platform)
    }
}
