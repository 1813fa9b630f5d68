import Programme

/// How pages say whether an officer is the person of their NIK, and what the officer does about it.
struct OfficerIdentityWords: Sendable {
    let t: Words

    func tag(_ state: OfficerIdentity.State?, hasNIK: Bool) -> HTML {
        switch state {
        case .confirmed: Part.tag(t("Sudah dipastikan", "Confirmed"), .done)
        case .asked: Part.tag(t("Ditanyakan ke Dukcapil", "The registry is asked"), .waiting)
        case .differs: Part.tag(t("Nama di Dukcapil lain", "Another name at the registry"), .wrong)
        case .unknown: Part.tag(t("Tidak ada di Dukcapil", "Not known to the registry"), .wrong)
        case nil where hasNIK: Part.tag(t("Belum dicocokkan", "Not compared yet"), .todo)
        case nil: Part.tag(t("Belum ditulis", "Not stated"), .todo)
        }
    }

    /// Why an officer who is not confirmed cannot work yet, and what to do.
    func remedy(_ state: OfficerIdentity.State?) -> String {
        switch state {
        case .confirmed: ""
        case .asked:
            t(
                "Dukcapil sedang ditanya. Kalau lama, minta dua administrator memastikan identitas Anda.",
                "The registry is being asked. If it takes long, ask two administrators to confirm your identity.")
        case .differs:
            t(
                "Nama Anda di sini lain dari nama di Dukcapil. Periksa NIK, lalu tulis lagi. Kalau NIK-nya benar, minta dua "
                    + "administrator memastikannya.",
                "Your name here is not the registry's name for this NIK. Check the NIK and state it again. If it is right, "
                    + "ask two administrators to confirm it.")
        case .unknown:
            t(
                "Dukcapil tidak mengenal NIK itu. Periksa angkanya, lalu tulis lagi.",
                "The registry does not know that NIK. Check the digits and state it again.")
        case nil:
            t(
                "Tulis NIK Anda. Dukcapil mencocokkannya dengan nama Anda; sesudah itu Anda bisa bekerja.",
                "State your NIK. The registry compares it with your name; then you can work.")
        }
    }

    func banner(_ state: OfficerIdentity.State?) -> HTML {
        Banner(
            state == .asked ? .information : .attention, remedy(state),
            title: t("Identitas Anda belum dipastikan", "Your identity is not confirmed yet")
        ).html
    }
}
