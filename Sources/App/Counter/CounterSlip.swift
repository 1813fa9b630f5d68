import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/loket/slip`: the slip that a person takes home from the counter, and `/akun/siapa-membantu`: who helped them.
struct CounterSlipPages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<SignedInContext> {
        let routes = RouteCollection(context: SignedInContext.self)
        routes.get(Paths.counterSlip, use: slip)
        routes.get(Paths.whoHelped, use: helpers)
        return routes
    }

    @Sendable private func slip(request: Request, context: SignedInContext) async throws -> Response {
        guard let assistance = context.browser.session?.assistance else { return context.redirect(Paths.account) }
        let person = context.person
        let page = try await dependencies.database.read { [dependencies] tx -> CounterSlipPage? in
            guard let one = try tx.counterCases.find(assistance.id, vault: dependencies.shownVault) else { return nil }
            return CounterSlipPage(
                t: context.t, one: one, officer: try tx.officers.names()[one.officer],
                wave: try tx.waves.entry(of: person)?.wave.number, contact: dependencies.edition.contact,
                site: dependencies.edition.site)
        }
        guard let page else { throw HTTPError(.notFound) }
        return context.page(page)
    }

    @Sendable private func helpers(request: Request, context: SignedInContext) async throws -> Response {
        let person = context.person
        let page = try await dependencies.database.read { [dependencies] tx in
            WhoHelpedPage(
                t: context.t,
                cases: try tx.counterCases.of(
                    person, limit: WhoHelpedPage.length, vault: dependencies.shownVault),
                names: try tx.officers.names(), now: dependencies.realNow())
        }
        return context.page(page)
    }
}

/// Printed, in black on white: case number, who helped, and what comes next.
struct CounterSlipPage: Page {
    let t: Words
    let one: CounterCase
    /// The officer's name.
    let officer: String?
    /// The wave that the person takes part in; nil while they have not joined.
    let wave: Int?
    let contact: ContactBlock
    /// The official address, as the edition names it.
    let site: String

    var title: String { t("Slip loket \(one.number.description)", "Counter slip \(one.number.description)") }

    var body: HTML {
        """
        <p class="screen">\(t(
            "Cetak halaman ini, atau minta pemohon mencatat nomornya.",
            "Print this page, or let the person write down the number."))</p>
        <article class="paper">
        <h1>\(t("Slip pendaftaran Prakerja", "Prakerja registration slip"))</h1>
        \(Part.summary([
            SummaryRow(label: t("Nomor kasus", "Case number"), value: "<strong>\(Part.number(one.number))</strong>"),
            SummaryRow(label: t("Tempat", "Place"), value: "\(one.place)"),
            SummaryRow(label: t("Dibantu oleh", "Helped by"), value: "\(officer ?? "–")"),
            SummaryRow(label: t("Waktu", "Time"), value: "\(t.moment(real: one.begunAt))"),
            SummaryRow(label: t("Cara menghubungi", "Reached by"), value: "\(t(one.way.label))"),
            SummaryRow(label: t("Sampai tahap", "So far"), value: "\(soFar)"),
        ]))
        <h2>\(t("Langkah berikutnya", "What comes next"))</h2>
        <ol>\(each: steps, line)</ol>
        <div class="onward"><p>\(onward.words)<br><strong>\(address)</strong></p>\(QRCode(link).map(code))</div>
        <p>\(t("Pusat bantuan", "Call centre")): <strong>\(contact.callCentre)</strong>. \(t(
            "Semua layanan gratis. Jangan bayar siapa pun, dan jangan sebutkan kode kepada siapa pun.",
            "All services are free. Pay no person, and tell no person a code."))</p>
        </article>
        <p class="screen">\(Part.button(
            t("Kembali ke pendaftaran", "Back to the application"), to: Paths.application, secondary: true))</p>
        """
    }

    private func line(_ step: String) -> HTML { "<li>\(step)</li>" }

    /// Where the person goes on: with a contact of their own at the sign-in, without one at an office.
    private var onward: (words: String, page: PublicPage) {
        one.way == .own
            ? (
                t(
                    "Lanjut dari HP sendiri. Ketik alamat ini, atau pindai kode QR:",
                    "Go on from your own phone. Type this address, or scan the QR code:"), .signIn
            )
            : (
                t(
                    "Kantor dan jam bukanya ada di alamat ini. Ketik, atau pindai kode QR:",
                    "Offices and their hours are at this address. Type it, or scan the QR code:"), .helpOffices
            )
    }

    private var link: String { site + t.path(onward.page) }

    /// Without its scheme, to be typed.
    private var address: String { link.split(separator: "://", maxSplits: 1).last.map(String.init) ?? link }

    private func code(_ code: QRCode) -> HTML { code.html(title: t("Kode QR ke \(address)", "QR code to \(address)")) }

    private var soFar: String {
        wave.map { t("Ikut gelombang \($0)", "Takes part in wave \($0)") }
            ?? t("Pendaftaran dimulai, belum ikut gelombang", "Application begun, no wave joined yet")
    }

    private var steps: [String] {
        let result =
            wave == nil
            ? t(
                "Anda BELUM ikut gelombang. Bergabunglah setelah foto diperiksa. Caranya di bawah ini.",
                "You have NOT joined a wave yet. Join once the photos are checked. How is written below.")
            : t(
                "Hasil undian diumumkan di situs ini dan di kantor ini. Sebutkan nomor kasus.",
                "The outcome of the draw is on this site and at this office. Give the case number.")
        switch one.way {
        case .own:
            return [
                result,
                t(
                    "Di rumah masuk dengan nomor atau email Anda. Kode dikirim ke sana.",
                    "At home sign in with your number or e-mail. The code is sent there."),
            ]
        case .household:
            return [
                result,
                t(
                    "Datang lagi ke loket dengan slip ini. Kode dikirim ke nomor keluarga Anda.",
                    "Come to a counter again with this slip. The code goes to your household's number."),
                t(CounterWords.wallet),
            ]
        case .slip:
            return [
                result,
                t(
                    "Sampai punya nomor, datang lagi ke loket provinsi ini dengan slip ini dan KTP asli.",
                    "Until you have a number, come to a counter of this province with this slip and the card."),
                t(CounterWords.wallet),
                t(
                    "Sudah punya nomor? Bawa HP dan KTP asli ke loket. Dua petugas mencatat nomor itu di akun Anda.",
                    "Do you have a number now? Bring phone and original card. Two officers add it to your account."),
            ]
        }
    }

    static func sample(_ t: Words, _ edition: Edition) -> CounterSlipPage {
        CounterSlipPage(
            t: t, one: .sample(Instant(milliseconds: 1_586_916_000_000)), officer: "Rina", wave: 1,
            contact: edition.contact, site: edition.site)
    }
}

/// Every case of the person's: when, where, and which officer sat beside them.
struct WhoHelpedPage: Page {
    let t: Words
    let cases: [CounterCase]
    let names: [ID<Officer>: String]
    /// Of the real clock.
    let now: Instant

    static let length = 50

    var title: String { t("Siapa yang membantu saya", "Who helped me") }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "Setiap kali petugas membantu Anda di loket, tercatat di sini.",
            "Each time an officer helped you at a counter, it is recorded here."))</p>
        \(Part.table(
            caption: t("Terbaru di atas", "Newest first"),
            [
                t("Waktu", "Time"), t("Kantor", "Office"), t("Petugas", "Officer"), t("Nomor kasus", "Case number"),
                t("Persetujuan Anda", "Your consent"), t("Status", "State"),
            ],
            cases.map(row), empty: t("Belum ada petugas yang membantu Anda.", "No officer has helped you.")))
        <p>\(t(
            "Ada yang tidak Anda setujui? Laporkan ke pusat bantuan dengan nomor kasusnya.",
            "Did you not agree to one? Tell the help centre the case number."))
        <a href="\(Paths.help)">\(t("Bantuan", "Help"))</a></p>
        <p><a href="\(Paths.account)">\(t("Kembali ke akun", "Back to the account"))</a></p>
        """
    }

    private func row(_ one: CounterCase) -> [HTML] {
        [
            "\(t.shortMoment(real: one.begunAt))", "\(one.place)", "\(names[one.officer] ?? "–")",
            Part.number(one.number), "\(t(one.consent.label)): “\(one.words)”", "\(one.standing(t, at: now))",
        ]
    }

    static func sample(_ t: Words) -> WhoHelpedPage {
        let begun = Instant(milliseconds: 1_586_916_000_000)
        return WhoHelpedPage(
            t: t, cases: [.sample(begun)], names: [ID(7): "Rina"],
            now: begun + .minutes(5))
    }
}

extension OwnDataSource {
    /// Who helped the person at a counter, with what they agreed to.
    static let counterCases = OwnDataSource(
        key: "counter_cases", title: Bilingual(id: "Bantuan petugas di loket", en: "Help of officers at a counter")
    ) { tx, own in
        let t = own.t
        let names = try tx.officers.names()
        return try tx.counterCases.of(
            own.person, limit: OwnDataSource.most + 1, vault: own.dependencies.shownVault
        ).map { one in
            OwnDataRecord([
                own.text("number", t("Nomor kasus", "Case number"), one.number.description),
                own.moment("begun_at", t("Mulai", "Begun"), real: one.begunAt),
                own.moment("ended_at", t("Selesai", "Ended"), real: one.endedAt),
                own.text("office", t("Kantor", "Office"), one.place),
                own.text("officer", t("Petugas", "Officer"), names[one.officer]),
                own.text("label", t("Sebutan di daftar petugas", "Name in the officer's list"), one.label),
                own.text("reached", t("Cara menghubungi", "Reached by"), one.way.rawValue, t(one.way.label)),
                own.text("consent", t("Persetujuan", "Consent"), one.consent.rawValue, t(one.consent.label)),
                own.text("words", t("Jawaban Anda", "Your answer"), one.words),
                own.text(
                    "relation", t("Pemilik nomor", "Owner of the number"), one.relation?.rawValue,
                    one.relation.map { t($0.label) }),
            ])
        }
    }
}
