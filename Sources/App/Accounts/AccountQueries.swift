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
        return try open(withNew: [contact], at: now, ids: ids, vault: vault)[0]
    }

    /// Opens an account with each of these contacts, which were just proved and belonged to none a moment ago. Where
    /// another browser has proved the same address meanwhile, the result is the account it belongs to.
    func open(withNew contacts: [Contact], at now: Instant, ids: IDSource, vault: Vault) throws -> [(
        account: Account, isNew: Bool
    )] {
        let accounts = contacts.map { _ in Account(id: ids.next(), status: .active, createdAt: now) }
        try tx.send(
            for: [.integer, .text, .integer],
            accounts.map { [$0.id.sqlValue, $0.status.sqlValue, $0.createdAt.sqlValue] }
        ) { list in
            """
            INSERT INTO account (id, status, created_at)
            SELECT given.column2, given.column3, given.column4
            FROM \(list) AS given
            WHERE given.column1 >= 0
            """
        }
        let proved = zip(contacts, accounts).map { (contact: $0, person: $1.id) }
        if try insert(proved, at: now, vault: vault) == contacts.count { return accounts.map { ($0, true) } }
        let holders = try standings(of: contacts, vault: vault).map { $0.isAsProved ? $0.holder : nil }
        let late = zip(accounts, holders).filter { $0.0.id != $0.1?.id }.map { [$0.0.id.sqlValue] }
        try tx.run(for: [.integer], late) { list in
            """
            DELETE FROM account
            WHERE id IN (
                SELECT given.column2
                FROM \(list) AS given
                WHERE given.column1 >= 0
            )
            """
        }
        return try zip(accounts, holders).map { account, holder -> (account: Account, isNew: Bool) in
            guard let holder else { throw StorageFault.contended }
            return (holder, holder.id == account.id)
        }
    }

    /// Opens an account without a contact, for a person whom an officer registers at a counter.
    func openWithoutContact(at now: Instant, ids: IDSource) throws -> Account {
        let account = Account(id: ids.next(), status: .active, createdAt: now)
        try tx.run(
            """
            INSERT INTO account (id, status, created_at)
            VALUES (\(account.id), \(account.status), \(account.createdAt))
            """)
        return account
    }

    /// Who holds each of these contacts.
    func standings(of contacts: [Contact], vault: Vault) throws -> [ContactStanding] {
        let lookups = contacts.map { [vault.lookup($0.canonical, purpose: "contact").sqlValue] }
        var standings = [ContactStanding](repeating: ContactStanding(), count: contacts.count)
        let rows = try tx.rows(for: [.bytes], lookups) { list in
            """
            SELECT given.column1 AS place, account.id, account.status, account.created_at, account_contact.lookup,
                account_contact.kind, account_contact.sealed, (
                SELECT COUNT(*)
                FROM contact_case
                WHERE contact_case.contact_lookup = given.column2 AND contact_case.state = 'approved'
            ) AS awaited
            FROM \(list) AS given
            LEFT JOIN account_contact ON account_contact.lookup = given.column2
            LEFT JOIN account ON account.id = account_contact.person_id
            WHERE given.column1 >= 0
            """
        }
        for (place, row) in rows {
            let (id, awaited): (ID<Account>?, Int) = try (row["id"], row["awaited"])
            standings[place].isAwaited = awaited > 0
            guard let id else { continue }
            standings[place].holder = try Account(row)
            standings[place].isAsProved = try Self.isAsProved(row, of: id, vault: vault)
        }
        return standings
    }

    /// Whether a row of `account_contact` is as an act wrote it. The contact in it is sealed for its person and its kind,
    /// so that neither can be changed without the key, and it has one lookup.
    static func isAsProved(_ row: Row, of person: ID<Account>, vault: Vault) throws -> Bool {
        let (kind, sealed, lookup): (Contact.Kind, Data, Data) = try (row["kind"], row["sealed"], row["lookup"])
        let text = try? vault.openText(
            sealed, table: "account_contact", column: kind.rawValue, row: person.rawValue)
        guard let contact = text.flatMap(Contact.init), contact.kind == kind else { return false }
        return vault.lookup(contact.canonical, purpose: "contact") == lookup
    }

    /// Stores a proved contact, in place of an older one of the same kind. False when it belongs to another account.
    func add(_ contact: Contact, to person: ID<Account>, at now: Instant, vault: Vault) throws -> Bool {
        let lookup = vault.lookup(contact.canonical, purpose: "contact")
        let owner: ID<Account>? = try tx.row("SELECT person_id FROM account_contact WHERE lookup = \(lookup)")?[
            "person_id"]
        if let owner { return owner == person }
        try tx.send("DELETE FROM account_contact WHERE person_id = \(person) AND kind = \(contact.kind)")
        return try insert([(contact, person)], at: now, vault: vault) == 1
    }

    /// Returns how many were written: not those that belong to an account already.
    private func insert(
        _ proved: [(contact: Contact, person: ID<Account>)], at now: Instant, vault: Vault
    ) throws -> Int {
        let rows = try proved.map { contact, person -> [SQLValue] in
            let sealed = try vault.seal(
                contact.written, table: "account_contact", column: contact.kind.rawValue, row: person.rawValue)
            return [
                vault.lookup(contact.canonical, purpose: "contact").sqlValue, person.sqlValue, contact.kind.sqlValue,
                sealed.sqlValue, now.sqlValue,
            ]
        }
        return try tx.run(for: [.bytes, .integer, .text, .bytes, .integer], rows) { list in
            """
            INSERT INTO account_contact (lookup, person_id, kind, sealed, proved_at)
            SELECT given.column2, given.column3, given.column4, given.column5, given.column6
            FROM \(list) AS given
            WHERE given.column1 >= 0
            ON CONFLICT (lookup) DO NOTHING
            """
        }
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

    /// Whether messages reach the person. An officer at a counter registers people without any contact.
    func isReached(_ person: ID<Account>) throws -> Bool {
        try tx.row("SELECT 1 AS found FROM account_contact WHERE person_id = \(person) LIMIT 1") != nil
    }

    /// Until when this person's payee account for incentives must not change, by the programme's clock; nil when it
    /// may. As the row says: an act compares it first (`BoundKind.payeeHolds`).
    func payeeHeldUntil(_ person: ID<Account>, at now: Instant) throws -> Instant? {
        let until: Instant? = try tx.row("SELECT payee_held_until FROM account WHERE id = \(person)")?[
            "payee_held_until"]
        return until.flatMap { now < $0 ? $0 : nil }
    }

    /// - Parameter until: by the programme's clock.
    func holdPayee(of person: ID<Account>, until: Instant, at now: Instant, ids: IDSource) throws {
        try tx.run("UPDATE account SET payee_held_until = \(until) WHERE id = \(person)")
        try tx.records.bind(.payeeHolds, person, at: now, ids: ids)
    }

    /// As on the identity card; nil until the person has written it.
    func name(of person: ID<Account>, vault: Vault) throws -> String? {
        try tx.row("SELECT name, sealed_name FROM personal_data WHERE person_id = \(person)").map {
            try SealedText.personName.open($0, of: person.rawValue, vault)
        }
    }

    /// Whether the person has written it.
    func hasName(_ person: ID<Account>) throws -> Bool {
        try tx.row("SELECT 1 AS found FROM personal_data WHERE person_id = \(person)") != nil
    }

    /// Whether there is such an account, and it may sign in.
    func isActive(_ person: ID<Account>) throws -> Bool {
        try tx.row("SELECT 1 AS found FROM account WHERE id = \(person) AND status = 'active'") != nil
    }

    /// Whether the account may sign in. Throws `AccountRefusal.suspended` otherwise.
    func requireActive(_ account: Account) throws {
        guard account.status == .active else { throw AccountRefusal.suspended }
    }
}

/// What is known of a contact before it is proved.
struct ContactStanding: Sendable {
    /// The account that has proved it.
    var holder: Account?
    /// False where the row that says so was changed by other means than an act.
    var isAsProved = true
    /// The office has approved it in place of a person's lost contact; `ReplaceLostContact` decides whether it counts.
    var isAwaited = false
}

extension Account {
    fileprivate init(_ row: Row) throws {
        try self.init(id: row["id"], status: row["status"], createdAt: row["created_at"])
    }
}
