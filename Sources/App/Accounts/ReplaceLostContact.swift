import Programme
import Storage

/// The steps that replace a lost contact, each inside its caller's transaction.
struct ReplaceLostContact: Sendable {
    let dependencies: Dependencies

    /// - Parameter typed: the new contact as the first officer typed it.
    func propose(
        _ typed: String, for nik: String, because reason: OfficeReason, by officer: Officer, in tx: Transaction
    ) throws {
        let contact = try Self.read(typed)
        let person = try person(with: nik, in: tx)
        try tx.officers.checkIsAnother(officer.id, than: person)
        guard try tx.accounts.holder(of: contact, vault: dependencies.vault) == nil else {
            throw ContactCaseRefusal.contactTaken
        }
        let id = try tx.contactCases.propose(
            contact, of: person, because: reason, by: officer.signatory(for: .reviewPhotos),
            at: dependencies.clock.now(),
            ids: dependencies.ids,
            vault: dependencies.vault)
        try record("contact-case.proposed", id, person, by: .officer(officer.id), in: tx)
    }

    /// The second officer agrees. The account's contacts are notified, and the payee account for incentives is locked
    /// until the new contact has been proved and the edition's days have passed.
    ///
    /// - Parameter typed: the new contact again, so that one typing error does not give the account to a stranger.
    func approve(_ id: ID<ContactCase>, typed: String, by officer: Officer, in tx: Transaction) throws {
        let value = try undecided(id, in: tx)
        try tx.officers.checkIsAnother(officer.id, than: value.person)
        try FourEyes.confirm(value.proposedBy, by: officer.signatory(for: .approvePayouts))
        guard try Self.read(typed).canonical == value.contact.canonical else {
            throw ContactCaseRefusal.typedDifferently
        }
        let now = dependencies.clock.now()
        let opensAt = now + ContactCase.noticePeriod
        try tx.contactCases.decide(
            value, as: .approved, opensAt: opensAt, by: officer.signatory(for: .approvePayouts), at: now)
        try tx.accounts.holdPayee(of: value.person, until: opensAt + hold)
        let notice = LostContactNotice(
            kind: value.contact.kind, contact: value.contact.masked, opensAt: opensAt,
            callCentre: dependencies.edition.contact.callCentre)
        try tx.inbox.send(notice, to: value.person, on: dependencies)
        let welcome = NewContactNotice(opensAt: opensAt, until: opensAt + ContactCase.provingPeriod)
        try tx.inbox.invite(welcome, value.contact, on: dependencies)
        try record("contact-case.approved", id, value.person, by: .officer(officer.id), in: tx)
    }

    func refuse(_ id: ID<ContactCase>, by officer: Officer, in tx: Transaction) throws {
        let value = try undecided(id, in: tx)
        try FourEyes.confirm(value.proposedBy, by: officer.signatory(for: .approvePayouts))
        try tx.contactCases.decide(
            value, as: .refused, opensAt: nil, by: officer.signatory(for: .approvePayouts), at: dependencies.clock.now()
        )
        try record("contact-case.refused", id, value.person, by: .officer(officer.id), in: tx)
    }

    /// The person stops the case from a device that is signed in.
    func stop(of person: ID<Account>, in tx: Transaction) throws {
        let now = dependencies.clock.now()
        guard let value = try tx.contactCases.current(of: person, at: now, vault: dependencies.vault),
            value.state == .approved
        else {
            return
        }
        try tx.contactCases.end(value, as: .stopped, at: now)
        try record("contact-case.stopped", value.id, person, by: .person(person), in: tx)
    }

    /// The new contact of an approved case has been proved: it replaces the lost one. Nil when no case waits for it.
    func finish(_ contact: Contact, in tx: Transaction) throws -> Account? {
        let moment = dependencies.moment()
        guard let value = try tx.contactCases.provable(contact, at: moment.programme, vault: dependencies.vault),
            try tx.accounts.holder(of: contact, vault: dependencies.vault) == nil
        else { return nil }
        let before = try tx.accounts.contacts(of: value.person, vault: dependencies.vault)
        try tx.contactCases.end(value, as: .done, at: moment.programme)
        guard try tx.accounts.add(contact, to: value.person, at: moment.real, vault: dependencies.vault) else {
            throw StorageFault.contended
        }
        try tx.sessions.endOthers(of: value.person, but: nil)
        let until = moment.programme + hold
        try tx.accounts.holdPayee(of: value.person, until: until)
        let old = before.first { $0.kind == contact.kind }
        let notice = ContactChangedNotice(
            kind: contact.kind, old: old?.masked, contact: contact.masked, heldUntil: until,
            callCentre: dependencies.edition.contact.callCentre)
        try tx.inbox.send(notice, to: value.person, on: dependencies)
        if let old { try tx.inbox.invite(notice, old, on: dependencies) }
        try record("contact-case.done", value.id, value.person, by: .person(value.person), in: tx)
        return try tx.accounts.holder(of: contact, vault: dependencies.vault)
    }

    private var hold: Span { .days(dependencies.edition.account.daysPayeeIsHeld) }

    private static func read(_ typed: String) throws -> Contact {
        guard let contact = Contact(typed) else { throw ContactCaseRefusal.unreadableContact }
        return contact
    }

    /// The one person with a verified identity of this NIK.
    private func person(with typed: String, in tx: Transaction) throws -> ID<Account> {
        guard let nik = try? NIK(typed) else { throw ContactCaseRefusal.unreadableNIK }
        // A stranger whose claim on the NIK waits, or was refused, keeps its holder from nothing.
        guard let person = try tx.identity.verifiedHolder(of: dependencies.vault.lookup(nik.digits, purpose: "nik"))
        else {
            throw ContactCaseRefusal.unknownPerson
        }
        return person
    }

    private func undecided(_ id: ID<ContactCase>, in tx: Transaction) throws -> ContactCase {
        guard let value = try tx.contactCases.find(id, vault: dependencies.vault), value.state == .proposed else {
            throw ContactCaseRefusal.over
        }
        return value
    }

    private func record(
        _ action: String, _ id: ID<ContactCase>, _ person: ID<Account>, by actor: Actor, in tx: Transaction
    ) throws {
        try tx.audit.record(
            AuditEvent(action, subject: "account:\(person)", detail: ["case": id.description]), by: actor,
            at: dependencies.moment(), ids: dependencies.ids)
        try tx.records.bind(.contactCases, id, at: dependencies.realNow(), ids: dependencies.ids)
    }
}
