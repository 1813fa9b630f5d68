import Programme

/// Notifies the participant of a change of a purchase.
struct PurchaseNotice: Notice {
    let what: What
    let course: String
    let amount: Rupiah
    let purchase: ID<Purchase>

    enum What: Sendable, Equatable {
        /// - Parameter site: where the redeem code is entered; nil where it is not known.
        case bought(redeemCode: String, seller: String, site: String? = nil)
        case voided
        case lapsed
        case completed
    }

    func subject(_ t: Words) -> String {
        switch what {
        case .bought: t("Pelatihan dibeli: \(course)", "Training bought: \(course)")
        case .voided: t("Pembelian dibatalkan: \(course)", "Purchase cancelled: \(course)")
        case .lapsed: t("Pelatihan tidak diikuti: \(course)", "Training not attended: \(course)")
        case .completed: t("Pelatihan selesai: \(course)", "Training completed: \(course)")
        }
    }

    func body(_ t: Words) -> String {
        switch what {
        case .bought(let code, let seller, let site):
            t(
                """
                Anda membeli "\(course)" di \(seller) seharga \(amount). Kode redeem Anda:

                    \(code)

                Ketik kode ini di \(site ?? "situs lembaga pelatihan") untuk mulai belajar. Kodenya juga ada di halaman \
                Kartu.
                Bukan Anda yang membeli? Segera hubungi pusat bantuan.
                """,
                """
                You bought "\(course)" at \(seller) for \(amount). Your redeem code:

                    \(code)

                Type it at \(site ?? "the training institution's site") to begin. It is on the page Card as well.
                Was it not you? Call the call centre at once.
                """)
        case .voided:
            t(
                "Pembelian \"\(course)\" dibatalkan. Uang \(amount) sudah kembali ke kartu Anda.",
                "The purchase of \"\(course)\" was cancelled. \(amount) are back on your card.")
        case .lapsed:
            t(
                """
                Jadwal "\(course)" sudah selesai dan Anda belum tercatat hadir.

                Uang \(amount) kembali ke kartu Anda, atau ke negara bila kartu sudah tidak berlaku.
                """,
                """
                The schedule of "\(course)" is over and you were not seen there.

                \(amount) are back on your card, or with the state if the card has ended.
                """)
        case .completed:
            t(
                """
                Anda menyelesaikan "\(course)". Sertifikatnya ada di halaman Kartu.

                Beri ulasan, lalu siapkan rekening untuk insentif.
                """,
                """
                You completed "\(course)". The certificate is on the page Card.

                Leave a review, then prepare an account for your incentive.
                """)
        }
    }

    func text(_ t: Words) -> String {
        switch what {
        case .bought(let code, _, _): t("Kode redeem \(code) untuk \(course).", "Redeem code \(code) for \(course).")
        case .voided:
            t("Pembelian \(course) dibatalkan, \(amount) kembali.", "\(course) was cancelled, \(amount) returned.")
        case .lapsed: t("\(course) tidak diikuti, \(amount) kembali.", "\(course) not attended, \(amount) returned.")
        case .completed:
            t("Selamat, \(course) selesai. Beri ulasan di situs resmi.", "\(course) is completed. Leave a review.")
        }
    }

    func action(_ t: Words) -> NoticeAction? {
        NoticeAction(label: t("Buka pembelian", "Open the purchase"), target: Paths.purchase(purchase))
    }

    static func sample(_ what: What) -> PurchaseNotice {
        PurchaseNotice(what: what, course: "Dasar Barista", amount: Rupiah(600_000), purchase: ID(7))
    }
}
