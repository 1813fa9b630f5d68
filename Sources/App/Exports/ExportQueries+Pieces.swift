import Crypto
import Foundation
import Programme
import Storage

/// The pieces of a file, and whom each is about: one is never sent without the other.
extension ExportQueries {
    /// Whom a piece is about and no earlier one was.
    struct PiecePeople: Sendable {
        let people: [ID<Account>]
        /// False of a piece that was made before its people were sealed into it.
        let isProved: Bool
        let content: String
    }

    /// Keeps a piece of the file, and whom it is about and no earlier one was. Their digest is sealed before the
    /// content: SQL can neither take people away nor give the piece to another file.
    func add(
        _ text: String, about people: [ID<Account>], place: Int, to id: ID<ExportRequest>, ids: IDSource, vault: Vault
    ) throws {
        let names = people.map(\.description).joined(separator: ",")
        if !people.isEmpty { try add(people: names, place: place, to: id, ids: ids, vault: vault) }
        let piece: ID<ExportRequest> = ids.next()
        let sealed = try vault.seal(
            "\(Self.place(place, of: id)) \(Self.digest(names))\n\(text)", table: "export_piece", column: "content",
            row: piece.rawValue)
        try tx.run(
            """
            INSERT INTO export_piece (id, export_id, place, content)
            VALUES (\(piece), \(id), \(place), \(sealed))
            """)
    }

    private func add(people: String, place: Int, to id: ID<ExportRequest>, ids: IDSource, vault: Vault) throws {
        let row: ID<ExportRequest> = ids.next()
        let sealed = try vault.seal(
            "\(Self.place(place, of: id))\n\(people)", table: "export_people", column: "content", row: row.rawValue)
        try tx.run(
            """
            INSERT INTO export_people (id, export_id, place, content)
            VALUES (\(row), \(id), \(place), \(sealed))
            """)
    }

    /// Nil behind the last piece.
    func piece(_ place: Int, of id: ID<ExportRequest>, vault: Vault) throws -> String? {
        try open(place, of: id, vault: vault)?.content
    }

    /// Whom a piece is about and no earlier one was; nil behind the last piece. Throws `ExportRefusal.changed` where
    /// its people are not those that it was made with.
    func people(at place: Int, of id: ID<ExportRequest>, vault: Vault) throws -> PiecePeople? {
        guard let piece = try open(place, of: id, vault: vault) else { return nil }
        let row = try tx.row("SELECT id, content FROM export_people WHERE export_id = \(id) AND place = \(place)")
        let names = try row.map { row in
            let key: ID<ExportRequest> = try row["id"]
            let sealed = try vault.openText(
                row["content"], table: "export_people", column: "content", row: key.rawValue)
            return try Self.parts(of: sealed, place, id).content
        }
        guard piece.people == nil || piece.people == Self.digest(names ?? "") else { throw ExportRefusal.changed }
        let people = (names ?? "").split(separator: ",").compactMap { Int64($0, in: 0...Int64.max) }
        return PiecePeople(
            people: people.map { ID($0) }, isProved: piece.people != nil, content: piece.content)
    }

    /// - Returns: `people`, the digest of whom the piece is about; nil in one that was made before there was one.
    private func open(
        _ place: Int, of id: ID<ExportRequest>, vault: Vault
    ) throws -> (people: String?, content: String)? {
        let row = try tx.row("SELECT id, content FROM export_piece WHERE export_id = \(id) AND place = \(place)")
        guard let row else { return nil }
        let piece: ID<ExportRequest> = try row["id"]
        return try Self.parts(
            of: vault.openText(row["content"], table: "export_piece", column: "content", row: piece.rawValue), place, id
        )
    }

    /// What is sealed before a content begins so: SQL cannot give it to another file, or to another place.
    private static func place(_ place: Int, of id: ID<ExportRequest>) -> String { "\(id) \(place)" }

    /// The first line names file and place, and in a piece after a space the digest of its people.
    private static func parts(
        of sealed: String, _ place: Int, _ id: ID<ExportRequest>
    ) throws -> (people: String?, content: String) {
        let bytes = sealed.utf8
        guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { throw RecordRefusal.changed }
        let (begin, content) = (Self.place(place, of: id), String(sealed[bytes.index(after: end)...]))
        let line = String(sealed[..<end])
        if line == begin { return (nil, content) }
        guard line.hasPrefix(begin + " ") else { throw RecordRefusal.changed }
        return (String(line.dropFirst(begin.count + 1)), content)
    }

    private static func digest(_ people: String) -> String { Data(SHA256.hash(data: Data(people.utf8))).hex }
}
