import Programme

/// The auditors' sample of a draw: who stands behind the tickets that the seed chose.
struct SamplePage: Page {
    let t: Words
    let wave: Wave
    /// On the sealed list.
    let entries: Int
    /// The whole sample, in ascending order.
    let tickets: [Int]
    let hasWitnesses: Bool
    /// Those of this page.
    let rows: [SampledPerson]

    /// Tickets on one page, so that it stays small on a telephone.
    static let length = 50
    static let afterField = "setelah"

    var title: String { t("Sampel untuk auditor", "The auditors' sample") }
    var isWide: Bool { true }
    var crumbs: [Crumb] { [Crumb(wave.name(t), Paths.officeWave(wave.address))] }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "\(t.count(tickets.count)) dari \(t.count(entries)) nomor undian, dan orang di baliknya. "
                + "Periksa apakah mereka ada dan benar-benar ikut.",
            "\(t.count(tickets.count)) of \(t.count(entries)) numbers, and the people behind them. "
                + "Look whether they exist and did join."))</p>
        \(origin)
        <p>\(t(
            "Tanyakan beberapa NIK langsung ke Dukcapil, atau hubungi orangnya. Jangan hanya membaca halaman ini. "
                + "Setiap kali Anda membukanya, itu tercatat dan dapat dilihat orangnya.",
            "Ask the registry itself about some of the NIKs, or reach the people. Do not only read this page. "
                + "Each time you open it is recorded, and the people can see it."))</p>
        \(Part.table(
            caption: t("Menurut nomor undian", "By number"),
            [
                t("Nomor", "Number"), t("Nama", "Name"), "NIK", t("Provinsi", "Province"), t("Bergabung", "Joined"),
                "Dukcapil", t("Pemohon", "The person"),
            ],
            rows.map(row), empty: t("Tidak ada nomor lagi.", "There are no more numbers.")))
        \(more)
        """
    }

    private var origin: HTML {
        guard !hasWitnesses else {
            let text = t(
                "Undian sendiri yang menentukan nomor-nomor ini, dari rahasia para saksi dan angka acak publik (drand). "
                    + "Panitia tidak dapat memilihnya.",
                "The draw itself chose these numbers, from the witnesses' secrets and public randomness (drand). The "
                    + "office could not choose them.")
            return "<p>\(text)</p>"
        }
        return Banner(
            .attention,
            t(
                "Undian ini tanpa saksi. Panitia tahu rahasianya lebih dulu, jadi dapat mengatur nomor mana yang muncul.",
                "This draw has no witnesses. The office knew the secret beforehand, so it could arrange which numbers "
                    + "come up."),
            title: t("Sampel ini lemah", "This sample is weak")
        ).html
    }

    private func row(_ person: SampledPerson) -> [HTML] {
        let entry = person.entry
        let province = Province(code: String(entry.province))?.name ?? "–"
        let asked = entry.answeredAt.map { t.shortMoment(real: $0) }
        return [
            "\(t.count(entry.ticket))", "\(person.name ?? "–")",
            number(person.nik), "\(province)",
            "\(t.shortMoment(entry.arrivedAt))",
            "\(person.progress.tag(t))\(asked.map { "<small>\($0)</small>" } ?? HTML.empty)",
            "<a href=\"\(Paths.person(entry.person))\">\(t("Buka", "Open"))</a>",
        ]
    }

    private func number(_ nik: SampledPerson.Number) -> HTML {
        switch nik {
        case .none: "–"
        case .known(let digits): "<span class=\"together\">\(inFours(digits))</span>"
        case .unreadable:
            Part.tag(t("Tidak dapat dibuka", "Cannot be opened"), .wrong)
                + "<small>\(t("Laporkan kepada pengelola sistem.", "Report it to the operators."))</small>"
        }
    }

    private var more: HTML {
        guard let last = rows.last?.entry.ticket, tickets.contains(where: { $0 > last }) else { return .empty }
        let path = "\(Paths.drawSample(wave.address))?\(Self.afterField)=\(last)"
        return "<p>\(Part.button(t("Nomor berikutnya", "The next numbers"), to: path, secondary: true))</p>"
    }

    static func sample(_ t: Words) -> SamplePage {
        let at = Wave.sample.opensAt + .days(1)
        let entry = SampledEntry(ticket: 77_120, person: ID(7), arrivedAt: at, province: 82, answeredAt: at)
        return SamplePage(
            t: t, wave: .sampleAnnounced, entries: Wave.sampleJoined, tickets: [77_120, 160_233], hasWitnesses: true,
            rows: [SampledPerson(entry, name: "Siti Rahma", nik: .known("8271015402960011"), progress: .verified)])
    }
}
