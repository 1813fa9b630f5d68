import Programme

/// Tables taken out for a stated purpose.
extension AuditWords {
    static let exports: [String: Bilingual] = [
        "export.asked": Bilingual(id: "Ekspor diminta", en: "Export requested"),
        "export.approved": Bilingual(id: "Ekspor disetujui", en: "Export approved"),
        "export.refused": Bilingual(id: "Ekspor ditolak", en: "Export refused"),
        "export.denied": Bilingual(id: "Percobaan ekspor ditolak", en: "Attempt at an export refused"),
        "export.made": Bilingual(id: "Berkas ekspor dibuat", en: "Export made"),
        "export.downloaded": Bilingual(id: "Ekspor diunduh", en: "Export downloaded"),
        "export.expired": Bilingual(id: "Berkas ekspor dihapus", en: "Export deleted"),
    ]
}
