import Programme

/// A wave that the reader may join is open, or closes soon.
struct WaveOpenNotice: Notice {
    let wave: Int
    let address: WaveAddress
    let closesAt: Instant
    let isClosing: Bool

    func subject(_ t: Words) -> String {
        isClosing
            ? t("Gelombang \(wave) segera ditutup", "Wave \(wave) closes soon")
            : t("Gelombang \(wave) sudah dibuka", "Wave \(wave) is open")
    }

    func body(_ t: Words) -> String {
        t(
            """
            Anda memenuhi syarat dan belum bergabung di gelombang \(wave). Gelombang ini ditutup \
            \(t.moment(closesAt)).

            Bergabung cukup sekali ketuk. Bergabung lebih awal tidak menambah peluang.
            """,
            """
            You qualify and have not joined wave \(wave) yet. It closes \(t.moment(closesAt)).

            Joining takes one tap. Joining early gives no advantage.
            """)
    }

    func text(_ t: Words) -> String {
        t(
            "Prakerja: gelombang \(wave) dibuka sampai \(t.shortMoment(closesAt)). Anda belum bergabung.",
            "Prakerja: wave \(wave) is open until \(t.shortMoment(closesAt)). You have not joined.")
    }

    func action(_ t: Words) -> NoticeAction? {
        NoticeAction(label: t("Gabung gelombang \(wave)", "Join wave \(wave)"), target: Paths.joinWave(address))
    }

    static let sample = WaveOpenNotice(
        wave: 1, address: WaveAddress(1), closesAt: Wave.sample.closesAt, isClosing: false)
    static let closingSample = WaveOpenNotice(
        wave: 1, address: WaveAddress(1), closesAt: Wave.sample.closesAt, isClosing: true)
}

/// Notifies a participant that the announcement was postponed.
struct PostponedNotice: Notice {
    let wave: Int
    let address: WaveAddress
    let postponement: Postponement

    func subject(_ t: Words) -> String {
        t("Pengumuman gelombang \(wave) ditunda", "The announcement of wave \(wave) was put off")
    }

    func body(_ t: Words) -> String {
        t(
            """
            Hasil gelombang \(wave) diumumkan \(t.moment(postponement.becomes)), bukan \
            \(t.moment(postponement.was)).

            Alasannya: \(postponement.reason)

            Anda tidak perlu melakukan apa pun. Kami mengirim pesan begitu hasilnya keluar.
            """,
            """
            The outcome of wave \(wave) is announced \(t.moment(postponement.becomes)) instead of \
            \(t.moment(postponement.was)).

            The reason: \(postponement.reason)

            You need not do anything. We send you a message when the outcome is out.
            """)
    }

    func text(_ t: Words) -> String {
        t(
            "Prakerja: pengumuman gelombang \(wave) ditunda menjadi \(t.shortMoment(postponement.becomes)).",
            "Prakerja: the announcement of wave \(wave) was put off to \(t.shortMoment(postponement.becomes)).")
    }

    func action(_ t: Words) -> NoticeAction? {
        NoticeAction(label: t("Lihat gelombang saya", "See my wave"), target: Paths.myEntry(address))
    }

    static let sample = PostponedNotice(
        wave: 1, address: WaveAddress(1),
        postponement: Postponement(
            was: Wave.sample.announcesAt, becomes: Wave.sample.announcesAt + .days(1),
            reason: "Menunggu jawaban Dukcapil untuk semua peserta", decidedAt: Wave.sample.opensAt))
}

/// Notifies a participant that the wave ended without a draw.
struct AbandonedNotice: Notice {
    let wave: Int
    let address: WaveAddress
    /// As two officers published it; nil where their decision is not as they left it.
    let reason: String?

    func subject(_ t: Words) -> String {
        t("Gelombang \(wave) berakhir tanpa undian", "Wave \(wave) ended without a draw")
    }

    func body(_ t: Words) -> String {
        t(
            """
            Undian gelombang \(wave) tidak dapat dilakukan dengan cara yang dapat diperiksa semua orang. Tidak ada \
            yang terpilih, dan ini bukan penilaian atas diri Anda. Kami mohon maaf.
            \(reason.map { "\nAlasannya: \($0)\n" } ?? "")
            Anda otomatis ikut gelombang berikutnya selama masih memenuhi syarat. Kami mengirim pesan saat itu terjadi.
            """,
            """
            Wave \(wave) could not be drawn in a way that all people can check. No number was selected, and it says \
            nothing about you. We are sorry.
            \(reason.map { "\nThe reason: \($0)\n" } ?? "")
            You are taken into the next wave by yourself as long as you qualify. We send you a message when that happens.
            """)
    }

    func text(_ t: Words) -> String {
        t(
            "Prakerja: gelombang \(wave) berakhir tanpa undian. Anda otomatis ikut gelombang berikutnya.",
            "Prakerja: wave \(wave) ended without a draw. You are taken into the next one.")
    }

    func action(_ t: Words) -> NoticeAction? {
        NoticeAction(label: t("Lihat gelombang saya", "See my wave"), target: Paths.myEntry(address))
    }

    static let sample = AbandonedNotice(
        wave: 1, address: WaveAddress(1), reason: "Dua saksi kehilangan kunci dan tidak dapat menandatangani")
}

/// Notifies a participant that the announcement is overdue.
struct LateNotice: Notice {
    let wave: Int
    let address: WaveAddress
    let promised: Instant

    func subject(_ t: Words) -> String {
        t("Pengumuman gelombang \(wave) terlambat", "The announcement of wave \(wave) is late")
    }

    func body(_ t: Words) -> String {
        t(
            """
            Hasil gelombang \(wave) seharusnya diumumkan \(t.moment(promised)), tetapi belum siap. Kami mohon maaf.

            Anda tetap ikut. Kami mengirim pesan begitu hasilnya keluar.
            """,
            """
            The outcome of wave \(wave) should have been announced \(t.moment(promised)), and is not ready. We are \
            sorry.

            You are still in. We send you a message when the outcome is out.
            """)
    }

    func text(_ t: Words) -> String {
        t(
            "Prakerja: pengumuman gelombang \(wave) terlambat. Anda tetap ikut; kami kabari begitu hasilnya keluar.",
            "Prakerja: the announcement of wave \(wave) is late. You are still in; we tell you when it is out.")
    }

    func action(_ t: Words) -> NoticeAction? {
        NoticeAction(label: t("Lihat gelombang saya", "See my wave"), target: Paths.myEntry(address))
    }

    static let sample = LateNotice(wave: 1, address: WaveAddress(1), promised: Wave.sample.announcesAt)
}
