import Connectors
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Programme
import Simulators
import Storage

@testable import App

extension World {
    /// A person with these proved contacts.
    func person(_ contacts: String...) async throws -> ID<Account> {
        try await dependencies.database.transaction { [dependencies] tx in
            let person = try tx.accounts.open(
                with: contact(contacts[0]), at: dependencies.realNow(), ids: dependencies.ids, vault: dependencies.vault
            ).account.id
            for other in contacts.dropFirst() {
                _ = try tx.accounts.add(
                    contact(other), to: person, at: dependencies.realNow(), vault: dependencies.vault)
            }
            return person
        }
    }

    func tell(_ person: ID<Account>, _ notice: some Notice) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            try tx.inbox.send(notice, to: person, on: dependencies)
        }
    }

    func messages(of person: ID<Account>) async throws -> [Message] {
        try await dependencies.database.read { [dependencies] tx in
            try tx.inbox.latest(of: person, before: nil, limit: 100, vault: dependencies.vault)
        }
    }

    func deliveries(of person: ID<Account>) async throws -> [Delivery] {
        let messages = try await messages(of: person)
        return try await dependencies.database.read { [dependencies] tx in
            try messages.flatMap { try tx.deliveries.of($0.id, vault: dependencies.vault) }
        }
    }

    func states(of person: ID<Account>) async throws -> [Delivery.State] {
        try await deliveries(of: person).map(\.state)
    }

    /// What the mail sink and the text gateway received, oldest first.
    func received(channel: String? = nil) async throws -> [DemoMailbox.Received] {
        let answer = try await dependencies.connectors.call.get(simulators[.mailbox] + "/messages.json")
        return try answer.decode([DemoMailbox.Received].self).filter { channel == nil || $0.channel == channel }
    }

    func codeHandedOver() async throws -> Instant? {
        try await dependencies.database.read { tx in
            try tx.row("SELECT handed_over_at FROM one_time_code")?["handed_over_at"]
        }
    }

    /// The page as the signed-in person sees it.
    func page(_ path: String, as person: ID<Account>) async throws -> String {
        try await answer(path, as: person).1
    }

    func status(_ path: String, as person: ID<Account>) async throws -> HTTPResponse.Status {
        try await answer(path, as: person).0
    }

    private func answer(_ path: String, as person: ID<Account>) async throws -> (HTTPResponse.Status, String) {
        let cookie = try await dependencies.database.transaction { [dependencies] tx in
            try tx.sessions.begin(
                person: person, at: dependencies.realNow(), vault: dependencies.vault, random: dependencies.random)
        }
        let response = try await client.execute(uri: path, method: .get, headers: [.cookie: "sesi=\(cookie)"])
        return (response.status, String(buffer: response.body))
    }
}
