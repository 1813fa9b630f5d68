import Programme

/// Notifies one person of their outcome. Its wording must not present "not selected" as a failure.
struct OutcomeNotice: Notice {
    let wave: Wave
    let participants: Int
    let selected: Bool
    let next: Wave?
    let firstUseDays: Int
    /// Whether the person is carried over to `next`.
    var isCarriedOver = false
    /// The limit per family card, where it is why the draw passed the person over.
    var familyLimit: Int?

    func subject(_ t: Words) -> String {
        selected
            ? t("Anda terpilih di gelombang \(wave.number)", "You were selected in wave \(wave.number)")
            : t("Hasil gelombang \(wave.number)", "The outcome of wave \(wave.number)")
    }

    func body(_ t: Words) -> String {
        if let familyLimit, !selected { return missedByFamily(familyLimit, t) }
        return selected
            ? t(
                """
                Selamat. Undian gelombang \(wave.number) memilih nomor Anda.

                Kartu dan nomornya ada di akun Anda. Beli pelatihan pertama dalam \(firstUseDays) hari. \
                Rahasiakan nomor kartu Anda.
                """,
                """
                The draw of wave \(wave.number) picked your number.

                Your card and its number are in your account. Buy your first training within \(firstUseDays) days. \
                Keep the number to yourself.
                """)
            : t(
                """
                Gelombang \(wave.number) diikuti \(t.people(participants)) untuk \(t.places(wave.quota)). \
                Undian belum memilih nomor Anda. Itu bukan penilaian atas diri Anda.

                \(nextLine(t)) Siapa pun dapat memeriksa undian ini di situs kami.
                """,
                """
                Wave \(wave.number) had \(t.people(participants)) for \(t.places(wave.quota)). \
                The draw did not pick your number. It says nothing about you.

                \(nextLine(t)) Anyone can check this draw on our site.
                """)
    }

    private func missedByFamily(_ limit: Int, _ t: Words) -> String {
        t(
            """
            Kartu Keluarga Anda sudah mempunyai \(limit) penerima. Itu batas program, jadi nomor Anda dilewati dalam \
            undian gelombang \(wave.number). Itu bukan penilaian atas diri Anda.

            Data Kartu Keluarga Anda keliru? Hubungi pusat bantuan.
            """,
            """
            Your family card has \(limit) recipients already. That is the programme's limit, so the draw of wave \
            \(wave.number) passed your number over. It says nothing about you.

            Is your family card's data wrong? Contact the help centre.
            """)
    }

    func text(_ t: Words) -> String {
        if let familyLimit, !selected {
            return t(
                "Prakerja: Kartu Keluarga Anda sudah mempunyai \(familyLimit) penerima, batas program. Nomor Anda "
                    + "dilewati di gelombang \(wave.number).",
                "Prakerja: your family card has \(familyLimit) recipients already, the limit. Wave \(wave.number) passed "
                    + "your number over.")
        }
        return selected
            ? t(
                "Prakerja: Anda terpilih di gelombang \(wave.number). Buka akun Anda untuk melihat kartu.",
                "Prakerja: you were selected in wave \(wave.number). Open your account to see your card.")
            : t(
                "Prakerja: nomor Anda belum terpilih di gelombang \(wave.number). \(nextLine(t))",
                "Prakerja: your number did not come up in wave \(wave.number). \(nextLine(t))")
    }

    func action(_ t: Words) -> NoticeAction? {
        NoticeAction(label: t("Lihat hasil saya", "See my outcome"), target: Paths.myEntry(wave.address))
    }

    private func nextLine(_ t: Words) -> String {
        guard let next else {
            return t("Jadwal berikutnya diumumkan di situs kami.", "The next dates will be on our site.")
        }
        if isCarriedOver {
            return t(
                "Anda otomatis ikut gelombang \(next.number), \(t.shortMoment(next.opensAt)).",
                "You are carried over to wave \(next.number), \(t.shortMoment(next.opensAt)).")
        }
        return t(
            "Gelombang \(next.number) dibuka \(t.shortMoment(next.opensAt)).",
            "Wave \(next.number) opens \(t.shortMoment(next.opensAt)).")
    }

    static let selectedSample = OutcomeNotice(
        wave: .sample, participants: Wave.sampleJoined, selected: true, next: nil, firstUseDays: 30)
    static let familySample = OutcomeNotice(
        wave: .sample, participants: Wave.sampleJoined, selected: false, next: nil, firstUseDays: 30, familyLimit: 2)
    static let notSelectedSample = OutcomeNotice(
        wave: .sample, participants: Wave.sampleJoined, selected: false, next: .sample, firstUseDays: 30)
}
