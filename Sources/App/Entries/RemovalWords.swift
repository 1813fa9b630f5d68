import Programme

extension RemovalCount {
    /// The reason in words; as recorded for one without a translation.
    func reason(_ t: Words) -> String {
        let listed = "eligibility.listed."
        if code.hasPrefix(listed), let kind = ListKind(rawValue: String(code.dropFirst(listed.count))) {
            return t("Ada di daftar: ", "On the list: ") + EditionWords(t: t).list(kind)
        }
        return Self.known[code].map { t($0) } ?? code
    }

    private static let known: [String: Bilingual] = [
        "eligibility.too-young": Bilingual(id: "Belum cukup umur", en: "Too young"),
        "eligibility.too-old": Bilingual(id: "Melewati batas umur", en: "Above the age limit"),
        "eligibility.not-citizen": Bilingual(id: "Bukan warga negara Indonesia", en: "Not a citizen"),
        "eligibility.in-formal-education": Bilingual(id: "Sedang bersekolah", en: "At school"),
        "eligibility.excluded-occupation": Bilingual(
            id: "Pekerjaan yang dikecualikan", en: "An occupation that is left out"),
        "eligibility.region-not-in-play": Bilingual(id: "Daerah belum dibuka", en: "Region not open yet"),
        "eligibility.once-in-a-lifetime": Bilingual(id: "Sudah pernah menerima kartu", en: "Had a card before"),
        "eligibility.card-lapsed": Bilingual(id: "Kartu dulu hangus", en: "An earlier card lapsed"),
        "eligibility.family-limit": Bilingual(id: "Batas Kartu Keluarga", en: "Limit of the family card"),
        "eligibility.identity-mismatch": Bilingual(
            id: "Tidak cocok dengan Dukcapil", en: "Does not match the civil registry"),
        "eligibility.nik-of-another": Bilingual(id: "NIK milik orang lain", en: "Another person's NIK"),
    ]
}
