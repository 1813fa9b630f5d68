import Programme
import Storage

/// The steps that replace a proved contact by another, each inside its caller's transaction.
struct ChangeContact: Sendable {
    let dependencies: Dependencies
    let language: Language
    let visit: String

    /// Sends a code to the present contact; its message says what typing the code would agree to.
    func begin(_ contact: Contact, of person: ID<Account>, in tx: Transaction) throws {
        let contacts = try tx.accounts.contacts(of: person, vault: dependencies.vault)
        guard !contacts.contains(where: { $0.canonical == contact.canonical }) else { throw ContactRefusal.same }
        guard let present = ContactChange.present(contacts, for: contact.kind) else {
            throw ContactRefusal.nothingUnderWay
        }
        let change = try tx.contactChanges.begin(
            contact, of: person, at: dependencies.realNow(), ids: dependencies.ids, vault: dependencies.vault)
        try askPresent(present, change, in: tx)
        try tx.audit.record(
            AuditEvent(
                "account.contact-change-begun", subject: "account:\(person)", detail: ["kind": contact.kind.rawValue]),
            by: .person(person), at: dependencies.moment(), ids: dependencies.ids)
    }

    /// The code sent to the present contact was typed: sends another to the new one.
    func agree(_ typed: String, _ kind: Contact.Kind, of person: ID<Account>, in tx: Transaction) throws {
        let change = try current(kind, of: person, in: tx)
        let proof = try tx.codes.prove(
            typed, .oldContact, subject: subject(person), about: change.matter, by: visit, at: dependencies.realNow(),
            vault: dependencies.vault, edition: dependencies.edition)
        guard !proof.isSecondTap else { return }
        try tx.contactChanges.agree(change)
        try askNew(change, in: tx)
    }

    /// The code sent to the new contact was typed: it replaces the old one. Every other device is signed out, the payee
    /// account for incentives is locked for the edition's days, and the old contact is notified.
    ///
    /// - Returns: the new contact, also when the form was sent twice and nothing was left to do.
    func finish(
        _ typed: String, _ kind: Contact.Kind, of person: ID<Account>, staying session: Session?, in tx: Transaction
    ) throws -> Contact {
        let moment = dependencies.moment()
        let change =
            try tx.contactChanges.finished(of: person, kind, at: moment.real, vault: dependencies.vault)
            ?? current(kind, of: person, in: tx)
        let proof = try tx.codes.prove(
            typed, .newContact, subject: subject(person), about: change.matter, by: visit, at: moment.real,
            vault: dependencies.vault, edition: dependencies.edition)
        guard !proof.isSecondTap else { return change.contact }
        let before = try tx.accounts.contacts(of: person, vault: dependencies.vault)
        try tx.contactChanges.finish(change, at: moment.real)
        guard try tx.accounts.add(change.contact, to: person, at: moment.real, vault: dependencies.vault) else {
            throw CodeRefusal.noCode
        }
        try tx.sessions.endOthers(
            of: person, but: session, at: moment.real, ids: dependencies.ids, vault: dependencies.vault)
        let until = moment.programme + .days(dependencies.edition.account.daysPayeeIsHeld)
        try tx.accounts.holdPayee(of: person, until: until, at: moment.real, ids: dependencies.ids)
        try tx.audit.record(
            AuditEvent(
                "account.contact-changed", subject: "account:\(person)", detail: ["kind": kind.rawValue]),
            by: .person(person), at: moment, ids: dependencies.ids)
        try tell(change, before: before, heldUntil: until, in: tx)
        return change.contact
    }

    /// Sends the code of the present step once more.
    func resend(_ kind: Contact.Kind, of person: ID<Account>, in tx: Transaction) throws {
        let change = try current(kind, of: person, in: tx)
        switch change.step {
        case .agreed, .done: try askNew(change, in: tx)
        case .begun:
            let contacts = try tx.accounts.contacts(of: person, vault: dependencies.vault)
            guard let present = ContactChange.present(contacts, for: kind) else {
                throw ContactRefusal.nothingUnderWay
            }
            try askPresent(present, change, in: tx)
        }
    }

    private func askPresent(_ present: Contact, _ change: ContactChange, in tx: Transaction) throws {
        let request = CodeQueries.Request(
            purpose: .oldContact, subject: subject(change.person), destination: present, matter: change.matter)
        try CodeSender(dependencies: dependencies, language: language).send(request, in: tx) { digits in
            ContactChangeCodeMessage(
                digits: digits, kind: change.contact.kind, contact: change.contact.masked,
                minutes: dependencies.edition.account.codeValidMinutes)
        }
    }

    /// If the new contact belongs to another account, only its owner learns so, by message.
    private func askNew(_ change: ContactChange, in tx: Transaction) throws {
        let sender = CodeSender(dependencies: dependencies, language: language)
        let request = CodeQueries.Request(
            purpose: .newContact, subject: subject(change.person), destination: change.contact, matter: change.matter)
        if try tx.accounts.holder(of: change.contact, vault: dependencies.vault) != nil {
            try sender.decoy(.contactTaken, request, in: tx)
        } else {
            try sender.send(.contact, request, in: tx)
        }
    }

    private func tell(
        _ change: ContactChange, before: [Contact], heldUntil: Instant, in tx: Transaction
    ) throws {
        let old = before.first { $0.kind == change.contact.kind }
        let notice = ContactChangedNotice(
            kind: change.contact.kind, old: old?.masked, contact: change.contact.masked, heldUntil: heldUntil,
            callCentre: dependencies.edition.contact.callCentre)
        try tx.inbox.send(notice, to: change.person, on: dependencies)
        // It is no longer a contact of the account, so the inbox does not send to it.
        if let old { try tx.inbox.invite(notice, old, on: dependencies) }
    }

    private func current(
        _ kind: Contact.Kind, of person: ID<Account>, in tx: Transaction
    ) throws -> ContactChange {
        guard
            let change = try tx.contactChanges.current(
                of: person, kind, at: dependencies.realNow(), vault: dependencies.vault)
        else {
            throw ContactRefusal.nothingUnderWay
        }
        return change
    }

    private func subject(_ person: ID<Account>) -> String { CodeSender.subject(person, visit) }
}

extension ContactChange.Step {
    /// The purpose of the code that is expected in this step.
    var purpose: CodePurpose {
        switch self {
        case .begun: .oldContact
        case .agreed, .done: .newContact
        }
    }
}
