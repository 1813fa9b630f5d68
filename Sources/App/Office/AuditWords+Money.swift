import Programme

extension AuditWords {
    /// Acts on payee accounts, instalments and payments.
    static let money: [String: Bilingual] = [
        "payee.linked": Bilingual(id: "Rekening disambungkan", en: "Payee account linked"),
        "payee.name-asked": Bilingual(id: "Nama rekening diteruskan ke petugas", en: "Holder's name passed on"),
        "payee.name-proposed": Bilingual(id: "Usul tentang nama rekening", en: "Proposal about a holder's name"),
        "payee.name-sent-back": Bilingual(id: "Usul nama rekening dikembalikan", en: "Proposal sent back"),
        "payee.name-decided": Bilingual(id: "Nama rekening diputuskan", en: "Holder's name decided"),
        "payee.name-denied": Bilingual(
            id: "Putusan nama rekening tidak diizinkan", en: "Decision on a name not allowed"),
        "rail.request-refused": Bilingual(id: "Permintaan kami ditolak jalur bayar", en: "Our request was refused"),
        "incentives.planned": Bilingual(id: "Insentif dijadwalkan", en: "Incentives planned"),
        "incentive.requested": Bilingual(id: "Insentif diminta", en: "Incentive requested"),
        "incentive.forfeited": Bilingual(id: "Insentif hangus", en: "Incentive forfeited"),
        "payout.drafted": Bilingual(id: "Kelompok penyaluran disusun", en: "Payout batch drafted"),
        "payout.left-out": Bilingual(
            id: "Kartu ditinggalkan: catatan bukunya hilang", en: "Cards left out: entries of their books are gone"),
        "payout.approved": Bilingual(id: "Kelompok penyaluran disetujui", en: "Payout batch approved"),
        "payout.refused": Bilingual(id: "Kelompok penyaluran ditolak", en: "Payout batch refused"),
        "payout.approval-denied": Bilingual(id: "Persetujuan penyaluran ditolak", en: "Payout approval refused"),
        "disbursement.paid": Bilingual(id: "Pembayaran sampai", en: "Payment arrived"),
        "disbursement.failed": Bilingual(id: "Pembayaran gagal, dana kembali", en: "Payment failed, money back"),
        "statement.taken-in": Bilingual(id: "Mutasi penyedia diambil", en: "Provider's statement taken in"),
        "disbursement.looked-up": Bilingual(id: "Dicari di mutasi penyedia", en: "Looked up in the statement"),
        "disbursement.finding-confirmed": Bilingual(id: "Hasil mutasi disetujui", en: "Statement's outcome confirmed"),
        "disbursement.finding-refused": Bilingual(id: "Hasil mutasi ditolak", en: "Statement's outcome refused"),
        "disbursement.finding-denied": Bilingual(
            id: "Putusan hasil mutasi tidak diizinkan", en: "Decision on the statement not allowed"),
        "disbursement.taken-out": Bilingual(
            id: "Pembayaran dikeluarkan dari kelompok", en: "Payment taken out of its batch"),
        "disbursement.withdrawn": Bilingual(id: "Pembayaran ditarik", en: "Payment withdrawn"),
        "disbursement.missing": Bilingual(id: "Pembayaran tidak ditemukan", en: "Payment not found"),
        "partner.unknown-numbers": Bilingual(
            id: "Banyak nomor kartu tak dikenal dicoba", en: "Many unknown card numbers tried"),
        "partner.registered": Bilingual(id: "Mitra didaftarkan", en: "Partner registered"),
    ]
}
