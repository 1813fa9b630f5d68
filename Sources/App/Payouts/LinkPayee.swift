import Programme
import Storage

/// Links a checked payee account to a person who enters the code sent to them.
struct LinkPayee: Sendable {
    let dependencies: Dependencies

    /// Stores an account whose holder matches the person and binds it to them, for the code that is sent next. One that
    /// SQL changed, or gave to the person, does not wait any longer, and `audit verify` names it.
    func note(
        _ number: AccountNumber, at partner: PayoutPartner, holder: PayeeName, of person: ID<Account>,
        in tx: Transaction
    ) throws {
        let (now, vault) = (dependencies.realNow(), dependencies.vault)
        var waiting = try held(for: person, in: tx)
        if let found = waiting, try !isWhole(found, in: tx) {
            // One that was checked before checks were bound is replaced without that.
            if try tx.records.differs(.payees, found.account.id, vault: vault) {
                try dependencies.noteIfChanged(.payees, [found.account.id], in: tx)
            }
            waiting = nil
        }
        let added = try tx.payees.note(
            number, at: partner, holder: holder, of: person, keeping: waiting, at: now, ids: dependencies.ids,
            vault: vault)
        guard let added else { return }
        try tx.records.bind(.payees, added, at: now, ids: dependencies.ids, isFirst: true)
    }

    /// The account that awaits the person's code, held. Nil for none. Throws `PayeeRefusal.nothingToConfirm` for one
    /// that is not as its check left it.
    func checked(for person: ID<Account>, in tx: Transaction) throws -> StoredPayee? {
        guard let payee = try held(for: person, in: tx) else { return nil }
        guard try isWhole(payee, in: tx) else { throw PayeeRefusal.nothingToConfirm }
        return payee
    }

    /// Whether an account is as its check left it: this person's, with the number that was checked.
    func isWhole(_ payee: StoredPayee, in tx: Transaction) throws -> Bool {
        let isBound = try tx.records.isAsBound(.payees, payee.account.id, vault: dependencies.vault)
        if isBound, payee.fits(dependencies.vault) { return true }
        dependencies.reportChanged(.payees, payee.account.id)
        return false
    }

    private func held(for person: ID<Account>, in tx: Transaction) throws -> StoredPayee? {
        let now = dependencies.realNow()
        return try tx.records.findHeld(.payees, by: \StoredPayee.account.id) {
            try tx.payees.checked(for: person, at: now)
        }?.value
    }

    /// Sent twice, the form links the account once.
    func link(_ digits: String, of person: ID<Account>, visit: String, in tx: Transaction) throws {
        let moment = dependencies.moment()
        try dependencies.requireMoney(for: person, in: tx)
        let waiting = try checked(for: person, in: tx)
        guard let payee = try waiting ?? tx.payees.linked(to: person) else { throw PayeeRefusal.nothingToConfirm }
        try requireNoHold(person, in: tx)
        let proof = try tx.codes.prove(
            digits, .payee, subject: CodeSender.subject(person, visit), about: payee.matter, by: visit,
            at: moment.real, vault: dependencies.vault, edition: dependencies.edition)
        guard !proof.isSecondTap else { return }
        try tx.payees.link(payee, at: moment.programme)
        try tx.records.bind(.payees, payee.account.id, at: moment.real, ids: dependencies.ids)
        try tx.audit.record(
            AuditEvent("payee.linked", subject: "account:\(person)", detail: ["partner": payee.account.partner]),
            by: .person(person), at: moment, ids: dependencies.ids)
        try tx.inbox.send(
            PayeeLinkedNotice(account: payee.readable(in: dependencies.payoutPartners)), to: person, on: dependencies)
    }

    /// After a contact was replaced the account cannot be changed for a while, so that an intruder cannot redirect the
    /// money with the new contact.
    func requireNoHold(_ person: ID<Account>, in tx: Transaction) throws {
        for kind in [BoundKind.payeeHolds, .personContactCases] {
            guard try dependencies.whole(kind, person, in: tx) != nil else { throw RecordRefusal.heldBack }
        }
        if let until = try MoneyHold(dependencies: dependencies).payee(of: person, in: tx) {
            throw PayeeRefusal.held(until: until)
        }
    }
}
