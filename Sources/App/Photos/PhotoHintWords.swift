import Programme

extension PhotoHint {
    /// What is wrong and how to do it better.
    func sentence(_ t: Words) -> String {
        switch self {
        case .dark:
            t(
                "Foto terlalu gelap. Foto lagi di dekat jendela pada siang hari.",
                "The photo is too dark. Take it again near a window by day.")
        case .bright:
            t(
                "Foto terlalu terang atau silau. Matikan lampu kilat dan miringkan KTP sedikit.",
                "The photo is too bright or has glare. Turn the flash off and tilt the card a little.")
        case .blurred:
            t(
                "Foto tampak buram. Tahan HP dengan dua tangan dan ketuk KTP di layar.",
                "The photo looks blurred. Hold the phone with both hands and tap the card on the screen.")
        case .small:
            t(
                "Foto terlalu kecil. Ambil dengan kamera HP, bukan dari pesan atau tangkapan layar.",
                "The photo is too small. Use the phone's camera, not a message or a screenshot.")
        case .noCard:
            t(
                "Tulisan KTP tidak terbaca oleh kami. Pastikan seluruh KTP terlihat dan tegak.",
                "We could not read the card's print. Make sure that the whole card shows, upright.")
        }
    }

    /// A word or two for an officer.
    func short(_ t: Words) -> String {
        switch self {
        case .dark: t("Gelap", "Dark")
        case .bright: t("Silau", "Glare")
        case .blurred: t("Buram", "Blurred")
        case .small: t("Kecil", "Small")
        case .noCard: t("Tulisan KTP tidak terbaca", "Card's print not read")
        }
    }
}

extension PhotoCheck {
    /// For an officer: what a program measured, which decides nothing. Empty where it found nothing.
    func note(_ t: Words) -> String {
        var words = hints.map { $0.short(t) }
        if let difference { words.append(t("NIK terbaca beda: \(difference)", "NIK read differs: \(difference)")) }
        guard !words.isEmpty else { return "" }
        return t("Ukuran program: ", "Measured: ") + words.joined(separator: " · ")
    }
}
