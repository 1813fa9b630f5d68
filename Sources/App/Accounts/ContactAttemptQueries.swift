import Foundation
import Programme
import Storage

extension Transaction {
    var contactAttempts: ContactAttemptQueries { ContactAttemptQueries(tx: self) }
}

/// What a browser typed on the first page of signing up, kept here so that no address stands in a URL.
struct ContactAttemptQueries {
    let tx: Transaction

    func save(_ contact: Contact, visit: String, on platform: Platform) throws {
        let id: ID<ContactAttempt> = platform.ids.next()
        let sealed = try platform.vault.seal(
            contact.written, table: "contact_attempt", column: "sealed", row: id.rawValue)
        try tx.run(
            """
            INSERT INTO contact_attempt (visit, id, sealed, by_link, begun_at)
            VALUES (\(visit), \(id), \(sealed), \(false), \(platform.realNow()))
            ON CONFLICT (visit) DO UPDATE
            SET id = excluded.id, sealed = excluded.sealed, by_link = excluded.by_link, begun_at = excluded.begun_at
            """)
    }

    func of(visit: String, on platform: Platform) throws -> ContactAttempt? {
        let row = try tx.row("SELECT id, sealed, by_link FROM contact_attempt WHERE visit = \(visit)")
        guard let row else { return nil }
        let id: ID<ContactAttempt> = row["id"]
        let text = try platform.vault.openText(
            row["sealed"], table: "contact_attempt", column: "sealed", row: id.rawValue)
        return Contact(text).map { ContactAttempt(contact: $0, byLink: row["by_link"]) }
    }

    func choose(byLink: Bool, visit: String) throws {
        try tx.run("UPDATE contact_attempt SET by_link = \(byLink) WHERE visit = \(visit)")
    }

    /// Nobody keeps the addresses of people who went away.
    func prune(before: Instant) throws {
        try tx.run("DELETE FROM contact_attempt WHERE begun_at < \(before)")
    }
}

struct ContactAttempt: Sendable {
    let contact: Contact
    /// Whether only the link in the mail is wanted, and no digits.
    let byLink: Bool
}
