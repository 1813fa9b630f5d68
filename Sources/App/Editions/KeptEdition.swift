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
    /// Binds the edition in force into the log when it was used for the first time.
    ///
    /// - Throws: `BootFault.edition` where a kept edition was changed, also together with its digest, or put in by other
    ///   means than a start with its file.
    func confirm(on dependencies: Dependencies) async throws {
        try await dependencies.database.transaction { tx in
            for (id, isInForce) in [(inForce.edition.id, true)] + earlier.map({ ($0.edition.id, false) }) {
                guard let number = try tx.editions.number(of: id) else { continue }
                let isNew = try isInForce && tx.records.newest(.editions, of: [number.rawValue]).isEmpty
                if isNew {
                    try tx.records.bind(
                        .editions, number, at: dependencies.realNow(), ids: dependencies.ids)
                } else if try !tx.records.isAsBound(.editions, number, vault: dependencies.vault) {
                    let reason = "it was changed in the database by other means than a start with its file"
                    throw KeptEdition.refusal(of: id, reason)
                }
            }
        }
    }
}
