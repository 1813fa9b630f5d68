import Programme

/// Readings in words: for auditors, and for the person whose data was read.
struct AccessWords: Sendable {
    let t: Words
    /// Of the items of work.
    var names = SubjectNames()

    /// What was read.
    func kind(_ kind: AccessKind) -> String { kind.said(t) }

    /// Why, for auditors: the item with its number, or what the officer stated.
    func why(_ reading: StoredReading) -> String {
        guard reading.reason.isEmpty else { return "“\(reading.reason)”" }
        return AuditWords(t: t, names: names).item(reading.work)
    }

    /// Why, for the person: the kind of work without its number, or what the officer stated.
    func purpose(_ reading: StoredReading) -> String {
        guard reading.reason.isEmpty else { return "“\(reading.reason)”" }
        if let queue = AuditWords.queues[reading.work] { return t(queue) }
        let work = reading.work.prefix { $0 != ":" }
        return Self.purposes[String(work)].map { t($0) } ?? t("Pekerjaan kantor", "Work of the office")
    }

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
        "partner": Bilingual(id: "Masuk dengan Prakerja", en: "Sign-in with Prakerja"),
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
