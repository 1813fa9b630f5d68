import Programme
import Storage

/// The steps that replace a lost contact, each inside its caller's transaction.
struct ReplaceLostContact: Sendable {
    let dependencies: Dependencies

    /// What the first officer submitted.
    struct Proposal: Sendable {
        /// The new contact as the officer typed it.
        let typed: String
        let evidence: Set<CounterEvidence>
        let reason: OfficeReason
    }

    func propose(_ proposal: Proposal, for nik: String, by officer: Officer, in tx: Transaction) throws {
        guard let nik = try? NIK(nik) else { throw ContactCaseRefusal.unreadableNIK }
        // Before the look-up, so that none is answered without being counted.
        _ = try Self.read(proposal.typed)
        guard CounterEvidence.suffices(proposal.evidence) else { throw ContactCaseRefusal.evidenceMissing }
        let person = try lookUp(nik, by: officer.id, in: tx)
        if try isClosed(person, to: officer.id, in: tx) { throw try missed(.livesElsewhere, by: officer.id, in: tx) }
        try propose(proposal, for: person, by: officer, in: tx)
    }

    /// Whether the person lives outside the local officer's region and the officer has not opened their page.
    private func isClosed(_ person: ID<Account>, to officer: ID<Officer>, in tx: Transaction) throws -> Bool {
        guard let region = try tx.officers.region(of: officer),
            try tx.people.lines([person], vault: dependencies.vault).contains(where: { $0.isElsewhere(than: region) })
        else { return false }
        return try tx.openings.current(
            of: person, by: officer, at: dependencies.realNow(), vault: dependencies.vault) == nil
    }

    /// From this moment on no payment is sent to the person. The same proposal submitted twice is one case.
    func propose(_ proposal: Proposal, for person: ID<Account>, by officer: Officer, in tx: Transaction) throws {
        let now = dependencies.clock.now()
        let contact = try Self.read(proposal.typed)
        guard CounterEvidence.suffices(proposal.evidence) else { throw ContactCaseRefusal.evidenceMissing }
        try tx.officers.checkIsAnother(officer.id, than: person)
        // A stranger whose claim on the NIK waits, or was refused, keeps its holder from nothing.
        guard let claim = try tx.identity.claim(of: person),
            try tx.identity.verifiedHolder(of: claim.nikLookup) == person
        else { throw ContactCaseRefusal.unknownPerson }
        try countLookUp(by: officer.id, in: tx)
        guard try tx.accounts.holder(of: contact, vault: dependencies.vault) == nil else {
            throw try missed(.contactTaken, by: officer.id, in: tx)
        }
        try dependencies.requireWhole(.personContactCases, person, in: tx)
        if let lapsed = try tx.contactCases.endLapsed(of: person, at: now) { try bind(lapsed, of: person, in: tx) }
        if let current = try tx.contactCases.current(of: person, at: now, vault: dependencies.vault) {
            guard current.state == .proposed, current.proposedBy.officer == officer.id, current.contact == contact
            else {
                throw ContactCaseRefusal.underWay
            }
            return
        }
        let id = try tx.contactCases.propose(
            contact, of: person, seen: proposal.evidence, because: proposal.reason,
            by: officer.signatory(for: Self.proposing), at: now, ids: dependencies.ids, vault: dependencies.vault)
        let seen = proposal.evidence.map(\.rawValue).sorted().joined(separator: " ")
        try record("contact-case.proposed", id, person, ["evidence": seen], by: .officer(officer.id), in: tx)
    }

    /// The second officer agrees. The account's contacts are notified, and the payee account for incentives is locked
    /// until the new contact has been proved and the edition's days have passed. A second tap changes nothing.
    ///
    /// - Parameter typed: the new contact again, so that one typing error does not give the account to a stranger. An
    ///   attempt with another contact is recorded.
    func approve(_ id: ID<ContactCase>, typed: String, by officer: Officer, in tx: Transaction) throws {
        let held = try hold(id, in: tx)
        let stored = try find(id, in: tx)
        if stored.value.state == .approved, stored.decidedBy == officer.id { return }
        let value = try undecided(stored, approving: true, by: officer, in: tx)
        guard try isAsBound(held, in: tx), try isWhole(value.person, in: tx) else {
            throw try denied(RecordRefusal.changed, value, by: .officer(officer.id), in: tx)
        }
        guard try Self.read(typed).canonical == value.contact.canonical else {
            throw try denied(ContactCaseRefusal.typedDifferently, value, by: .officer(officer.id), in: tx)
        }
        let now = dependencies.clock.now()
        let opensAt = now + ContactCase.noticePeriod
        try tx.contactCases.decide(
            value, as: .approved, opensAt: opensAt, by: officer.signatory(for: Self.deciding), at: now)
        try tx.accounts.holdPayee(
            of: value.person, until: opensAt + hold, at: dependencies.realNow(), ids: dependencies.ids)
        let notice = LostContactNotice(
            kind: value.contact.kind, contact: value.contact.masked, opensAt: opensAt,
            stopping: StopLink(vault: dependencies.vault).address(of: id, under: dependencies.configuration.baseURL),
            callCentre: dependencies.edition.contact.callCentre)
        try tx.inbox.send(notice, to: value.person, on: dependencies)
        let welcome = NewContactNotice(opensAt: opensAt, until: opensAt + ContactCase.provingPeriod)
        try tx.inbox.invite(welcome, value.contact, on: dependencies)
        try record("contact-case.approved", id, value.person, by: .officer(officer.id), in: tx)
    }

    func refuse(_ id: ID<ContactCase>, by officer: Officer, in tx: Transaction) throws {
        let stored = try find(id, in: tx)
        if stored.value.state == .refused, stored.decidedBy == officer.id { return }
        let value = try undecided(stored, approving: false, by: officer, in: tx)
        let isWhole = try isWhole(value.person, in: tx)
        try tx.contactCases.decide(
            value, as: .refused, opensAt: nil, by: officer.signatory(for: Self.deciding), at: dependencies.clock.now())
        try record("contact-case.refused", id, value.person, by: .officer(officer.id), isWhole: isWhole, in: tx)
    }

    /// The person stops the case from a device that is signed in.
    func stop(of person: ID<Account>, in tx: Transaction) throws {
        let now = dependencies.clock.now()
        guard let value = try tx.contactCases.current(of: person, at: now, vault: dependencies.vault) else { return }
        try stop(value, in: tx)
    }

    /// The holder of one of the account's contacts stops the case by the link of the notice. Every contact is notified,
    /// because the link opens without signing in.
    func stop(_ value: ContactCase, in tx: Transaction) throws {
        guard value.state == .approved else { return }
        let isWhole = try isWhole(value.person, in: tx)
        try tx.contactCases.end(value, as: .stopped, at: dependencies.clock.now())
        let notice = ContactChangeStoppedNotice(
            contact: value.contact.masked, callCentre: dependencies.edition.contact.callCentre)
        try tx.inbox.send(notice, to: value.person, on: dependencies)
        try record(
            "contact-case.stopped", value.id, value.person, by: .person(value.person), isWhole: isWhole, in: tx)
    }

    /// The new contact of an approved case has been proved: it replaces the lost one. Nil when no case waits for it.
    func finish(_ contact: Contact, in tx: Transaction) throws -> Account? {
        let moment = dependencies.moment()
        let found = try tx.records.findHeld(.contactCases, by: \.id) {
            try tx.contactCases.provable(contact, at: moment.programme, vault: dependencies.vault)
        }
        guard let (value, _) = found, try tx.accounts.holder(of: contact, vault: dependencies.vault) == nil
        else { return nil }
        guard try isAsBound(try hold(value.id, in: tx), in: tx), try isWhole(value.person, in: tx) else {
            // For the person it is as if there were no case; the attempt stays in the audit log.
            _ = try denied(RecordRefusal.changed, value, by: .system, in: tx)
            return nil
        }
        let before = try tx.accounts.contacts(of: value.person, vault: dependencies.vault)
        try tx.contactCases.end(value, as: .done, at: moment.programme)
        guard try tx.accounts.add(contact, to: value.person, at: moment.real, vault: dependencies.vault) else {
            throw StorageFault.contended
        }
        try tx.sessions.endOthers(
            of: value.person, but: nil, at: moment.real, ids: dependencies.ids, vault: dependencies.vault)
        let until = moment.programme + hold
        try tx.accounts.holdPayee(of: value.person, until: until, at: moment.real, ids: dependencies.ids)
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

    static func read(_ typed: String) throws -> Contact {
        guard let contact = Contact(typed) else { throw ContactCaseRefusal.unreadableContact }
        return contact
    }

    /// The one person with a verified identity of this NIK. A miss is recorded.
    private func lookUp(_ nik: NIK, by officer: ID<Officer>, in tx: Transaction) throws -> ID<Account> {
        try countLookUp(by: officer, in: tx)
        guard let person = try tx.identity.verifiedHolder(of: dependencies.vault.lookup(nik.digits, purpose: "nik"))
        else { throw try missed(.unknownPerson, by: officer, in: tx) }
        return person
    }

    /// Typing a NIK or contact here is counted like every search for people.
    private func countLookUp(by officer: ID<Officer>, in tx: Transaction) throws {
        try tx.openings.countLookUp(by: officer, at: dependencies.moment(), ids: dependencies.ids)
    }

    /// The refusal, with a record of the look-up that is committed although the proposal is refused.
    private func missed(
        _ refusal: ContactCaseRefusal, by officer: ID<Officer>, in tx: Transaction
    ) throws -> CommittedRefusal {
        try tx.openings.recordMiss("contacts", by: officer, at: dependencies.moment(), ids: dependencies.ids)
        return CommittedRefusal(refusal)
    }

    private func find(_ id: ID<ContactCase>, in tx: Transaction) throws -> StoredContactCase {
        guard let stored = try tx.contactCases.find(id, vault: dependencies.vault) else {
            throw ContactCaseRefusal.over
        }
        return stored
    }

    /// The case, checked to wait for this officer. An attempt that is denied is recorded in the audit log.
    private func undecided(
        _ stored: StoredContactCase, approving: Bool, by officer: Officer, in tx: Transaction
    ) throws -> ContactCase {
        let value = stored.value
        guard value.state == .proposed else { throw ContactCaseRefusal.over }
        try tx.officers.checkIsAnother(officer.id, than: value.person)
        do throws(FourEyesRefusal) {
            try FourEyes.confirm(
                value.proposedBy, by: officer.signatory(for: Self.deciding), approving: approving)
        } catch {
            throw try denied(error, value, by: .officer(officer.id), in: tx)
        }
        return value
    }

    private func hold(_ id: ID<ContactCase>, in tx: Transaction) throws -> [HeldRecord] {
        try Self.kinds.map { try tx.records.hold($0, id) }
    }

    private func isAsBound(_ held: [HeldRecord], in tx: Transaction) throws -> Bool {
        try held.allSatisfy { try tx.records.isAsBound($0, vault: dependencies.vault) }
    }

    /// Records the attempt and binds nothing: the case may have been put in by other means.
    private func denied(
        _ refusal: any Refusal, _ value: ContactCase, by actor: Actor, in tx: Transaction
    ) throws -> CommittedRefusal {
        try dependencies.denied(
            refusal, "contact-case.denied", about: "account:\(value.person)", ["case": value.id.description], by: actor,
            in: tx)
    }

    private static let kinds = [BoundKind.contactCases, .contactCaseStates]

    private func record(
        _ action: String, _ id: ID<ContactCase>, _ person: ID<Account>, _ detail: [String: String] = [:],
        by actor: Actor, isWhole: Bool = true, in tx: Transaction
    ) throws {
        try tx.audit.record(
            AuditEvent(
                action, subject: "account:\(person)", detail: detail.merging(["case": id.description]) { $1 }),
            by: actor, at: dependencies.moment(), ids: dependencies.ids)
        try bind(id, of: person, isWhole: isWhole, in: tx)
    }

    /// - Parameter isWhole: whether the person's cases were as the last act left them before this one: otherwise what
    ///   SQL wrote into another one would be bound too.
    private func bind(
        _ id: ID<ContactCase>, of person: ID<Account>, isWhole: Bool = true, in tx: Transaction
    ) throws {
        let now = dependencies.realNow()
        for kind in Self.kinds { try tx.records.bind(kind, id, at: now, ids: dependencies.ids) }
        if isWhole { try tx.records.bind(.personContactCases, person, at: now, ids: dependencies.ids) }
    }

    private func isWhole(_ person: ID<Account>, in tx: Transaction) throws -> Bool {
        _ = try tx.records.hold(.personContactCases, person)
        return try dependencies.whole(.personContactCases, person, in: tx) != nil
    }

    /// Permissions of the officer at the counter, and of the one who decides.
    static let proposing: [Permission] = [.changePeople, .reviewPhotos]
    static let deciding: [Permission] = [.approvePeopleChanges]
}
