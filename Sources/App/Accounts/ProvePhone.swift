import Programme
import Storage

/// Proves a mobile number with the code sent to it, and adds it to the account.
struct ProvePhone: Sendable {
    let dependencies: Dependencies

    /// Returns the proved number. Sent twice, the form adds it once.
    func prove(_ digits: String, of person: ID<Account>, visit: String, in tx: Transaction) throws -> Contact {
        let moment = dependencies.moment()
        let proof = try tx.codes.prove(
            digits, .phone, subject: CodeSender.subject(person, visit), by: visit, at: moment.real,
            vault: dependencies.vault, edition: dependencies.edition)
        if !proof.isSecondTap { try add(proof.contact, to: person, at: moment, in: tx) }
        return proof.contact
    }

    /// Notifies the contacts that the account had before.
    private func add(_ phone: Contact, to person: ID<Account>, at moment: Moment, in tx: Transaction) throws {
        guard try !tx.accounts.hasContact(of: .phone, person) else { throw ContactRefusal.alreadyProved }
        let before = try tx.accounts.contacts(of: person, vault: dependencies.vault)
        guard try tx.accounts.add(phone, to: person, at: moment.real, vault: dependencies.vault) else {
            throw CodeRefusal.noCode
        }
        let notice = PhoneAddedNotice(phone: phone.masked, callCentre: dependencies.edition.contact.callCentre)
        for contact in before { try tx.inbox.invite(notice, contact, on: dependencies) }
        try tx.audit.record(
            AuditEvent("account.phone-proved", subject: "account:\(person)"), by: .person(person), at: moment,
            ids: dependencies.ids)
        try tx.applications.decide(person, on: dependencies)
    }
}
