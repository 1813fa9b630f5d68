import Foundation
import Programme
import Storage

/// A code whose message its gateway does not have yet.
struct UnsentCode: Sendable {
    let id: ID<OneTimeCode>
    let destination: Contact
    let words: LocalizedMessage
    let issuedAt: Instant
    /// How often the gateway answered that it should be tried later.
    let attempts: Int

    /// A code is its own delivery: the gateway knows it, and reports on it, by this id.
    var delivery: ID<Delivery> { ID(id.rawValue) }

    static func seal(_ words: LocalizedMessage, _ id: ID<OneTimeCode>, _ vault: Vault) throws -> Data {
        let stored = Stored(language: words.language.rawValue, content: words.content)
        return try vault.seal(
            JSONEncoder.sorted.encode(stored), table: "one_time_code", column: "words", row: id.rawValue)
    }

    init(id: ID<OneTimeCode>, destination: Contact, words: LocalizedMessage, issuedAt: Instant, attempts: Int) {
        (self.id, self.destination, self.words) = (id, destination, words)
        (self.issuedAt, self.attempts) = (issuedAt, attempts)
    }

    /// - Parameter row: with the columns of `StoredCode`, `words` and `attempts`.
    init?(_ row: Row, vault: Vault) throws {
        guard let sealed: Data = try row["words"] else { return nil }
        let code = try StoredCode(row)
        let content = try vault.open(sealed, table: "one_time_code", column: "words", row: code.id.rawValue)
        let stored = try JSONDecoder().decode(Stored.self, from: content)
        guard let language = Language(rawValue: stored.language) else {
            throw StorageFault.unreadable("a stored message is in a language that this version does not know")
        }
        try self.init(
            id: code.id, destination: code.contact(vault),
            words: LocalizedMessage(content: stored.content, language: language), issuedAt: code.value.issuedAt,
            attempts: row["attempts"])
    }

    private struct Stored: Codable {
        let language: String
        let content: MessageText
    }
}
