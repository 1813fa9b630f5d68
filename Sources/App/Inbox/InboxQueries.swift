import Foundation
import Programme
import Storage

extension Transaction {
    var inbox: InboxQueries { InboxQueries(tx: self) }
}

/// Messages to people. With `DeliveryQueries` the only writer of `message`, `delivery` and `recipient_language`.
struct InboxQueries {
    let tx: Transaction

    func unread(of person: ID<Account>) throws -> Int {
        try tx.row(
            """
            SELECT COUNT(*) AS unread
            FROM message
            WHERE person_id = \(person) AND kind = 'notice' AND read_at IS NULL
            """)?["unread"] ?? 0
    }

    /// Newest first.
    func latest(of person: ID<Account>, before: ID<Message>?, limit: Int, vault: Vault) throws -> [Message] {
        let rows = try tx.rows(
            """
            SELECT id, content, programme_at, read_at, sealed_for
            FROM message
            WHERE person_id = \(person) AND kind = 'notice' AND (CAST(\(before) AS BIGINT) IS NULL OR id < \(before))
            ORDER BY id DESC
            LIMIT \(limit)
            """)
        return try open(rows, of: person, vault: vault)
    }

    /// Nil when it is not this person's.
    func find(_ id: ID<Message>, of person: ID<Account>, vault: Vault) throws -> Message? {
        let rows = try tx.rows(
            """
            SELECT id, content, programme_at, read_at, sealed_for
            FROM message
            WHERE id = \(id) AND person_id = \(person) AND kind = 'notice'
            """)
        return try open(rows, of: person, vault: vault).first
    }

    /// Throws `VaultFault.unreadable` where a message is another person's: it is sealed for its person, and one from
    /// before is bound to them.
    private func open(_ rows: [Row], of person: ID<Account>, vault: Vault) throws -> [Message] {
        let messages = try rows.map { try Message($0, of: person, vault: vault) }
        let before = messages.filter(\.isFromBefore).map(\.id)
        guard try tx.records.asBound(.messagesBefore, of: before, vault: vault).count == before.count else {
            throw VaultFault.unreadable
        }
        return messages
    }

    func markRead(_ id: ID<Message>, of person: ID<Account>, at now: Instant) throws {
        try tx.run(
            """
            UPDATE message
            SET read_at = \(now)
            WHERE id = \(id) AND person_id = \(person) AND read_at IS NULL
            """)
    }

    /// - Parameter content: `BilingualMessageText` of a notice; a single `MessageText` of an invitation.
    func insert(
        _ kind: Message.Kind, _ content: Data, person: ID<Account>?, at moment: Moment, ids: IDSource, vault: Vault
    ) throws -> ID<Message> {
        let id: ID<Message> = ids.next()
        let sealed = try vault.seal(
            content, table: "message", column: "content", row: id.rawValue, owner: person?.rawValue)
        try tx.send(
            """
            INSERT INTO message (id, person_id, kind, content, created_at, programme_at, sealed_for)
            VALUES (\(id), \(person), \(kind), \(sealed), \(moment.real), \(moment.programme), \(person))
            """)
        return id
    }

    func queue(
        _ message: ID<Message>, to contact: Contact, person: ID<Account>?, language: Language, job: ID<StoredJob>,
        at now: Instant, ids: IDSource, vault: Vault
    ) throws -> ID<Delivery> {
        let id: ID<Delivery> = ids.next()
        let channel: Delivery.Channel = contact.kind == .email ? .email : .sms
        // With the message: a delivery to which SQL gives another message is not sent.
        let destination = try vault.seal(
            Data(contact.written.utf8), table: "delivery", column: "destination", row: id.rawValue,
            owner: message.rawValue)
        try tx.send(
            """
            INSERT INTO delivery (id, message_id, person_id, channel, recipient, destination, language, state, attempts,
                queued_at, job_id)
            VALUES (\(id), \(message), \(person), \(channel), \(recipient(contact, vault: vault)), \(destination),
                \(language), 'queued', 0, \(now), \(job))
            """)
        return id
    }

    func language(of contact: Contact, vault: Vault) throws -> Language {
        let row = try tx.row(
            "SELECT language FROM recipient_language WHERE recipient = \(recipient(contact, vault: vault))")
        return try row?["language"] ?? .indonesian
    }

    /// The languages in which these contacts are written to, in their order. What a person reads at this moment is
    /// remembered for later notices to the contact.
    ///
    /// - Parameter read: the language that the person reads; nil: the one remembered.
    func languages(for read: [(contact: Contact, language: Language?)], vault: Vault) throws -> [Language] {
        let recipients = read.map { recipient($0.contact, vault: vault) }
        var known = [Language](repeating: .indonesian, count: read.count)
        let rows = try tx.rows(for: [.bytes], recipients.map { [$0.sqlValue] }) { list in
            """
            SELECT given.column1 AS place, recipient_language.language
            FROM \(list) AS given
            JOIN recipient_language ON recipient_language.recipient = given.column2
            WHERE given.column1 >= 0
            """
        }
        for (place, row) in rows { known[place] = try row["language"] }
        let changed = read.indices.filter { read[$0].language != nil && read[$0].language != known[$0] }
        // Every transaction locks the rows in this order.
        let ordered = changed.sorted { recipients[$0].lexicographicallyPrecedes(recipients[$1]) }
        try remember(.english, of: ordered.filter { read[$0].language == .english }.map { [recipients[$0].sqlValue] })
        try forget(ordered.filter { read[$0].language == .indonesian }.map { [recipients[$0].sqlValue] })
        return zip(read, known).map { $0.language ?? $1 }
    }

    private func remember(_ language: Language, of recipients: [[SQLValue]]) throws {
        try tx.send(for: [.bytes, .text], recipients.map { $0 + [language.sqlValue] }) { list in
            """
            INSERT INTO recipient_language (recipient, language)
            SELECT given.column2, given.column3
            FROM \(list) AS given
            WHERE given.column1 >= 0
            ON CONFLICT (recipient) DO UPDATE SET language = excluded.language
            """
        }
    }

    /// Indonesian is the default and is not stored; choosing it deletes an earlier choice of English.
    private func forget(_ recipients: [[SQLValue]]) throws {
        try tx.send(for: [.bytes], recipients) { list in
            """
            DELETE FROM recipient_language
            WHERE recipient IN (
                SELECT given.column2
                FROM \(list) AS given
                WHERE given.column1 >= 0
            )
            """
        }
    }

    private func recipient(_ contact: Contact, vault: Vault) -> Data {
        vault.lookup(contact.canonical, purpose: "recipient")
    }
}

extension Message {
    /// Opens what was sealed for this person. What was sealed before contents named their person is opened too.
    static func open(_ sealed: Data, _ id: ID<Message>, of person: ID<Account>?, vault: Vault) throws -> Data {
        let (table, column) = ("message", "content")
        guard let person else { return try vault.open(sealed, table: table, column: column, row: id.rawValue) }
        do {
            return try vault.open(sealed, table: table, column: column, row: id.rawValue, owner: person.rawValue)
        } catch VaultFault.unreadable {
            return try vault.open(sealed, table: table, column: column, row: id.rawValue)
        }
    }

    fileprivate init(_ row: Row, of person: ID<Account>, vault: Vault) throws {
        id = try row["id"]
        let sealedFor: ID<Account>? = try row["sealed_for"]
        isFromBefore = sealedFor == nil
        let stored =
            try sealedFor == nil
            ? Self.open(row["content"], id, of: person, vault: vault)
            : vault.open(
                row["content"], table: "message", column: "content", row: id.rawValue, owner: person.rawValue)
        content = try JSONDecoder().decode(BilingualMessageText.self, from: stored)
        at = try row["programme_at"]
        let readAt: Instant? = try row["read_at"]
        isRead = readAt != nil
    }
}
