import Programme

/// The mail or text message that carries a one-time code.
struct CodeNotice: Notice {
    let situation: Situation
    /// Nil in a message that carries no code.
    let digits: String?
    /// The path of the button in the mail. Opening it uses nothing up; pressing the button on that page does.
    let link: String?
    let minutes: Int

    enum Situation: String, Sendable, CaseIterable {
        case signUp
        /// A visitor signs up with an address that has an account: only its owner learns so, from this message.
        case signUpKnown
        case signIn
        /// A visitor signs in with an address that has no account: only its owner learns so, from this message.
        case signInUnknown
        case phone
        /// The number belongs to another account: only its owner learns so, from this message.
        case phoneTaken
        /// The address or number is to replace another one of the account.
        case contact
        /// As `phoneTaken`, for an address or number that is to replace another one.
        case contactTaken
    }

    func subject(_ t: Words) -> String {
        switch situation {
        case .signUp: t("Verifikasi akun Prakerja Anda", "Verify your Prakerja account")
        case .signUpKnown: t("Anda sudah punya akun Prakerja", "You already have a Prakerja account")
        case .signIn: t("Kode untuk masuk ke Prakerja", "Code to sign in to Prakerja")
        case .signInUnknown: t("Belum ada akun Prakerja dengan alamat ini", "No Prakerja account has this address yet")
        case .phone, .phoneTaken: t("Nomor HP untuk akun Prakerja", "Mobile number for a Prakerja account")
        case .contact, .contactTaken: t("Kontak untuk akun Prakerja", "Contact for a Prakerja account")
        }
    }

    func body(_ t: Words) -> String {
        var parts = [opening(t)]
        if let digits { parts.append("\(t("Kode Anda:", "Your code:"))\n\n    \(spaced(digits))") }
        if digits != nil || link != nil {
            parts.append(
                t("Berlaku \(minutes) menit, sekali pakai.", "Valid for \(minutes) minutes, to be used once."))
        }
        if link != nil {
            parts.append(
                t(
                    "Tombol di bawah membuka halaman lanjutan. Anda akan masuk hanya di perangkat ini.",
                    "The button below opens a page to go on. You will be signed in on this device only."))
        }
        parts.append(t("Bukan Anda yang meminta? Abaikan saja.", "Was it not you? Just ignore this."))
        return parts.joined(separator: "\n\n")
    }

    func text(_ t: Words) -> String {
        guard let digits else { return opening(t) }
        return t(
            "\(digits) adalah kode Prakerja Anda, berlaku \(minutes) menit. Jangan berikan kepada siapa pun.",
            "\(digits) is your Prakerja code, valid \(minutes) minutes. Give it to nobody.")
    }

    func action(_ t: Words) -> NoticeAction? {
        if situation == .signInUnknown {
            return NoticeAction(label: t("Buat akun", "Make an account"), target: Paths.signUp)
        }
        return link.map { NoticeAction(label: t("Lanjutkan di perangkat ini", "Go on with this device"), target: $0) }
    }

    private func opening(_ t: Words) -> String {
        switch situation {
        case .signUp:
            t("Anda membuat akun Prakerja dengan alamat ini.", "You are making a Prakerja account with this address.")
        case .signUpKnown:
            t(
                "Seseorang mendaftar dengan alamat ini. Alamat ini sudah punya akun, jadi pesan ini untuk masuk.",
                "Somebody signed up with this address. It already has an account, so this message signs you in.")
        case .signIn:
            t("Anda meminta kode untuk masuk.", "You asked for a code to sign in.")
        case .signInUnknown:
            t(
                "Seseorang mencoba masuk dengan alamat ini, tetapi belum ada akun Prakerja dengannya.",
                "Somebody tried to sign in with this address, but it has no Prakerja account yet.")
        case .phone:
            t("Anda memasang nomor ini di akun Prakerja.", "You are adding this number to a Prakerja account.")
        case .phoneTaken:
            t(
                "Nomor ini sudah dipakai akun Prakerja lain. Masuklah ke akun itu, atau pakai nomor lain.",
                "Another Prakerja account has this number. Sign in to that one, or use another number.")
        case .contact:
            t(
                "Anda memasang alamat atau nomor ini di akun Prakerja, sebagai pengganti yang lama.",
                "You are adding this address or number to a Prakerja account, in place of an earlier one.")
        case .contactTaken:
            t(
                "Alamat atau nomor ini sudah dipakai akun Prakerja lain. Masuklah ke akun itu, atau pakai yang lain.",
                "Another Prakerja account has this address or number. Sign in to that one, or use another.")
        }
    }

    private func spaced(_ digits: String) -> String {
        "\(digits.prefix(3)) \(digits.suffix(3))"
    }

    static let sample = CodeNotice(
        situation: .signUp, digits: "274910", link: Paths.signUpLink("contoh"), minutes: 10)
}
