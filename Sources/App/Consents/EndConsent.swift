import Programme
import Storage

/// Ends consents: from that moment the partner reads nothing more by them.
struct EndConsent: Sendable {
    let dependencies: Dependencies

    /// The person ends one of their own. Ending it twice changes nothing; false for another person's.
    func end(_ id: ID<SiteConsent>, by person: ID<Account>, in tx: Transaction) throws -> Bool {
        guard let consent = try tx.consents.find(id), consent.person == person else { return false }
        try end(consent, because: .person, by: .person(person), in: tx)
        return true
    }

    func end(
        _ consent: SiteConsent, because why: SiteConsent.Ending, by actor: Actor, in tx: Transaction
    ) throws {
        try stop(consent, act: "consent.ended", by: actor, in: tx) { now in
            try tx.consents.end(consent.id, because: why, at: now)
        }
    }

    /// A used code or refresh token came again: another program may have a copy. All tokens of the sign-in end.
    func stop(_ grant: SignInGrant, of consent: SiteConsent, in tx: Transaction) throws {
        try stop(consent, act: "consent.copy-stopped", by: .partner(consent.partner), in: tx) { now in
            try tx.consents.end(grant, at: now)
        }
    }

    /// A consent that SQL changed is ended all the same, recorded as such, and not bound again.
    private func stop(
        _ consent: SiteConsent, act: String, by actor: Actor, in tx: Transaction, _ write: (Instant) throws -> Bool
    ) throws {
        _ = try tx.records.hold(.consents, consent.id)
        let now = dependencies.realNow()
        let changed = try dependencies.noteIfChanged(.consents, [consent.id], in: tx)
        guard try write(now) else { return }
        if changed.isEmpty { try tx.records.bind(.consents, consent.id, at: now, ids: dependencies.ids) }
        let partner = try tx.partners.find(consent.partner)?.clientCode ?? ""
        try tx.audit.record(
            AuditEvent(act, subject: "account:\(consent.person)", detail: ["client_code": partner]), by: actor,
            at: dependencies.moment(), ids: dependencies.ids)
    }
}

extension Dependencies {
    /// Ends all consents of a person whose account is suspended or deleted.
    func endConsents(of person: ID<Account>, because why: SiteConsent.Ending, in tx: Transaction) throws {
        for id in try tx.consents.running(of: person) {
            guard let consent = try tx.consents.find(id) else { continue }
            try EndConsent(dependencies: self).end(consent, because: why, by: .system, in: tx)
        }
    }
}
