import Foundation
import Programme
import Storage

extension Transaction {
    var accounts: AccountQueries { AccountQueries(tx: self) }
}

extension Account.Status: SQLConvertible {}

/// People's accounts and their proved contacts: the only writer of `account` and `account_contact`.
struct AccountQueries {
    let tx: Transaction

    /// The account that has proved `contact`; nil when there is none.
    func holder(of contact: Contact, vault: Vault) throws -> Account? {
        try tx.row(
            """
            SELECT account.id, account.status, account.created_at
            FROM account_contact
            JOIN account ON account.id = account_contact.person_id
            WHERE account_contact.lookup = \(vault.lookup(contact.canonical, purpose: "contact"))
            """
        ).map(Account.init)
    }

    /// Opens an account with a contact that has just been proved, or returns the one the contact already belongs to.
    func open(with contact: Contact, at now: Instant, ids: IDSource, vault: Vault) throws -> (
        account: Account, isNew: Bool
    ) {
        if let known = try holder(of: contact, vault: vault) { return (known, false) }
        let account = Account(id: ids.next(), status: .active, createdAt: now)
        try tx.send(
            """
            INSERT INTO account (id, status, created_at)
            VALUES (\(account.id), \(account.status), \(account.createdAt))
            """)
        if try insert(contact, of: account.id, at: now, vault: vault) { return (account, true) }
        // Another browser proved the same address at the same moment, and was first.
        try tx.run("DELETE FROM account WHERE id = \(account.id)")
        guard let winner = try holder(of: contact, vault: vault) else { throw StorageFault.contended }
        return (winner, false)
    }

    /// Stores a proved contact, in place of an older one of the same kind. False when it belongs to another account.
    func add(_ contact: Contact, to person: ID<Account>, at now: Instant, vault: Vault) throws -> Bool {
        let lookup = vault.lookup(contact.canonical, purpose: "contact")
        let owner: ID<Account>? = try tx.row("SELECT person_id FROM account_contact WHERE lookup = \(lookup)")?[
            "person_id"]
        if let owner { return owner == person }
        try tx.send("DELETE FROM account_contact WHERE person_id = \(person) AND kind = \(contact.kind)")
        return try insert(contact, of: person, at: now, vault: vault)
    }

    private func insert(_ contact: Contact, of person: ID<Account>, at now: Instant, vault: Vault) throws -> Bool {
        let lookup = vault.lookup(contact.canonical, purpose: "contact")
        let sealed = try vault.seal(
            contact.written, table: "account_contact", column: contact.kind.rawValue, row: person.rawValue)
        return try tx.run(
            """
            INSERT INTO account_contact (lookup, person_id, kind, sealed, proved_at)
            VALUES (\(lookup), \(person), \(contact.kind), \(sealed), \(now))
            ON CONFLICT (lookup) DO NOTHING
            """) == 1
    }

    /// The proved contacts, e-mail before phone.
    func contacts(of person: ID<Account>, vault: Vault) throws -> [Contact] {
        try tx.rows(
            """
            SELECT kind, sealed
            FROM account_contact
            WHERE person_id = \(person)
            ORDER BY kind
            """
        ).map { row in
            let kind: Contact.Kind = try row["kind"]
            let text = try vault.openText(
                row["sealed"], table: "account_contact", column: kind.rawValue, row: person.rawValue)
            guard let contact = Contact(text) else { throw Inconsistency("a stored contact reads back") }
            return contact
        }
    }

    /// The proved mobile number; nil when there is none.
    func phone(of person: ID<Account>, vault: Vault) throws -> PhoneNumber? {
        try contacts(of: person, vault: vault).lazy.compactMap { contact in
            guard case .phone(let phone) = contact else { return nil }
            return phone
        }.first
    }

    func hasContact(of kind: Contact.Kind, _ person: ID<Account>) throws -> Bool {
        try tx.row("SELECT 1 AS found FROM account_contact WHERE person_id = \(person) AND kind = \(kind)") != nil
    }

    /// Until when this person's payee account for incentives must not change, by the programme's clock; nil when it
    /// may.
    func payeeHeldUntil(_ person: ID<Account>, at now: Instant) throws -> Instant? {
        let until: Instant? = try tx.row("SELECT payee_held_until FROM account WHERE id = \(person)")?[
            "payee_held_until"]
        return until.flatMap { now < $0 ? $0 : nil }
    }

    /// - Parameter until: by the programme's clock.
    func holdPayee(of person: ID<Account>, until: Instant) throws {
        try tx.run("UPDATE account SET payee_held_until = \(until) WHERE id = \(person)")
    }

    /// As on the identity card; nil until the person has written it.
    func name(of person: ID<Account>) throws -> String? {
        try tx.row("SELECT name FROM personal_data WHERE person_id = \(person)")?["name"]
    }

    /// Whether the account may sign in. Throws `AccountRefusal.suspended` otherwise.
    func requireActive(_ account: Account) throws {
        guard account.status == .active else { throw AccountRefusal.suspended }
    }
}

extension Account {
    fileprivate init(_ row: Row) throws {
        try self.init(id: row["id"], status: row["status"], createdAt: row["created_at"])
    }
}
