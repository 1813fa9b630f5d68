import Programme

struct HomePage: Page {
    let t: Words
    let edition: Edition
    let now: Instant
    /// The waves' present state; nil while it cannot be read: then only the edition's calendar is shown.
    let news: PublicWaves?
    /// The visitor is signed in: the page links to their account and not to sign-up.
    let hasAccount: Bool

    var title: String { t("Bantuan pelatihan untuk Anda", "Training money for you") }

    var body: HTML {
        """
        <div class="hero"><h1>\(t("Dapatkan biaya pelatihan \(edition.benefits.training)", "Get \(edition.benefits.training) for training"))</h1>
        <p class="lead">\(t(edition.purpose))</p>
        <p>\(buttons)</p></div>
        \(opening)
        <section><h2>\(t("Apa yang Anda dapat", "What you get"))</h2>\(benefits)</section>
        <section><h2>\(t("Siapa boleh ikut", "Who may join"))</h2>\(who)
        <p><a href="\(Paths.editions)">\(t("Semua aturan dan dasar hukumnya", "All rules and the law they stand on"))</a></p></section>
        <section><h2>\(t("Tiga langkah", "Three steps"))</h2>\(steps)</section>
        <section><h2>\(t("Jadwal gelombang", "Wave dates"))</h2>\(waves)</section>
        <section><h2>\(t("Tempat membeli pelatihan", "Where to buy training"))</h2>
        \(seeking)
        <p>\(Part.button(t("Lihat semua pelatihan", "See all trainings"), to: Paths.catalogue, secondary: true))</p>
        <p>\(t("Urut abjad, tanpa diutamakan:", "In alphabetical order, none preferred:"))</p>
        <ul class="names">\(each: edition.platforms.map(\.name).sorted(), name)</ul>
        <p><a href="\(Paths.publicPartners)">\(t("Semua mitra program", "All partners of the programme"))</a></p></section>
        <section><h2>\(t("Bantuan", "Help"))</h2>\(CallCentre(contact: edition.contact).sentence(at: now, t: t))
        <p>\(t(
            "Tidak punya ponsel atau komputer? Datang ke dinas tenaga kerja, perindustrian dan perdagangan, pariwisata, atau koperasi dan UKM terdekat. Bantuannya gratis.",
            "No phone or computer? Go to your local office for labour, industry and trade, tourism, or cooperatives. Help there is free."))
        <a href="\(t.path(.helpOffices))">\(t("Cari kantor terdekat", "Find an office near you"))</a></p></section>
        """
    }

    private var buttons: HTML {
        guard !hasAccount else { return Part.button(t("Cek Status Pendaftaran", "Check your application"), to: Paths.account) }
        return """
            \(when: edition.isRegistrationOpen(at: now), Part.button(t("Daftar sekarang", "Sign up now"), to: t.path(.signUp)))\
            \(Part.button(t("Saya sudah punya akun", "I have an account"), to: t.path(.signIn), secondary: true))
            """
    }

    /// Leads to the catalogue with these words.
    private var seeking: HTML {
        """
        <form method="get" action="\(Paths.catalogue)" class="seek" role="search">\
        <label class="hidden" for="cari">\(t("Cari pelatihan", "Find a training"))</label>\
        <input id="cari" name="cari" type="search" maxlength="\(CatalogueQuery.longestField)" \
        placeholder="\(t("Contoh: jahit, excel, masak, servis AC", "Such as: sewing, excel, cooking"))" \
        autocomplete="off" enterkeyhint="search">\
        <button class="button" type="submit">\(t("Cari", "Search"))</button></form>
        """
    }

    private func name(_ name: String) -> HTML { "<li>\(name)</li>" }

    /// The present state: registration that has not begun or is over, the open wave, or the next one.
    private var opening: HTML {
        let opens = edition.validity.registrationOpens
        if now < opens {
            let text = t("Pendaftaran dibuka", "Registration opens")
            return Banner(.information, markup: "<p>\(text) \(countdown(opens))</p>").html + phases
        }
        if let open { return openWave(open.number, closes: open.closes) }
        if now >= edition.registrationEnds {
            return Banner(
                .information, RegistrationRefusal.over(edition.registrationEnds).sentence(t),
                title: t("Pendaftaran sudah berakhir", "Registration is over")
            ).html
        }
        guard let next else {
            let text = t(
                "Semua gelombang edisi ini sudah selesai. Jadwal berikutnya diumumkan di halaman ini.",
                "All waves of this edition are over. The next dates will be announced on this page.")
            return Banner(.information, text).html
        }
        if now >= next.opens {
            return Banner(.information, Wave.beingOpened(next.number, t)).html
        }
        let text = t("Gelombang \(next.number) dibuka", "Wave \(next.number) opens")
        return Banner(.information, markup: "<p>\(text) \(countdown(next.opens))</p>").html
    }

    /// What comes before the opening and after it; for editions that name their phases.
    private var phases: HTML {
        guard let phases = edition.phases else { return .empty }
        let words = EditionWords(t: t)
        return """
            <section><h2>\(t("Tahapan program", "Phases of the programme"))</h2>
            \(Part.summary(phases.map { SummaryRow(label: t($0.name), value: "\(words.days(of: $0))") }))</section>
            """
    }

    private func openWave(_ number: Int, closes: Instant) -> HTML {
        let address = WaveAddress(edition: edition.id, number: number)
        let button = Part.button(t("Lihat gelombang \(number)", "See wave \(number)"), to: Paths.wave(address))
        return Banner(
            .done,
            markup: """
                <p>\(t("Ditutup", "It closes")) <strong>\(countdown(closes))</strong></p><p>\(button)</p>
                """,
            title: t("Gelombang \(number) sedang dibuka", "Wave \(number) is open")
        ).html
    }

    private func countdown(_ instant: Instant) -> HTML {
        Part.countdown(to: instant, now: now, label: t.moment(instant))
    }

    private var open: (number: Int, closes: Instant)? {
        guard let news, !news.waves.isEmpty else {
            return edition.waves.dates().first { now >= $0.opens && now < $0.closes }.map { ($0.number, $0.closes) }
        }
        return news.waves.first { $0.isJoinable(at: now) }.map { ($0.number, $0.closesAt) }
    }

    private var next: (number: Int, opens: Instant)? {
        guard let news, !news.waves.isEmpty else {
            return edition.waves.dates().first { now < $0.opens }.map { ($0.number, $0.opens) }
        }
        return news.waves.coming(at: now).map { ($0.number, $0.opensAt) }
    }

    private var benefits: HTML {
        let benefits = edition.benefits
        // An edition may have no surveys.
        let surveys =
            benefits.survey.count == 0
            ? []
            : [
                SummaryRow(
                    label: t("Insentif survei", "Survey incentive"),
                    value: "\(benefits.survey.amount.description) × \(benefits.survey.count)")
            ]
        let promised = [
            SummaryRow(
                label: t("Biaya pelatihan", "Training"),
                value:
                    "\(benefits.training.description) – \(t("hanya untuk membeli pelatihan", "to buy training only"))"),
            SummaryRow(
                label: t("Insentif setelah pelatihan pertama", "Incentive after the first training"),
                value: "\(benefits.incentive.amount.description) × \(benefits.incentive.count)"),
        ]
        let whole = SummaryRow(
            label: t("Seluruhnya per orang", "In all per person"),
            value: "<strong>\(benefits.perPerson.description)</strong>")
        return Part.summary(promised + surveys + [whole]) + """
            <p>\(t(
                "Ini bantuan belajar, bukan gaji. Uang insentif dikirim ke rekening bank atau dompet digital milik Anda sendiri, tidak pernah tunai.",
                "This is help with learning, not a wage. Incentives go to your own bank account or e-wallet, never in cash."))</p>
            """
    }

    private var who: HTML {
        let rules = edition.eligibility
        let age =
            rules.minimumAgeInclusive
            ? t("Berusia \(rules.minimumAge) tahun ke atas", "Aged \(rules.minimumAge) or over")
            : t("Berusia di atas \(rules.minimumAge) tahun", "Aged over \(rules.minimumAge)")
        return """
            <ul><li>\(t("Warga negara Indonesia dengan KTP", "Indonesian citizens with an identity card"))</li><li>\(age)</li>
            \(when: isPartial, "<li>\(places)</li>")
            \(when: rules.excludesFormalEducation, "<li>\(t("Tidak sedang sekolah atau kuliah", "Not at school or university"))</li>")
            \(rules.beneficiariesPerFamilyCard.map(family))
            \(when: !rules.excludedOccupations.isEmpty, "<li>\(excluded)</li>")
            <li>\(t(
                "Pencari kerja, pekerja formal maupun informal, dan yang terkena PHK",
                "Job seekers, formal and informal workers, and people laid off"))</li></ul>
            <p>\(t("Sasaran program: \(target).", "The programme is for \(target)."))</p>
            """
    }

    /// The number of the edition, or the range that was announced.
    private var target: String {
        guard let range = edition.target.range else { return t.people(edition.target.people) }
        return t(
            "\(t.count(range.from)) sampai \(t.people(range.to))", "\(t.count(range.from)) to \(t.people(range.to))")
    }

    /// The contacts an account can be made with under the edition.
    private var identifiers: String {
        switch (edition.account.identifiers.contains(.email), edition.account.identifiers.contains(.phone)) {
        case (true, true): t("dengan email atau nomor ponsel.", "with e-mail or mobile number.")
        case (false, _): t("dengan nomor ponsel.", "with your mobile number.")
        case (true, false): t("dengan alamat email.", "with your e-mail address.")
        }
    }

    private func family(_ limit: Int) -> HTML {
        "<li>\(t("Paling banyak \(limit) penerima per Kartu Keluarga", "At most \(limit) of one family card"))</li>"
    }

    private var excluded: String {
        let names = edition.eligibility.excludedOccupations.map { $0.label(t) }.joined(separator: "; ")
        return t("Tidak dapat ikut: \(names)", "Left out: \(names)")
    }

    private var today: CivilDate { edition.waves.zone.date(of: now) }

    private var isPartial: Bool {
        !edition.regions.contains { $0.codes == nil && $0.contains(today) }
    }

    /// For editions that are not open to the whole country yet.
    private var places: String {
        let names = edition.regions.filter { $0.contains(today) }.flatMap { $0.codes ?? [] }.map(Regions.name)
        let list = names.joined(separator: ", ")
        return t("Untuk saat ini: tinggal di \(list)", "For now: living in \(list)")
    }

    private var steps: HTML {
        """
        <ol class="steps"><li><strong>\(t("Buat akun", "Make an account"))</strong> \(identifiers)</li>
        <li><strong>\(t("Isi data dan tes", "Fill in your data and take the test"))</strong>
        \(t("sekitar 15 menit; boleh berhenti dan lanjut lagi.", "about 15 minutes; stop and go on as you like."))</li>
        <li><strong>\(t("Gabung gelombang", "Join a wave"))</strong> \(t("lalu tunggu hasil undian terbuka.", "then wait for the open draw."))</li></ol>
        <p>\(t(
            "Bergabung lebih awal tidak menambah peluang. Undian dilakukan setelah gelombang ditutup dan dapat diperiksa siapa saja.",
            "Joining early gives no advantage. The draw comes after the wave closes, and anyone can check it."))</p>
        """
    }

    private var waves: HTML {
        func row(_ dates: WaveDates) -> [HTML] {
            [
                "\(t("Gelombang", "Wave")) \(dates.number)\(edition.waves.name(of: dates.number).map(named))",
                "\(t.cellMoment(dates.opens))", closing(dates), announcement(dates),
            ]
        }
        func named(_ name: Bilingual) -> HTML { "<br><small>\(t(name))</small>" }
        return Part.table(
            caption: t.zoneNote
                ?? t("Yang berikutnya dulu, lalu yang terakhir diumumkan", "The next first, then the last announced"),
            [t("Gelombang", "Wave"), t("Dibuka", "Opens"), t("Ditutup", "Closes"), t("Diumumkan", "Announced")],
            scheduled.map(row), empty: t("Jadwal menyusul.", "Dates will follow."))
            + "<p>\(Part.button(t("Semua gelombang", "All waves"), to: Paths.waves, secondary: true))</p>"
    }

    /// Waves to come that the page lists.
    private static let mostComing = 3

    /// The next waves in order, then those whose outcome is awaited, then the one that was announced last.
    private var scheduled: [WaveDates] {
        let all = held
        let coming = Array(all.filter { now < $0.closes }.prefix(Self.mostComing))
        let awaited = all.filter { $0.closes <= now && now < $0.shows }
        let announced = all.last { $0.shows <= now }
        return coming + awaited + (announced.map { [$0] } ?? [])
    }

    /// All waves but those that were not opened during their dates.
    private var held: [WaveDates] {
        guard let news, !news.waves.isEmpty else { return edition.waves.dates() }
        return news.waves.filter { !$0.isMissed(at: now) }.map { wave in
            WaveDates(
                number: wave.number, opens: wave.opensAt, closes: wave.closesAt, announced: wave.announcesAt,
                quota: nil)
        }
    }

    /// A postponed date stays visible next to the new one.
    private func announcement(_ dates: WaveDates) -> HTML {
        let moved = news?.moved[dates.number] ?? MovedAnnouncement(dates).map { [$0] } ?? []
        return MovedAnnouncement.cell(dates.announced, moved: moved, t)
    }

    private func closing(_ dates: WaveDates) -> HTML {
        guard now >= dates.opens, now < dates.closes else { return "\(t.cellMoment(dates.closes))" }
        return Part.countdown(to: dates.closes, now: now, label: t.cellMoment(dates.closes))
    }
}
