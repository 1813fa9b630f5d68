import Programme
import Storage

/// Links a checked payee account to a person who enters the code sent to them.
struct LinkPayee: Sendable {
    let dependencies: Dependencies

    /// Sent twice, the form links the account once.
    func link(_ digits: String, of person: ID<Account>, visit: String, in tx: Transaction) throws {
        let moment = dependencies.moment()
        try dependencies.requireMoney(for: person, in: tx)
        let waiting = try tx.payees.checked(for: person, at: moment.real)
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
