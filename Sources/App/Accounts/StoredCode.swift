import Foundation
import Programme
import Storage

extension CodePurpose: SQLConvertible {}
extension OneTimeCode.State: SQLConvertible {}

/// A row of `one_time_code`.
struct StoredCode {
    let id: ID<OneTimeCode>
    let purpose: CodePurpose
    let subject: String
    /// What exactly it confirms; empty where the purpose says it all.
    let matter: String
    let value: OneTimeCode
    let destination: Data
    let usedAt: Instant?
    /// The browser that used it; nil when it was not answered on a page.
    let usedBy: String?
    let hash: Data
    /// Keyed hash of its link's token; nil where it has none.
    private let link: Data?
    private let destinationSeal: Data
    private let shownSeal: Data?

    /// Of `one_time_code AS code`.
    static let columns: SQL = """
        code.id, code.purpose, code.subject, code.matter, code.destination, code.destination_seal, code.hash, code.link,
            code.shown, code.state, code.tries, code.resend, code.issued_at, code.handed_over_at, code.used_at, code.used_by
        """

    init(_ row: Row) throws {
        id = try row["id"]
        purpose = try row["purpose"]
        subject = try row["subject"]
        matter = try row["matter"]
        usedAt = try row["used_at"]
        usedBy = try row["used_by"]
        value = try OneTimeCode(
            state: row["state"], tries: row["tries"], resend: row["resend"], issuedAt: row["issued_at"],
            handedOverAt: row["handed_over_at"])
        destination = try row["destination"]
        hash = try row["hash"]
        link = try row["link"]
        destinationSeal = try row["destination_seal"]
        shownSeal = try row["shown"]
    }

    /// Whether this browser used it a moment ago: a double tap, or a form that was sent again.
    func isSecondTap(of visit: String, at now: Instant) -> Bool {
        guard let usedAt, usedBy == visit else { return false }
        return now < usedAt + CodePolicy.secondTap
    }

    /// Keyed hash that binds the digits to what they were made for.
    static func fingerprint(
        _ purpose: CodePurpose, _ subject: String, _ matter: String, _ destination: Data, _ digits: String,
        vault: Vault
    ) -> Data {
        // Keeps the hash of codes that were issued before `matter` existed.
        let about = matter.isEmpty ? "" : "\(matter)\n"
        return vault.lookup(
            "\(purpose.rawValue)\n\(subject)\n\(about)\(destination.hex)\n\(digits)", purpose: "one-time-code")
    }

    /// Of these digits, if they were this code's.
    func fingerprint(of digits: String, vault: Vault) -> Data {
        Self.fingerprint(purpose, subject, matter, destination, digits, vault: vault)
    }

    /// Seals the contact with everything that decides what answers the code and what it confirms, so that SQL cannot give
    /// one row the digits or the link of another.
    static func seal(
        _ contact: Contact, _ request: CodeQueries.Request, _ destination: Data, hash: Data, link: Data?,
        _ id: ID<OneTimeCode>, _ vault: Vault
    ) throws -> Data {
        let text = facts(
            contact, request.purpose, request.subject, request.matter, destination, hash: hash, link: link)
        return try vault.seal(text, table: "one_time_code", column: "destination_seal", row: id.rawValue)
    }

    private static func facts(
        _ contact: Contact, _ purpose: CodePurpose, _ subject: String, _ matter: String, _ destination: Data,
        hash: Data, link: Data?
    ) -> String {
        [contact.written, purpose.rawValue, destination.hex, hash.hex, link?.hex ?? "", subject, matter]
            .joined(separator: "\n")
    }

    func contact(_ vault: Vault) throws -> Contact {
        guard let contact = try Contact(String(sealed(vault).prefix { $0 != "\n" })) else {
            throw Inconsistency("a stored contact reads back")
        }
        return contact
    }

    /// Whether the row is as it was issued. False for a code that an earlier version issued: such ones last a quarter of
    /// an hour, and another one can be asked for.
    func isAsIssued(_ vault: Vault) throws -> Bool {
        let facts = try Self.facts(contact(vault), purpose, subject, matter, destination, hash: hash, link: link)
        return try sealed(vault) == facts
    }

    private func sealed(_ vault: Vault) throws -> String {
        try vault.openText(destinationSeal, table: "one_time_code", column: "destination_seal", row: id.rawValue)
    }

    /// The digits themselves, which only a development server keeps.
    func shown(_ vault: Vault) throws -> String? {
        try shownSeal.map { try vault.openText($0, table: "one_time_code", column: "shown", row: id.rawValue) }
    }
}

/// What a page shows about the code it asks for.
struct PendingCode: Sendable {
    let destination: Contact
    /// What exactly it confirms; empty where the purpose says it all.
    let matter: String
    /// Who may type it in.
    let subject: String
    let triesLeft: Int
    /// Nil while the message still waits in our queue.
    let expiresAt: Instant?
    /// Nil when no resend is left.
    let resendFrom: Instant?
    /// The digits, on a development server only.
    let shown: String?

    init(_ code: StoredCode, policy: CodePolicy, vault: Vault) throws {
        destination = try code.contact(vault)
        matter = code.matter
        subject = code.subject
        triesLeft = policy.triesLeft(of: code.value)
        expiresAt = code.value.handedOverAt == nil ? nil : policy.end(of: code.value)
        resendFrom = policy.nextResend(after: code.value)
        shown = try code.shown(vault)
    }

    init(destination: Contact, triesLeft: Int, expiresAt: Instant?, resendFrom: Instant?, shown: String?) {
        self.destination = destination
        (matter, subject) = ("", "")
        self.triesLeft = triesLeft
        self.expiresAt = expiresAt
        self.resendFrom = resendFrom
        self.shown = shown
    }
}

extension Contact {
    /// As it is stored, to be read back by `Contact(_:)`.
    var written: String {
        switch self {
        case .email(let email): email.address
        case .phone(let phone): phone.e164
        }
    }
}
