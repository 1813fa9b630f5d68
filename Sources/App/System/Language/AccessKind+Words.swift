import Programme

extension AccessKind {
    /// What was read, for auditors and for the person whose data it was.
    func said(_ t: Words) -> String {
        switch self {
        case .photo: t("Foto KTP atau swafoto", "Photo of the card or the person")
        case .identity: t("Nama, NIK, dan isian pendaftaran", "Name, NIK and answers of the application")
        case .contact: t("Nomor HP dan email", "Mobile number and e-mail")
        case .payee: t("Rekening dan pembayaran", "Account and payments")
        case .dispute: t("Data kedua pihak sengketa NIK", "Data of both sides of a contested NIK")
        case .entry: t("Keikutsertaan di gelombang", "Entry of a wave")
        case .person: t("Halaman orang: semua data", "The person's page: all data")
        case .search: t("Hasil pencarian orang", "Found by a search for people")
        case .correspondence: t("Keluhan atau sanggahan", "Complaint or appeal")
        case .trail: t("Riwayat tindakan", "Acts in the audit log")
        case .messages: t("Pesan dan pengirimannya", "Messages and their delivery")
        case .card: t("Kartu, pembelian, dan insentif", "Card, purchases and incentives")
        case .list: t("Data dari instansi lain", "Data from other offices")
        case .export: t("Berkas berisi data orang", "A file with data of people")
        case .readings: t("Catatan siapa yang melihat", "The record of who looked")
        case .profile: t("Data yang diizinkan untuk situs itu", "Data that the person let the site read")
        case .unknown: t("Tidak dikenal versi ini", "Not known to this version")
        }
    }
}
