import Programme

/// What completes a training, and when the price is paid.
struct GuideCompletion {
    let t: Words

    var html: HTML {
        """
        <p class="lead">\(t(
            "Pelatihan selesai oleh salah satu dari tiga laporan. Saat itu sisa harga dibayar dan insentif peserta disiapkan.",
            "A training is completed by one of three reports. The rest of the price is then paid and the participant's incentives are planned."))</p>
        <ul>\(each: ways, item)</ul>
        <h2>\(t("Batas waktu", "The time to report"))</h2>
        <p>\(GuidePart.prose(t(
            "Laporan diterima sampai 30 hari sesudah jadwal berakhir, kecuali edisi menyebut lain. "
                + "Pelatihan yang dihadiri tetapi belum selesai saat itu ditutup. Bagian yang diperoleh dengan "
                + "kehadiran tetap dibayar. Sisanya kembali ke kartu. Sesudah itu kode dijawab dengan "
                + "`ERRTRX40101`.",
            "Reports are accepted until 30 days after the schedule's end unless the edition says otherwise. "
                + "What was attended and not completed by then is settled: what the attendance earned stays paid, "
                + "the rest returns to the card. The code is then answered with `ERRTRX40101`.")))</p>
        <h2>\(t("Laporan yang diperiksa dahulu", "A report that waits"))</h2>
        <p>\(GuidePart.prose(t(
            "Edisi dapat meminta pemeriksaan dua petugas. Yang diperiksa: laporan yang datang terlalu cepat sesudah "
                + "kehadiran pertama, atau bersama sangat banyak laporan lain. Jawaban `/api/v2` lalu memuat `held_until`, dan daftar "
                + "pembelian `completion_held_until`. Uang belum dibayar sampai diputuskan. Jawaban `tpm` dari kontrak tidak menyebutnya.",
            "Where the edition asks for it, a report that comes too soon after the first attendance, or among very many "
                + "others, waits for two officers. The answer of `/api/v2` then has `held_until`, the list of purchases "
                + "`completion_held_until`, and nothing is paid yet. The contract's `tpm` answers do not say so.")))</p>
        """
    }

    private var ways: [String] {
        [
            t(
                "Kehadiran 999 dikonfirmasi peserta, dan lembaga mengirim umpan balik dengan `scope` `uk`. Urutannya bebas.",
                "Attendance 999 is confirmed by the participant, and the institution sends feedback with `scope` `uk`, in either order."
            ),
            t(
                "Bila edisi menghitung kehadiran: peserta webinar atau tatap muka mengonfirmasi semua urutannya. Masa melapor juga sudah habis.",
                "Where the edition counts attendance: the participant of a webinar or class confirmed every sequence of the schedule, and the time to report is over."
            ),
            t(
                "Lembaga yang punya nilai dan nomor sertifikat melapor ke `/api/v2/redeem-codes/{code}/completion` dengan kepala `Idempotency-Key`.",
                "An institution with a score and a certificate number reports to `/api/v2/redeem-codes/{code}/completion` with the header `Idempotency-Key`."
            ),
        ]
    }

    private func item(_ text: String) -> HTML { "<li>\(GuidePart.prose(text))</li>" }
}

/// Redeem codes that always exist where test codes are answered.
struct GuideTesting {
    let t: Words
    let hasTestCodes: Bool
    /// Where this installation's sandbox is.
    let trialSite: String?
    /// In a sandbox: what the test institution may send as `redirect_uri`.
    let returnAddress: String?

    var html: HTML {
        """
        <p class="lead">\(t(
            "Kode uji tidak punya pembelian dan uang. Setiap lembaga punya langkahnya sendiri.",
            "A test code has no purchase and no money. Each institution has its own steps."))</p>
        \(when: !hasTestCodes, closed)
        <dl class="pairs">\(each: codes, pair)</dl>
        <p>\(GuidePart.prose(t(
            "Kirim kode galat sebagai kode redeem, misalnya `ERRTRX40022`, untuk mendapat galat itu. "
                + "Platform mengirimnya sebagai `course_code` atau `invoice_code`, misalnya `ERRPLT40041`. "
                + "`url-generate` langsung mengonfirmasi kehadiran kode uji, dan `url`-nya kembali ke "
                + "`redirect_uri`. \(GuidePart.clear) menghapus semua langkah.",
            "Send an error code as the redeem code, such as `ERRTRX40022`, to be answered with that error. "
                + "A platform sends it as `course_code` or `invoice_code`, such as `ERRPLT40041`. `url-generate` "
                + "confirms a test code's attendance at once, and its `url` leads back to `redirect_uri`. `reset` "
                + "clears all steps.")))</p>
        \(returnAddress.map { GuidePart.returning(to: $0, t) })
        """
    }

    private var closed: HTML {
        let place: HTML =
            trialSite.map {
                " <a href=\"\($0)\(Paths.partnerGuide)\">\(t("Pakai situs uji", "Use the trial site"))</a>"
            }
            ?? .empty
        return """
            <p class="inset">\(t("Situs ini tidak menjawab kode uji.", "This site does not answer test codes."))\(place)</p>
            """
    }

    private var codes: [(String, String)] {
        [
            ("PRAT-TC1001", t("mandiri, kehadiran pertama", "self-paced, first attendance")),
            ("PRAT-TC1999", t("mandiri, sudah hadir, uji akhir", "self-paced, attended, post-test")),
            ("PRAT-TC2001", t("webinar, kehadiran pertama", "webinar, first attendance")),
            ("PRAT-TC2999", t("webinar, sudah hadir, uji akhir", "webinar, attended, post-test")),
            (
                "PRAT-ABC123",
                t("6 sampai 12 huruf besar atau angka lain: webinar", "6 to 12 other capitals or digits: a webinar")
            ),
        ]
    }

    private func pair(_ pair: (String, String)) -> HTML {
        "<div><dt><code>\(pair.0)</code></dt><dd>\(pair.1)</dd></div>"
    }
}

/// What changed for partners' programs, newest first.
struct GuideChanges {
    let t: Words

    var html: HTML {
        """
        <p class="lead">\(t(
            "Yang baru ditambahkan tanpa mengubah yang lama. Perubahan yang memutus program Anda diumumkan 90 hari sebelumnya.",
            "Additions leave what exists as it is. A change that would break your program is announced 90 days before."))</p>
        <ul>\(each: changes, item)</ul>
        """
    }

    /// With the day on which it came into the program.
    private var changes: [(day: String, text: String)] {
        [
            (
                "2026-12-01",
                t(
                    "Kejadian webhook `completion.held` dan `completion.decided`. Daftar pembelian memuat "
                        + "`completion_review`, dan daftar pelatihan selesai `review`. Meja mitra memuat laporan "
                        + "yang diperiksa.",
                    "Webhook events `completion.held` and `completion.decided`; `completion_review` in the list of "
                        + "purchases and `review` in the list of completions; a list of checked reports at the "
                        + "partners' desk.")
            ),
            (
                "2026-12-01",
                t(
                    "`authorize` sesudah pembatalan dijawab `ERRPLT40028`. `Authorization` selain `Payment` ditolak. "
                        + "Nilai di laporan selesai yang bertanda tangan harus angka. "
                        + "Jawaban `/api/v1` membawa `Request-Id`. Dokumen OpenAPI memuat webhook.",
                    "`authorize` after a void is answered with `ERRPLT40028`. `Authorization` other than `Payment` is "
                        + "refused. The score of a signed completion is a number. Answers of `/api/v1` have "
                        + "`Request-Id`. The OpenAPI document has the webhooks."
                )
            ),
            (
                "2026-11-30",
                t(
                    "Masuk dengan Prakerja, webhook, API baru di `/api/v2`, dan meja mitra.",
                    "Sign-in with Prakerja, webhooks, the newer API at `/api/v2`, and the partners' desk.")
            ),
            (
                "2026-11-30",
                t(
                    "Panduan ini, dengan contoh dalam enam bahasa.",
                    "This guide, with examples in six languages.")
            ),
            (
                "2026-11-30",
                t(
                    "`tpm/submission`, `tpm/feedback/submission`, `tpm/submission/status`, dan \(GuidePart.clear) dijawab.",
                    "`tpm/submission`, `tpm/feedback/submission`, `tpm/submission/status` and `redeem-code/reset` are answered."
                )
            ),
            (
                "2026-11-30",
                t(
                    "Kode uji `PRAT-…` dan kode galat sebagai kode redeem.",
                    "Test codes `PRAT-…` and error codes as redeem codes.")
            ),
            (
                "2026-11-30",
                t("`client-code` diterima di samping `client_code`.", "`client-code` is taken beside `client_code`.")
            ),
            (
                "2026-11-30",
                t(
                    "Kunci ganda pada objek JSON ditolak dengan `ERRGEN40006`.",
                    "A JSON object with a key twice is refused with `ERRGEN40006`.")
            ),
        ]
    }

    private func item(_ change: (day: String, text: String)) -> HTML {
        "<li>\(CivilDate(change.day).map { t.date($0) } ?? ""): \(GuidePart.prose(change.text))</li>"
    }
}
