import HTTPTypes
import Programme
import Storage

/// Comparing a record with what the newest act on it bound, before another act relies on it.
extension RecordQueries {
    /// Throws `RecordRefusal.changed` for a record that was inserted or changed by other means than an act.
    func check(_ held: HeldRecord, vault: Vault) throws {
        guard try isAsBound(held, vault: vault) else { throw RecordRefusal.changed }
    }

    func isAsBound(_ held: HeldRecord, vault: Vault) throws -> Bool {
        try isAsBound(held.kind, ID<HeldRecord>(held.record), vault: vault)
    }

    /// A record that no act bound passes only while this process binds the records from before its kind was bound
    /// (`EarlierKinds`). Of a kind that is bound for this comparison alone, and is not in `BoundKind.all`, it never passes.
    func isAsBound(_ kind: BoundKind, _ record: ID<some Any>, vault: Vault) throws -> Bool {
        try asBound(kind, of: [record], vault: vault).contains(record)
    }

    /// Whether a record is other than its last act left it. False for one that no act has bound: only for a kind whose
    /// caller finds such a record in another way.
    func differs(_ kind: BoundKind, _ record: ID<some Any>, vault: Vault) throws -> Bool {
        guard let bound = try newest(kind, of: [record.rawValue])[record.rawValue] else { return false }
        guard let now = try kind.digests(tx, [record.rawValue], vault)[record.rawValue] else { return true }
        return !bound.isRelied(on: now, kind, marked: RowMark(vault))
    }

    func passesUnbound(_ kind: BoundKind, _ vault: Vault) throws -> Bool {
        try vault.earlier.contains(kind) && !completeKinds().contains(kind.name)
    }

    /// The newest digest of each of these records, with the id of the row before it.
    func newest(_ kind: BoundKind, of records: [Int64]) throws -> [Int64: BoundRecord] {
        let rows = try tx.rows(
            """
            SELECT id, row_id, digest, at
            FROM bound_record
            WHERE kind = \(kind.name) AND row_id IN (\(list: records))
            ORDER BY id
            """)
        return try rows.reduce(into: [:]) { newest, row in
            var bound = try BoundRecord(row: row["id"], id: row["row_id"], digest: row["digest"], at: row["at"])
            bound.previous = newest[bound.id]?.row ?? 0
            newest[bound.id] = bound
        }
    }
}

/// What an act would rely on is not as an act left it.
enum RecordRefusal: UserFacingRefusal {
    /// What a second officer would decide is not what an officer proposed here.
    case changed
    /// A person's or a partner's act would move money by a record that was changed by other means. The server's log says
    /// which one.
    case heldBack
    /// The rules would decide on a person by answers, photos or a claim that were changed by other means than an act. The
    /// server's log says which.
    case applicantChanged
    /// A wave's dates or quota were changed by other means than an act.
    case waveChanged
    /// The officer's own record, such as their roles, was changed by other means than an act.
    case officerChanged
    /// What an officer would have paid is of a card of which a sealed entry of the journal is gone. The server's log says
    /// which.
    case entriesGone
    /// A case that an officer would read was changed by other means than an act, such as moved to another person.
    case caseChanged

    var code: String {
        switch self {
        case .changed: "office.record.changed"
        case .heldBack: "record.held-back"
        case .applicantChanged: "application.record.changed"
        case .waveChanged: "wave.record.changed"
        case .officerChanged: "officer.record.changed"
        case .entriesGone: "office.entries.gone"
        case .caseChanged: "office.case.changed"
        }
    }

    func sentence(_ t: Words) -> String {
        switch self {
        case .changed:
            t(
                "Data ini diubah di luar aplikasi, jadi tidak dapat disetujui. Tolak, lalu minta diajukan lagi. "
                    + "Beri tahu auditor.",
                "This was changed outside the application and cannot be approved. Refuse it and have it proposed again. "
                    + "Notify the auditor.")
        case .heldBack:
            t(
                "Data ini sedang kami periksa. Uang Anda tidak hilang. Coba lagi besok, atau tulis di halaman Bantuan.",
                "We are checking this record. Your money is not lost. Try again tomorrow, or write on the help page.")
        case .applicantChanged:
            t(
                "Data pendaftaran ini diubah di luar aplikasi. Kami sedang memeriksanya, dan belum memutuskan apa pun. "
                    + "Coba lagi besok.",
                "This application was changed outside the system. We are checking it, and nothing is decided yet. "
                    + "Try again tomorrow.")
        case .waveChanged:
            t(
                "Tanggal atau kuota gelombang ini diubah di luar aplikasi. Gelombang berhenti. Beri tahu auditor.",
                "Dates or quota of this wave were changed outside the application. It stops. Notify the auditor.")
        case .officerChanged:
            t(
                "Data akun petugas ini diubah di luar aplikasi. Minta administrator memulihkannya. Beri tahu auditor.",
                "This officer's record was changed outside the application. Have an administrator restore it. Notify "
                    + "the auditor.")
        case .entriesGone:
            t(
                "Catatan buku sebuah kartu hilang dari basis data, padahal sudah disegel di log. Uangnya ditahan. Keluarkan "
                    + "pembayarannya, minta operator memulihkan catatan itu dari cadangan, dan beri tahu auditor.",
                "An entry of a card's books is gone from the database, although the log has it. The money is held. Take its "
                    + "payment out, have an operator restore the entry from a backup, and notify the auditor.")
        case .caseChanged:
            t(
                "Kasus ini diubah di luar aplikasi, jadi isinya tidak ditampilkan. Minta operator memulihkannya dari "
                    + "cadangan, dan beri tahu auditor.",
                "This case was changed outside the application, so it is not shown. Have an operator restore it from a "
                    + "backup, and notify the auditor.")
        }
    }

    var status: HTTPResponse.Status { .conflict }
}
