import HTTPTypes
import Programme

extension CodePaths {
    static let payee = CodePaths(
        purpose: .payee, start: Paths.payee, code: Paths.payeeCode, resend: Paths.payeeResend)
}

extension PayeeRefusal: UserFacingRefusal {
    func sentence(_ t: Words) -> String {
        switch self {
        case .unknownPartner:
            t("Pilih bank atau dompet digital Anda.", "Choose your bank or wallet.")
        case .notAWalletNumber:
            t(
                "Masukkan nomor HP yang terdaftar di dompet digital, seperti 0812-3456-7890.",
                "Enter the mobile number your wallet is registered with, such as 0812-3456-7890.")
        case .notYourPhone(let proved):
            t(
                "Nomor dompet harus nomor HP Anda yang terverifikasi: \(proved). Nomor lain? Pakai rekening bank.",
                "The wallet's number must be your verified mobile number: \(proved). Another one? Use a bank account.")
        case .phoneNotProved:
            t(
                "Verifikasi nomor HP Anda dulu di Langkah pendaftaran. Sementara itu, rekening bank bisa dipakai.",
                "Verify your mobile number first, in the application's steps. Meanwhile a bank account can be used.")
        case .held(let until):
            t(
                "Kontak akun sedang atau baru saja diganti. Rekening bisa diganti lagi mulai \(t.moment(until)).",
                "A contact is being changed, or was lately. The account can be changed from \(t.moment(until)).")
        case .tooManyInquiries(let until):
            t(
                "Terlalu banyak nomor diperiksa. Siapkan buku tabungan Anda, lalu coba lagi mulai \(t.shortMoment(real: until)).",
                "Too many numbers were checked. Have your passbook ready and try again from \(t.shortMoment(real: until))."
            )
        case .notABankNumber(let digits):
            t(
                "Masukkan nomor rekening seperti di buku tabungan, hanya angka. Anda mengetik \(digits) angka.",
                "Enter the account number as in your passbook, digits only. You typed \(digits) digits.")
        case .noSuchAccount:
            t(
                "Bank atau dompet itu tidak mengenal nomor ini. Periksa angkanya, atau pilih mitra lain.",
                "That bank or wallet does not know this number. Check the digits, or choose another partner.")
        case .cannotReceive:
            t(
                "Nomor ini belum bisa menerima uang. Aktifkan atau verifikasi dulu di bank atau dompet Anda.",
                "This account cannot take money yet. Activate or verify it with your bank or wallet first.")
        case .nameDiffers:
            t(
                "Nama pemilik rekening ini berbeda dari nama Anda di Dukcapil. Pakai rekening atas nama Anda sendiri.",
                "The holder's name differs from your name in the civil registry. Use an account in your own name.")
        case .nameUncertain(let difference, let registry, let holder): uncertain(difference, registry, holder, t)
        case .inquiryBroken:
            t(
                "Kami belum bisa menanyakan nama pemilik rekening. Ini kesalahan kami, bukan rekening Anda. "
                    + "Coba lagi besok.",
                "We cannot ask for the holder's name just now. That is our mistake, not your account's. Try tomorrow.")
        case .notAvailable:
            t(
                "Nomor ini tidak bisa dipakai. Pakai rekening lain atas nama Anda, atau hubungi pusat bantuan.",
                "This number cannot be used. Use another account in your name, or call the call centre.")
        case .identityNotVerified:
            t(
                "Rekening bisa disambungkan setelah Dukcapil memastikan identitas Anda.",
                "You can link an account once the civil registry has confirmed who you are.")
        case .paymentUnderway:
            t(
                "Uang sedang dikirim ke rekening yang sekarang. Ganti rekening setelah pembayaran itu selesai.",
                "Money is on its way to your present account. Change it once that payment is done.")
        case .railAway:
            t(
                "Bank atau dompet itu sedang tidak menjawab. Coba lagi beberapa menit lagi; tidak ada yang berubah.",
                "That bank or wallet does not answer just now. Try again in a few minutes; nothing has changed.")
        case .nothingToConfirm:
            t(
                "Mulai lagi dari awal: pilih bank atau dompet dan ketik nomornya.",
                "Please start again: choose the bank or wallet and type the number.")
        }
    }

    private func uncertain(_ difference: NameDifference, _ registry: String, _ holder: String, _ t: Words) -> String {
        let (registry, holder) = (registry.isolated, holder.isolated)
        return t(
            "Di bank tertulis \(holder), di Dukcapil \(registry): \(difference.sentence(t)) Kami meneruskannya kepada "
                + "petugas. Dua petugas memutuskan, lalu Anda kami beri tahu.",
            "The bank has \(holder), the civil registry \(registry): \(difference.sentence(t)) We have passed it on. "
                + "Two officers decide, and then we tell you.")
    }

    var status: HTTPResponse.Status {
        switch self {
        case .railAway, .inquiryBroken: .serviceUnavailable
        case .paymentUnderway, .notAvailable, .held: .conflict
        case .tooManyInquiries: .tooManyRequests
        default: .unprocessableContent
        }
    }
}

extension StoredPayee {
    /// What the linking code is bound to, so that it cannot link another account.
    var matter: String { "payee:\(account.id)" }
}

extension CodePage.About {
    /// The account that the code links.
    static func payee(
        _ payee: StoredPayee, of name: String, _ partners: [PayoutPartner], _ t: Words
    ) -> CodePage.About {
        let lead = t(
            "Dengan kode itu, semua insentif Anda dibayar ke", "With that code all your incentives are paid to")
        let holder = t("atas nama", "in the name of")
        return CodePage.About(
            sentence: """
                <p>\(lead) <strong>\(payee.readable(in: partners))</strong> \(holder) \(Part.person(name)).</p>
                """)
    }
}
