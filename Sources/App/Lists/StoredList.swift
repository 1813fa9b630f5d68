import Foundation
import Programme
import Storage

/// A list as stored.
struct StoredList: Sendable {
    let value: ListImport
    /// SHA-256 of the file.
    let digest: Data?
    let importedAt: Instant
    let decidedBy: ID<Officer>?
    let decidedAt: Instant?
    /// The reason for the decision; nil for lists decided before reasons were required.
    let reason: String?
    /// Why the file was refused; nil unless it was.
    let trouble: Bilingual?

    init(
        value: ListImport, digest: Data?, importedAt: Instant, decidedBy: ID<Officer>?, decidedAt: Instant?,
        reason: String? = nil, trouble: Bilingual? = nil
    ) {
        self.value = value
        self.digest = digest
        self.importedAt = importedAt
        self.decidedBy = decidedBy
        self.decidedAt = decidedAt
        self.reason = reason
        self.trouble = trouble
    }

    init(_ row: Row) throws {
        let (kind, state): (String, String) = try (row["kind"], row["state"])
        let refused: String? = try row["trouble"]
        let trouble = try refused.map { Bilingual(id: $0, en: try row["trouble_en"] ?? $0) }
        let withdrawnAt: Instant? = try row["withdrawn_at"]
        guard let kind = ListKind(rawValue: kind), let state = ListImport.State(rawValue: state) else {
            throw StorageFault.unreadable("a list of a kind or state that this version does not know")
        }
        try self.init(
            value: ListImport(
                id: row["id"], kind: kind, source: row["source"], asOf: row["as_of"], expiresOn: row["expires_on"],
                state: trouble != nil ? .failed : withdrawnAt != nil ? .withdrawn : state,
                counts: ListImport.Counts(
                    accepted: row["accepted"], duplicates: row["duplicates"], bad: row["bad"],
                    contacts: row["contacts"], unreadContacts: row["unread_contacts"]),
                importedBy: row["imported_by"]),
            digest: row["digest"], importedAt: row["imported_at"], decidedBy: row["decided_by"],
            decidedAt: row["decided_at"], reason: row["reason"], trouble: trouble)
    }
}
