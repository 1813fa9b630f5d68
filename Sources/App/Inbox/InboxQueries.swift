import Foundation
import Programme
import Storage

extension Transaction {
    var inbox: InboxQueries { InboxQueries(tx: self) }
}

/// Messages to people. With `DeliveryQueries` the only writer of `message`, `delivery` and `recipient_language`.
struct InboxQueries {
    let tx: Transaction

    /// Puts a notice into the person's inbox and queues it to each of their proved contacts, in the transaction that
    /// records what it is about.
    func send(_ notice: some Notice, to person: ID<Account>, on platform: Platform) throws {
        let zone = try tx.applications.zone(of: person)
        let content = try JSONEncoder.sorted.encode(BilingualMessageText(notice, zone: zone))
        let message = try insert(.notice, content, person: person, on: platform)
        for contact in try tx.accounts.contacts(of: person, on: platform) {
            let language = try language(of: contact, on: platform)
            try queueNotice(message, to: contact, person: person, language: language, on: platform)
        }
    }

    /// The same over one channel only: by e-mail (which costs nothing) if there is an address, otherwise by text
    /// message. For news that goes to every participant.
    func sendOnce(_ notice: some Notice, to person: ID<Account>, on platform: Platform) throws {
        let content = try JSONEncoder.sorted.encode(
            BilingualMessageText(notice, zone: try tx.applications.zone(of: person)))
        let message = try insert(.notice, content, person: person, on: platform)
        let contacts = try tx.accounts.contacts(of: person, on: platform)
        guard let contact = contacts.first(where: { $0.kind == .email }) ?? contacts.first else { return }
        let language = try language(of: contact, on: platform)
        try queueNotice(message, to: contact, person: person, language: language, on: platform)
    }

    /// Sends a one-time code to a contact that may not be proved yet. It does not appear in any inbox, and its text is
    /// deleted once the gateway has accepted it.
    ///
    /// - Parameters:
    ///   - purpose: with `subject` the code whose validity starts when the gateway has accepted this message.
    ///   - language: what the person reads at this moment, remembered for later notices to the contact; nil: the one
    ///     remembered.
    func sendCode(
        _ notice: some Notice, _ purpose: CodePurpose, subject: String, to contact: Contact, language: Language? = nil,
        on platform: Platform
    ) throws {
        if contact.kind == .phone { try tx.textBudget.spend(on: purpose, platform) }
        if let language { try remember(language, of: contact, on: platform) }
        let language = try language ?? self.language(of: contact, on: platform)
        let written = LocalizedMessage(letter: MessageText(notice, Words(language: language)), language: language)
        let message = try insert(.code, try JSONEncoder.sorted.encode(written.letter), person: nil, on: platform)
        let job: ID<StoredJob> = platform.ids.next()
        let delivery = try queue(
            message, to: contact, person: nil, language: language,
            code: Delivery.CodeReference(purpose: purpose, subject: subject), job: job, on: platform)
        try tx.jobs.enqueue(
            SendMessage(delivery: delivery.id, code: .init(delivery: delivery, written: written)), on: platform,
            id: job)
    }

    /// Sends a notice to a person without an account. It appears in no inbox, and is sent in order like any notice.
    func invite(_ notice: some Notice, _ contact: Contact, on platform: Platform) throws {
        let language = try language(of: contact, on: platform)
        let letter = MessageText(notice, Words(language: language))
        let message = try insert(.code, try JSONEncoder.sorted.encode(letter), person: nil, on: platform)
        try queueNotice(message, to: contact, person: nil, language: language, on: platform)
    }

    func unread(of person: ID<Account>) throws -> Int {
        try tx.row(
            """
            SELECT COUNT(*) AS unread
            FROM message
            WHERE person_id = \(person) AND kind = 'notice' AND read_at IS NULL
            """)?["unread"] ?? 0
    }

    /// Newest first.
    func latest(of person: ID<Account>, before: ID<Message>?, limit: Int, on platform: Platform) throws -> [Message] {
        try tx.rows(
            """
            SELECT id, content, programme_at, read_at
            FROM message
            WHERE person_id = \(person) AND kind = 'notice' AND (CAST(\(before) AS BIGINT) IS NULL OR id < \(before))
            ORDER BY id DESC
            LIMIT \(limit)
            """
        ).map { try Message($0, on: platform) }
    }

    /// Nil when it is not this person's.
    func find(_ id: ID<Message>, of person: ID<Account>, on platform: Platform) throws -> Message? {
        try tx.row(
            """
            SELECT id, content, programme_at, read_at
            FROM message
            WHERE id = \(id) AND person_id = \(person) AND kind = 'notice'
            """
        ).map { try Message($0, on: platform) }
    }

    func markRead(_ id: ID<Message>, of person: ID<Account>, on platform: Platform) throws {
        try tx.run(
            """
            UPDATE message
            SET read_at = \(platform.realNow())
            WHERE id = \(id) AND person_id = \(person) AND read_at IS NULL
            """)
    }

    /// - Parameter content: `BilingualMessageText` of a notice; a single `MessageText` of a code or an invitation.
    private func insert(
        _ kind: Message.Kind, _ content: Data, person: ID<Account>?, on platform: Platform
    ) throws -> ID<Message> {
        let id: ID<Message> = platform.ids.next()
        let sealed = try platform.vault.seal(content, table: "message", column: "content", row: id.rawValue)
        try tx.send(
            """
            INSERT INTO message (id, person_id, kind, content, created_at, programme_at)
            VALUES (\(id), \(person), \(kind), \(sealed), \(platform.realNow()), \(platform.clock.now()))
            """)
        return id
    }

    private func queueNotice(
        _ message: ID<Message>, to contact: Contact, person: ID<Account>?, language: Language, on platform: Platform
    ) throws {
        let job: ID<StoredJob> = platform.ids.next()
        let delivery = try queue(
            message, to: contact, person: person, language: language, code: nil, job: job, on: platform)
        try tx.jobs.enqueue(SendMessage(delivery: delivery.id), on: platform, id: job)
    }

    private func queue(
        _ message: ID<Message>, to contact: Contact, person: ID<Account>?, language: Language,
        code: Delivery.CodeReference?, job: ID<StoredJob>, on platform: Platform
    ) throws -> Delivery {
        let id: ID<Delivery> = platform.ids.next()
        let channel: Delivery.Channel = contact.kind == .email ? .email : .sms
        let destination = try platform.vault.seal(
            contact.written, table: "delivery", column: "destination", row: id.rawValue)
        let now = platform.realNow()
        try tx.send(
            """
            INSERT INTO delivery (id, message_id, person_id, channel, recipient, destination, language, code_purpose,
                code_subject, state, attempts, queued_at, job_id)
            VALUES (\(id), \(message), \(person), \(channel), \(recipient(contact, platform)), \(destination),
                \(language), \(code?.purpose.rawValue), \(code?.subject), 'queued', 0, \(now), \(job))
            """)
        return Delivery(
            id: id, message: message, channel: channel, destination: contact, state: .queued, reason: nil, attempts: 0,
            queuedAt: now, code: code)
    }

    private func language(of contact: Contact, on platform: Platform) throws -> Language {
        let row = try tx.row(
            "SELECT language FROM recipient_language WHERE recipient = \(recipient(contact, platform))")
        return try row?["language"] ?? .indonesian
    }

    /// Indonesian is the default and is not stored; choosing it deletes an earlier choice of English.
    private func remember(_ language: Language, of contact: Contact, on platform: Platform) throws {
        switch language {
        case .indonesian:
            try tx.send("DELETE FROM recipient_language WHERE recipient = \(recipient(contact, platform))")
        case .english:
            try tx.send(
                """
                INSERT INTO recipient_language (recipient, language)
                VALUES (\(recipient(contact, platform)), \(language))
                ON CONFLICT (recipient) DO UPDATE SET language = excluded.language
                """)
        }
    }

    private func recipient(_ contact: Contact, _ platform: Platform) -> Data {
        platform.vault.lookup(contact.canonical, purpose: "recipient")
    }
}

extension Message {
    fileprivate init(_ row: Row, on platform: Platform) throws {
        id = try row["id"]
        let content = try platform.vault.open(row["content"], table: "message", column: "content", row: id.rawValue)
        letters = try JSONDecoder().decode(BilingualMessageText.self, from: content)
        at = try row["programme_at"]
        let readAt: Instant? = try row["read_at"]
        isRead = readAt != nil
    }
}
