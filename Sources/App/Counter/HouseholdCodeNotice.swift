import Programme

/// The code to a household member's number, who agreed to receive it.
struct HouseholdCodeNotice: Notice {
    let digits: String
    /// The office where their household member is helped.
    let place: String
    let minutes: Int

    func subject(_ t: Words) -> String {
        t("Kode untuk anggota keluarga Anda", "A code for a member of your household")
    }

    func body(_ t: Words) -> String {
        let spaced = "\(digits.prefix(3)) \(digits.suffix(3))"
        return t(
            """
            Anggota keluarga Anda sedang mendaftar Prakerja di \(place), dan Anda setuju menerima kodenya. Kode itu:

                \(spaced)

            Berlaku \(minutes) menit. Sebutkan hanya kepada anggota keluarga itu, bukan kepada petugas.

            Anda tidak setuju? Abaikan pesan ini.
            """,
            """
            A member of your household registers with Prakerja at \(place), and you agreed to receive the code:

                \(spaced)

            It is valid for \(minutes) minutes. Tell it to that member only, not to the officer.

            You did not agree? Ignore this message.
            """)
    }

    func text(_ t: Words) -> String {
        t(
            "\(digits) = kode Prakerja untuk anggota keluarga Anda di loket. Sebutkan hanya kepadanya, bukan petugas.",
            "\(digits) = Prakerja code for your household member at a counter. Tell them only, not the officer.")
    }

    static let sample = HouseholdCodeNotice(digits: "274910", place: "Disnaker Kota Ternate", minutes: 10)
}
