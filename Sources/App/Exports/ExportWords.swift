import Foundation
import HTTPTypes
import Programme

/// The names of kinds, parts and states of exports.
struct ExportWords: Sendable {
    let t: Words

    func kind(_ kind: ExportKind) -> String {
        switch kind {
        case .selected: t("Penerima terpilih satu gelombang", "Selected people of a wave")
        case .batch: t("Satu kelompok penyaluran", "One payout batch")
        case .entries: t("Catatan anggaran", "Entries of the budget")
        case .audit: t("Riwayat tindakan", "Audit log")
        case .figures: t("Angka harian menurut gelombang dan provinsi", "Daily figures by wave and province")
        case .cases: t("Angka jawaban keluhan dan sanggahan", "Figures of answers to complaints and appeals")
        }
    }

    /// - Parameters:
    ///   - batch: the number of the export's batch.
    ///   - names: of the officers.
    func part(
        _ export: StoredExport, _ wave: Wave? = nil, batch: Int? = nil, names: [ID<Officer>: String]
    ) -> String {
        switch ExportPart(export.request.kind, stored: export.request.part) {
        case .wave: wave.map { t("gelombang \($0.address)", "wave \($0.address)") } ?? ""
        case .batch(let id):
            batch.map { t("kelompok \($0)", "batch \($0)") }
                ?? t("kelompok \(t.short(id))", "batch \(t.short(id))")
        case .days(let first, let last): days(first, last)
        case .acts(let first, let last, let filter):
            ([days(first, last)] + filter.said(t, names: names)).joined(separator: "; ")
        case .all, nil: ""
        }
    }

    private func days(_ first: CivilDate, _ last: CivilDate) -> String {
        first == last
            ? t.date(first) : t("\(t.date(first)) sampai \(t.date(last))", "\(t.date(first)) to \(t.date(last))")
    }

    /// That words stand in the place of names in the file; nil when every row is whole.
    func lacking(_ file: ExportFile) -> HTML? {
        guard file.unreadable > 0 else { return nil }
        let rows = t.count(file.unreadable)
        return Banner(
            .attention,
            t(
                "\(rows) baris berisi nama yang tidak dapat dibaca; berkas menulisnya begitu. Auditor melihatnya di halaman Yang ditahan.",
                "\(rows) rows have a name that cannot be read; the file says so. Auditors see it on the page Held back."
            )
        ).html
    }

    func state(_ state: ExportRequest.State) -> HTML {
        switch state {
        case .asked: Part.tag(t("Menunggu petugas kedua", "Waits for a second officer"), .waiting)
        case .approved: Part.tag(t("Sedang dibuat", "Being made"), .waiting)
        case .made: Part.tag(t("Siap diunduh", "Ready"), .done)
        case .refused: Part.tag(t("Ditolak", "Refused"), .wrong)
        case .failed: Part.tag(t("Gagal", "Failed"), .wrong)
        case .expired: Part.tag(t("Sudah dihapus", "Deleted"), .blocked)
        }
    }
}

extension ExportRefusal: UserFacingRefusal {
    func sentence(_ t: Words) -> String {
        switch self {
        case .decidedAlready: t("Permintaan ini sudah diputuskan.", "This request has been decided already.")
        case .notYours:
            t(
                "Hanya peminta yang dapat mengunduh. Buat permintaan sendiri dengan keperluan Anda.",
                "Only the officer who asked can download it. Make a request of your own, with your purpose.")
        case .notThere:
            t(
                "Berkasnya belum ada atau sudah dihapus. Minta lagi.",
                "The file is not there yet, or was deleted. Ask again.")
        case .changed:
            t(
                "Ekspor ini diubah di luar aplikasi, jadi berkasnya tidak dikirim. Minta ekspor baru. "
                    + "Beri tahu auditor.",
                "This export was changed outside the application, so its file is not sent. Ask for a new one. Notify "
                    + "the auditor.")
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .decidedAlready, .changed: .conflict
        case .notYours: .forbidden
        case .notThere: .notFound
        }
    }
}

extension StoredExport {
    static let sample = StoredExport(
        sample: ExportRequest(
            id: ID(1), kind: .entries, part: "2020-05-01/2020-05-14", purpose: "Lampiran laporan bulanan untuk BPK",
            author: Signatory(officer: ID(1), duty: .auditor), state: .made),
        author: "Lestari", askedAt: Wave.sample.closesAt,
        file: ExportFile(lines: 41_802, bytes: 4_180_200, digest: Data(repeating: 0xa4, count: 32)),
        expiresAt: Wave.sample.closesAt + ExportRequest.lifetime)
}
