import Foundation
import Programme
import Storage

extension Transaction {
    var contactChanges: ContactQueries { ContactQueries(tx: self) }
}

/// Contacts that are being replaced: the only writer of `contact_change`. All its times are the real clock's.
struct ContactQueries {
    let tx: Transaction

    /// The change under way for this kind of contact; nil when there is none, or when it was begun too long ago.
    func current(of person: ID<Account>, _ kind: Contact.Kind, at now: Instant, vault: Vault) throws -> ContactChange? {
        try tx.row(
            """
            SELECT id, person_id, contact, state, begun_at
            FROM contact_change
            WHERE person_id = \(person) AND kind = \(kind) AND state IN ('begun', 'agreed')
                AND begun_at > \(now - ContactChange.patience)
            """
        ).map { try ContactChange($0, vault) }
    }

    /// A change that was finished a moment ago, for a browser that sends the last form twice.
    func finished(of person: ID<Account>, _ kind: Contact.Kind, at now: Instant, vault: Vault) throws -> ContactChange?
    {
        try tx.row(
            """
            SELECT id, person_id, contact, state, begun_at
            FROM contact_change
            WHERE person_id = \(person) AND kind = \(kind) AND state = 'done'
                AND ended_at > \(now - CodePolicy.secondTap)
                AND NOT EXISTS (
                    SELECT 1
                    FROM contact_change AS newer
                    WHERE newer.person_id = \(person) AND newer.kind = \(kind) AND newer.state IN ('begun', 'agreed')
                )
            ORDER BY id DESC
            LIMIT 1
            """
        ).map { try ContactChange($0, vault) }
    }

    /// Begins a change, in place of any other of its kind.
    func begin(_ contact: Contact, of person: ID<Account>, at now: Instant, ids: IDSource, vault: Vault) throws
        -> ContactChange
    {
        try tx.run(
            """
            UPDATE contact_change
            SET state = 'dropped', ended_at = \(now)
            WHERE person_id = \(person) AND kind = \(contact.kind) AND state IN ('begun', 'agreed')
            """)
        let change = ContactChange(
            id: ids.next(), person: person, contact: contact, step: .begun, begunAt: now)
        let sealed = try vault.seal(
            contact.written, table: "contact_change", column: "contact", row: change.id.rawValue)
        try tx.run(
            """
            INSERT INTO contact_change (id, person_id, kind, contact, state, begun_at)
            VALUES (\(change.id), \(person), \(contact.kind), \(sealed), \(change.step), \(now))
            """)
        return change
    }

    /// The present contact's owner has agreed. Throws `ContactRefusal.nothingUnderWay` when another browser was first.
    func agree(_ change: ContactChange) throws {
        let changed = try tx.run(
            "UPDATE contact_change SET state = 'agreed' WHERE id = \(change.id) AND state = 'begun'")
        guard changed == 1 else { throw ContactRefusal.nothingUnderWay }
    }

    /// The new contact is proved.
    func finish(_ change: ContactChange, at now: Instant) throws {
        let changed = try tx.run(
            """
            UPDATE contact_change
            SET state = 'done', ended_at = \(now)
            WHERE id = \(change.id) AND state = 'agreed'
            """)
        guard changed == 1 else { throw ContactRefusal.nothingUnderWay }
    }

    /// Deletes changes begun before `instant`.
    func prune(before instant: Instant) throws {
        try tx.run("DELETE FROM contact_change WHERE begun_at < \(instant)")
    }
}

extension ContactChange.Step: SQLConvertible {}

extension ContactChange {
    /// What the codes of this change are about.
    var matter: String { "contact-change:\(id)" }

    fileprivate init(_ row: Row, _ vault: Vault) throws {
        let id: ID<ContactChange> = try row["id"]
        let text = try vault.openText(
            row["contact"], table: "contact_change", column: "contact", row: id.rawValue)
        guard let contact = Contact(text) else { throw Inconsistency("a stored contact reads back") }
        try self.init(id: id, person: row["person_id"], contact: contact, step: row["state"], begunAt: row["begun_at"])
    }
}
