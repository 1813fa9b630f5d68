import Programme

/// The mail or text message around a one-time code.
struct CodeMessage: Sendable {
    let t: Words
    let situation: Situation
    /// Nil in a message that only says something.
    let digits: String?
    let link: String?
    let minutes: Int
    let site: String
    let signUpAddress: String

    enum Situation: String, Sendable, CaseIterable {
        case signUp
        /// Somebody signs up with an address that has an account: only its owner learns so, here.
        case signUpKnown
        case signIn
        /// Somebody signs in with an address that has no account: only its owner learns so, here.
        case signInUnknown
        case phone
        /// The number belongs to another account: only its owner learns so, here.
        case phoneTaken
    }

    var subject: String {
        switch situation {
        case .signUp: t("Kode untuk membuat akun Prakerja", "Code to make your Prakerja account")
        case .signUpKnown: t("Anda sudah punya akun Prakerja", "You already have a Prakerja account")
        case .signIn: t("Kode untuk masuk ke Prakerja", "Code to sign in to Prakerja")
        case .signInUnknown: t("Belum ada akun Prakerja dengan alamat ini", "No Prakerja account has this address yet")
        case .phone, .phoneTaken: t("Kode untuk nomor HP Anda", "Code for your mobile number")
        }
    }

    /// Plain text: it can be read on any device, and a link in it is what it looks like.
    var body: String {
        var lines = [opening]
        if let digits {
            lines.append(t("Kode Anda:", "Your code:") + "\n\n    \(spaced(digits))\n\n" + validity)
        }
        if let link {
            let lead =
                digits == nil
                ? t("Tekan tautan ini, lalu tombol di halamannya:", "Follow this link, then press the button there:")
                : t("Atau tekan tautan ini, lalu tombol di halamannya:", "Or follow this link, then press the button there:")
            lines.append("\(lead)\n\(link)")
        }
        lines.append(warning)
        return lines.joined(separator: "\n\n")
    }

    /// One text message, short enough not to be cut in two.
    var text: String {
        guard let digits else { return "\(opening) \(site)" }
        return t(
            "\(digits) adalah kode Prakerja Anda, berlaku \(minutes) menit. Jangan berikan kepada siapa pun. \(site)",
            "\(digits) is your Prakerja code, valid \(minutes) minutes. Give it to nobody. \(site)")
    }

    private var opening: String {
        switch situation {
        case .signUp:
            t("Anda mendaftar akun Prakerja dengan alamat ini.", "You are signing up for Prakerja with this address.")
        case .signUpKnown:
            t(
                "Seseorang mendaftar dengan alamat ini. Alamat ini sudah punya akun, jadi kode ini untuk masuk.",
                "Somebody signed up with this address. It already has an account, so this code signs you in.")
        case .signIn:
            t("Anda meminta kode untuk masuk.", "You asked for a code to sign in.")
        case .signInUnknown:
            t(
                "Seseorang mencoba masuk dengan alamat ini, tetapi belum ada akunnya. Buat akun di \(signUpAddress)",
                "Somebody tried to sign in with this address, but it has no account. Make one at \(signUpAddress)")
        case .phone:
            t("Anda memasang nomor ini di akun Prakerja.", "You are adding this number to a Prakerja account.")
        case .phoneTaken:
            t(
                "Nomor ini sudah dipakai akun Prakerja lain. Masuklah ke akun itu, atau pakai nomor lain.",
                "Another Prakerja account has this number. Sign in to that one, or use another number.")
        }
    }

    private var validity: String {
        t("Kode berlaku \(minutes) menit dan hanya sekali pakai.", "It is valid for \(minutes) minutes and can be used once.")
    }

    private var warning: String {
        t(
            "Bukan Anda yang meminta? Abaikan pesan ini. Kami tidak pernah meminta kode Anda.\nSatu-satunya alamat resmi: \(site)",
            "Was it not you? Ignore this message. We never ask you for a code.\nThe only official address: \(site)")
    }

    private func spaced(_ digits: String) -> String {
        "\(digits.prefix(3)) \(digits.suffix(3))"
    }

    static func sample(_ t: Words) -> CodeMessage {
        CodeMessage(
            t: t, situation: .signUp, digits: "274910", link: "https://www.prakerja.go.id/daftar/tautan/contoh",
            minutes: 10, site: "https://www.prakerja.go.id", signUpAddress: "https://www.prakerja.go.id/daftar")
    }
}
