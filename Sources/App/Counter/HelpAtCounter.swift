import Foundation
import Programme
import Storage

/// What an officer at a counter does for the person beside them: begins the case, sends the code, and begins the
/// person's session once the code is proved.
struct HelpAtCounter: Sendable {
    let dependencies: Dependencies

    /// A person's session at a counter that has begun.
    struct Begun: Sendable {
        let cookie: String
        let person: ID<Account>
    }

    /// Records the consent, and sends the code where there is one. A refused code leaves no case behind. A form that was
    /// sent twice begins one case.
    func begin(
        _ draft: CounterDraft, by officer: Officer, in language: Language, _ tx: Transaction
    ) throws -> (one: CounterCase, isNew: Bool) {
        guard let post = try tx.officers.localPost(of: officer.id) else { throw CounterRefusal.noPost }
        let (moment, limits) = (dependencies.moment(), dependencies.officeRoles.counter)
        let day = dependencies.edition.waves.zone.date(of: moment.programme)
        try tx.counterCases.keepDay(of: officer.accounts)
        var draft = draft
        let vault = dependencies.vault
        if let earlier = try draft.form.flatMap({ try tx.counterCases.begun(with: $0, by: officer.id, vault: vault) }) {
            if try tx.counterCases.isAsBegun(earlier, draft, vault: dependencies.vault) { return (earlier, false) }
            // The officer went back and filled the same form in for another person.
            draft.form = nil
        }
        try limits.checkDay(helped: try tx.counterCases.count(of: officer.accounts, on: day))
        try check(draft, at: post, in: tx)
        let one = try tx.counterCases.begin(
            draft, by: officer.id, at: post, on: day, now: moment.real, ids: dependencies.ids,
            vault: dependencies.vault, random: dependencies.random)
        let detail = [
            "number": one.number.description, "office": post.office, "reached": one.way.rawValue,
            "consent": one.consent.rawValue,
        ]
        try tx.audit.record(
            AuditEvent("counter.begun", subject: "counter-case:\(one.id)", detail: detail), by: .officer(officer.id),
            at: moment, ids: dependencies.ids)
        if let contact = draft.contact { try send(one, to: contact, in: language, tx) }
        return (one, true)
    }

    private func check(_ draft: CounterDraft, at post: LocalPost, in tx: Transaction) throws {
        guard draft.way != .own else { return }
        if let earlier = draft.earlier {
            let known = try person(of: earlier, reachedBy: draft.contact, in: post.province.code, tx)
            guard known != nil else { throw CounterRefusal.unknownEarlierCase }
        } else if let contact = draft.contact {
            try checkHousehold(contact, in: tx)
        }
    }

    private func checkHousehold(_ contact: Contact, in tx: Transaction) throws {
        try tx.counterCases.keepHousehold(of: contact, vault: dependencies.vault)
        let people = try tx.counterCases.people(with: contact, vault: dependencies.vault)
        try dependencies.officeRoles.counter.checkHousehold(registered: people)
    }

    /// The person of an earlier case: of the same household member's number, or of a slip in the officer's province.
    /// Nil also for one who has a contact of their own by now, with which they are helped.
    private func person(
        of earlier: CounterNumber, reachedBy contact: Contact?, in region: String, _ tx: Transaction
    ) throws -> ID<Account>? {
        let person =
            if let contact {
                try tx.counterCases.person(earlier, with: contact, vault: dependencies.vault)
            } else {
                try tx.counterCases.person(earlier, withSlipIn: region, vault: dependencies.vault)
            }
        guard let person, try tx.accounts.contacts(of: person, vault: dependencies.vault).isEmpty else { return nil }
        return person
    }

    /// Sends the code of the case once more.
    func sendAgain(_ id: ID<CounterCase>, by officer: Officer, in language: Language, _ tx: Transaction) throws {
        let one = try require(id, of: officer, in: tx)
        guard let contact = try tx.counterCases.contact(of: id, vault: dependencies.vault) else {
            throw CounterRefusal.over
        }
        try send(one, to: contact, in: language, tx)
    }

    /// To an own contact exactly as signing up sends it.
    private func send(_ one: CounterCase, to contact: Contact, in language: Language, _ tx: Transaction) throws {
        let subject = Self.subject(of: one.id)
        guard one.way == .household else {
            let intent = AskForCodes.Intent(
                flow: .signUp(byLink: false), contact: contact, visit: subject, budget: .strangers,
                language: language)
            return try AskForCodes(dependencies: dependencies).carryOut([intent], in: tx)[0].get()
        }
        let request = CodeQueries.Request(purpose: .phone, subject: subject, destination: contact)
        let minutes = dependencies.edition.account.codeValidMinutes
        try CodeSender(dependencies: dependencies, language: nil).send(request, in: tx) { digits in
            HouseholdCodeNotice(digits: digits, place: one.place, minutes: minutes)
        }
    }

    /// Who may type the code in: this case, in any browser of the officer's.
    static func subject(of id: ID<CounterCase>) -> String { "counter:\(id)" }

    /// The kind of code that proves the contact.
    static func purpose(_ way: CounterCase.Way) -> CodePurpose { way == .household ? .phone : .signUp }

    /// The case, while it waits for its code.
    func require(_ id: ID<CounterCase>, of officer: Officer, in tx: Transaction) throws -> CounterCase {
        let one = try held(id, of: officer, in: tx)
        guard one.state == .begun, one.isOpen(at: dependencies.realNow()) else { throw CounterRefusal.over }
        return one
    }

    /// As `require`, or a case that its code has opened a moment ago: a second tap is shown where the first one led.
    private func answerable(_ id: ID<CounterCase>, of officer: Officer, in tx: Transaction) throws -> CounterCase {
        let one = try held(id, of: officer, in: tx)
        let now = dependencies.realNow()
        switch one.state {
        case .begun where one.isOpen(at: now): return one
        case .assisted where one.way != .slip && now < (one.assistedAt ?? one.begunAt) + CodePolicy.secondTap:
            return one
        case .begun, .assisted, .ended: throw CounterRefusal.over
        }
    }

    /// The officer's case, which no other request changes until the transaction ends. Throws for one that is not as its
    /// last act left it: the next act would bind what SQL put into it.
    private func held(_ id: ID<CounterCase>, of officer: Officer, in tx: Transaction) throws -> CounterCase {
        let held = try tx.records.hold(.counterCases, id)
        guard let one = try tx.counterCases.own(id, of: officer.id, vault: dependencies.vault) else {
            throw CounterRefusal.over
        }
        guard try tx.records.isAsBound(held, vault: dependencies.vault) else {
            dependencies.reportChanged(.counterCases, id)
            throw CounterRefusal.changed
        }
        return one
    }

    // MARK: - The session

    /// Begins the person's session, with the digits that the person typed. A wrong code is counted. A second tap gets
    /// the same session.
    ///
    /// - Parameter reads: records in the same transaction that the officer sees the person's answers from now on.
    func enter(
        _ digits: String, _ id: ID<CounterCase>, by officer: Officer, device: Device,
        reads: @escaping @Sendable (ID<Account>, Transaction) throws -> Void
    ) async throws -> Begun {
        for _ in 0..<Self.tries {
            do {
                return try await dependencies.database.transaction { tx -> Result<Begun, any Error> in
                    let one = try answerable(id, of: officer, in: tx)
                    return try prove(digits, one, by: officer, device: device, reads: reads, in: tx)
                }.get()
            } catch is BatchConflict {
                // Another request answered the same code meanwhile: it is judged again.
            }
        }
        throw StorageFault.contended
    }

    private static let tries = 4

    private func prove(
        _ digits: String, _ one: CounterCase, by officer: Officer, device: Device,
        reads: (ID<Account>, Transaction) throws -> Void, in tx: Transaction
    ) throws -> Result<Begun, any Error> {
        let subject = Self.subject(of: one.id)
        guard one.way == .household else {
            let answer = CodeAnswer(
                purpose: .signUp, given: .digits(digits, subject: subject), visit: subject)
            let intent = EnterWithCode.Intent(answer: answer, device: device, assistance: one.id)
            switch try EnterWithCode(dependencies: dependencies).carryOut([intent], in: tx)[0] {
            case .failure(let refusal): return .failure(refusal)
            case .success(let begun):
                if one.state == .assisted {
                    guard one.person == begun.person else { throw CounterRefusal.over }
                } else {
                    try note(one, begun.person, by: officer, in: tx)
                    try reads(begun.person, tx)
                }
                return .success(Begun(cookie: begun.cookie, person: begun.person))
            }
        }
        let proof = try tx.codes.prove(
            digits, .phone, subject: subject, by: subject, at: dependencies.realNow(), vault: dependencies.vault,
            edition: dependencies.edition)
        if proof.isSecondTap {
            guard let person = one.person, let cookie = try begin(person, proof, device, of: one, in: tx) else {
                throw CounterRefusal.over
            }
            return .success(Begun(cookie: cookie, person: person))
        }
        guard one.state == .begun else { throw CounterRefusal.over }
        let person = try known(one, proof.contact, in: tx) ?? open(one, proof.contact, in: tx)
        guard let cookie = try begin(person, proof, device, of: one, in: tx) else { throw CounterRefusal.over }
        try note(one, person, by: officer, in: tx)
        try reads(person, tx)
        return .success(Begun(cookie: cookie, person: person))
    }

    /// The session that the code is good for; nil for one that has ended.
    private func begin(
        _ person: ID<Account>, _ proof: ProvedCode, _ device: Device, of one: CounterCase, in tx: Transaction
    ) throws -> String? {
        let signIn = ProvedSignIn(person: person, isNew: false, proof: proof, device: device, assistance: one.id)
        return try tx.sessions.begin([signIn], at: dependencies.realNow(), vault: dependencies.vault)[0]
    }

    /// Begins the session of a person without a number of their own, whom the officer knows by the identity card.
    func enterWithoutCode(
        _ one: CounterCase, by officer: Officer, reads: (ID<Account>, Transaction) throws -> Void, in tx: Transaction
    ) throws -> Begun {
        let person = try known(one, nil, in: tx) ?? open(one, nil, in: tx)
        let cookie = try tx.sessions.begin(
            person: person, counter: one.id, at: dependencies.realNow(), vault: dependencies.vault,
            random: dependencies.random)
        try note(one, person, by: officer, in: tx)
        try reads(person, tx)
        return Begun(cookie: cookie, person: person)
    }

    /// A second tap on the form of a slip: the browser may have dropped the first answer with its session.
    func enterAgain(_ one: CounterCase, in tx: Transaction) throws -> Begun {
        _ = try tx.records.hold(.counterCases, one.id)
        let now = dependencies.realNow()
        guard let held = try tx.counterCases.find(one.id, vault: dependencies.vault), held.state == .assisted,
            let person = held.person,
            now < (held.assistedAt ?? held.begunAt) + CodePolicy.secondTap
        else { throw CounterRefusal.over }
        guard try tx.records.isAsBound(.counterCases, one.id, vault: dependencies.vault) else {
            throw CounterRefusal.changed
        }
        let cookie = try tx.sessions.begin(
            person: person, counter: one.id, at: now, vault: dependencies.vault, random: dependencies.random)
        return Begun(cookie: cookie, person: person)
    }

    /// The account of a person who was here before.
    ///
    /// - Parameter contact: the household member's, proved just now; nil for a slip.
    private func known(_ one: CounterCase, _ contact: Contact?, in tx: Transaction) throws -> ID<Account>? {
        guard let earlier = one.earlier else { return nil }
        guard let person = try person(of: earlier, reachedBy: contact, in: one.region, tx) else {
            throw CounterRefusal.unknownEarlierCase
        }
        guard try tx.accounts.isActive(person) else { throw AccountRefusal.suspended }
        return person
    }

    private func open(_ one: CounterCase, _ contact: Contact?, in tx: Transaction) throws -> ID<Account> {
        // Counted again: another officer may have used the number meanwhile.
        if let contact { try checkHousehold(contact, in: tx) }
        let moment = dependencies.moment()
        let account = try tx.accounts.openWithoutContact(at: moment.real, ids: dependencies.ids)
        try tx.audit.record(
            AuditEvent("account.opened", subject: "account:\(account.id)", detail: ["by": "counter"]),
            by: .person(account.id), at: moment, ids: dependencies.ids)
        return account.id
    }

    private func note(_ one: CounterCase, _ person: ID<Account>, by officer: Officer, in tx: Transaction) throws {
        try tx.officers.checkIsAnother(officer.id, than: person)
        let moment = dependencies.moment()
        guard try tx.counterCases.assist(one.id, person, at: moment.real, ids: dependencies.ids) else {
            throw CounterRefusal.over
        }
        let detail = ["number": one.number.description, "office": one.place, "reached": one.way.rawValue]
        try tx.audit.record(
            AuditEvent("counter.session-begun", subject: "account:\(person)", detail: detail),
            by: .officer(officer.id), at: moment, ids: dependencies.ids)
    }
}
