import Programme

/// The case came in: its number, and until when the office answers.
struct CaseReceivedNotice: Notice {
    let number: CaseNumber
    let category: CaseCategory
    let dueAt: Instant
    let hasAccount: Bool
    /// The call centre's number, for a person without an account.
    let callCentre: String

    init(_ stored: ServiceCase, _ dependencies: Dependencies) {
        self.init(
            number: stored.number, category: stored.category, dueAt: stored.dueAt, hasAccount: stored.person != nil,
            callCentre: dependencies.edition.contact.callCentre)
    }

    init(number: CaseNumber, category: CaseCategory, dueAt: Instant, hasAccount: Bool, callCentre: String) {
        (self.number, self.category, self.dueAt) = (number, category, dueAt)
        (self.hasAccount, self.callCentre) = (hasAccount, callCentre)
    }

    func subject(_ t: Words) -> String {
        category == .appeal
            ? t("Sanggahan \(number) kami terima", "We have your appeal \(number)")
            : t("Keluhan \(number) kami terima", "We have your complaint \(number)")
    }

    func body(_ t: Words) -> String {
        let day = t.lastDay(before: dueAt)
        let more =
            hasAccount
            ? t("Anda dapat menambah keterangan di akun Anda.", "You can add to it in your account.")
            : t(
                "Ada tambahan? Telepon \(callCentre) dan sebut nomornya.",
                "Something to add? Phone \(callCentre) and name the number.")
        return t(
            """
            Nomornya \(number). Kami menjawab paling lambat \(day).

            \(more)
            """,
            """
            Its number is \(number). We answer by \(day).

            \(more)
            """)
    }

    func text(_ t: Words) -> String {
        let day = t.lastDay(before: dueAt)
        return t("\(number) kami terima. Dijawab paling lambat \(day).", "We have \(number). Answer by \(day).")
    }

    func action(_ t: Words) -> NoticeAction? {
        hasAccount ? NoticeAction(label: t("Lihat", "See it"), target: Paths.myCase(number)) : nil
    }
}

/// The office wrote to the person while the case is running.
struct CaseMessageNotice: Notice {
    let number: CaseNumber
    /// What the office wrote, for a person who has no account to read it in.
    let guestText: String?

    func subject(_ t: Words) -> String { t("Kabar tentang \(number)", "News of \(number)") }

    func body(_ t: Words) -> String {
        guestText
            ?? t(
                "Petugas menulis kepada Anda tentang \(number). Baca dan jawab di akun Anda.",
                "An officer wrote to you about \(number). Read and reply in your account.")
    }

    func text(_ t: Words) -> String {
        guestText == nil
            ? t(
                "Ada kabar tentang \(number). Baca di akun Anda.",
                "There is news of \(number). Read it in your account.")
            : t(
                "Ada kabar tentang \(number). Telepon pusat bantuan.",
                "There is news of \(number). Phone the call centre.")
    }

    func action(_ t: Words) -> NoticeAction? {
        guestText == nil ? NoticeAction(label: t("Baca", "Read it"), target: Paths.myCase(number)) : nil
    }
}

/// An officer opened the case again for the person.
struct CaseReopenedNotice: Notice {
    let number: CaseNumber
    let dueAt: Instant
    let hasAccount: Bool
    let callCentre: String

    func subject(_ t: Words) -> String { t("\(number) dibuka lagi", "\(number) was reopened") }

    func body(_ t: Words) -> String {
        let day = t.lastDay(before: dueAt)
        return t(
            """
            Sesuai permintaan Anda, petugas membuka \(number) lagi. Kami menjawab paling lambat \(day).

            Tidak meminta ini? Telepon \(callCentre).
            """,
            """
            As you asked, an officer reopened \(number). We answer by \(day).

            Did you not ask for it? Phone \(callCentre).
            """)
    }

    func text(_ t: Words) -> String {
        let day = t.lastDay(before: dueAt)
        return t("\(number) dibuka lagi. Dijawab paling lambat \(day).", "\(number) was reopened. Answer by \(day).")
    }

    func action(_ t: Words) -> NoticeAction? {
        hasAccount ? NoticeAction(label: t("Lihat", "See it"), target: Paths.myCase(number)) : nil
    }

    static var sample: CaseReopenedNotice {
        CaseReopenedNotice(
            number: ServiceCase.sample.number, dueAt: ServiceCase.sample.dueAt, hasAccount: true,
            callCentre: "021-25541246")
    }
}

/// The answer is there.
struct CaseAnsweredNotice: Notice {
    let number: CaseNumber
    let outcome: ServiceCase.Outcome
    let reopenUntil: Instant
    /// The answer itself, for a person who has no account to read it in.
    let guestText: String?

    func subject(_ t: Words) -> String {
        t("\(number) dijawab: \(t(outcome.label))", "\(number) is answered: \(t(outcome.label))")
    }

    func body(_ t: Words) -> String {
        if let guestText { return guestText }
        let day = t.lastDay(before: reopenUntil)
        return t(
            """
            Jawaban atas \(number) ada di akun Anda.

            Belum selesai menurut Anda? Buka lagi sampai \(day).
            """,
            """
            The answer to \(number) is in your account.

            Not settled for you? Reopen it until \(day).
            """)
    }

    func text(_ t: Words) -> String {
        guestText == nil
            ? t("\(number) dijawab. Baca di akun Anda.", "\(number) is answered. Read it in your account.")
            : t("\(number) dijawab. Telepon pusat bantuan.", "\(number) is answered. Phone the call centre.")
    }

    func action(_ t: Words) -> NoticeAction? {
        guestText == nil ? NoticeAction(label: t("Baca jawaban", "Read the answer"), target: Paths.myCase(number)) : nil
    }
}

/// The deadline has passed without an answer.
struct CaseLateNotice: Notice {
    let number: CaseNumber
    let hasAccount: Bool

    func subject(_ t: Words) -> String { t("Jawaban atas \(number) terlambat", "The answer to \(number) is late") }

    func body(_ t: Words) -> String {
        t(
            """
            Kami belum menjawab \(number) pada waktunya. Maaf. Keluhan Anda didahulukan dan tetap dikerjakan.

            Anda tidak perlu mengajukan lagi.
            """,
            """
            We have not answered \(number) in time. We are sorry. It now comes first, and is being worked on.

            You need not send it again.
            """)
    }

    func text(_ t: Words) -> String {
        t(
            "Jawaban atas \(number) terlambat. Maaf. Tetap kami kerjakan; tidak perlu mengajukan lagi.",
            "The answer to \(number) is late. We are sorry and still work on it; no need to send it again.")
    }

    func action(_ t: Words) -> NoticeAction? {
        hasAccount ? NoticeAction(label: t("Lihat", "See it"), target: Paths.myCase(number)) : nil
    }
}

extension CaseReceivedNotice {
    static let sample = CaseReceivedNotice(
        number: ServiceCase.sample.number, category: .incentive, dueAt: ServiceCase.sampleNow + .days(7),
        hasAccount: true, callCentre: "021-25541246")
}

extension CaseAnsweredNotice {
    static let sample = CaseAnsweredNotice(
        number: ServiceCase.sample.number, outcome: .settled, reopenUntil: ServiceCase.sampleNow + .days(14),
        guestText: nil)
}
