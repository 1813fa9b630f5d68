import HTTPTypes
import Programme

extension CodeRefusal: UserFacingRefusal {
    func sentence(_ t: Words) -> String {
        switch self {
        case .noCode:
            t(
                "Kode ini sudah dipakai atau belum diminta. Minta kode baru.",
                "This code was used or never asked for. Ask for a new one.")
        case .wrong(let left):
            t(
                "Kode belum cocok. Periksa 6 angka di pesan terbaru. Sisa percobaan: \(left).",
                "The code does not match. Check the 6 digits in the latest message. Tries left: \(left).")
        case .incomplete(let digits, _):
            t(
                "Ketik 6 angka dari pesan kami. Anda mengetik \(digits) angka. Sisa percobaan tidak berkurang.",
                "Type the 6 digits of our message. You typed \(digits). This cost you no try.")
        case .outdated(let newerSentAt):
            t(
                "Kode itu sudah diganti. Pakai kode terbaru, yang dikirim pukul \(t.ownHour(newerSentAt)).",
                "A newer code took its place. Use the latest one, sent at \(t.ownHour(newerSentAt)).")
        case .usedElsewhere(let at):
            t(
                "Tautan di email itu sudah dipakai di perangkat lain pukul \(t.ownHour(at)). Minta kode baru untuk di sini.",
                "The link in that mail was used on another device at \(t.ownHour(at)). Ask for a new code to go on here."
            )
        case .exhausted:
            t(
                "Semua percobaan untuk kode ini sudah habis. Minta kode baru.",
                "All tries for this code are used up. Ask for a new one.")
        case .expired:
            t("Masa berlaku kode ini sudah lewat. Minta kode baru.", "This code has run out. Ask for a new one.")
        case .tooSoon(let until):
            t(
                "Tunggu sampai pukul \(t.ownHour(t.fullMinute(until))), lalu minta kode baru.",
                "Wait until \(t.ownHour(t.fullMinute(until))), then ask for a new code.")
        case .noResendsLeft:
            t(
                "Kode sudah dikirim sebanyak yang boleh. Coba lagi satu jam lagi, atau pakai alamat lain.",
                "We sent as many codes as we may. Try again in an hour, or use another address.")
        case .destinationFull:
            t(
                "Terlalu banyak kode diminta untuk alamat ini. Pakai kontak Anda yang lain, atau perangkat yang biasa Anda pakai.",
                "Too many codes were asked for to this address. Use your other contact, or the device you usually use.")
        case .textsUsedUp(let until):
            t(
                "SMS sudah terlalu banyak untuk saat ini. Pakai alamat email, atau coba lagi mulai \(t.shortMoment(real: until)).",
                "No more text messages can be sent just now. Use an e-mail address, or try again from \(t.shortMoment(real: until))."
            )
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .tooSoon, .noResendsLeft, .destinationFull, .textsUsedUp: .tooManyRequests
        case .noCode, .wrong, .incomplete, .outdated, .usedElsewhere, .exhausted, .expired: .unprocessableContent
        }
    }
}

extension AccountRefusal: UserFacingRefusal {
    func sentence(_ t: Words) -> String {
        switch self {
        case .unreadableContact:
            t(
                "Masukkan alamat email seperti nama@contoh.id, atau nomor HP seperti 0812-3456-7890.",
                "Enter an e-mail address such as nama@contoh.id, or a mobile number such as 0812-3456-7890.")
        case .unreadablePhone(let refusal): refusal.sentence(t)
        case .contactKindNotAllowed(.phone):
            t(
                "Akun program ini dibuat dengan alamat email. Masukkan alamat email Anda.",
                "Accounts of this programme are made with an e-mail address. Enter yours.")
        case .contactKindNotAllowed(.email):
            t(
                "Akun program ini dibuat dengan nomor HP. Masukkan nomor HP Anda.",
                "Accounts of this programme are made with a mobile number. Enter yours.")
        case .suspended:
            t(
                "Akun ini sedang ditahan. Telepon pusat bantuan untuk tahu sebabnya dan cara membukanya.",
                "This account is on hold. Phone the call centre to learn why and how to open it.")
        }
    }

    var status: HTTPResponse.Status {
        self == .suspended ? .forbidden : .unprocessableContent
    }
}

extension PhoneRefusal: UserFacingRefusal {
    func sentence(_ t: Words) -> String {
        switch self {
        case .notDigits:
            t(
                "Masukkan nomor HP Indonesia, seperti 0812-3456-7890.",
                "Enter an Indonesian mobile number, such as 0812-3456-7890.")
        case .fixedLine:
            t(
                "Itu nomor telepon rumah atau kantor, yang tidak bisa menerima SMS. Masukkan nomor HP.",
                "That is a fixed line, which gets no text messages. Enter a mobile number.")
        case .foreign:
            t(
                "Itu nomor luar negeri. Masukkan nomor HP Indonesia, seperti 0812-3456-7890.",
                "That is a number of another country. Enter an Indonesian mobile number, such as 0812-3456-7890.")
        case .service:
            t(
                "Itu nomor layanan, yang tidak bisa menerima SMS. Masukkan nomor HP Anda sendiri.",
                "That is a service number, which gets no text messages. Enter your own mobile number.")
        case .tooShort:
            t(
                "Angkanya kurang. Nomor HP punya 10 sampai 14 angka, seperti 0812-3456-7890.",
                "Digits are missing. A mobile number has 10 to 14, such as 0812-3456-7890.")
        case .tooLong:
            t(
                "Angkanya terlalu banyak. Nomor HP punya 10 sampai 14 angka, seperti 0812-3456-7890.",
                "There are too many digits. A mobile number has 10 to 14, such as 0812-3456-7890.")
        case .twoNumbers:
            t("Itu dua nomor. Masukkan satu nomor HP saja.", "Those are two numbers. Enter one mobile number only.")
        }
    }

    var status: HTTPResponse.Status { .unprocessableContent }
}
