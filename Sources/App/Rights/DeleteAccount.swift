import Programme
import Storage

/// A person deletes their account: it is asked for, waits some days in which it can be taken back, and is carried out
/// by a job. What public money, draws and the record of acts need stays; the rest is deleted or blanked.
struct DeleteAccount: Sendable {
    let dependencies: Dependencies

    /// The person has agreed with a code.
    func ask(_ person: ID<Account>, in tx: Transaction) throws {
        try requireFree(person, in: tx)
        let now = dependencies.clock.now()
        let deletion = AccountDeletion(
            id: dependencies.ids.next(), person: person, askedAt: now, dueAt: now + AccountDeletion.waiting)
        guard try tx.deletions.ask(deletion, at: dependencies.realNow(), ids: dependencies.ids) else {
            throw DeletionRefusal.askedBefore
        }
        try record("account.deletion-asked", person, by: .person(person), in: tx)
        try send(.asked(until: deletion.dueAt), to: person, in: tx)
    }

    /// Throws where the account is still needed, or its deletion was asked for.
    func requireFree(_ person: ID<Account>, in tx: Transaction) throws {
        if let obstacle = try obstacles(of: person, at: dependencies.clock.now(), in: tx).first {
            throw DeletionRefusal.neededStill(obstacle)
        }
        guard try tx.deletions.waiting(of: person) == nil else { throw DeletionRefusal.askedBefore }
    }

    /// Taking it back twice changes nothing. A request that SQL put in or changed is taken back all the same.
    func cancel(_ person: ID<Account>, in tx: Transaction) throws {
        guard let deletion = try tx.deletions.waiting(of: person), try end(deletion, as: .cancelled, in: tx) else {
            return
        }
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
    /// - Returns: the photos whose files the caller removes before `finish`; nil where it was stopped or taken back, and
    ///   for a request that is not as the person's act left it, which waits.
    func carryOut(_ deletion: AccountDeletion, in tx: Transaction) throws -> [ID<StoredPhoto>]? {
        let (person, moment) = (deletion.person, dependencies.moment())
        let held = try tx.records.hold(.accountDeletions, deletion.id)
        guard try tx.deletions.waiting(of: person)?.id == deletion.id else { return nil }
        guard try tx.records.isAsBound(held, vault: dependencies.vault) else {
            dependencies.reportChanged(.accountDeletions, deletion.id)
            return nil
        }
        guard try !tx.accounts.isClosed(person) else { return try tx.photos.all(of: person).map(\.id) }
        if let obstacle = try obstacles(of: person, at: moment.programme, in: tx).first {
            _ = try end(deletion, as: .stopped, in: tx)
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
        _ = try end(deletion, as: .done, in: tx)
    }

    /// Ends the request and binds it so; one that SQL changed before is recorded as such and not bound again. False
    /// when it was ended before.
    private func end(
        _ deletion: AccountDeletion, as ending: AccountDeletion.Ending, in tx: Transaction
    ) throws -> Bool {
        _ = try tx.records.hold(.accountDeletions, deletion.id)
        guard try tx.deletions.waiting(of: deletion.person)?.id == deletion.id else { return false }
        let changed = try dependencies.noteIfChanged(.accountDeletions, [deletion.id], in: tx)
        guard try tx.deletions.end(deletion.id, as: ending, at: dependencies.clock.now()) else { return false }
        if changed.isEmpty {
            try tx.records.bind(
                .accountDeletions, deletion.id, at: dependencies.realNow(), ids: dependencies.ids)
        }
        return true
    }

    private func erase(_ person: ID<Account>, at now: Instant, in tx: Transaction) throws -> [ID<StoredPhoto>] {
        let (ids, vault) = (dependencies.ids, dependencies.vault)
        let hadCard = try tx.cards.of(person) != nil
        let contacts = try tx.accounts.contacts(of: person, vault: vault)
        for contact in contacts { try tx.inbox.invite(DeletionNotice(what: .done), contact, on: dependencies) }
        try tx.sessions.endOthers(of: person, but: nil, at: now, ids: ids, vault: vault)
        try dependencies.endConsents(of: person, because: .deletion, in: tx)
        let photos = try tx.photos.forget(person, at: now, ids: ids)
        try tx.tests.forget(person)
        // What SQL changed before is recorded before it is blanked.
        try tx.applications.noteDeclared(by: person, on: dependencies)
        if try tx.applications.forget(person, vault: vault) {
            try tx.applications.bindDeclared(by: person, on: dependencies)
        }
        try tx.identity.forget(person, keepsFingerprint: hadCard, at: now, ids: ids, vault: vault)
        try tx.cases.forget(person, at: now, ids: ids, vault: vault)
        try tx.counterCases.forget(person, on: dependencies)
        try tx.inbox.forget(person, contacts, at: now, ids: ids, vault: vault)
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
