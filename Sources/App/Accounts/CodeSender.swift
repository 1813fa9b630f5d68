import Programme
import Storage

/// Makes a code and the message that carries it, in one transaction. Whether an address is known changes only what the
/// message says, never what the page does.
struct CodeSender: Sendable {
    let platform: Platform
    /// What the person reads at this moment.
    let language: Language

    /// Signing up: whoever has an account already is told so in the message, and the code signs them in.
    func signUp(_ contact: Contact, byLink: Bool, visit: String, in tx: Transaction) throws {
        let known = try tx.accounts.holder(of: contact, on: platform) != nil
        try send(known ? .signUpKnown : .signUp, door: .signUp, to: contact, subject: visit, digits: !byLink, in: tx)
    }

    /// Signing in: an address without an account gets a message that says so, and a code that nothing matches.
    func signIn(_ contact: Contact, visit: String, in tx: Transaction) throws {
        guard try tx.accounts.holder(of: contact, on: platform) != nil else {
            try tx.codes.issueDecoy(.signIn, subject: visit, to: contact, on: platform)
            return try deliver(
                notice(.signInUnknown, digits: nil, link: nil), .signIn, subject: visit, to: contact, in: tx)
        }
        try send(.signIn, door: .signIn, to: contact, subject: visit, digits: true, in: tx)
    }

    /// A mobile number for an account that is signed in.
    func phone(_ phone: PhoneNumber, of person: ID<Account>, visit: String, in tx: Transaction) throws {
        let contact = Contact.phone(phone)
        let subject = CodeSender.subject(person, visit)
        let holder = try tx.accounts.holder(of: contact, on: platform)
        guard holder == nil || holder?.id == person else {
            try tx.codes.issueDecoy(.phone, subject: subject, to: contact, on: platform)
            return try deliver(
                notice(.phoneTaken, digits: nil, link: nil), .phone, subject: subject, to: contact, in: tx)
        }
        try send(.phone, door: .phone, to: contact, subject: subject, digits: true, in: tx)
    }

    /// A code for a signed-in person is bound to the person and to the browser.
    static func subject(_ person: ID<Account>, _ visit: String) -> String {
        "\(person):\(visit)"
    }

    private func send(
        _ situation: CodeNotice.Situation, door: CodeDoor, to contact: Contact, subject: String, digits: Bool,
        in tx: Transaction
    ) throws {
        guard case .email = contact, let path = door.link else {
            let code = try tx.codes.issue(door.purpose, subject: subject, to: contact, on: platform)
            return try deliver(
                notice(situation, digits: code, link: nil), door.purpose, subject: subject, to: contact, in: tx)
        }
        let issued = try tx.codes.issueWithLink(door.purpose, subject: subject, to: contact, on: platform)
        let link = "\(path)/\(issued.token)"
        try deliver(
            notice(situation, digits: digits ? issued.digits : nil, link: link), door.purpose, subject: subject,
            to: contact, in: tx)
    }

    private func notice(_ situation: CodeNotice.Situation, digits: String?, link: String?) -> CodeNotice {
        CodeNotice(
            situation: situation, digits: digits, link: link, minutes: platform.edition.account.codeValidMinutes)
    }

    private func deliver(
        _ notice: CodeNotice, _ purpose: CodePurpose, subject: String, to contact: Contact, in tx: Transaction
    ) throws {
        try tx.inbox.sendCode(notice, purpose, subject: subject, to: contact, language: language, on: platform)
    }
}
