import Programme

extension AuditWords {
    /// Acts on cards, purchases and certificates.
    static let cards: [String: Bilingual] = [
        "attendance.verified": Bilingual(id: "Kehadiran dibenarkan", en: "Attendance confirmed"),
        "card.closed": Bilingual(id: "Kartu ditutup, sisanya dikembalikan", en: "Card closed, the rest returned"),
        "card.expired": Bilingual(id: "Kartu hangus karena tidak dipakai", en: "Card lapsed unused"),
        "card.renewed": Bilingual(id: "Kartu diisi lagi", en: "Card given once more"),
        "card.number-shown": Bilingual(id: "Nomor kartu ditampilkan", en: "Card number shown"),
        "cards.issued": Bilingual(id: "Kartu diterbitkan", en: "Cards issued"),
        "purchase.asked": Bilingual(id: "Pembelian diminta", en: "Purchase asked for"),
        "purchase.paid": Bilingual(id: "Pelatihan dibeli", en: "Training bought"),
        "purchase.redeemed": Bilingual(id: "Kode redeem ditukarkan", en: "Redeem code used"),
        "purchase.completed": Bilingual(id: "Pelatihan selesai", en: "Training completed"),
        "purchase.voided": Bilingual(id: "Pembelian dibatalkan", en: "Purchase voided"),
        "purchase.other-account": Bilingual(
            id: "Akun dengan kartu lain ditolak", en: "Account of another card refused"),
        "purchase.lapsed": Bilingual(id: "Pembelian lewat tanpa dihadiri", en: "Purchase lapsed unattended"),
        "purchase.settled": Bilingual(id: "Pelatihan tidak selesai, sisa kembali", en: "Unfinished training settled"),
        "completion.institution-asked": Bilingual(
            id: "Lembaga ditanya soal laporan selesai", en: "Institution asked about its completions"),
        "completion.held": Bilingual(
            id: "Laporan selesai ditahan untuk diperiksa", en: "Reported completion held for two officers"),
        "completion.set-aside": Bilingual(
            id: "Laporan selesai disisihkan, datanya diubah di luar aplikasi",
            en: "Reported completion set aside, a record was changed by other means"),
        "completion.unanswered": Bilingual(
            id: "Laporan selesai berlaku tanpa putusan", en: "Reported completion stands without a decision"),
        "completion.verdict-proposed": Bilingual(
            id: "Putusan laporan selesai diusulkan", en: "Verdict on a completion proposed"),
        "completion.verdict-approved": Bilingual(
            id: "Putusan laporan selesai disetujui", en: "Verdict on a completion approved"),
        "completion.verdict-refused": Bilingual(
            id: "Putusan laporan selesai dikembalikan", en: "Verdict on a completion sent back"),
        "completion.verdict-denied": Bilingual(
            id: "Putusan laporan selesai tidak diizinkan", en: "Verdict on a completion not permitted"),
        "certificate.issued": Bilingual(id: "Sertifikat diterbitkan", en: "Certificate issued"),
        "certificate.withdrawn": Bilingual(id: "Sertifikat ditarik", en: "Certificate withdrawn"),
        "certificate.reinstated": Bilingual(id: "Sertifikat berlaku lagi", en: "Certificate valid again"),
        "certificate.key-made": Bilingual(id: "Kunci sertifikat dibuat", en: "Key for certificates made"),
        "certificate.key-replaced": Bilingual(id: "Kunci sertifikat diganti", en: "Key for certificates replaced"),
        "coursework.submitted": Bilingual(id: "Tugas peserta dikirim", en: "Participant's work submitted"),
        "coursework.graded": Bilingual(id: "Tugas peserta dinilai", en: "Participant's work graded"),
    ]
}
