import Foundation
import Programme
import Storage

/// What a deleted account leaves of contacts: nothing that reaches or names the person. The account's number stays,
/// because accounts, entries and the log refer to it.
extension AccountQueries {
    /// Deletes the contacts and closes the account; each contact may be used for another account at once.
    func close(_ person: ID<Account>) throws {
        try tx.run("DELETE FROM account_contact WHERE person_id = \(person)")
        try tx.run("UPDATE account SET status = 'closed' WHERE id = \(person)")
    }

    /// Whether the account was deleted.
    func isClosed(_ person: ID<Account>) throws -> Bool {
        try tx.row("SELECT id FROM account WHERE id = \(person) AND status = 'closed'") != nil
    }
}

extension ContactQueries {
    /// Deletes the changes of contacts of a deleted account.
    func forget(_ person: ID<Account>) throws {
        try tx.run("DELETE FROM contact_change WHERE person_id = \(person)")
    }
}

extension ContactCaseQueries {
    /// Puts a contact that reaches no person in place of the new one in the cases of a deleted account, and no reason;
    /// binds them so.
    func forget(_ person: ID<Account>, at now: Instant, ids: IDSource, vault: Vault) throws {
        for row in try tx.rows("SELECT id, kind FROM contact_case WHERE person_id = \(person) ORDER BY id") {
            let (id, kind): (ID<ContactCase>, Contact.Kind) = try (row["id"], row["kind"])
            func seal(_ text: String, _ column: String) throws -> Data {
                try vault.seal(text, table: "contact_case", column: column, row: id.rawValue)
            }
            let contact = kind == .email ? Self.noAddress : Self.noNumber
            try tx.run(
                """
                UPDATE contact_case
                SET contact = \(try seal(contact, "contact")), reason = \(try seal("–", "reason")),
                    contact_lookup = \(vault.lookup("deleted:\(id)", purpose: "contact"))
                WHERE id = \(id)
                """)
            try tx.records.bind(.contactCases, id, at: now, ids: ids)
        }
    }

    /// Reads back as an address, and reaches no mailbox.
    private static let noAddress = "dihapus@akun.invalid"
    private static let noNumber = "081200000000"
}
