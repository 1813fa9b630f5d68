import Programme

/// Readings in words: for auditors, and for the person whose data was read.
struct AccessWords: Sendable {
    let t: Words
    /// Of the items of work.
    var names = SubjectNames()

    /// What was read.
    func kind(_ kind: AccessKind) -> String {
        switch kind {
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
        case .unknown: t("Tidak dikenal versi ini", "Not known to this version")
        }
    }

    /// Why, for auditors: the item with its number, or what the officer stated.
    func why(_ reading: StoredReading) -> String {
        guard reading.reason.isEmpty else { return "“\(reading.reason)”" }
        if let queue = Self.queues[reading.work] { return t(queue) }
        return AuditWords(t: t, names: names).subject(reading.work)
    }

    /// Why, for the person: the kind of work without its number, or what the officer stated.
    func purpose(_ reading: StoredReading) -> String {
        guard reading.reason.isEmpty else { return "“\(reading.reason)”" }
        if let queue = Self.queues[reading.work] { return t(queue) }
        let work = reading.work.prefix { $0 != ":" }
        return Self.purposes[String(work)].map { t($0) } ?? t("Pekerjaan kantor", "Work of the office")
    }

    /// Lists of items that wait, which lead to many people at once.
    private static let queues: [String: Bilingual] = [
        "case-entry": Bilingual(id: "Mencatat keluhan lewat telepon atau loket", en: "Writing down a complaint"),
        "contact-cases": Bilingual(id: "Daftar kontak yang hilang", en: "The list of lost contacts"),
        "person-proposals": Bilingual(id: "Daftar usul tindakan", en: "The list of proposed acts"),
        "payee-names": Bilingual(id: "Daftar nama rekening", en: "The list of holders' names"),
        "audit-log": Bilingual(id: "Pemeriksaan riwayat tindakan", en: "Examining the audit log"),
        "access-log": Bilingual(id: "Pemeriksaan siapa yang melihat data", en: "Examining who looked at data"),
    ]

    private static let purposes: [String: Bilingual] = [
        "account": Bilingual(id: "Membuka halaman orang", en: "Opening the person's page"),
        "case": Bilingual(id: "Menangani keluhan atau sanggahan", en: "Handling a complaint or an appeal"),
        "change": Bilingual(id: "Memperbaiki data", en: "Correcting data"),
        "contact-case": Bilingual(id: "Mengganti kontak yang hilang", en: "Replacing a lost contact"),
        "counter-case": Bilingual(id: "Membantu mendaftar di loket", en: "Helping to register at a counter"),
        "disbursement": Bilingual(id: "Memeriksa satu pembayaran", en: "Checking one payment"),
        "dispute": Bilingual(id: "Memutuskan sengketa NIK", en: "Deciding a contested NIK"),
        "export": Bilingual(id: "Menyiapkan berkas", en: "Preparing a file"),
        "list-removal": Bilingual(id: "Menghapus dari daftar dengan bukti", en: "Removing from a list on proof"),
        "list": Bilingual(id: "Memeriksa daftar instansi lain", en: "Checking a list of another office"),
        "payee-question": Bilingual(id: "Memeriksa nama rekening", en: "Checking the holder's name"),
        "payout": Bilingual(id: "Memeriksa kelompok penyaluran", en: "Checking a batch of payments"),
        "card": Bilingual(id: "Menelusuri uang di kartu", en: "Following the card's money"),
        "person-proposal": Bilingual(id: "Memutuskan usulan tindakan", en: "Deciding a proposed act"),
        "photo": Bilingual(id: "Memeriksa foto", en: "Reviewing a photo"),
        "purchase": Bilingual(id: "Menelusuri satu pembelian", en: "Following one purchase"),
        "second-look": Bilingual(id: "Memeriksa foto sekali lagi", en: "Looking at photos once more"),
        "wave": Bilingual(id: "Memeriksa tempat di gelombang", en: "Checking places of a wave"),
    ]
}
