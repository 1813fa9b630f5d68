import Programme
import Storage

/// Ends the keeping of people's data: years after the programme this job deletes the contacts of lists, and asks for the
/// deletion of each account that has not been used since, with a notice thirty days ahead. `DeleteAccounts` carries the
/// deletion out as on a person's own request. A person who takes it back keeps the account for as many years again; where
/// the account is still needed, the job asks again later.
struct EndKeeping: Job {
    static let name = "account.end-keeping"
    /// Accounts in one transaction.
    private static let chunk = 200
    /// Contacts of lists deleted in one transaction.
    private static let contacts = 5_000

    var uniqueKey: String? { "all" }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        let moment = dependencies.moment()
        let edition = dependencies.edition
        guard let used = edition.endOfUse(at: moment.programme, backFrom: moment.programme),
            let opened = edition.endOfUse(at: moment.programme, backFrom: moment.real)
        else { return .done }
        let forgotten = try await dependencies.database.transaction { try $0.lists.pruneContacts(limit: Self.contacts) }
        let act = DeleteAccount(dependencies: dependencies)
        let count = try await dependencies.database.transaction { tx in
            let people = try tx.deletions.keptLongEnough(
                openedBefore: opened, endedBefore: used, stoppedBefore: moment.programme - Self.untilAskedAgain,
                at: moment.real, limit: Self.chunk)
            for person in people { try act.endKeeping(of: person, in: tx) }
            return people.count
        }
        // Reading all accounts costs as much as there are, and none is late by a day.
        return .again(after: count == Self.chunk || forgotten == Self.contacts ? .seconds(1) : .days(1))
    }

    /// After a deletion that was stopped because the account was needed.
    private static let untilAskedAgain = Span.days(90)
}

extension DeleteAccount {
    /// Asks for the deletion of an account whose data has been kept long enough.
    func endKeeping(of person: ID<Account>, in tx: Transaction) throws {
        let now = dependencies.clock.now()
        let deletion = AccountDeletion(
            id: dependencies.ids.next(), person: person, askedAt: now, dueAt: now + AccountDeletion.notice)
        guard try tx.deletions.ask(deletion, at: dependencies.realNow(), ids: dependencies.ids) else { return }
        try tx.audit.record(
            AuditEvent("account.keeping-ended", subject: "account:\(person)"), by: .system, at: dependencies.moment(),
            ids: dependencies.ids)
        let notice = DeletionNotice(
            what: .keepingEnds(until: deletion.dueAt, years: dependencies.edition.account.yearsOfKeeping))
        try tx.inbox.send(notice, to: person, on: dependencies)
    }
}
