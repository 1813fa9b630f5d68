import Foundation
import Programme
import Storage

extension Transaction {
    var deliveries: DeliveryQueries { DeliveryQueries(tx: self) }
}

/// Deliveries: one row per message and contact, with its state.
struct DeliveryQueries {
    let tx: Transaction

    func find(_ id: ID<Delivery>, vault: Vault) throws -> Delivery? {
        try tx.row(
            """
            SELECT \(DeliveryQueries.columns)
            FROM delivery
            WHERE id = \(id)
            """
        ).map { try Delivery($0, vault) }
    }

    func isQueued(_ id: ID<Delivery>) throws -> Bool {
        try tx.row("SELECT id FROM delivery WHERE id = \(id) AND state = 'queued'") != nil
    }

    /// Of one message, e-mail before text; without those that were made for another one.
    func of(_ message: ID<Message>, vault: Vault) throws -> [Delivery] {
        try tx.rows(
            """
            SELECT \(DeliveryQueries.columns)
            FROM delivery
            WHERE message_id = \(message)
            ORDER BY channel, id
            """
        ).compactMap { try readable($0, vault) }
    }

    /// Whether the message may go where the delivery says: its destination was sealed with it. Of one from before that,
    /// whether it is now a contact of the message's person; a message without a person is deleted once it was sent.
    func isMeant(_ delivery: Delivery, vault: Vault) throws -> Bool {
        guard delivery.isFromBefore else { return true }
        let row = try tx.row("SELECT person_id FROM message WHERE id = \(delivery.message)")
        guard let person: ID<Account> = try row?["person_id"] else { return true }
        return try tx.accounts.contacts(of: person, vault: vault).contains {
            $0.canonical == delivery.destination.canonical
        }
    }

    /// The text to send, in the language of this delivery; nil when it has been deleted.
    func content(for id: ID<Delivery>, vault: Vault) throws -> LocalizedMessage? {
        let found = try tx.row(
            """
            SELECT message.id, message.person_id, message.kind, message.content, delivery.language
            FROM delivery
            JOIN message ON message.id = delivery.message_id
            WHERE delivery.id = \(id)
            """)
        guard let row = found, let sealed: Data = try row["content"] else { return nil }
        let message: ID<Message> = try row["id"]
        let stored = try Message.open(sealed, message, of: row["person_id"], vault: vault)
        let (kind, language): (Message.Kind, Language) = try (row["kind"], row["language"])
        let content =
            switch kind {
            case .code: try JSONDecoder().decode(MessageText.self, from: stored)
            case .notice: try JSONDecoder().decode(BilingualMessageText.self, from: stored)[language]
            }
        return LocalizedMessage(content: content, language: language)
    }

    /// The earliest notice to the same recipient that is queued before this one; nil when there is none.
    func waitingBefore(_ id: ID<Delivery>) throws -> (since: Instant, attempts: Int)? {
        try tx.row(
            """
            SELECT earlier.queued_at, earlier.attempts
            FROM delivery
            JOIN delivery AS earlier ON earlier.recipient = delivery.recipient
            WHERE delivery.id = \(id) AND earlier.id < delivery.id AND earlier.state = 'queued'
            ORDER BY earlier.id
            LIMIT 1
            """
        ).map { try (since: $0["queued_at"], attempts: $0["attempts"]) }
    }

    /// The gateway has accepted it: the text of an invitation is deleted. A delivery report that was received earlier
    /// stands.
    func handedOver(_ delivery: Delivery, at now: Instant, signal: JobSignal) throws {
        try tx.send(
            """
            UPDATE delivery
            SET state = 'handed-over', handed_over_at = \(now), attempts = attempts + 1
            WHERE id = \(delivery.id) AND state = 'queued'
            """)
        // A notice stays in its person's inbox; an invitation is in no inbox, and its text is deleted.
        try tx.send("UPDATE message SET content = NULL WHERE id = \(delivery.message) AND kind = 'code'")
        try makeNextDue(after: delivery.id, at: now, signal: signal)
    }

    func countAttempt(_ id: ID<Delivery>) throws {
        try tx.run("UPDATE delivery SET attempts = attempts + 1 WHERE id = \(id)")
    }

    /// Marks a delivery failed for good. False when it was neither queued nor handed over.
    @discardableResult
    func failed(_ delivery: ID<Delivery>, reason: String, at now: Instant, signal: JobSignal) throws -> Bool {
        let changed = try tx.run(
            """
            UPDATE delivery
            SET state = 'failed', failed_at = \(now), reason = \(reason)
            WHERE id = \(delivery) AND state IN ('queued', 'handed-over')
            """)
        try makeNextDue(after: delivery, at: now, signal: signal)
        return changed == 1
    }

    /// Notices to one recipient are sent in order. Makes the next one due now instead of at its next retry.
    private func makeNextDue(after delivery: ID<Delivery>, at now: Instant, signal: JobSignal) throws {
        try tx.jobs.hasten(
            """
            SELECT next.job_id
            FROM delivery AS next
            WHERE next.recipient = (SELECT recipient FROM delivery WHERE id = \(delivery))
                AND next.id > \(delivery) AND next.state = 'queued'
            ORDER BY next.id
            LIMIT 1
            """, at: now, signal: signal)
    }

    /// Queues a failed notice again at an officer's request. Not a code from before they carried their own words: its
    /// text has been deleted.
    func queueAgain(_ id: ID<Delivery>, at now: Instant) throws {
        try tx.run(
            """
            UPDATE delivery
            SET state = 'queued', failed_at = NULL, reason = NULL, attempts = 0, handed_over_at = NULL,
                queued_at = \(now)
            WHERE id = \(id) AND state = 'failed' AND code_purpose IS NULL
            """)
    }

    /// The network reports that the phone has received it.
    func delivered(_ id: ID<Delivery>, at now: Instant) throws {
        try tx.run(
            """
            UPDATE delivery
            SET state = 'delivered', delivered_at = \(now),
                handed_over_at = COALESCE(handed_over_at, \(now))
            WHERE id = \(id) AND state IN ('queued', 'handed-over')
            """)
    }

    /// Failed deliveries, newest first, for the office.
    func dead(limit: Int, vault: Vault) throws -> [Delivery] {
        try tx.rows(
            """
            SELECT \(DeliveryQueries.columns)
            FROM delivery
            WHERE state = 'failed'
            ORDER BY failed_at DESC, id
            LIMIT \(limit)
            """
        ).compactMap { try readable($0, vault) }
    }

    private func readable(_ row: Row, _ vault: Vault) throws -> Delivery? {
        do {
            return try Delivery(row, vault)
        } catch VaultFault.unreadable {
            return nil
        }
    }

    private static let columns: SQL = "id, message_id, channel, destination, state, reason, attempts, queued_at"
}

extension Delivery {
    fileprivate init(_ row: Row, _ vault: Vault) throws {
        id = try row["id"]
        message = try row["message_id"]
        channel = try row["channel"]
        (destination, isFromBefore) = try Self.destination(row["destination"], of: id, message, vault)
        state = try row["state"]
        reason = try row["reason"]
        attempts = try row["attempts"]
        queuedAt = try row["queued_at"]
    }

    /// Throws `VaultFault.unreadable` where the delivery was made for another message. One from before destinations named
    /// their message opens without, where the message is older: each delivery is.
    private static func destination(
        _ sealed: Data, of id: ID<Delivery>, _ message: ID<Message>, _ vault: Vault
    ) throws -> (Contact, isFromBefore: Bool) {
        func contact(_ owner: Int64?) throws -> Contact {
            let text = try vault.open(
                sealed, table: "delivery", column: "destination", row: id.rawValue, owner: owner)
            guard let contact = Contact(String(decoding: text, as: UTF8.self)) else {
                throw StorageFault.unreadable("a stored destination does not read back")
            }
            return contact
        }
        do {
            return (try contact(message.rawValue), false)
        } catch VaultFault.unreadable where message.rawValue < id.rawValue {
            return (try contact(nil), true)
        }
    }
}
