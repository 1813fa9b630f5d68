import Programme

/// The work for which officers read data of persons.
extension AuditWords {
    /// An item of work with its number, or the list that led to many people at once.
    func item(_ work: String) -> String { Self.queues[work].map { t($0) } ?? subject(work) }

    /// Lists of items that wait, which lead to many people at once.
    static let queues: [String: Bilingual] = [
        "case-entry": Bilingual(id: "Mencatat keluhan lewat telepon atau loket", en: "Writing down a complaint"),
        "contact-cases": Bilingual(id: "Daftar kontak yang hilang", en: "The list of lost contacts"),
        "person-proposals": Bilingual(id: "Daftar usul tindakan", en: "The list of proposed acts"),
        "payee-names": Bilingual(id: "Daftar nama rekening", en: "The list of holders' names"),
        "budget-pages": Bilingual(id: "Halaman anggaran", en: "Pages of the budget"),
        "audit-log": Bilingual(id: "Pemeriksaan riwayat tindakan", en: "Examining the audit log"),
        "access-log": Bilingual(id: "Pemeriksaan siapa yang melihat data", en: "Examining who looked at data"),
    ]
}
