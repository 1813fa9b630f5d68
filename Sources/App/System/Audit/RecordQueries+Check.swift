import HTTPTypes
import Programme
import Storage

/// Comparing a record with what the newest act on it bound, before another act relies on it.
extension RecordQueries {
    /// Throws `RecordRefusal.changed` for a record that was inserted or changed by other means than an act.
    func check(_ kind: BoundKind, _ record: ID<some Any>, vault: Vault) throws {
        guard try isAsBound(kind, record, vault: vault) else { throw RecordRefusal.changed }
    }

    /// A record that no act bound passes only while the records from before its kind was bound are not all bound. Of a
    /// kind that is bound for this comparison alone, and is not in `BoundKind.all`, it never passes.
    func isAsBound(_ kind: BoundKind, _ record: ID<some Any>, vault: Vault) throws -> Bool {
        let row = try tx.row(
            """
            SELECT id, row_id, digest, at
            FROM bound_record
            WHERE kind = \(kind.name) AND row_id = \(record.rawValue)
            ORDER BY id DESC
            LIMIT 1
            """)
        guard let row else {
            return try BoundKind.all.contains { $0.name == kind.name } && !completeKinds().contains(kind.name)
        }
        let bound = try BoundRecord(row: row["id"], id: row["row_id"], digest: row["digest"], at: row["at"])
        guard bound.digest.hasPrefix(RowMark.prefix),
            let present = try kind.digests(tx, [record.rawValue])[record.rawValue]
        else { return false }
        return bound.isOf(present, kind, marked: RowMark(vault))
    }
}

/// What a second officer would decide is not what an officer proposed here.
enum RecordRefusal: UserFacingRefusal {
    case changed

    var code: String { "office.record.changed" }

    func sentence(_ t: Words) -> String {
        t(
            "Data ini diubah di luar aplikasi, jadi tidak dapat disetujui. Tolak, lalu minta diajukan lagi. "
                + "Beri tahu auditor.",
            "This was changed outside the application and cannot be approved. Refuse it and have it proposed again. "
                + "Notify the auditor.")
    }

    var status: HTTPResponse.Status { .conflict }
}
