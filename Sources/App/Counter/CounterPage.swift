import Programme

/// `/kantor/loket`: the officer's own cases of today, and the way to the next person.
struct CounterPage: Page {
    let t: Words
    /// Office and province; nil for an officer without one, who cannot help.
    let place: String?
    let day: CivilDate
    /// Cases that the officer began today.
    let helped: Int
    let limits: CounterLimits
    let cases: [CounterCase]
    /// Of the real clock.
    let now: Instant

    var title: String { t("Loket", "Counter") }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(place.map { "\($0) · \(t.date(day))" } ?? CounterRefusal.noPost.sentence(t))</p>
        <p>\(t(
            "Hari ini \(helped) dari paling banyak \(limits.casesPerDay) orang.",
            "Today \(helped) of at most \(limits.casesPerDay) people.")) \(t(
            "Satu nomor keluarga melayani paling banyak \(limits.peoplePerHousehold) orang.",
            "One household number serves at most \(limits.peoplePerHousehold) people."))</p>
        \(next)
        \(Part.table(
            caption: t("Kasus Anda hari ini", "Your cases of today"),
            [
                t("Sebutan", "Name"), t("Nomor kasus", "Case number"), t("Mulai", "Begun"),
                t("Cara menghubungi", "Reached by"), t("Status", "State"),
            ],
            cases.map(row), empty: t("Belum ada orang yang dibantu hari ini.", "No person was helped yet today.")))
        \(Part.details(t("Aturan di loket", "Rules at the counter"), rules))
        """
    }

    private var next: HTML {
        guard place != nil else { return .empty }
        guard helped < limits.casesPerDay else {
            return Banner(.attention, CounterRefusal.dayFull(most: limits.casesPerDay).sentence(t)).html
        }
        return """
            <p>\(Part.button(t("Bantu orang berikutnya", "Help the next person"), to: Paths.counterStart))
            <a href="\(Paths.paperForm)">\(t("Cetak formulir kertas", "Print the paper form"))</a></p>
            """
    }

    private func row(_ one: CounterCase) -> [HTML] {
        let label: HTML =
            one.state == .begun && one.isOpen(at: now) && one.way != .slip
            ? "<a href=\"\(Paths.counterCode(one.id))\">\(one.label)</a>" : "\(one.label)"
        return [
            label, Part.number(one.number), "\(t.shortMoment(real: one.begunAt))", "\(t(one.way.label))",
            "\(one.standing(t, at: now))",
        ]
    }

    private var rules: HTML {
        let rules = [
            t(
                "Kode diketik oleh orangnya sendiri. Jangan meminta, melihat, atau mencatatnya.",
                "People type their code themselves. Do not ask for it, look at it or write it down."),
            t(
                "Tes dikerjakan orangnya sendiri, tanpa bantuan.",
                "People take the test alone, without help."),
            t(
                "Foto diambil langsung dengan kamera. Hapus bila tersimpan di perangkat.",
                "Photos are taken with the camera directly. Delete any that the device has stored."),
            t(
                "Tekan Selesai sebelum orang berikutnya. Semua dilupakan peramban ini.",
                "Press Done before the next person. This browser forgets everything."),
            t(
                "Jangan membantu diri sendiri. Keluarga Anda dibantu petugas lain.",
                "Do not help yourself. Another officer helps your family."),
        ]
        func line(_ rule: String) -> HTML { "<li>\(rule)</li>" }
        return "<ul>\(each: rules, line)</ul>"
    }

    /// Above the page for the code: from here on the person types.
    static func handOver(_ one: CounterCase, _ t: Words) -> HTML {
        let text =
            one.way == .household
            ? t(
                "Kode dikirim ke anggota keluarga. Pemohon menanyakan sendiri kodenya, lalu mengetiknya di sini.",
                "The code goes to the household member. The person asks them for it and types it here.")
            : t(
                "Serahkan papan ketik. Pemohon membaca kode di HP-nya dan mengetiknya sendiri.",
                "Hand over the keyboard. The person reads the code on their phone and types it.")
        return Banner(.attention, text, title: t("Kode hanya untuk orangnya", "The code is the person's alone")).html
    }

    static func sample(_ t: Words) -> CounterPage {
        let begun = Instant(milliseconds: 1_586_916_000_000)
        return CounterPage(
            t: t, place: "Disnaker Kota Ternate, Maluku Utara", day: Zone.wib.date(of: begun), helped: 1,
            limits: .usual, cases: [.sample(begun)], now: begun + .minutes(5))
    }
}

extension CounterCase {
    static func sample(_ begun: Instant) -> CounterCase {
        CounterCase(
            id: ID(5), number: .example, officer: ID(7), region: "82", place: "Disnaker Kota Ternate",
            label: "Ibu Aminah", way: .own, consent: .spoken, words: "Ya, tolong dibantu.", relation: nil, earlier: nil,
            person: ID(4_182_907), state: .assisted, begunAt: begun, assistedAt: begun, endedAt: nil)
    }
}
