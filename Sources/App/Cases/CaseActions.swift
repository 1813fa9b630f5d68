import Foundation
import HTTPTypes
import Programme
import Storage

/// What a person, or an officer for them, wants to begin.
struct NewCase: Sendable {
    /// Drawn when the form was shown: a form that is submitted twice begins one case.
    let number: CaseNumber?
    let person: ID<Account>?
    /// Only where there is no account.
    var guest: CaseGuest?
    let category: CaseCategory
    var channel = ServiceCase.Channel.site
    let text: CaseText
    var enteredBy: ID<Officer>?
    var contested: ContestedDecision?
    var correction: AnswerCorrection?
    var missing: MissingEntry?
}

/// The acts on a case, each in one transaction with its audit event and its message to the person.
struct CaseActions: Sendable {
    let dependencies: Dependencies

    /// How many numbers are tried before the case is given up; each is free with a probability of more than nine tenths
    /// until there are ten million cases.
    private static let mostDraws = 20

    /// How long after a case a form with the same words counts as the same form sent again.
    private static let formAge = Span.minutes(30)

    // MARK: - The person

    /// Begins a case and returns its number.
    func begin(_ new: NewCase) async throws -> CaseNumber {
        let fresh = (0..<Self.mostDraws).map { _ in Self.draw(dependencies.random) }
        return try await dependencies.database.transaction { tx in
            if let twin = try twin(of: new, tx) { return twin.number }
            // A missing entry must be looked into before the draw, whatever else the person has asked.
            if let person = new.person, new.enteredBy == nil, new.missing == nil,
                try tx.cases.openCount(of: person) >= ServiceCase.mostOpen
            {
                throw CaseRefusal.tooManyOpen
            }
            for number in [new.number].compactMap(\.self) + fresh {
                if let contested = new.contested,
                    try tx.cases.running(against: contested.kind, contested.subject) != nil
                {
                    throw CaseRefusal.alreadyContested
                }
                let stored = self.stored(new, number)
                guard try tx.cases.begin(stored, guest: new.guest, vault: dependencies.vault) else { continue }
                try write(new.text.text, as: .person, by: new.enteredBy, into: stored, tx)
                if let correction = new.correction, !correction.isEmpty {
                    try tx.cases.ask(correction, in: stored.id, vault: dependencies.vault)
                }
                var detail = ["category": stored.category.rawValue]
                if let missing = new.missing {
                    try tx.cases.keep(missing, in: stored.id)
                    detail["wave"] = "\(try tx.waves.require(missing.wave).wave.number)"
                }
                let actor = new.enteredBy.map(Actor.officer) ?? new.person.map(Actor.person) ?? .system
                try record("case.begun", stored, detail, by: actor, in: tx)
                try tell(CaseReceivedNotice(stored, dependencies), stored, tx)
                return number
            }
            throw StorageFault.contended
        }
    }

    /// The case that the same form has begun already. A number alone does not say so: the browser's back button shows
    /// the form of the case before, with its number, and the next caller's words are typed into it.
    private func twin(of new: NewCase, _ tx: Transaction) throws -> ServiceCase? {
        guard let number = new.number, let first = try tx.cases.find(number) else { return nil }
        let lately = try tx.cases.begunLately(
            by: new.enteredBy, for: new.person, since: dependencies.realNow() - Self.formAge, limit: Self.mostDraws)
        return try ([first] + lately).first { stored in
            guard stored.person == new.person, stored.enteredBy == new.enteredBy, stored.category == new.category,
                stored.contested?.kind == new.contested?.kind, stored.contested?.subject == new.contested?.subject,
                try tx.cases.guest(of: stored.id, vault: dependencies.vault) == new.guest
            else { return false }
            return try tx.cases.messages(of: stored.id, vault: dependencies.vault).first?.text == new.text.text
        }
    }

    static func draw(_ random: RandomSource) -> CaseNumber {
        CaseNumber(drawn: Int(random.digits(CaseNumber.randomDigits), in: 0...99_999_999) ?? 0)
    }

    private func stored(_ new: NewCase, _ number: CaseNumber) -> ServiceCase {
        let now = dependencies.clock.now()
        return ServiceCase(
            id: dependencies.ids.next(), number: number, person: new.person, category: new.category,
            channel: new.channel, state: .open, begunAt: now, runningSince: now,
            dueAt: due(new.category, from: now, before: new.missing?.until), enteredBy: new.enteredBy,
            contested: new.contested)
    }

    /// - Parameter limit: when an answer comes too late in any case.
    private func due(_ category: CaseCategory, from now: Instant, before limit: Instant?) -> Instant {
        let promised = dependencies.workingDays.deadline(
            from: now, days: dependencies.service.promise(for: category).days, in: dependencies.edition.waves.zone)
        return limit.map { min($0, promised) } ?? promised
    }

    /// The person adds something while the case is running.
    func reply(_ text: CaseText, to number: CaseNumber, by person: ID<Account>) async throws {
        try await dependencies.database.transaction { tx in
            let stored = try require(number, of: person, tx)
            guard stored.state.isRunning else { throw CaseRefusal.notOpen }
            try write(text.text, as: .person, by: nil, into: stored, tx)
            try record("case.added-to", stored, by: .person(person), in: tx)
        }
    }

    /// The person is not content with the answer: the case is open again, with a deadline of its own.
    func reopen(_ number: CaseNumber, because text: CaseText, by person: ID<Account>) async throws {
        try await dependencies.database.transaction { tx in
            let stored = try require(number, of: person, tx)
            _ = try reopen(stored, because: text, by: nil, in: tx)
            try record("case.reopened", stored, by: .person(person), in: tx)
        }
    }

    /// The same by an officer, for a person who calls, comes or writes. Another officer answers then, as for a case that
    /// an officer entered.
    func reopen(_ id: ID<ServiceCase>, because text: CaseText, by officer: Officer) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            let stored = try require(id, workedOnBy: officer.id, tx)
            let dueAt = try reopen(stored, because: text, by: officer.id, in: tx)
            try record("case.reopened", stored, by: .officer(officer.id), in: tx)
            let notice = CaseReopenedNotice(
                number: stored.number, dueAt: dueAt, hasAccount: stored.person != nil,
                callCentre: dependencies.edition.contact.callCentre)
            try tell(notice, stored, tx)
        }
    }

    /// Returns when the new answer is due.
    private func reopen(
        _ stored: ServiceCase, because text: CaseText, by officer: ID<Officer>?, in tx: Transaction
    ) throws -> Instant {
        let now = dependencies.clock.now()
        try stored.checkReopening(at: now, dependencies.service, in: dependencies.edition.waves.zone)
        if let contested = stored.contested,
            try tx.cases.running(against: contested.kind, contested.subject) != nil
        {
            throw CaseRefusal.alreadyContested
        }
        let missing = try tx.cases.missing(of: stored)
        if let missing, now >= missing.until { throw CaseRefusal.tooLateForDraw }
        let dueAt = due(stored.category, from: now, before: missing?.until)
        guard try tx.cases.reopen(stored, by: officer, dueAt: dueAt, at: now) else { throw CaseRefusal.notReopenable }
        try write(text.text, as: .person, by: officer, into: stored, tx)
        return dueAt
    }

    func withdraw(_ number: CaseNumber, by person: ID<Account>) async throws {
        try await dependencies.database.transaction { tx in
            let stored = try require(number, of: person, tx)
            guard try tx.cases.withdraw(stored.id) else { throw CaseRefusal.notOpen }
            if stored.state == .proposed { try bindAnswer(of: stored.id, in: tx) }
            try record("case.withdrawn", stored, by: .person(person), in: tx)
        }
    }

    private func require(_ number: CaseNumber, of person: ID<Account>, _ tx: Transaction) throws -> ServiceCase {
        guard let stored = try tx.cases.find(number, of: person) else { throw CaseNotFound() }
        return stored
    }

    // MARK: - Shared by the acts of this slice

    func require(_ id: ID<ServiceCase>, _ tx: Transaction) throws -> ServiceCase {
        guard let stored = try tx.cases.find(id) else { throw CaseNotFound() }
        return stored
    }

    /// The case, for an officer who works on it: never on their own.
    func require(_ id: ID<ServiceCase>, workedOnBy officer: ID<Officer>, _ tx: Transaction) throws -> ServiceCase {
        let stored = try require(id, tx)
        if let person = stored.person { try tx.officers.checkIsAnother(officer, than: person) }
        return stored
    }

    /// Whether the officer who took the case cannot answer it: they entered it, made the contested decision, are
    /// suspended, or answer no cases any more. Another officer may take it over.
    func isHeldInVain(_ stored: ServiceCase, in tx: Transaction) throws -> Bool {
        guard let assignee = stored.assignee else { return false }
        let holder = try tx.officers.active(assignee, at: dependencies.realNow(), of: dependencies.officeRoles)
        guard let holder, holder.may(.answerCases) else { return true }
        return (try? stored.checkAnswerer(holder.signatory)) == nil
    }

    func write(
        _ text: String, as kind: CaseMessage.Kind, by officer: ID<Officer>?, into stored: ServiceCase, _ tx: Transaction
    ) throws {
        try tx.cases.write(
            text, as: kind, by: officer, into: stored.id, at: dependencies.clock.now(), ids: dependencies.ids,
            vault: dependencies.vault)
        try tx.records.bind(.cases, stored.id, at: dependencies.realNow(), ids: dependencies.ids)
    }

    /// Sends to the account, or to the contact that a person without one left.
    func tell(_ notice: some Notice, _ stored: ServiceCase, _ tx: Transaction) throws {
        if let person = stored.person {
            try tx.inbox.send(notice, to: person, on: dependencies)
        } else if let guest = try tx.cases.guest(of: stored.id, vault: dependencies.vault) {
            try tx.inbox.invite(notice, guest.contact, on: dependencies)
        }
    }

    func record(
        _ action: String, _ stored: ServiceCase, _ detail: [String: String] = [:], by actor: Actor, in tx: Transaction
    ) throws {
        try tx.audit.record(
            AuditEvent(action, subject: stored.subject, detail: detail), by: actor, at: dependencies.moment(),
            ids: dependencies.ids)
    }

    /// After an answer began to wait for a second officer, and after it waits no more.
    func bindAnswer(of id: ID<ServiceCase>, in tx: Transaction) throws {
        try tx.records.bind(.caseAnswers, id, at: dependencies.realNow(), ids: dependencies.ids)
    }

    /// The answer is given: counted, and sent to the person.
    ///
    /// - Parameter text: nil where the draft becomes the answer.
    func finish(
        _ stored: ServiceCase, _ outcome: ServiceCase.Outcome, _ text: String?, by officer: ID<Officer>,
        in tx: Transaction
    ) throws {
        let (now, zone) = (dependencies.clock.now(), dependencies.edition.waves.zone)
        let today = zone.date(of: now)
        let days = dependencies.workingDays.count(from: zone.date(of: stored.begunAt), through: today)
        let month = String(today.description.prefix(7))
        guard try tx.cases.answer(stored, outcome, by: officer, days: days, month: month, at: now) else {
            throw CaseRefusal.notOpen
        }
        if stored.state == .proposed { try bindAnswer(of: stored.id, in: tx) }
        if let text { try write(text, as: .answer, by: officer, into: stored, tx) }
        let isLate = stored.isLate(at: now) ? "yes" : "no"
        try record(
            "case.answered", stored, ["outcome": outcome.rawValue, "late": isLate], by: .officer(officer), in: tx)
        let written = try tx.cases.messages(of: stored.id, vault: dependencies.vault).last { $0.kind == .answer }?.text
        let until = dependencies.service.reopenUntil(now, in: zone)
        try tell(
            CaseAnsweredNotice(
                number: stored.number, outcome: outcome, reopenUntil: until,
                guestText: stored.person == nil ? written : nil),
            stored, tx)
    }
}

extension ServiceCase {
    /// For the audit log.
    var subject: String { "case:\(id)" }
}

/// A case that does not exist, or is another person's.
struct CaseNotFound: UserFacingRefusal {
    var code: String { "case.not-found" }

    func sentence(_ t: Words) -> String {
        t("Keluhan dengan nomor ini tidak ada di akun Anda.", "There is no case with this number in your account.")
    }

    var status: HTTPResponse.Status { .notFound }
}
