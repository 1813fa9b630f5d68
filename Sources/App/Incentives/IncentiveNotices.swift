import Programme

/// The first training is complete: what comes next.
struct IncentivesPlannedNotice: Notice {
    let benefits: Benefits
    let purchase: ID<Purchase>

    func subject(_ t: Words) -> String {
        t("Insentif Anda sudah dijadwalkan", "Your incentives are planned")
    }

    func body(_ t: Words) -> String {
        let (incentive, survey) = (benefits.incentive, benefits.survey)
        let surveys =
            survey.count == 0
            ? ""
            : t(
                " dan, untuk survei, \(survey.count) × \(survey.amount)",
                " and, for surveys, \(survey.count) × \(survey.amount)")
        return t(
            """
            Pelatihan pertama Anda selesai. Anda bisa menerima \(incentive.count) × \(incentive.amount)\(surveys).

            Yang perlu Anda lakukan: beri nilai pelatihan, sambungkan rekening atas nama sendiri, lalu tekan \
            Minta insentif di halaman Insentif.
            """,
            """
            Your first training is complete. You can receive \(incentive.count) × \(incentive.amount)\(surveys).

            What you need to do: rate the training, link an account in your own name, then press \
            Ask for the incentive on the page Incentives.
            """)
    }

    func text(_ t: Words) -> String {
        t(
            "Pelatihan selesai. Beri nilai dan sambungkan rekening untuk menerima insentif Prakerja.",
            "Training complete. Rate it and link an account to receive your Prakerja incentive.")
    }

    func action(_ t: Words) -> NoticeAction? {
        NoticeAction(label: t("Beri nilai pelatihan", "Rate the training"), target: Paths.review(purchase))
    }
}

/// The state of an instalment has changed.
struct InstalmentNotice: Notice {
    enum What: Sendable {
        case claimable
        case paid(to: String)
        case failed(PaymentFailure)
        case lapsed(Forfeiture)
    }

    let what: What
    let instalment: Instalment

    func subject(_ t: Words) -> String {
        let name = IncentiveWords(t: t).name(instalment)
        return switch what {
        case .claimable: t("\(name) bisa diminta", "\(name) can be asked for")
        case .paid: t("\(name) sudah dibayar: \(instalment.amount)", "\(name) has been paid: \(instalment.amount)")
        case .failed: t("\(name) gagal dikirim", "\(name) could not be sent")
        case .lapsed: t("\(name) hangus", "\(name) has lapsed")
        }
    }

    func body(_ t: Words) -> String {
        let amount = instalment.amount
        return switch what {
        case .claimable:
            t(
                "\(amount) menunggu Anda. Buka halaman Insentif di situs resmi dan tekan tombol Minta.",
                "\(amount) waits for you. Open the page Incentives on the official site and press the button.")
        case .paid(let account):
            t("\(amount) sudah masuk ke \(account).", "\(amount) has reached \(account).")
        case .failed(let failure):
            t("\(amount) belum sampai. ", "\(amount) has not arrived. ") + failure.remedy(t)
        case .lapsed(let why): IncentiveWords(t: t).sentence(why)
        }
    }

    func text(_ t: Words) -> String {
        let name = IncentiveWords(t: t).name(instalment)
        return switch what {
        case .claimable:
            t("\(name) Prakerja bisa diminta di situs resmi.", "\(name) can be asked for on the official site.")
        case .paid:
            t("\(name) Prakerja \(instalment.amount) sudah dibayar.", "\(name), \(instalment.amount), has been paid.")
        case .failed:
            t(
                "\(name) Prakerja gagal dikirim. Lihat halaman Insentif.",
                "\(name) could not be sent. See the page Incentives.")
        case .lapsed: t("\(name) Prakerja hangus.", "\(name) has lapsed.")
        }
    }

    func action(_ t: Words) -> NoticeAction? {
        NoticeAction(label: t("Lihat insentif saya", "See my incentives"), target: Paths.incentives)
    }
}

/// The payee account was changed: sent to every contact, so that a stranger cannot do it unnoticed.
struct PayeeLinkedNotice: Notice {
    let account: String

    func subject(_ t: Words) -> String {
        t("Rekening insentif Anda tersambung", "Your account for incentives is linked")
    }

    func body(_ t: Words) -> String {
        t(
            "Mulai sekarang insentif dibayar ke \(account). Bukan Anda yang menyambungkan? Segera hubungi "
                + "pusat bantuan.",
            "From now on incentives are paid to \(account). Was it not you? Call the call centre at once.")
    }

    func text(_ t: Words) -> String {
        t(
            "Insentif Prakerja kini dibayar ke \(account). Bukan Anda? Hubungi pusat bantuan.",
            "Prakerja incentives now go to \(account). Not you? Call the call centre.")
    }
}
