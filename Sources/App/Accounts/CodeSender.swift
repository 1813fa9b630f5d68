import Programme
import Storage

/// Makes a code and the message that carries it, in one transaction. Whether an address has an account changes only the
/// message, never the page.
struct CodeSender: Sendable {
    let dependencies: Dependencies
    /// What the person reads at this moment; nil: the language of the contact's last message.
    let language: Language?

    /// Signing up: a visitor who already has an account is told so in the message, and the code signs them in.
    ///
    /// - Parameter budget: the limit it counts against, from `KnownBrowser`.
    func signUp(
        _ contact: Contact, byLink: Bool, visit: String, from budget: CodeBudget, in tx: Transaction
    ) throws {
        let known = try tx.accounts.holder(of: contact, vault: dependencies.vault) != nil
        let request = CodeQueries.Request(
            purpose: .signUp, subject: visit, destination: contact, budget: budget)
        try send(known ? .signUpKnown : .signUp, request, link: Paths.signUpLink, digits: !byLink, in: tx)
    }

    /// Signing in: an address without an account gets a message that says so, and a code that nothing matches.
    func signIn(_ contact: Contact, visit: String, from budget: CodeBudget, in tx: Transaction) throws {
        let request = CodeQueries.Request(
            purpose: .signIn, subject: visit, destination: contact, budget: budget)
        // A contact that the office has approved for a person who lost theirs is proved by signing in with it.
        let holder = try tx.accounts.holder(of: contact, vault: dependencies.vault) != nil
        guard
            try holder
                || tx.contactCases.provable(contact, at: dependencies.clock.now(), vault: dependencies.vault) != nil
        else {
            return try decoy(.signInUnknown, request, in: tx)
        }
        try send(.signIn, request, link: Paths.signInLink, digits: true, in: tx)
    }

    /// A first mobile number for an account that is signed in.
    func phone(_ phone: PhoneNumber, of person: ID<Account>, visit: String, in tx: Transaction) throws {
        let contact = Contact.phone(phone)
        let request = CodeQueries.Request(
            purpose: .phone, subject: CodeSender.subject(person, visit), destination: contact)
        let holder = try tx.accounts.holder(of: contact, vault: dependencies.vault)
        guard holder == nil || holder?.id == person else { return try decoy(.phoneTaken, request, in: tx) }
        try send(.phone, request, link: nil, digits: true, in: tx)
    }

    /// A code for a signed-in person is bound to the person and to the browser.
    static func subject(_ person: ID<Account>, _ visit: String) -> String {
        "\(person):\(visit)"
    }

    /// - Parameter link: the page that the link in a mail opens; nil where there is none.
    func send(
        _ situation: CodeNotice.Situation, _ request: CodeQueries.Request, link: Path<String>?, digits: Bool,
        in tx: Transaction
    ) throws {
        guard case .email = request.destination, let link else {
            return try send(request, in: tx) { notice(situation, digits: $0, link: nil) }
        }
        let issued = try tx.codes.issueWithLink(request, with: CodeQueries.Issuance(dependencies))
        let address = link(issued.token)
        try deliver(notice(situation, digits: digits ? issued.digits : nil, link: address), request, in: tx)
    }

    /// Sends six digits in the message that `message` makes of them.
    func send<Message: Notice>(
        _ request: CodeQueries.Request, in tx: Transaction, message: (_ digits: String) -> Message
    ) throws {
        let digits = try tx.codes.issue(request, with: CodeQueries.Issuance(dependencies))
        try deliver(message(digits), request, in: tx)
    }

    /// A message without a code, where the page must not reveal what only the contact's owner may learn.
    func decoy(_ situation: CodeNotice.Situation, _ request: CodeQueries.Request, in tx: Transaction) throws {
        try tx.codes.issueDecoy(request, with: CodeQueries.Issuance(dependencies))
        try deliver(notice(situation, digits: nil, link: nil), request, in: tx)
    }

    private func notice(_ situation: CodeNotice.Situation, digits: String?, link: String?) -> CodeNotice {
        CodeNotice(
            situation: situation, digits: digits, link: link, minutes: dependencies.edition.account.codeValidMinutes)
    }

    private func deliver(_ notice: some Notice, _ request: CodeQueries.Request, in tx: Transaction) throws {
        try tx.inbox.sendCode(
            notice, request.purpose, subject: request.subject, to: request.destination, language: language,
            on: dependencies)
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
