import Programme
import Storage

/// Makes codes with the messages that carry them, in one transaction. After the commit the worker of this process hands
/// the messages to the gateways.
struct CodeSender: Sendable {
    let dependencies: Dependencies
    /// What the person reads at this moment; nil: the language of the contact's last message.
    let language: Language?

    /// A first mobile number for an account that is signed in.
    func phone(_ phone: PhoneNumber, of person: ID<Account>, visit: String, in tx: Transaction) throws {
        let contact = Contact.phone(phone)
        let request = CodeQueries.Request(
            purpose: .phone, subject: CodeSender.subject(person, visit), destination: contact)
        let holder = try tx.accounts.holder(of: contact, vault: dependencies.vault)
        guard holder == nil || holder?.id == person else { return try decoy(.phoneTaken, request, in: tx) }
        try send(.phone, request, in: tx)
    }

    /// A code for a signed-in person is bound to the person and to the browser.
    static func subject(_ person: ID<Account>, _ visit: String) -> String {
        "\(person):\(visit)"
    }

    func send(_ situation: CodeNotice.Situation, _ request: CodeQueries.Request, in tx: Transaction) throws {
        let minutes = dependencies.edition.account.codeValidMinutes
        try send(request, in: tx) { CodeNotice(situation: situation, digits: $0, link: nil, minutes: minutes) }
    }

    /// Sends six digits in the message that `message` makes of them.
    func send(
        _ request: CodeQueries.Request, in tx: Transaction, message: @escaping (_ digits: String) -> any Notice
    ) throws {
        try send([.digits(request, language: language, write: message)], in: tx)[0].get()
    }

    /// A message without a code, where the page must not reveal what only the contact's owner may learn.
    func decoy(_ situation: CodeNotice.Situation, _ request: CodeQueries.Request, in tx: Transaction) throws {
        let minutes = dependencies.edition.account.codeValidMinutes
        try send([.decoy(request, situation, minutes: minutes, language: language)], in: tx)[0].get()
    }

    /// Sends each of these codes, or says why not. No two may share a subject or a destination. A refused one leaves
    /// nothing behind; when a limit was used up by another transaction meanwhile, this throws, as `CodeQueries.insert`
    /// does.
    func send(_ letters: [CodeLetter], in tx: Transaction) throws -> [Result<Void, any Error>] {
        let issuance = CodeQueries.Issuance(dependencies)
        var results = [Result<Void, any Error>](repeating: .success(()), count: letters.count)
        var texts = try textRoom(for: letters, at: issuance.now, in: tx)
        var admitted: [(letter: CodeLetter, code: AdmittedCode)] = []
        for (place, admission) in try tx.codes.admit(letters.map(\.request), with: issuance).enumerated() {
            do throws(CodeRefusal) {
                let code = try admission.get()
                if letters[place].isCountedText { try texts.take() }
                admitted.append((letters[place], code))
            } catch {
                results[place] = .failure(error)
            }
        }
        let languages = try tx.inbox.languages(
            for: admitted.map { ($0.letter.request.destination, $0.letter.language) }, vault: dependencies.vault)
        let codes = zip(admitted, languages).map { NewCode($0.code, $0.letter, in: $1, with: issuance) }
        try tx.codes.insert(codes, with: issuance)
        try tx.textBudget.spend(texts)
        try handOver(codes.map { $0.unsent(issuedAt: issuance.now) }, in: tx)
        return results
    }

    private func textRoom(for letters: [CodeLetter], at now: Instant, in tx: Transaction) throws -> TextRoom {
        let caps = dependencies.configuration
        let isCounted = letters.contains(where: \.isCountedText)
        return try tx.textBudget.room(
            perHour: isCounted ? caps.textsPerHour : nil, perDay: isCounted ? caps.textsPerDay : nil, at: now)
    }

    /// After the commit, from memory where a worker of this process listens; otherwise by a job.
    private func handOver(_ codes: [UnsentCode], in tx: Transaction) throws {
        let urgent = dependencies.jobSignal.urgent
        guard urgent.isOpen else {
            return try tx.jobs.enqueue(all: codes.map { SendCode(code: $0.id) }, on: dependencies)
        }
        tx.afterCommit { [now = dependencies.realNow()] in
            for code in codes {
                urgent.take(.init(work: .act { try await HandOverCode(code: code).first(on: $0) }, takenIn: now))
            }
        }
    }
}

extension CodeLetter {
    /// Codes for purchases and payee accounts are sent regardless of the programme's cap on texts and not counted,
    /// because money waits for them.
    fileprivate var isCountedText: Bool {
        request.destination.kind == .phone && request.purpose != .purchase && request.purpose != .payee
    }
}

extension NewCode {
    fileprivate init(
        _ admitted: AdmittedCode, _ letter: CodeLetter, in language: Language, with issuance: CodeQueries.Issuance
    ) {
        let digits = letter.hasDigits ? issuance.random.digits(6) : nil
        let token = letter.link == nil ? nil : issuance.random.token()
        let notice = letter.write(digits, token.flatMap { letter.link?($0) })
        self.init(
            id: issuance.ids.next(), admitted: admitted, digits: digits, link: token,
            words: LocalizedMessage(content: MessageText(notice, Words(language: language)), language: language))
    }
}

extension CodeQueries.Issuance {
    init(_ dependencies: Dependencies) {
        self.init(
            now: dependencies.realNow(), ids: dependencies.ids, vault: dependencies.vault,
            edition: dependencies.edition, random: dependencies.random,
            showsDigits: dependencies.configuration.development)
    }
}
