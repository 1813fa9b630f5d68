import Programme
import Storage

/// The tokens that a partner's program gets for a code or a refresh token.
struct IssuedTokens: Sendable {
    let access: String
    let accessEndsAt: Instant
    let refresh: String
    let scopes: [SignInScope]
}

/// Exchanges codes and refresh tokens, each once. A refusal does not say which of the conditions failed.
struct IssueTokens: Sendable {
    let dependencies: Dependencies

    /// - Parameters:
    ///   - verifier: of the challenge (RFC 7636); nil where the program sent none.
    ///   - redirect: the address of the request, where the program repeats it.
    func exchange(
        _ code: String, verifier: String?, redirect: String?, by site: SignInPartner, in tx: Transaction
    ) throws -> IssuedTokens {
        let now = dependencies.realNow()
        guard let grant = try tx.consents.grant(code: code, vault: dependencies.vault),
            let consent = try running(grant, at: site, in: tx), grant.codeEndsAt > now || grant.usedAt != nil,
            redirect == nil || redirect == grant.redirect
        else { throw SignInRefusal.unknownCode }
        // A verifier without a challenge: another request may have been put in the place of the program's own.
        guard grant.challenge == nil ? verifier == nil : grant.challenge?.matches(verifier ?? "") == true else {
            throw SignInRefusal.verifier
        }
        guard try tx.consents.use(grant, at: now) else {
            let usedAt = try tx.consents.grant(grant.id, vault: dependencies.vault)?.usedAt
            throw try cameAgain(grant, of: consent, usedAt: usedAt, in: tx)
        }
        return try issue(grant, of: consent, in: tx)
    }

    func refresh(_ token: String, by site: SignInPartner, in tx: Transaction) throws -> IssuedTokens {
        let (now, vault) = (dependencies.realNow(), dependencies.vault)
        guard let found = try tx.consents.token(token, .refresh, vault: vault), found.endsAt > now,
            let grant = try tx.consents.grant(found.grant, vault: vault),
            let consent = try running(grant, at: site, in: tx)
        else { throw SignInRefusal.unknownCode }
        guard try tx.consents.spend(found, at: now) else {
            let usedAt = try tx.consents.token(token, .refresh, vault: vault)?.usedAt
            throw try cameAgain(grant, of: consent, usedAt: usedAt, in: tx)
        }
        return try issue(grant, of: consent, in: tx)
    }

    private func running(_ grant: SignInGrant, at site: SignInPartner, in tx: Transaction) throws -> SiteConsent? {
        guard grant.endedAt == nil, let consent = try tx.consents.find(grant.consent),
            try consent.opens(at: site.record, in: tx, on: dependencies)
        else { return nil }
        return consent
    }

    /// - Returns: the refusal, with which the end of the sign-in is committed.
    private func cameAgain(
        _ grant: SignInGrant, of consent: SiteConsent, usedAt: Instant?, in tx: Transaction
    ) throws -> any Error {
        let now = dependencies.realNow()
        guard let usedAt, now - usedAt > SignInPeriod.repetition else { return SignInRefusal.unknownCode }
        try EndConsent(dependencies: dependencies).stop(grant, of: consent, in: tx)
        return CommittedRefusal(SignInRefusal.unknownCode)
    }

    private func issue(_ grant: SignInGrant, of consent: SiteConsent, in tx: Transaction) throws -> IssuedTokens {
        let (now, vault) = (dependencies.realNow(), dependencies.vault)
        let issued = IssuedTokens(
            access: dependencies.random.token(32), accessEndsAt: now + SignInPeriod.access,
            refresh: dependencies.random.token(32), scopes: consent.scopes)
        let end = now + SignInPeriod.refresh
        try tx.consents.add(
            [
                SignInToken(
                    hash: ConsentQueries.hash(issued.access, vault), grant: grant.id, kind: .access,
                    endsAt: issued.accessEndsAt),
                SignInToken(
                    hash: ConsentQueries.hash(issued.refresh, vault), grant: grant.id, kind: .refresh, endsAt: end),
            ], to: grant, until: end, vault: vault)
        return issued
    }
}
