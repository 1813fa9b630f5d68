import HTTPTypes
import Programme
import Storage

/// A person deletes their account: it is asked for, waits some days in which it can be taken back, and is carried out
/// by a job. What public money, draws and the record of acts need stays; the rest is deleted or blanked.
struct DeleteAccount: Sendable {
    let dependencies: Dependencies

    func ask(_ person: ID<Account>, in tx: Transaction) throws {
        let now = dependencies.clock.now()
        if let obstacle = try obstacles(of: person, at: now, in: tx).first {
            throw DeletionRefusal.neededStill(obstacle)
        }
        let deletion = AccountDeletion(
            id: dependencies.ids.next(), person: person, askedAt: now, dueAt: now + AccountDeletion.waiting)
        guard try tx.deletions.ask(deletion) else { throw DeletionRefusal.askedBefore }
        try record("account.deletion-asked", person, by: .person(person), in: tx)
        try send(.asked(until: deletion.dueAt), to: person, in: tx)
    }

    /// Taking it back twice changes nothing.
    func cancel(_ person: ID<Account>, in tx: Transaction) throws {
        guard let deletion = try tx.deletions.waiting(of: person),
            try tx.deletions.end(deletion.id, as: .cancelled, at: dependencies.clock.now())
        else { return }
        try record("account.deletion-cancelled", person, by: .person(person), in: tx)
        try send(.cancelled, to: person, in: tx)
    }

    func obstacles(of person: ID<Account>, at now: Instant, in tx: Transaction) throws -> [DeletionObstacle] {
        try DeletionObstacle.all(
            of: person, at: now, edition: dependencies.edition, vault: dependencies.vault, in: tx)
    }

    /// Deletes and blanks, or stops where the account is needed again. Running it again after a crash repeats only the
    /// list of files.
    ///
    /// - Returns: the photos whose files the caller removes before `finish`; nil where it was stopped or taken back.
    func carryOut(_ deletion: AccountDeletion, in tx: Transaction) throws -> [ID<StoredPhoto>]? {
        let (person, moment) = (deletion.person, dependencies.moment())
        guard try tx.deletions.waiting(of: person)?.id == deletion.id else { return nil }
        guard try !tx.accounts.isClosed(person) else { return try tx.photos.all(of: person).map(\.id) }
        if let obstacle = try obstacles(of: person, at: moment.programme, in: tx).first {
            _ = try tx.deletions.end(deletion.id, as: .stopped, at: moment.programme)
            try record("account.deletion-stopped", person, by: .system, in: tx)
            try send(.stopped(obstacle), to: person, in: tx)
            return nil
        }
        let photos = try erase(person, at: moment.real, in: tx)
        try record("account.deleted", person, by: .system, in: tx)
        return photos
    }

    /// The files are gone.
    func finish(_ deletion: AccountDeletion, in tx: Transaction) throws {
        _ = try tx.deletions.end(deletion.id, as: .done, at: dependencies.clock.now())
    }

    private func erase(_ person: ID<Account>, at now: Instant, in tx: Transaction) throws -> [ID<StoredPhoto>] {
        let (ids, vault) = (dependencies.ids, dependencies.vault)
        let hadCard = try tx.cards.of(person) != nil
        let contacts = try tx.accounts.contacts(of: person, vault: vault)
        for contact in contacts { try tx.inbox.invite(DeletionNotice(what: .done), contact, on: dependencies) }
        try tx.sessions.endOthers(of: person, but: nil, at: now, ids: ids, vault: vault)
        let photos = try tx.photos.forget(person, at: now, ids: ids)
        try tx.tests.forget(person)
        // What SQL changed before is recorded before it is blanked.
        try tx.applications.noteDeclared(by: person, on: dependencies)
        if try tx.applications.forget(person, vault: vault) {
            try tx.applications.bindDeclared(by: person, on: dependencies)
        }
        try tx.identity.forget(person, keepsFingerprint: hadCard, at: now, ids: ids, vault: vault)
        try tx.cases.forget(person, at: now, ids: ids, vault: vault)
        try tx.inbox.forget(person, contacts, vault: vault)
        try tx.contactChanges.forget(person)
        try tx.contactCases.forget(person, at: now, ids: ids, vault: vault)
        try tx.accounts.close(person)
        return photos
    }

    private func send(_ what: DeletionNotice.What, to person: ID<Account>, in tx: Transaction) throws {
        try tx.inbox.send(DeletionNotice(what: what), to: person, on: dependencies)
    }

    private func record(_ act: String, _ person: ID<Account>, by actor: Actor, in tx: Transaction) throws {
        try tx.audit.record(
            AuditEvent(act, subject: "account:\(person)"), by: actor, at: dependencies.moment(),
            ids: dependencies.ids)
    }
}

/// Why an account is not deleted.
enum DeletionRefusal: UserFacingRefusal {
    case neededStill(DeletionObstacle)
    case askedBefore
    /// The tick is missing.
    case notUnderstood

    var code: String {
        switch self {
        case .neededStill(let obstacle): "deletion.\(obstacle.rawValue)"
        case .askedBefore: "deletion.asked-before"
        case .notUnderstood: "deletion.not-understood"
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .neededStill, .askedBefore: .conflict
        case .notUnderstood: .unprocessableContent
        }
    }

    func sentence(_ t: Words) -> String {
        switch self {
        case .neededStill(let obstacle): obstacle.sentence(t)
        case .askedBefore:
            t(
                "Penghapusan sudah Anda minta. Batalkan di halaman ini kalau berubah pikiran.",
                "You have asked for the deletion. Take it back on this page if you change your mind.")
        case .notUnderstood:
            t(
                "Centang bahwa Anda paham akibatnya, lalu tekan tombolnya lagi.",
                "Tick that you understand what follows, then press the button again.")
        }
    }
}
