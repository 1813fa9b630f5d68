import Programme
import Storage

/// A person lets a partner read some of their data.
struct GiveConsent: Sendable {
    let dependencies: Dependencies

    /// How often the running consent is read again that another request of the same person began meanwhile.
    private static let tries = 3

    /// Gives the consent, or goes on with the running one for the same data, and returns the code that the partner
    /// exchanges.
    func give(_ request: SignInRequest, by person: ID<Account>, in tx: Transaction) throws -> String {
        let site = try SignInPartner.find(request.client, in: tx, on: dependencies)
        try request.check(registered: site.partner.signInAddresses)
        try dependencies.requireNotSuspended(person, in: tx)
        let consent = try consent(to: site, request.scopes, by: person, in: tx)
        let (code, now) = (dependencies.random.token(32), dependencies.realNow())
        let grant = SignInGrant(
            id: dependencies.ids.next(), consent: consent, code: ConsentQueries.hash(code, dependencies.vault),
            redirect: request.redirect, challenge: request.challenge, codeEndsAt: now + SignInPeriod.code)
        try tx.consents.begin(grant, vault: dependencies.vault)
        return code
    }

    private func consent(
        to site: SignInPartner, _ scopes: [SignInScope], by person: ID<Account>, in tx: Transaction
    ) throws -> ID<SiteConsent> {
        for _ in 0..<Self.tries {
            if let running = try tx.consents.running(of: person, at: site.id) {
                if running.scopes == scopes, try running.opens(at: site.record, in: tx, on: dependencies) {
                    return running.id
                }
                try EndConsent(dependencies: dependencies).end(running, because: .renewed, by: .person(person), in: tx)
            }
            if let new = try begin(with: site, scopes, by: person, in: tx) { return new }
        }
        throw StorageFault.contended
    }

    /// Nil where another request of the same person began one.
    private func begin(
        with site: SignInPartner, _ scopes: [SignInScope], by person: ID<Account>, in tx: Transaction
    ) throws -> ID<SiteConsent>? {
        let now = dependencies.realNow()
        let consent = SiteConsent(
            id: dependencies.ids.next(), person: person, partner: site.id, scopes: scopes, givenAt: now)
        guard try tx.consents.give(consent) else { return nil }
        try tx.records.bind(.consents, consent.id, at: now, ids: dependencies.ids, isFirst: true)
        try tx.audit.record(
            AuditEvent(
                "consent.given", subject: "account:\(person)", detail: ["client_code": site.partner.clientCode]),
            by: .person(person), at: dependencies.moment(), ids: dependencies.ids)
        return consent.id
    }
}
