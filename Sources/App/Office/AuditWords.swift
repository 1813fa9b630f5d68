import Foundation
import Programme

/// The trail in words. An act without a sentence here shows its stable name.
struct AuditWords: Sendable {
    let t: Words

    func act(_ action: String) -> String {
        sentence(action).map { t($0) } ?? action
    }

    /// `people: 164000, amount: 582200000000`: keys and values as they were recorded.
    func detail(_ record: AuditRecord) -> String {
        let detail = try? JSONDecoder().decode([String: String].self, from: Data(record.detail.utf8))
        return (detail ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
    }

    private func sentence(_ action: String) -> Bilingual? {
        Self.waves[action] ?? Self.people[action] ?? Self.money[action] ?? Self.office[action]
    }

    private static let waves: [String: Bilingual] = [
        "edition.prepared": Bilingual(id: "Kalender dan anggaran disiapkan", en: "Calendar and budget prepared"),
        "wave.opened": Bilingual(id: "Gelombang dibuka, rahasia dikunci", en: "Wave opened, secret locked"),
        "wave.closed": Bilingual(id: "Gelombang ditutup", en: "Wave closed"),
        "wave.sealed": Bilingual(id: "Daftar disegel", en: "List sealed"),
        "wave.drawn": Bilingual(id: "Gelombang diundi", en: "Wave drawn"),
        "wave.decreed": Bilingual(id: "Keputusan berlaku, anggaran terikat", en: "Decree in force, budget committed"),
        "wave.announced": Bilingual(id: "Hasil diumumkan", en: "Outcome announced"),
        "decree.drafted": Bilingual(id: "Keputusan disusun", en: "Decree drafted"),
        "decree.signed": Bilingual(id: "Keputusan ditandatangani", en: "Decree signed"),
        "decree.refused": Bilingual(id: "Tanda tangan ditolak", en: "Signature refused"),
        "entry.joined": Bilingual(id: "Bergabung", en: "Joined"),
        "entry.withdrawn": Bilingual(id: "Mundur", en: "Withdrew"),
        "cards.issued": Bilingual(id: "Kartu diterbitkan", en: "Cards issued"),
    ]

    private static let people: [String: Bilingual] = [
        "account.opened": Bilingual(id: "Akun dibuat", en: "Account opened"),
        "account.phone-proved": Bilingual(id: "Nomor ponsel dibuktikan", en: "Mobile number proved"),
        "application.submitted": Bilingual(id: "Pendaftaran dikirim", en: "Application sent"),
        "application.decided": Bilingual(id: "Kelayakan diputuskan", en: "Eligibility decided"),
        "identity.answered": Bilingual(id: "Jawaban Dukcapil diterima", en: "Registry's answer received"),
        "identity.contested": Bilingual(id: "NIK dipersengketakan", en: "NIK contested"),
        "photo.uploaded": Bilingual(id: "Foto dikirim", en: "Photo sent"),
        "photo.viewed": Bilingual(id: "Foto dilihat", en: "Photo looked at"),
        "photo.accepted": Bilingual(id: "Foto diterima", en: "Photo accepted"),
        "photo.rejected": Bilingual(id: "Foto ditolak", en: "Photo rejected"),
        "review.given": Bilingual(id: "Ulasan diberikan", en: "Review given"),
        "survey.answered": Bilingual(id: "Survei dijawab", en: "Survey answered"),
    ]

    private static let money: [String: Bilingual] = [
        "payee.linked": Bilingual(id: "Rekening disambungkan", en: "Payee account linked"),
        "incentives.planned": Bilingual(id: "Insentif dijadwalkan", en: "Incentives planned"),
        "incentive.requested": Bilingual(id: "Insentif diminta", en: "Incentive requested"),
        "incentive.forfeited": Bilingual(id: "Insentif hangus", en: "Incentive forfeited"),
        "payout.drafted": Bilingual(id: "Kelompok penyaluran disusun", en: "Payout batch drafted"),
        "payout.approved": Bilingual(id: "Kelompok penyaluran disetujui", en: "Payout batch approved"),
        "payout.approval-denied": Bilingual(id: "Persetujuan penyaluran ditolak", en: "Payout approval refused"),
        "disbursement.missing": Bilingual(id: "Pembayaran tidak ditemukan", en: "Payment not found"),
        "partner.registered": Bilingual(id: "Mitra didaftarkan", en: "Partner registered"),
    ]

    private static let office: [String: Bilingual] = [
        "officer.added": Bilingual(id: "Petugas ditambahkan", en: "Officer added"),
        "officer.signed-in": Bilingual(id: "Petugas masuk", en: "Officer signed in"),
        "officer.sign-in-refused": Bilingual(id: "Percobaan masuk ditolak", en: "Sign-in refused"),
        "job.run-again": Bilingual(id: "Pekerjaan dijalankan lagi", en: "Job run again"),
        "demo.clock-moved": Bilingual(id: "Jam program dimajukan", en: "Programme clock moved"),
        "demo.signed-in": Bilingual(id: "Masuk lewat meja demo", en: "Signed in from the demo's desk"),
    ]
}
