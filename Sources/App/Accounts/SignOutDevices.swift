import Foundation
import Programme
import Storage

/// A person signs other devices out of their account.
struct SignOutDevices: Sendable {
    let dependencies: Dependencies

    /// Without effect on a session of another account.
    func end(_ session: Data, of person: ID<Account>) async throws {
        try await dependencies.database.transaction { tx in
            let hasEnded = try tx.sessions.end(
                session, of: person, at: dependencies.realNow(), ids: dependencies.ids, vault: dependencies.vault)
            guard hasEnded else { return }
            try record("account.device-signed-out", person, in: tx)
        }
    }

    func endOthers(of person: ID<Account>, but present: Session?) async throws {
        try await dependencies.database.transaction { tx in
            try tx.sessions.endOthers(
                of: person, but: present, at: dependencies.realNow(), ids: dependencies.ids, vault: dependencies.vault)
            try record("account.devices-signed-out", person, in: tx)
        }
    }

    private func record(_ action: String, _ person: ID<Account>, in tx: Transaction) throws {
        try tx.audit.record(
            AuditEvent(action, subject: "account:\(person)"), by: .person(person), at: dependencies.moment(),
            ids: dependencies.ids)
    }
}
