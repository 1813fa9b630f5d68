import Foundation
import Programme
import Storage

extension InboxQueries {
    /// Deletes the messages of a deleted account with their deliveries, and the language chosen at its contacts.
    func forget(_ person: ID<Account>, _ contacts: [Contact], vault: Vault) throws {
        try tx.run("DELETE FROM delivery WHERE person_id = \(person)")
        try tx.run("DELETE FROM message WHERE person_id = \(person)")
        for contact in contacts {
            let recipient = vault.lookup(contact.canonical, purpose: "recipient")
            try tx.run("DELETE FROM recipient_language WHERE recipient = \(recipient)")
        }
    }
}
