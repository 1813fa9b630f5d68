import Programme

/// The sealed log, and what a row of it had that was deleted before it was sealed.
extension AuditWords {
    /// Acts on the sealed log itself.
    static let log: [String: Bilingual] = [
        "log.cut-off": Bilingual(id: "Akhir catatan dipotong lewat SQL", en: "The end of the log was cut off by SQL"),
        "log.row-gone": Bilingual(
            id: "Baris dihapus lewat SQL sebelum disegel", en: "Row deleted by SQL before it was sealed"),
        "log.watch-full": Bilingual(
            id: "Terlalu banyak baris menunggu disegel", en: "Too many rows wait to be sealed"),
        "log.unknown-objects": Bilingual(
            id: "Objek asing di basis data terlihat", en: "Foreign objects in the database seen"),
        "log.cosigned": Bilingual(id: "Catatan disaksikan", en: "Log witnessed"),
        "log.head-differed": Bilingual(
            id: "Ujung catatan tersegel diubah dari luar, disusun ulang",
            en: "End of the sealed log changed by other means, made again"),
    ]

    static let lostRow = "log.row-gone"

    static let lostRowDetails: [String: Bilingual] = [
        "table": Bilingual(id: "yang hilang", en: "what is gone"),
        "action": Bilingual(id: "tindakan", en: "act"),
        "about": Bilingual(id: "perihal", en: "subject"),
        "person": Bilingual(id: "peserta", en: "participant"),
        "work": Bilingual(id: "pekerjaan", en: "work"),
        "row": Bilingual(id: "nomor baris", en: "number of the row"),
    ]

    private static let tables: [String: Bilingual] = [
        "audit": Bilingual(id: "baris riwayat tindakan", en: "a row of the audit log"),
        "reading": Bilingual(id: "catatan siapa yang melihat", en: "a record of who looked"),
        "record": Bilingual(id: "sidik data", en: "a digest of a record"),
        "journal": Bilingual(id: "baris buku besar", en: "an entry of the journal"),
    ]

    /// Nil for a value that reads as in any other act.
    ///
    /// - Parameter table: which table the row was of, as recorded.
    func lostRowValue(_ value: String, of key: String, in table: String?) -> String? {
        switch key {
        case "table": Self.tables[value].map { t($0) }
        case "action": act(value)
        case "about": subject(value)
        case "work": value.isEmpty ? "–" : item(value)
        case "kind" where table == "reading": AccessKind(rawValue: value).map { $0.said(t) }
        case "kind" where table == "journal": JournalEntry.Kind(rawValue: value).map { $0.said(t) }
        case "kind": Self.records[value].map { t($0) }
        default: nil
        }
    }
}
