import Programme

/// To a person who is disqualified after the draw: by which list, and what can be done.
struct DisqualificationNotice: Notice {
    enum What: Sendable, Equatable {
        case told(until: Instant)
        /// The contest was upheld.
        case upheld
        case done
    }

    let wave: Int
    let address: WaveAddress
    let kind: ListKind
    let list: String
    let what: What

    /// - Parameter list: its name in the statement of the draw; nil for the first of its kind.
    init(of wave: Wave, kind: ListKind, list: String? = nil, what: What) {
        (self.wave, address, self.kind, self.what) = (wave.number, wave.address, kind, what)
        self.list = list ?? kind.rawValue
    }

    func subject(_ t: Words) -> String {
        switch what {
        case .told:
            t("Tempat Anda di gelombang \(wave) akan dibatalkan", "Your place in wave \(wave) is to be withdrawn")
        case .upheld: t("Tempat Anda di gelombang \(wave) tetap", "You keep your place in wave \(wave)")
        case .done: t("Tempat Anda di gelombang \(wave) dibatalkan", "Your place in wave \(wave) was withdrawn")
        }
    }

    func body(_ t: Words) -> String {
        let list = EditionWords(t: t).namedList(kind, sealedAs: self.list)
        switch what {
        case .told(let until):
            return t(
                """
                NIK Anda tercatat di \(list), yang diumumkan sebelum undian. Orang di daftar itu tidak dapat \
                menerima kartu.

                Ini keliru? Sanggah sebelum \(t.moment(until)). Tempat Anda disimpan sampai sanggahan diputus. Kartu \
                Anda ditahan dahulu.
                """,
                """
                Your NIK stands on \(list), which was published before the draw. People on it cannot have \
                the card.

                Is this wrong? Contest it before \(t.moment(until)). Your place is kept until that is decided. Your \
                card rests meanwhile.
                """)
        case .upheld:
            return t(
                """
                Sanggahan Anda diterima. Tempat dan kartu Anda tetap milik Anda.

                Hari yang lewat selama kartu ditahan ditambahkan pada batas waktu pembelian pertama.
                """,
                """
                You were right. Place and card stay yours.

                The days while the card rested are added to the time for your first purchase.
                """)
        case .done:
            return t(
                """
                NIK Anda tercatat di \(list), yang diumumkan sebelum undian. Kartu Anda ditutup. Tempatnya \
                menjadi milik urutan berikutnya.

                Ada pertanyaan? Hubungi pusat bantuan.
                """,
                """
                Your NIK stands on \(list), which was published before the draw. Your card is closed, and \
                the next rank has the place.

                Do you have a question? Call the call centre.
                """)
        }
    }

    func text(_ t: Words) -> String {
        switch what {
        case .told(let until):
            t(
                "Prakerja: tempat Anda di gelombang \(wave) akan dibatalkan. Sanggah sebelum \(t.shortMoment(until)).",
                "Prakerja: your place in wave \(wave) is to be withdrawn. Contest it before \(t.shortMoment(until)).")
        case .upheld:
            t(
                "Prakerja: sanggahan Anda diterima. Tempat dan kartu gelombang \(wave) tetap milik Anda.",
                "Prakerja: you were right. Place and card of wave \(wave) stay yours.")
        case .done:
            t(
                "Prakerja: tempat Anda di gelombang \(wave) dibatalkan. Alasannya ada di akun Anda.",
                "Prakerja: your place in wave \(wave) was withdrawn. Your account says why.")
        }
    }

    func action(_ t: Words) -> NoticeAction? {
        NoticeAction(label: t("Lihat alasannya", "See why"), target: Paths.myEntry(address))
    }

    static let sample = DisqualificationNotice(
        of: .sample, kind: .aidRecipients, what: .told(until: Wave.sample.announcesAt + .days(14)))
    static let upheldSample = DisqualificationNotice(of: .sample, kind: .aidRecipients, what: .upheld)
    static let doneSample = DisqualificationNotice(of: .sample, kind: .aidRecipients, what: .done)
}

/// To the person who gets the place that another lost.
struct MovedUpNotice: Notice {
    let wave: Int
    let firstUseDays: Int

    func subject(_ t: Words) -> String {
        t("Anda mendapat tempat di gelombang \(wave)", "You have a place in wave \(wave)")
    }

    func body(_ t: Words) -> String {
        t(
            """
            Sebuah tempat di gelombang \(wave) terbuka, dan nomor undian Anda urutan berikutnya. Selamat.

            Kartu ada di akun Anda. Beli pelatihan pertama dalam \(firstUseDays) hari. Rahasiakan nomor kartu Anda.
            """,
            """
            A place in wave \(wave) became free, and your number is the next by rank. You are in.

            Your card is in your account. Buy your first training within \(firstUseDays) days. Keep its number to \
            yourself.
            """)
    }

    func text(_ t: Words) -> String {
        t(
            "Prakerja: nomor undian Anda naik di gelombang \(wave). Buka akun Anda untuk melihat kartu.",
            "Prakerja: your number moved up in wave \(wave). Open your account to see your card.")
    }

    func action(_ t: Words) -> NoticeAction? {
        NoticeAction(label: t("Buka kartu saya", "Open my card"), target: Paths.account)
    }

    static let sample = MovedUpNotice(wave: 1, firstUseDays: 30)
}
