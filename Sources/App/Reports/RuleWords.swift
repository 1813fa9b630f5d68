import Programme

/// The eligibility rules and the reasons of their answers in words, by the codes that a decision stores.
enum RuleWords {
    static func name(_ code: String, _ t: Words) -> String {
        if code.hasPrefix("list."), let kind = ListKind(rawValue: String(code.dropFirst("list.".count))) {
            return EditionWords(t: t).namedList(kind).raisingFirst
        }
        return known[code].map { t($0) } ?? code
    }

    static let known: [String: Bilingual] = [
        "age": Bilingual(id: "Umur", en: "Age"),
        "citizenship": Bilingual(id: "Kewarganegaraan", en: "Citizenship"),
        "education": Bilingual(id: "Tidak sedang bersekolah", en: "Not at school"),
        "occupation": Bilingual(id: "Pekerjaan", en: "Occupation"),
        "region": Bilingual(id: "Daerah", en: "Region"),
        "onceInALifetime": Bilingual(id: "Sekali seumur hidup", en: "Once in a lifetime"),
        "once-in-a-lifetime": Bilingual(id: "Sekali seumur hidup", en: "Once in a lifetime"),
        "lapse": Bilingual(id: "Kartu dulu hangus", en: "An earlier card lapsed"),
        "family-card": Bilingual(id: "Batas Kartu Keluarga", en: "Limit of the family card"),
        "phone": Bilingual(id: "Nomor HP terverifikasi", en: "Mobile number verified"),
        "identity": Bilingual(id: "Data Dukcapil", en: "The civil registry"),
        "one-application-per-nik": Bilingual(id: "Satu pendaftaran untuk satu NIK", en: "One application per NIK"),
        "photos": Bilingual(id: "Foto", en: "Photos"),
        "declarations": Bilingual(id: "Pernyataan", en: "Declarations"),
        "test": Bilingual(id: "Tes", en: "Test"),
    ]
    /// Why a rule is not met, or what its answer waits for. A code of an earlier version stays as it is.
    static func reason(_ code: String, _ t: Words) -> String {
        let listed = "eligibility.listed."
        if code.hasPrefix(listed), let kind = ListKind(rawValue: String(code.dropFirst(listed.count))) {
            let list = EditionWords(t: t).namedList(kind)
            return t("Tercatat di \(list)", "On \(list)")
        }
        if let awaited = Awaited(rawValue: code) { return waiting(awaited, t) }
        return failures[code].map { t($0) } ?? code
    }

    private static let failures: [String: Bilingual] = [
        "eligibility.too-young": Bilingual(id: "Terlalu muda", en: "Too young"),
        "eligibility.too-old": Bilingual(id: "Terlalu tua", en: "Too old"),
        "eligibility.not-citizen": Bilingual(id: "Bukan warga negara Indonesia", en: "Not an Indonesian citizen"),
        "eligibility.in-formal-education": Bilingual(id: "Masih bersekolah atau kuliah", en: "Still at school"),
        "eligibility.excluded-occupation": Bilingual(id: "Pekerjaan dikecualikan", en: "Excluded occupation"),
        "eligibility.region-not-in-play": Bilingual(id: "Daerah belum ikut program", en: "Region does not take part"),
        "eligibility.once-in-a-lifetime": Bilingual(id: "Pernah menerima kartu", en: "Had a card before"),
        "eligibility.card-lapsed": Bilingual(id: "Kartu dulu hangus", en: "An earlier card lapsed"),
        "eligibility.family-limit": Bilingual(
            id: "Batas Kartu Keluarga tercapai", en: "Limit of the family card reached"),
        "eligibility.identity-mismatch": Bilingual(
            id: "Data tidak cocok dengan Dukcapil", en: "Data do not match the civil registry"),
        "eligibility.nik-of-another": Bilingual(id: "NIK milik orang lain", en: "NIK of another person"),
        "eligibility.test-below": Bilingual(id: "Hasil tes di bawah batas", en: "Test result below the limit"),
    ]

    private static func waiting(_ what: Awaited, _ t: Words) -> String {
        switch what {
        case .phone: t("Menunggu verifikasi nomor HP", "Waits for a proved mobile number")
        case .identityCard: t("Menunggu data KTP", "Waits for the identity card's data")
        case .familyCard: t("Menunggu data Kartu Keluarga", "Waits for the family card's data")
        case .personalData: t("Menunggu data diri", "Waits for personal data")
        case .photos: t("Menunggu foto", "Waits for photos")
        case .declarations: t("Menunggu pernyataan", "Waits for declarations")
        case .test: t("Menunggu tes", "Waits for the test")
        case .registry: t("Menunggu jawaban Dukcapil", "Waits for the civil registry")
        case .photoReview: t("Menunggu pemeriksaan foto", "Waits for the photos' review")
        case .betterPhoto: t("Menunggu foto yang lebih jelas", "Waits for a clearer photo")
        case .dispute: t("Menunggu sengketa NIK", "Waits for the dispute over the NIK")
        case .educationList: list(.education, t)
        case .occupationList: list(.excludedOccupations, t)
        case .aidList: list(.aidRecipients, t)
        case .deathList: list(.deaths, t)
        case .blacklist: list(.blacklist, t)
        case .otherList: t("Menunggu daftar terbaru", "Waits for a recent list")
        }
    }

    private static func list(_ kind: ListKind, _ t: Words) -> String {
        let name = EditionWords(t: t).namedList(kind)
        return t("Menunggu \(name) yang terbaru", "Waits for a recent version of \(name)")
    }
}
