import Foundation
import Programme
import Storage

extension InboxQueries {
    /// Deletes the messages of a deleted account with their deliveries, and the language chosen at its contacts.
    func forget(
        _ person: ID<Account>, _ contacts: [Contact], at now: Instant, ids: IDSource, vault: Vault
    ) throws {
        let rows = try tx.rows(
            """
            SELECT id
            FROM message
            WHERE person_id = \(person) AND kind = 'notice' AND sealed_for IS NULL
            ORDER BY id
            """)
        let before = try tx.records.everBound(.messagesBefore, among: rows.map { try $0["id"] as ID<Message> })
        try tx.run("DELETE FROM delivery WHERE person_id = \(person)")
        try tx.run("DELETE FROM message WHERE person_id = \(person)")
        try tx.records.bind(.messagesBefore, all: before.sorted(), at: now, ids: ids)
        for contact in contacts {
            let recipient = vault.lookup(contact.canonical, purpose: "recipient")
            try tx.run("DELETE FROM recipient_language WHERE recipient = \(recipient)")
        }
    }
}
