import Programme

/// Tells a person that they were joined to the next wave automatically.
struct CarriedOverNotice: Notice {
    let wave: Int
    let address: WaveAddress
    let closesAt: Instant
    /// The wave that ended without a draw, where that is why; nil for a person who was not selected.
    var undrawn: Int?

    func subject(_ t: Words) -> String {
        t("Anda otomatis ikut gelombang \(wave)", "You are in wave \(wave), without doing anything")
    }

    func body(_ t: Words) -> String {
        let why =
            undrawn.map { number in
                t(
                    "Gelombang \(number) berakhir tanpa undian, jadi Anda kami ikutkan di gelombang \(wave).",
                    "Wave \(number) ended without a draw, so we took you into wave \(wave).")
            }
            ?? t(
                "Nomor Anda belum terpilih sebelumnya, jadi Anda kami ikutkan di gelombang \(wave).",
                "Your number did not come up before, so we took you into wave \(wave).")
        return t(
            """
            \(why) Anda tidak perlu melakukan apa pun.

            Tidak ingin ikut? Mundur dengan sekali ketuk sebelum \(t.moment(closesAt)).
            """,
            """
            \(why) You need not do anything.

            Do you not want to? Leave with one tap before \(t.moment(closesAt)).
            """)
    }

    func text(_ t: Words) -> String {
        t(
            "Prakerja: Anda otomatis ikut gelombang \(wave). Tidak ingin ikut? Mundur di akun Anda.",
            "Prakerja: you are in wave \(wave) without doing anything. You can leave it in your account.")
    }

    func action(_ t: Words) -> NoticeAction? {
        NoticeAction(label: t("Lihat atau mundur", "See it, or leave"), target: Paths.myEntry(address))
    }

    static let sample = CarriedOverNotice(
        wave: 2, address: WaveAddress(2), closesAt: Wave.sample.closesAt + .days(7))
}
