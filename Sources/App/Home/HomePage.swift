import Programme

/// The home page: what holds now, the whole sum, and how to take part. Its bands follow each other across the window.
struct HomePage: Page {
    let t: Words
    let edition: Edition
    let now: Instant
    /// Nil while the waves cannot be read: then only the edition's calendar is shown.
    let news: HomeNews?
    /// The visitor is signed in: the page links to their account and not to sign-up.
    let hasAccount: Bool

    var title: String { t("Bantuan pelatihan untuk Anda", "Training money for you") }
    var isBanded: Bool { true }

    var body: HTML {
        """
        \(first)
        \(HomePresent(t: t, now: now, rules: edition.waves, state: state, waves: waves, moved: moved).html)
        \(phases)
        <section class="band"><div>\(HomeMoney(t: t, benefits: edition.benefits).html)</div></section>
        <section class="band tinted"><div>\(steps)</div></section>
        <section class="band"><div class="split wide-left">\
        \(calendar.html)</div></section>
        <section class="band tinted"><div>\(courses)</div></section>
        <section class="band"><div class="split">\(HomeWho(t: t, edition: edition, now: now).html)\(platforms)</div></section>
        <section class="band nila"><div class="split">\(HomeDraw(t: t, news: news?.waves, waves: waves).html)</div></section>
        <section class="band"><div class="split wide-right">\(help)</div></section>
        """
    }

    private var calendar: HomeCalendar {
        HomeCalendar(t: t, now: now, zone: edition.waves.zone, waves: waves, news: news?.waves, state: state)
    }

    private var waves: [HomeWave] {
        guard let news, !news.waves.waves.isEmpty else {
            return edition.waves.dates().map { HomeWave($0, of: edition.id) }
        }
        return news.waves.waves.filter { !$0.isMissed(at: now) }.map { HomeWave($0, at: now) }
    }

    private var state: HomeState { HomeState(edition, waves, at: now) }

    /// A postponed date stays visible next to the new one.
    private var moved: [Int: [MovedAnnouncement]] {
        news?.waves.moved
            ?? Dictionary(
                uniqueKeysWithValues: edition.waves.dates().compactMap { dates in
                    MovedAnnouncement(dates).map { (dates.number, [$0]) }
                })
    }

    // MARK: - The first screen

    private var first: HTML {
        let cloth = news.flatMap { $0.waves.cloths.latest(of: $0.waves.waves + $0.waves.earlier) }
        return """
            <div class="first"><div><div><p><span class="tag current">\(state.headline(t, at: now))</span></p>
            <h1>\(t("Belajar keterampilan baru dengan bantuan", "Learn a new skill with help of")) \
            <strong>\(edition.benefits.perPerson.description)</strong></h1>
            <p class="lead">\(t(edition.purpose))</p>
            <p>\(buttons)</p>
            <p class="bring">\(t("Siapkan: KTP, HP, dan sekitar 40 menit.", "Have ready: identity card, phone, and about 40 minutes."))</p></div>
            \(HomeDrawings.hero(cloth.map { ClothDrawing(cloth: $0).tablecloth }))</div></div>
            """
    }

    private var buttons: HTML {
        func button(_ label: String, _ path: String, _ kind: String) -> HTML {
            "<a class=\"button \(kind)\" href=\"\(path)\">\(label)</a>"
        }
        guard !hasAccount else {
            return button(t("Cek Status Pendaftaran", "Check your application"), Paths.account, "gold")
        }
        let isOpen = edition.isRegistrationOpen(at: now)
        return """
            \(when: isOpen, button(t("Daftar sekarang", "Sign up now"), t.path(.signUp), "gold"))\
            \(button(t("Saya sudah punya akun", "I have an account"), t.path(.signIn), "ghost"))
            """
    }

    /// What comes before the opening and after it; for editions that name their phases.
    private var phases: HTML {
        guard now < edition.validity.registrationOpens, let phases = edition.phases else { return .empty }
        let words = EditionWords(t: t)
        let rows = phases.map { SummaryRow(label: t($0.name), value: "\(words.days(of: $0))") }
        return """
            <section class="band"><div><h2>\(t("Tahapan program", "Phases of the programme"))</h2>
            \(Part.summary(rows))</div></section>
            """
    }

    // MARK: - Steps

    private var steps: HTML {
        """
        <h2>\(t("Tiga langkah", "Three steps"))</h2>
        <ol class="three"><li>\(HomeDrawings.account)<div><h3>\(t("Buat akun", "Make an account"))</h3><p>\(identifiers)</p></div></li>
        <li>\(HomeDrawings.answers)<div><h3>\(t("Isi data dan tes", "Fill in your data and take the test"))</h3>
        <p>\(t("sekitar 40 menit; boleh berhenti dan lanjut lagi.", "about 40 minutes; stop and go on as you like."))</p></div></li>
        <li>\(HomeDrawings.wave)<div><h3>\(t("Gabung gelombang", "Join a wave"))</h3>
        <p>\(t(
            "lalu tunggu undian terbuka. Bergabung lebih awal tidak menambah peluang.",
            "then wait for the open draw. Joining early gives no advantage."))</p></div></li></ol>
        """
    }

    /// The contacts an account can be made with under the edition.
    private var identifiers: String {
        switch (edition.account.identifiers.contains(.email), edition.account.identifiers.contains(.phone)) {
        case (true, true): t("dengan email atau nomor ponsel.", "with e-mail or mobile number.")
        case (false, _): t("dengan nomor ponsel.", "with your mobile number.")
        case (true, false): t("dengan alamat email.", "with your e-mail address.")
        }
    }

    // MARK: - Courses

    private static let mostFields = 10

    private var courses: HTML {
        func field(_ field: (category: String, count: Int)) -> HTML {
            let drawn = CourseField(field.category)
            return """
                <li><a href="\(CatalogueQuery.path(category: field.category))">\(drawn.icon)<span>\(drawn.name(field.category, t))</span>\
                <small>\(t("\(t.count(field.count)) pelatihan", field.count == 1 ? "1 course" : "\(t.count(field.count)) courses"))</small></a></li>
                """
        }
        let fields = news?.courses?.largest(Self.mostFields) ?? []
        let all = news?.courses.map { t("Lihat \(t.count($0.total)) pelatihan", "See \(t.count($0.total)) courses") }
        return """
            <div class="band-head"><h2>\(t("Mau belajar apa?", "What would you like to learn?"))</h2>
            <p><a href="\(Paths.catalogue)">\(all ?? t("Lihat semua pelatihan", "See all courses"))</a></p></div>
            \(seeking)
            \(when: !fields.isEmpty, "<ul class=\"fields\">\(each: fields, field)</ul>")
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
        <button class="button secondary" type="submit">\(t("Cari", "Search"))</button></form>
        """
    }

    private var platforms: HTML {
        func name(_ name: String) -> HTML { "<li>\(name)</li>" }
        return """
            <div><h2>\(t("Tempat membeli pelatihan", "Where to buy training"))</h2>
            <p>\(t("Urut abjad, tanpa diutamakan:", "In alphabetical order, none preferred:"))</p>
            <ul class="names">\(each: edition.platforms.map(\.name).sorted(), name)</ul>
            <p><a href="\(Paths.publicPartners)">\(t("Semua mitra program", "All partners of the programme"))</a></p></div>
            """
    }

    // MARK: - Help

    private var help: HTML {
        """
        <img class="help-art" src="\(PublicFiles.shared.path(of: "bantuan.svg"))" alt="" width="480" height="260" loading="lazy"><div><h2>\(t("Perlu bantuan?", "Do you need help?"))</h2>
        \(CallCentre(contact: edition.contact).sentence(at: now, t: t))
        <p>\(t(
            "Tidak punya ponsel atau komputer? Petugas dinas terdekat membantu Anda mendaftar. Bantuannya gratis.",
            "No phone or computer? Officers of an office near you help you register. Help there is free."))</p>
        <p>\(Part.button(t("Cari kantor terdekat", "Find an office near you"), to: t.path(.helpOffices), secondary: true))\
        \(Part.button(t("Cek pesan ini asli", "Check that a message is ours"), to: t.path(.checkMessage), secondary: true))</p></div>
        """
    }
}
