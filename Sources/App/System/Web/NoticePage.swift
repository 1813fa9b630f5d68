import HTTPTypes
import Programme

/// A page with a single message: a refusal, a missing page, a fault.
struct NoticePage: Page {
    let t: Words
    let title: String
    let kind: Banner.Kind
    let text: String
    var action: (label: String, path: String)?

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(Banner(kind, text))
        \(action.map { Part.button($0.label, to: $0.path) })
        """
    }

    static func sample(_ t: Words) -> NoticePage { notFound(t) }

    static func refused(_ refusal: any UserFacingRefusal, to reader: Reader, t: Words) -> NoticePage {
        NoticePage(
            t: t,
            title: refusal.title(t),
            kind: .attention, text: refusal.sentence(t), action: refusal.way(t) ?? reader.start(t))
    }

    /// Something is held back because a row was changed by other means than an act.
    ///
    /// - Parameter number: also in the server's log.
    static func held(_ refusal: RecordRefusal, number: String, to reader: Reader, t: Words) -> NoticePage {
        let isOfficer = if case .officer = reader { true } else { false }
        let sentence = refusal.sentence(t)
        let turn = t("Sebutkan nomor \(number) kalau menghubungi kami.", "Give us the number \(number) when you write.")
        let help = (t("Ke halaman Bantuan", "To the help page"), t.path(.help))
        return NoticePage(
            t: t, title: refusal.title(t), kind: .attention, text: "\(sentence) \(turn)",
            action: isOfficer ? reader.start(t) : help)
    }

    enum Reader {
        case officer
        case participant
        /// A person of a partner.
        case partner
        /// Has no account page to go to.
        case stranger

        func start(_ t: Words) -> (label: String, path: String) {
            switch self {
            case .officer: (t("Ke meja kerja saya", "To my desk"), Paths.office)
            case .partner: (t("Ke meja mitra", "To the partner's desk"), Paths.partnerDesk)
            case .participant: (t("Ke halaman akun saya", "To my account"), Paths.account)
            case .stranger: (t("Ke halaman depan", "To the front page"), t.path(.home))
            }
        }
    }

    /// An officer opened a page for participants.
    static func forParticipants(_ t: Words) -> NoticePage {
        NoticePage(
            t: t, title: t("Halaman ini untuk peserta", "This page is for participants"), kind: .information,
            text: t(
                "Anda masuk sebagai petugas. Keluar dahulu kalau ingin masuk sebagai peserta.",
                "You are signed in as an officer. Sign out first to sign in as a participant."),
            action: (t("Ke meja kerja saya", "To my desk"), Paths.office))
    }

    static func notFound(_ t: Words) -> NoticePage {
        NoticePage(
            t: t, title: t("Halaman tidak ditemukan", "Page not found"), kind: .attention,
            text: t(
                "Periksa alamat yang Anda ketik, atau mulai dari halaman depan.",
                "Check the address you typed, or start from the front page."),
            action: (t("Ke halaman depan", "To the front page"), t.path(.home)))
    }

    /// Within the office, from where the public front page is no way on.
    static func notFoundInOffice(_ t: Words) -> NoticePage {
        NoticePage(
            t: t, title: t("Halaman tidak ditemukan", "Page not found"), kind: .attention,
            text: t(
                "Periksa alamat yang Anda ketik, atau mulai dari meja kerja Anda.",
                "Check the address you typed, or start from your desk."),
            action: Reader.officer.start(t))
    }

    static func badRequest(_ t: Words) -> NoticePage {
        NoticePage(
            t: t, title: t("Permintaan tidak lengkap", "Something was missing"), kind: .attention,
            text: t(
                "Kembali ke halaman sebelumnya dan coba sekali lagi.", "Go back to the page before and try once more."))
    }

    static func busy(_ t: Words) -> NoticePage {
        NoticePage(
            t: t, title: t("Sedang ramai", "We are very busy"), kind: .attention,
            text: t(
                "Banyak orang sedang membuka situs ini. Yang sudah Anda simpan aman. Coba lagi dalam satu menit.",
                "Many people are using this site. What you saved is safe. Try again in a minute."))
    }

    static func failed(_ t: Words, number: String) -> NoticePage {
        NoticePage(
            t: t, title: t("Kesalahan di pihak kami", "A fault on our side"), kind: .wrong,
            text: t(
                "Yang sudah Anda simpan aman. Coba lagi sebentar lagi. Kalau tetap begini, sebutkan nomor \(number) kepada kami.",
                "What you saved is safe. Try again shortly. If it goes on, tell us the number \(number)."))
    }
}

extension FormRefusal: UserFacingRefusal {
    func sentence(_ t: Words) -> String {
        switch self {
        case .staleToken:
            t(
                "Formulir ini sudah terlalu lama terbuka. Kembali, muat ulang halaman, lalu kirim lagi.",
                "This form was open for too long. Go back, reload the page and send it again.")
        case .otherSite:
            t(
                "Formulir ini dikirim dari situs lain, jadi belum kami proses. Buka formulir di situs ini, lalu isi di sana.",
                "This form was sent from another site, so nothing was done. Open the form on this site and fill it in there."
            )
        case .tooLarge(let limit):
            t(
                "Kiriman ini terlalu besar. Paling besar \(limit / 1_048_576) MB.",
                "This is too large. The most we take is \(limit / 1_048_576) MB.")
        case .malformed:
            t(
                "Kiriman ini tidak terbaca. Muat ulang halaman dan coba lagi.",
                "This could not be read. Reload and try again.")
        }
    }

    var status: HTTPResponse.Status {
        if case .otherSite = self { .forbidden } else { .unprocessableContent }
    }

    func way(_ t: Words) -> (label: String, path: String)? {
        guard case .otherSite(let path) = self else { return nil }
        return (t("Buka formulir", "Open the form"), path)
    }
}

extension OfficeRefusal: UserFacingRefusal {
    func title(_ t: Words) -> String {
        if case .notPermitted = self { return t("Bukan untuk peran Anda", "Not for your role") }
        return t("Belum bisa dilanjutkan", "This cannot go on yet")
    }

    func sentence(_ t: Words) -> String {
        switch self {
        case .notPermitted(let permissions):
            Self.sentence(t, holders: RoleNames.holders(ofAny: permissions).map { t($0) })
        case .notConfirmed:
            t(
                "Identitas Anda belum dipastikan. Lihat di Akun saya apa yang kurang.",
                "Your identity is not confirmed yet. See under My account what is missing.")
        case .onlyRunAgain:
            t(
                "Pekerjaan ini menyangkut uang atau hak. Perbaiki sebabnya, lalu jalankan lagi.",
                "This work carries money or a right. Fix the cause, then run it again.")
        }
    }

    private static func sentence(_ t: Words, holders: [String]) -> String {
        guard !holders.isEmpty else {
            return t(
                "Peran Anda tidak mencakup tindakan ini. Mintalah petugas lain yang berwenang.",
                "Your role does not include this. Ask an officer whose role does.")
        }
        let names = holders.joined(separator: ", ")
        return t(
            "Peran Anda tidak mencakup tindakan ini. Yang berwenang: \(names).",
            "Your role does not include this. These roles do: \(names).")
    }

    var status: HTTPResponse.Status {
        switch self {
        case .notPermitted, .notConfirmed: .forbidden
        case .onlyRunAgain: .conflict
        }
    }

    func way(_ t: Words) -> (label: String, path: String)? {
        guard case .notConfirmed = self else { return nil }
        return (t("Ke Akun saya", "To My account"), Paths.ownAccount)
    }
}

extension ClockRefusal: UserFacingRefusal {
    func sentence(_ t: Words) -> String {
        t("Jam program hanya bisa dimajukan.", "The programme clock only moves forward.")
    }
}
