import Programme
import Storage

/// The person's own step of a set-up: password and authenticator.
struct SetUpPartnerPerson: Sendable {
    let dependencies: Dependencies

    /// Of two submissions at the same moment the second finds the link used. Throws `PartnerSetUpRefusal.unknown`.
    func finish(
        _ token: String, of id: ID<PartnerPerson>, passwordHash: String, step: Int64
    ) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            let (key, now, vault) = (
                PartnerSetUp.lookup(token, dependencies.vault), dependencies.realNow(), dependencies.vault
            )
            let held = try tx.records.hold(.partnerPeople, id)
            guard try tx.partnerPeople.setUp(key, now: now, vault: vault)?.person == id,
                let person = try tx.partnerPeople.active(id)
            else { throw PartnerSetUpRefusal.unknown }
            // What SQL put into the row does not pass with the set-up.
            try tx.records.check(held, vault: vault)
            try tx.partnerPeople.finishSetUp(of: id, passwordHash: passwordHash, step: step)
            try tx.records.bind(.partnerPeople, id, at: now, ids: dependencies.ids)
            try tx.audit.record(
                AuditEvent("partner-person.set-up", subject: "partner:\(person.partner.id)").naming(.person(id)),
                by: .partner(person.partner.id), at: dependencies.moment(), ids: dependencies.ids)
        }
    }
}
