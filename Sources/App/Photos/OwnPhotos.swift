import Programme
import Storage

extension OwnDataSource {
    /// Photos by what they are and what officers found; the picture itself is at its address, which asks for the
    /// session.
    static let photos = OwnDataSource(key: "photos", title: Bilingual(id: "Foto", en: "Photos")) { tx, own in
        let t = own.t
        let photos = try tx.photos.all(of: own.person)
        try own.dependencies.requireOwn(photos, in: tx)
        let measures = try tx.photos.measures(of: photos.filter { $0.state != .replaced }.map(\.id))
        let hints = Dictionary(measures.map { ($0.photo, $0.measure.hints) }, uniquingKeysWith: { first, _ in first })
        return try photos.map { try $0.readable(own.dependencies.shownVault) }.map { photo in
            OwnDataRecord([
                own.text("kind", t("Jenis", "Kind"), photo.kind.rawValue, photo.kind.label(t)),
                own.text("state", t("Status", "State"), photo.state.rawValue, photo.state.meaning(t)),
                own.moment("sent_at", t("Dikirim", "Sent"), real: photo.uploadedAt),
                own.text("pixels", t("Ukuran gambar", "Size of the picture"), "\(photo.width)×\(photo.height)"),
                own.count("bytes", t("Ukuran berkas (byte)", "Size of the file (bytes)"), photo.bytes),
                own.text(
                    "measured", t("Petunjuk program", "Hints of a program"),
                    hints[photo.id]?.map(\.rawValue).joined(separator: " "),
                    hints[photo.id]?.map { $0.short(t) }.joined(separator: ", ")),
                own.text(
                    "finding", t("Temuan petugas", "What the officer found"), photo.fault?.rawValue,
                    photo.fault?.sentence(t)),
                own.text("note", t("Catatan petugas", "Officer's note"), photo.note.isEmpty ? nil : photo.note),
                own.text(
                    "address", t("Lihat di situs ini", "See it on this site"),
                    photo.state == .replaced ? nil : Paths.photoImage(photo.kind)),
            ])
        }
    }
}

extension IdentityPhoto.State {
    fileprivate func meaning(_ t: Words) -> String {
        switch self {
        case .uploaded: t("Menunggu pemeriksaan", "Waits for review")
        case .accepted: t("Diterima", "Accepted")
        case .rejected: t("Ditolak", "Rejected")
        case .replaced: t("Diganti", "Replaced")
        }
    }
}
