import Foundation
import Programme
import Storage

/// An edition as the database keeps it. Its text is believed only where its digest is the one it was published with.
struct KeptEdition: Sendable {
    let id: String
    /// Nil where the text is not used, for the reason in `fault`.
    let published: PublishedEdition?
    /// Why the text is not used. In English, for an operator.
    let fault: String?

    init(_ row: Row) throws {
        let (id, digest, text): (String, Data, String) = try (row["id"], row["digest"], row["text"])
        self.id = id
        do {
            let published = try PublishedEdition(yaml: text)
            let isSame = published.edition.id == id && published.text.digest == digest
            self.published = isSame ? published : nil
            fault = isSame ? nil : "its text kept in the database is not the one that was published under this id"
        } catch {
            published = nil
            fault = "its text kept in the database cannot be read: \(error)"
        }
    }

    /// - Throws: `BootFault.edition` with the remedy.
    func usable() throws -> PublishedEdition {
        guard let published else { throw Self.refusal(of: id, fault ?? "") }
        return published
    }

    /// What a verification says of it; nil where nothing is wrong.
    var finding: String? { fault.map { "edition \(id): \($0)" } }

    static func refusal(of id: String, _ reason: String) -> BootFault {
        .edition(
            path: id,
            reason: "\(reason). Restore its row of the table edition from a backup, and tell the auditors")
    }
}

extension EditionStore {
    /// Stores the edition in force when it is used for the first time, and binds it into the log in the same
    /// transaction: an edition that this start did not store is never new.
    ///
    /// - Throws: `BootFault.edition` where a kept edition was changed, also together with its digest or number, or put
    ///   in by other means than a start with its file.
    func confirm(on dependencies: Dependencies) async throws {
        try await dependencies.database.transaction { tx in
            let (vault, now) = (dependencies.vault, dependencies.realNow())
            for published in earlier { try requireAsBound(published, vault, in: tx) }
            let isNew = try tx.editions.publish(inForce, at: now)
            if !isNew { try requireAsBound(inForce, vault, in: tx) }
            if let broken = try tx.editions.broken(vault: vault) { throw Self.changedBySQL("number \(broken)") }
            guard isNew else { return }
            guard let number = try tx.editions.number(of: inForce) else {
                throw Inconsistency("the edition was just stored")
            }
            try tx.records.bind(.editions, number, at: now, ids: dependencies.ids)
        }
    }

    private func requireAsBound(_ published: PublishedEdition, _ vault: Vault, in tx: Transaction) throws {
        guard let number = try tx.editions.number(of: published),
            try tx.records.isAsBound(.editions, number, vault: vault)
        else { throw Self.changedBySQL(published.edition.id) }
    }

    private static func changedBySQL(_ edition: String) -> BootFault {
        KeptEdition.refusal(of: edition, "it was changed in the database by other means than a start with its file")
    }
}
