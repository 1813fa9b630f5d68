import Foundation
import Programme
import Storage

/// Sending: the message, a delivery for each contact and the job that hands it to the gateway, all in the transaction
/// that records what the message is about.
extension InboxQueries {
    /// Puts a notice into the person's inbox and queues it to each of their proved contacts, in the transaction that
    /// records what it is about.
    func send(_ notice: some Notice, to person: ID<Account>, on dependencies: Dependencies) throws {
        let zone = try tx.applications.zone(of: person)
        let content = try JSONEncoder.sorted.encode(BilingualMessageText(notice, zone: zone))
        let message = try insert(
            .notice, content, person: person, at: dependencies.moment(), ids: dependencies.ids,
            vault: dependencies.vault)
        for contact in try tx.accounts.contacts(of: person, vault: dependencies.vault) {
            let language = try language(of: contact, vault: dependencies.vault)
            try queueNotice(message, to: contact, person: person, language: language, on: dependencies)
        }
    }

    /// The same over one channel only: by e-mail (which costs nothing) if there is an address, otherwise by text
    /// message. For news that goes to every participant.
    func sendOnce(_ notice: some Notice, to person: ID<Account>, on dependencies: Dependencies) throws {
        let content = try JSONEncoder.sorted.encode(
            BilingualMessageText(notice, zone: try tx.applications.zone(of: person)))
        let message = try insert(
            .notice, content, person: person, at: dependencies.moment(), ids: dependencies.ids,
            vault: dependencies.vault)
        let contacts = try tx.accounts.contacts(of: person, vault: dependencies.vault)
        guard let contact = contacts.first(where: { $0.kind == .email }) ?? contacts.first else { return }
        let language = try language(of: contact, vault: dependencies.vault)
        try queueNotice(message, to: contact, person: person, language: language, on: dependencies)
    }

    /// Sends a notice to a person without an account. It appears in no inbox, and is sent in order like any notice.
    @discardableResult
    func invite(_ notice: some Notice, _ contact: Contact, on dependencies: Dependencies) throws -> ID<Message> {
        let language = try language(of: contact, vault: dependencies.vault)
        let content = MessageText(notice, Words(language: language))
        let message = try insert(
            .code, try JSONEncoder.sorted.encode(content), person: nil, at: dependencies.moment(),
            ids: dependencies.ids,
            vault: dependencies.vault)
        try queueNotice(message, to: contact, person: nil, language: language, on: dependencies)
        return message
    }

    /// Queues a notice that is in the person's inbox once more, to the contacts proved now. False when there are none.
    func sendAgain(_ message: ID<Message>, to person: ID<Account>, on dependencies: Dependencies) throws -> Bool {
        let contacts = try tx.accounts.contacts(of: person, vault: dependencies.vault)
        for contact in contacts {
            let language = try language(of: contact, vault: dependencies.vault)
            try queueNotice(message, to: contact, person: person, language: language, on: dependencies)
        }
        return !contacts.isEmpty
    }

    private func queueNotice(
        _ message: ID<Message>, to contact: Contact, person: ID<Account>?, language: Language,
        on dependencies: Dependencies
    ) throws {
        let job: ID<StoredJob> = dependencies.ids.next()
        let delivery = try queue(
            message, to: contact, person: person, language: language, job: job, at: dependencies.realNow(),
            ids: dependencies.ids, vault: dependencies.vault)
        try tx.jobs.enqueue(SendMessage(delivery: delivery), on: dependencies, id: job)
    }
}
