import Foundation
import Programme
import Storage

/// A request that may have a code.
struct AdmittedCode: Sendable {
    let request: CodeQueries.Request
    /// Keyed hash of the contact.
    let destination: Data
    /// The resend number, from 0.
    let resend: Int
    /// The open code that it takes the place of.
    let replaces: ID<OneTimeCode>?
}

/// A code that is about to be stored, with the message that carries it.
struct NewCode: Sendable {
    let id: ID<OneTimeCode>
    let admitted: AdmittedCode
    /// Nil for a code that nothing matches, sent to an address whose page must not say that it is unknown: it is counted,
    /// limited and answered like any other.
    let digits: String?
    /// The token of its link, which can be used once, on any device.
    let link: String?
    let words: LocalizedMessage

    /// The values that `CodeQueries.insert` writes.
    func row(with issuance: CodeQueries.Issuance) throws -> [SQLValue] {
        let (request, vault) = (admitted.request, issuance.vault)
        let known = digits.map { digits in
            StoredCode.fingerprint(
                request.purpose, request.subject, request.matter, admitted.destination, digits, vault: vault)
        }
        let hash = known ?? issuance.random.bytes(32)
        let link = link.map { vault.lookup($0, purpose: "link") }
        let destination = try StoredCode.seal(
            request.destination, request, admitted.destination, hash: hash, link: link, id, vault)
        let shown = try (issuance.showsDigits ? digits : nil).map { digits in
            try vault.seal(digits, table: "one_time_code", column: "shown", row: id.rawValue)
        }
        return [
            id.sqlValue, request.purpose.sqlValue, request.subject.sqlValue, request.matter.sqlValue,
            admitted.destination.sqlValue, destination.sqlValue, hash.sqlValue, link?.sqlValue ?? .null,
            shown?.sqlValue ?? .null,
            try UnsentCode.seal(words, id, vault).sqlValue, admitted.resend.sqlValue, issuance.now.sqlValue,
        ]
    }

    func unsent(issuedAt: Instant) -> UnsentCode {
        UnsentCode(
            id: id, destination: admitted.request.destination, words: words, issuedAt: issuedAt, attempts: 0)
    }
}

/// What a new code depends on: the latest one of its subject, and what its destination got.
struct CodeHistory: Sendable {
    var id: ID<OneTimeCode>?
    var latest: OneTimeCode?
    var destination: Data?
    var matter: String?
    var sentToday = 0
    var sentThisMonth = 0

    init() {}

    init(_ row: Row) throws {
        let (today, month): (Int?, Int?) = try (row["today"], row["month"])
        (sentToday, sentThisMonth) = (today ?? 0, month ?? 0)
        id = try row["id"]
        guard id != nil else { return }
        latest = try OneTimeCode(
            state: row["state"], tries: row["tries"], resend: row["resend"], issuedAt: row["issued_at"],
            handedOverAt: row["handed_over_at"])
        destination = try row["destination"]
        matter = try row["matter"]
    }
}
