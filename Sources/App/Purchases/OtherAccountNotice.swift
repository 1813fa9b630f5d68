import Programme
import Storage

/// Notifies a cardholder that an account which pays with another card tried to use theirs, and that nothing was taken.
struct OtherAccountNotice: Notice {
    /// The platform of that account.
    let seller: String

    func subject(_ t: Words) -> String {
        t("Percobaan memakai kartu Anda ditolak", "An attempt to use your card was refused")
    }

    func body(_ t: Words) -> String {
        t(
            """
            Sebuah akun di \(seller) mencoba membayar dengan Kartu Prakerja Anda. Akun itu sudah memakai kartu \
            orang lain, jadi kami menolaknya. Saldo Anda tidak berkurang.

            Jangan berikan nomor kartu dan kode kepada siapa pun. Belilah pelatihan dengan akun Anda sendiri.

            Ada yang meminta kode Anda, atau menawarkan membelikan pelatihan? Hubungi pusat bantuan.
            """,
            """
            An account at \(seller) tried to pay with your Kartu Prakerja. That account pays with another \
            person's card already, so we refused. Your balance is as it was.

            Give your card's number and codes to nobody. Buy courses with an account of your own.

            Has anybody asked you for a code, or offered to buy a training for you? Call the call centre.
            """)
    }

    func text(_ t: Words) -> String {
        t(
            "Akun orang lain di \(seller) mencoba memakai kartu Anda. Kami menolaknya, saldo Anda utuh.",
            "Another person's account at \(seller) tried to use your card. We refused, your balance is whole.")
    }

    func action(_ t: Words) -> NoticeAction? {
        NoticeAction(label: t("Buka kartu", "Open the card"), target: Paths.card)
    }

    static let sample = OtherAccountNotice(seller: "Pijarmahir")
}

extension AskPurchase {
    /// Notifies the cardholder, at most once a day per platform, and returns the refusal for the platform. It is a
    /// `CommittedRefusal`, so that the notice is committed although the request is refused.
    static func refuseOtherAccount(
        of card: Card, seller: Partner, in tx: Transaction, on dependencies: Dependencies
    ) throws -> CommittedRefusal {
        let today = dependencies.edition.waves.zone.date(of: dependencies.realNow())
        if try tx.purchases.warn(card.id, of: seller.id, on: today) {
            try tx.inbox.send(OtherAccountNotice(seller: seller.name), to: card.person, on: dependencies)
            try tx.audit.record(
                AuditEvent("purchase.other-account", subject: "card:\(card.id)"), by: .partner(seller.id),
                at: dependencies.moment(), ids: dependencies.ids)
        }
        return CommittedRefusal(PurchaseRefusal.otherCardOfUser)
    }
}
