import Programme
import Storage

/// One officer sends a message of a person's inbox again, to the contacts proved now. Codes are in no inbox, so they
/// are never among them.
struct SendMessageAgain: Sendable {
    let dependencies: Dependencies

    func send(_ message: ID<Message>, to person: ID<Account>, by officer: Officer, in tx: Transaction) throws {
        try officer.require(.changePeople)
        try tx.officers.checkIsAnother(officer.id, than: person)
        guard try tx.inbox.find(message, of: person, vault: dependencies.vault) != nil else {
            throw PersonActRefusal.notSendable
        }
        // Counted first: the count's lock makes a double tap wait for the first one.
        guard try tx.repetitions.count(person, on: today) else { throw PersonActRefusal.tooManyMessages }
        let isUnderWay = try tx.deliveries.of(message, vault: dependencies.vault).contains { $0.state == .queued }
        guard !isUnderWay else { throw PersonActRefusal.messageUnderWay }
        guard try tx.inbox.sendAgain(message, to: person, on: dependencies) else { throw PersonActRefusal.notSendable }
        let event = AuditEvent("message.sent-again", subject: "account:\(person)")
        try PersonActRecord(dependencies: dependencies).record(event, by: .officer(officer.id), in: tx)
    }

    var today: CivilDate { dependencies.edition.waves.zone.date(of: dependencies.realNow()) }
}
