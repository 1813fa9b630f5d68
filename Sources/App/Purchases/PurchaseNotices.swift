import Programme

/// Notifies the participant of a change of a purchase.
struct PurchaseNotice: Notice {
    let what: What
    let course: String
    let amount: Rupiah
    let purchase: ID<Purchase>

    enum What: Sendable, Equatable {
        /// Without the institution's address: our messages lead to our own site only, and the purchase's page goes on.
        case bought(redeemCode: String, seller: String)
        case voided
        case lapsed
        /// - Parameters:
        ///   - returned: what was left of the price.
        ///   - isOnCard: whether the card took it; otherwise it went to the state.
        case unfinished(CourseProgress.Missing, returned: Rupiah, isOnCard: Bool)
        case completed
        /// The report of its completion waits for two officers.
        case held(until: Instant)
        /// Two officers refused the report.
        case refused
    }

    func subject(_ t: Words) -> String {
        switch what {
        case .bought: t("Pelatihan dibeli: \(course)", "Training bought: \(course)")
        case .voided: t("Pembelian dibatalkan: \(course)", "Purchase cancelled: \(course)")
        case .lapsed: t("Pelatihan tidak diikuti: \(course)", "Training not attended: \(course)")
        case .unfinished: t("Pelatihan tidak selesai: \(course)", "Training not finished: \(course)")
        case .completed: t("Pelatihan selesai: \(course)", "Training completed: \(course)")
        case .held: t("Laporan selesai sedang diperiksa: \(course)", "Report of completion being checked: \(course)")
        case .refused: t("Laporan selesai tidak diterima: \(course)", "Report of completion not accepted: \(course)")
        }
    }

    func body(_ t: Words) -> String {
        switch what {
        case .bought(let code, let seller):
            t(
                """
                Anda membeli "\(course)" di \(seller) seharga \(amount). Kode redeem Anda:

                    \(code)

                Buka halaman pembelian Anda untuk menyalin kode ini dan membuka situs lembaga.
                Bukan Anda yang membeli? Segera hubungi pusat bantuan.
                """,
                """
                You bought "\(course)" at \(seller) for \(amount). Your redeem code:

                    \(code)

                Open the page of your purchase to copy it and to go on to the institution's site.
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
        case .unfinished(let missing, let returned, let isOnCard):
            unfinished(missing, returned, isOnCard: isOnCard, t)
        case .held(let until): held(until: until, t)
        case .refused: refused(t)
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

    private func held(until: Instant, _ t: Words) -> String {
        t(
            """
            Lembaga melaporkan bahwa Anda menyelesaikan "\(course)". Laporan itu diperiksa dua petugas, karena datang \
            lebih cepat dari biasanya atau bersama banyak laporan lain. Ini bukan tuduhan kepada Anda.

            Anda tidak perlu berbuat apa-apa. Putusan paling lambat \(t.moment(until)). Kalau belum ada putusan sampai \
            saat itu, laporannya berlaku.
            """,
            """
            The institution reported that you completed "\(course)". Two officers check the report, because it came \
            sooner than usual or together with many others. You are not accused of anything.

            There is nothing for you to do. They decide by \(t.moment(until)). If they have not decided by then, the \
            report stands.
            """)
    }

    private func refused(_ t: Words) -> String {
        t(
            """
            Dua petugas memeriksa laporan selesai "\(course)" dan tidak menerimanya. Pelatihan Anda belum tercatat \
            selesai; Anda masih dapat belajar sampai jadwalnya berakhir, dan lembaga dapat melapor lagi.

            Menurut Anda ini keliru? Kirim sanggahan di halaman Bantuan.
            """,
            """
            Two officers checked the report that you completed "\(course)" and did not accept it. The training is not \
            on record as completed; you can go on learning until its schedule ends, and the institution can report \
            again.

            Do you think this is wrong? Appeal on the page Help.
            """)
    }

    private func unfinished(
        _ missing: CourseProgress.Missing, _ returned: Rupiah, isOnCard: Bool, _ t: Words
    ) -> String {
        let why =
            switch missing {
            case .attendance:
                t("Ada pertemuan yang tidak tercatat Anda hadiri.", "You were not seen at every meeting.")
            case .postTest: t("Tes akhir Anda tidak tercatat.", "Your final test is not on record.")
            case .grade:
                t("Lembaga tidak menilai tes akhir Anda.", "The institution did not grade your final test.")
            case .refused:
                t(
                    "Laporan selesai dari lembaga tidak diterima dua petugas.",
                    "Two officers did not accept the institution's report of completion.")
            }
        let place =
            isOnCard
            ? t("kembali ke kartu Anda", "are back on your card")
            : t("kembali ke negara, karena kartu sudah tidak berlaku", "are with the state, because the card has ended")
        let paid =
            returned < amount
            ? t(
                "\(amount - returned) sudah dibayar ke lembaga dan platform untuk kehadiran Anda.",
                "\(amount - returned) were paid to institution and platform for your attendance.")
            : t("Lembaga dan platform tidak dibayar.", "Institution and platform were not paid.")
        return t(
            """
            Batas waktu "\(course)" sudah lewat dan pelatihan belum selesai. \(why)

            Sisa uang \(returned) \(place). \(paid)

            Menurut Anda ini keliru? Kirim sanggahan di halaman Bantuan.
            """,
            """
            The time for "\(course)" is over and the training is not finished. \(why)

            \(returned) \(place). \(paid)

            Do you think this is wrong? Appeal on the page Help.
            """)
    }

    func text(_ t: Words) -> String {
        switch what {
        case .bought(let code, _): t("Kode redeem \(code) untuk \(course).", "Redeem code \(code) for \(course).")
        case .voided:
            t("Pembelian \(course) dibatalkan, \(amount) kembali.", "\(course) was cancelled, \(amount) returned.")
        case .lapsed: t("\(course) tidak diikuti, \(amount) kembali.", "\(course) not attended, \(amount) returned.")
        case .unfinished(_, let returned, _):
            t("\(course) tidak selesai. Sisa \(returned) kembali.", "\(course) not finished. \(returned) returned.")
        case .completed:
            t("Selamat, \(course) selesai. Beri ulasan di situs resmi.", "\(course) is completed. Leave a review.")
        case .held:
            t("Laporan selesai \(course) sedang diperiksa petugas.", "Officers check the completion of \(course).")
        case .refused:
            t(
                "Laporan selesai \(course) tidak diterima. Lihat situs resmi.",
                "The completion of \(course) was not accepted. See the site.")
        }
    }

    func action(_ t: Words) -> NoticeAction? {
        NoticeAction(label: t("Buka pembelian", "Open the purchase"), target: Paths.purchase(purchase))
    }

    static func sample(_ what: What) -> PurchaseNotice {
        PurchaseNotice(what: what, course: "Dasar Barista", amount: Rupiah(600_000), purchase: ID(7))
    }
}
