import Foundation
import Programme
import Storage

extension BoundKind {
    /// A list from the end of its import on, and who decided it.
    static let lists = BoundKind(
        "list", title: "list", covers: "kind, source, dates and who approved it",
        due: """
            SELECT id
            FROM list_import
            WHERE (decided_by IS NOT NULL AND state IN ('in-force', 'replaced')) OR state = 'proposed'
            """
    ) { ids in
        [
            """
            SELECT id, kind, source, as_of, expires_on, digest, accepted, imported_by, imported_at, decided_by,
                decided_at, reason
            FROM list_import
            WHERE id IN (\(list: ids))
            """,
            "SELECT id, imported_duty FROM list_import WHERE id IN (\(list: ids)) AND imported_duty IS NOT NULL",
        ]
    }

    /// Who is on a list, from the end of its import on.
    static let listEntries = BoundKind(
        "list-entries", title: "entries of list", covers: "who is on it",
        due: "SELECT id FROM list_import WHERE digest IS NOT NULL"
    ) { tx, ids in
        var digests: [Int64: String] = [:]
        for id in ids { digests[id] = try tx.lists.entriesDigest(of: ID(id)) }
        return digests
    }
}

extension ListQueries {
    /// Rows read at once.
    private static let page = 5_000

    /// The digest of all entries of a list, read page by page: lists have millions. Nil for an unknown list.
    ///
    /// - Parameter visit: gets each line.
    func entriesDigest(of id: ID<ListImport>, visit: (Data) -> Void = { _ in }) throws -> String? {
        guard try tx.row("SELECT id FROM list_import WHERE id = \(id)") != nil else { return nil }
        var (digest, after) = (RecordDigest(), Data())
        while true {
            let lookups: [Data] = try tx.rows(
                """
                SELECT lookup
                FROM list_entry
                WHERE import_id = \(id) AND lookup > \(after)
                ORDER BY lookup
                LIMIT \(Self.page)
                """
            ).map { try $0["lookup"] }
            for lookup in lookups {
                digest.add([lookup.hex])
                visit(lookup)
            }
            guard lookups.count == Self.page, let last = lookups.last else { return digest.text }
            after = last
        }
    }

    /// Lines of a list, as they are in the table.
    func lines(of id: ID<ListImport>) throws -> Int {
        try tx.row("SELECT COUNT(*) AS lines FROM list_entry WHERE import_id = \(id)")?["lines"] ?? 0
    }

    /// Throws `ListRefusal.linesChanged` unless an act bound the lines of the list last with this digest.
    func requireBound(_ digest: String, of id: ID<ListImport>, vault: Vault) throws {
        let bound = try tx.records.newest(.listEntries, of: [id.rawValue])[id.rawValue]
        guard bound?.isOf(digest, .listEntries, marked: RowMark(vault)) == true else {
            throw ListRefusal.linesChanged
        }
    }
}
