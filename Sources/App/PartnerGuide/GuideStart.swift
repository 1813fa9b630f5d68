import Programme

/// The first chapter: from a key to the first right answer.
struct GuideStart {
    let t: Words
    let site: String
    let hasTestCodes: Bool
    /// Where this installation's sandbox is.
    let trialSite: String?
    let isDemo: Bool
    let testPeople: SandboxPeople?
    /// Keys that every visitor of a sandbox may use; nil elsewhere.
    let access: SandboxAccess?

    var html: HTML {
        """
        <p class="lead">\(hasTestCodes ? trial : real)</p>
        <nav aria-label="\(t("Isi halaman", "On this page"))"><ol class="contents">\(each: Step.allCases, link)</ol></nav>
        \(elsewhere)
        <ol class="numbered">
        <li id="\(Step.keys.rawValue)"><h2>\(Step.keys.title(t))</h2>\(keys)</li>
        <li id="\(Step.call.rawValue)"><h2>\(Step.call.title(t))</h2>
        <p>\(t(
            "Contoh ini menanyakan satu kode uji. Pilih bahasa Anda, simpan berkasnya, jalankan.",
            "This example asks about a test code. Choose your language, save the file, run it."))</p>
        \(each: GuideSample.allCases, sample)</li>
        <li id="\(Step.answer.rawValue)"><h2>\(Step.answer.title(t))</h2>
        \(GuidePart.code(answer, label: t("Jawaban yang benar", "The right answer")))
        <p>\(refused)</p>
        \(GuidePart.code(newer, label: t("Token untuk /api/v2", "A token for /api/v2")))</li>
        </ol>
        \(people)
        """
    }

    /// In the order of the page.
    private enum Step: String, CaseIterable {
        case keys = "kunci"
        case call = "panggilan"
        case answer = "jawaban"

        func title(_ t: Words) -> String {
            switch self {
            case .keys: t("Siapkan kunci Anda", "Get your key")
            case .call: t("Kirim panggilan ini", "Send this call")
            case .answer: t("Bandingkan jawabannya", "Compare the answer")
            }
        }
    }

    private func link(_ step: Step) -> HTML { "<li><a href=\"#\(step.rawValue)\">\(step.title(t))</a></li>" }

    private var trial: String {
        t(
            "Situs ini menjawab kode uji. Di belakangnya tidak ada uang dan tidak ada data orang sungguhan.",
            "This site answers test codes. No money and no real person's data is behind them.")
    }

    private var real: String {
        t(
            "Situs ini adalah program yang sebenarnya: kode uji tidak dijawab di sini.",
            "This site is the real programme: it does not answer test codes.")
            + (trialSite == nil ? " \(whom)" : "")
    }

    private var whom: String {
        isDemo
            ? t(
                "Peragaan ini memulai situs uji di sampingnya. Muat ulang sebentar lagi, atau jalankan prakerja serve --sandbox.",
                "This demo starts a trial site beside it. Reload in a moment, or run prakerja serve --sandbox.")
            : t("Mintalah alamat uji kepada pengelola mitra.", "Ask the partner managers for the test address.")
    }

    private var elsewhere: HTML {
        guard let trialSite else { return .empty }
        return """
            <p>\(t("Situs uji", "The trial site")): <a href="\(trialSite)\(Paths.partnerGuide)">\(trialSite)</a>. \(t(
                "Contoh di bawah ini memanggilnya.", "The examples below call it."))</p>
            """
    }

    private var people: HTML {
        guard let testPeople else { return .empty }
        return """
            <h2>\(t("Orang uji dan nomor kartunya", "Test people and their card numbers"))</h2>
            \(testPeople.table)
            <p>\(t(
                "Di sini: pesan dan kode untuk mereka, jalan masuk ke meja mitra, dan jam uji.",
                "Here are their messages and codes, the way into the partners' desk, and the trial clock."))
            <a href="\(Paths.trial)">\(t("Ruang uji mitra", "The partners' trial room"))</a></p>
            """
    }

    private var keys: HTML {
        """
        <p>\(t(
            "Anda mendapat kode klien dan kunci. Kunci datang lewat tautan ke alamat email mitra dan hanya terlihat sekali. Dua kunci dapat berlaku bersamaan, jadi penggantian tidak memutus layanan.",
            "You receive a client code and a key. The key arrives by a link to the partner's e-mail address "
                + "and is shown once. Two keys can be valid at once, so a change does not interrupt your service."))</p>
        \(whose)
        \(GuidePart.code(settings, label: t("Isian untuk contoh", "Settings of the examples")))
        """
    }

    /// The keys themselves in a sandbox, and elsewhere that those of the examples are none.
    private var whose: HTML {
        if let access {
            return """
                \(SandboxKeys(t: t, access: access).html)
                <p>\(t(
                    "Situs uji ini dipakai bersama: pengunjung lain memakai kunci, orang uji, dan jam yang sama.",
                    "This trial site is shared: other visitors use the same keys, test people and clock."))
                <a href="\(Paths.trial)">\(t("Ruang uji mitra", "The partners' trial room"))</a></p>
                """
        }
        let placeholder = GuidePart.prose(
            t(
                "`\(GuideSigning.client)` dan `\(GuideSigning.key)` hanya contoh tulisan: permintaan dengan keduanya "
                    + "ditolak dengan `ERRAUT40101`.",
                "`\(GuideSigning.client)` and `\(GuideSigning.key)` are placeholders: a request with them is refused with "
                    + "`ERRAUT40101`."))
        guard let trialSite else { return "<p>\(placeholder)</p>" }
        return """
            <p>\(placeholder) \(t("Kunci yang berlaku ada di situs uji", "Working keys are at the trial site")): \
            <a href="\(trialSite)\(Paths.partnerGuide)#\(Step.keys.rawValue)">\(trialSite)\(Paths.partnerGuide)</a></p>
            """
    }

    private var settings: String {
        """
        export ALAMAT=\(site.hasPrefix("http") ? site : "https://\(site)")
        export KLIEN=\(access?.institution.clientCode ?? GuideSigning.client)
        export KUNCI=\(access?.institution.signKey ?? GuideSigning.key)
        """
    }

    /// Closed until the reader chooses a language: six programs below each other would be ten screens of a phone.
    private func sample(_ sample: GuideSample) -> HTML {
        """
        <details name="bahasa"><summary>\(sample.language)</summary>
        \(GuidePart.code(GuideTexts.shared.source(of: sample), label: sample.rawValue))
        <p><a href="\(Paths.guideSample(sample))" download>\(t("Unduh", "Download")) \(sample.rawValue)</a> · \
        <code>\(sample.command)</code></p></details>
        """
    }

    private var answer: String {
        """
        {"data":{"attendance_status":0,"course_type":1,"redeem_code":"PRAT-TC1001","sequence":1,"status":0, …},
         "message":"OK","success":true}
        """
    }

    /// The same keys at the newer API.
    private var newer: String {
        """
        curl -sS -u "$KLIEN:$KUNCI" -d grant_type=client_credentials "$ALAMAT\(Paths.apiToken)"
        """
    }

    private var refused: HTML {
        """
        \(GuidePart.prose(t(
            "`ERRAUT40101`? Tanda tangan berbeda. `ERRAUT40102`? Jam server Anda melenceng. `ERRAUT40103`? Sebuah proxy membuang `client_code`.",
            "`ERRAUT40101`? The signature differs. `ERRAUT40102`? Your server's clock is off. `ERRAUT40103`? A proxy drops `client_code`.")))
        <a href="\(GuideChapter.signing.path)">\(t("Periksa tanda tangan", "Check the signature"))</a>
        """
    }
}
