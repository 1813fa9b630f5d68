import HTTPTypes
import Programme

/// The words of cases at a counter.
enum CounterWords {
    /// Read to the person, or read by them, before anything is typed.
    static let consent = Bilingual(
        id: """
            Petugas membantu Anda mendaftar di loket ini, gratis. Anda boleh berhenti kapan saja. \
            Kode hanya untuk Anda; petugas tidak meminta, melihat, atau menyimpannya. \
            Di sini tidak ada yang dibeli dan tidak ada rekening yang disambungkan. \
            Nama petugas dan yang dikerjakannya tercatat, dan bisa Anda baca. Anda setuju dibantu?
            """,
        en: """
            The officer helps you to register at this counter, free of charge. You may stop at any time. \
            Codes are for you alone; the officer does not ask for, see or keep them. \
            Nothing is bought here and no account is linked. \
            The officer's name and what they do are recorded, and you can read it. Do you agree to be helped?
            """)

    /// A wallet needs a phone: said kindly, with how to get one.
    static let wallet = Bilingual(
        id: """
            Tanpa nomor HP Anda tetap bisa mendaftar dan ikut undian. Untuk membeli pelatihan dan menerima insentif \
            Anda perlu nomor sendiri, karena dompet digital ada di HP. Kartu perdana dijual di gerai operator: \
            bawa KTP dan Kartu Keluarga. HP sederhana sudah cukup untuk SMS.
            """,
        en: """
            Without a mobile number you can still register and take part in the draw. To buy training and to get the \
            incentive you need a number of your own, because a wallet is on a phone. Shops of the operators sell SIM \
            cards: bring your identity card and family card. A simple phone is enough for text messages.
            """)
}

extension CounterCase.Way {
    var label: Bilingual {
        switch self {
        case .own: Bilingual(id: "Nomor HP atau email sendiri", en: "Own mobile number or e-mail")
        case .household: Bilingual(id: "Nomor anggota keluarga serumah", en: "Number of a household member")
        case .slip: Bilingual(id: "Belum ada nomor: slip kertas", en: "No number yet: a paper slip")
        }
    }
}

extension CounterCase.Consent {
    var label: Bilingual {
        switch self {
        case .spoken: Bilingual(id: "Dibacakan, lalu dijawab ya", en: "Read out, and answered with yes")
        case .ticked: Bilingual(id: "Dibaca sendiri di layar", en: "Read by the person on the screen")
        case .paperForm:
            Bilingual(id: "Tanda tangan di formulir kertas", en: "Signature on the paper form")
        }
    }
}

extension CounterCase.Relation {
    var label: Bilingual {
        switch self {
        case .spouse: Bilingual(id: "Suami atau istri", en: "Husband or wife")
        case .parent: Bilingual(id: "Orang tua", en: "Parent")
        case .child: Bilingual(id: "Anak", en: "Child")
        case .sibling: Bilingual(id: "Kakak atau adik", en: "Brother or sister")
        case .other: Bilingual(id: "Anggota lain serumah", en: "Another member of the household")
        }
    }
}

extension CounterCase {
    /// - Parameter now: of the real clock.
    func standing(_ t: Words, at now: Instant) -> String {
        switch state {
        case .begun where isOpen(at: now): t("Menunggu kode", "Waits for the code")
        case .begun: t("Tidak dilanjutkan", "Not continued")
        case .assisted where isOpen(at: now): t("Sedang dibantu", "Being helped")
        case .assisted: t("Selesai, waktu habis", "Over, time ran out")
        case .ended: person == nil ? t("Tidak dilanjutkan", "Not continued") : t("Selesai", "Done")
        }
    }
}

extension CounterRefusal: UserFacingRefusal {
    var status: HTTPResponse.Status {
        switch self {
        case .dayFull, .householdFull: .tooManyRequests
        case .unknownEarlierCase: .unprocessableContent
        case .noPost, .over, .changed: .conflict
        }
    }

    func sentence(_ t: Words) -> String {
        switch self {
        case .noPost:
            t(
                "Akun Anda belum terikat pada kantor. Minta administrator mencatat provinsi dan kantor Anda.",
                "Your account has no office yet. Ask an administrator to record your province and office.")
        case .dayFull(let most):
            t(
                "Batas hari ini tercapai: \(most) orang. Minta petugas lain melanjutkan, atau lanjutkan besok.",
                "Today's limit is reached: \(most) people. Ask another officer to go on, or go on tomorrow.")
        case .householdFull(let most):
            t(
                "Nomor ini sudah dipakai \(most) orang. Pakai nomor anggota lain, atau pilih slip kertas.",
                "This number serves \(most) people already. Use another member's number, or choose the paper slip.")
        case .unknownEarlierCase:
            t(
                "Nomor kasus itu tidak cocok dengan cara menghubungi ini. Periksa slipnya, atau kosongkan.",
                "That case number does not go with this way of reaching them. Check the slip, or leave it empty.")
        case .over:
            t(
                "Kasus ini sudah selesai atau sudah dibuka. Mulai kasus baru di halaman loket.",
                "This case is over, or was opened already. Begin a new case on the counter's page.")
        case .changed:
            t(
                "Kasus ini diubah di luar aplikasi. Mulai kasus baru, dan beri tahu auditor.",
                "This case was changed outside the application. Begin a new one, and notify the auditor.")
        }
    }
}
