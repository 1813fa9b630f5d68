import Programme

/// The invitation for people on a priority list who have not registered. It says where their address came from.
struct InvitationNotice: Notice {
    /// The amount that it names.
    let benefit: Rupiah

    func subject(_ t: Words) -> String { t("Anda dapat ikut Kartu Prakerja", "You can join the Prakerja Card") }

    func body(_ t: Words) -> String {
        [
            t(
                "Anda tercatat sebagai pekerja yang terdampak, sehingga Anda didahulukan dalam undian Kartu Prakerja.",
                "You are recorded as a worker who was hit, so you come first in the draw for the Prakerja Card."),
            t(
                "Bantuannya \(benefit) per orang: biaya pelatihan dan insentif. Mendaftar gratis, dan tidak ada yang "
                    + "dapat menjamin Anda terpilih.",
                "It is worth \(benefit) a person: training money and incentives. Registration is free, and nobody can "
                    + "promise that you are selected."),
            t(
                "Alamat Anda kami terima dari instansi yang mencatat Anda. Kami hanya memakainya untuk undangan ini, "
                    + "satu kali.",
                "We have your address from the office that recorded you. We use it for this one invitation only."),
        ].joined(separator: "\n\n")
    }

    func text(_ t: Words) -> String {
        t(
            "Anda didahulukan dalam Kartu Prakerja, bantuan \(benefit). Daftar gratis di situs resmi.",
            "You come first for the Prakerja Card, worth \(benefit). Register free on the official site.")
    }

    func action(_ t: Words) -> NoticeAction? {
        NoticeAction(label: t("Buat akun", "Make an account"), target: Paths.signUp)
    }
}
