import Programme

struct DemoPage: Page {
    let t: Words
    let form: FormState
    let now: Instant
    let file: DemoFile?
    let waves: [WaveDates]

    static let date = DateField("tanggal", Bilingual(id: "Ke tanggal", en: "To the date"), example: "17 5 2020")

    var title: String { t("Demo", "Demo") }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <h1>\(t("Meja demo", "The demo's desk"))</h1>
        <p class="lead">\(t(
            "Jadilah siapa saja, majukan waktu, dan baca setiap email dan SMS yang terkirim.",
            "Be anybody, move time forward, and read every e-mail and SMS that was sent."))</p>
        <h2>\(t("Jadilah seseorang", "Be somebody"))</h2>
        \(Part.taskList([
            TaskRow(
                name: t("Pengunjung baru", "A new visitor"), status: t("belum punya akun", "no account yet"),
                kind: .todo, path: Paths.signUp),
        ]))
        \(people)
        <h2>\(t("Jadilah petugas", "Be an officer"))</h2>
        \(officers)
        <h2>\(t("Jadilah orang mitra", "Be a person of a partner"))</h2>
        \(partnerPeople)
        <h2>\(t("Majukan waktu", "Move time forward"))</h2>
        <p>\(t("Sekarang", "It is now")) <strong>\(t.moment(now))</strong>.</p>
        \(next)
        \(step(1, t("1 jam", "1 hour")))\(step(24, t("1 hari", "1 day")))\(step(24 * 7, t("7 hari", "7 days")))\
        \(step(24 * 30, t("30 hari", "30 days")))
        <form method="post" action="\(Paths.demoClock)">\(Field.token(form.csrf))
        \(Self.date.html(form, t))
        \(Part.submit(t("Majukan", "Move"), kind: "secondary"))</form>
        <h2>\(t("Pesan dan mitra", "Messages and partners"))</h2>
        <ul><li><a href="\(Paths.demoMailbox)">\(t("Semua email dan SMS", "All e-mails and SMS"))</a></li>
        \(link(file?.platformURL, t("Platform pelatihan (simulator)", "Training platform (simulator)")))
        \(link(file?.institutionURL, t("Lembaga pelatihan (simulator)", "Training institution (simulator)")))
        <li><a href="\(Paths.previews)">\(t("Pratinjau semua halaman dan pesan", "Preview of every page and message"))</a></li></ul>
        """
    }

    private var people: HTML {
        guard let file, !file.people.isEmpty else {
            return "\(Banner(.information, t("Orang demo sedang disiapkan…", "The demo's people are being set up…")))"
        }
        func row(_ person: DemoPerson) -> HTML {
            """
            <li class="card"><h3>\(person.name)</h3><p>\(standing(person.state))<br><small>\(person.signIn)</small></p>\
            \(Part.act(t("Masuk", "Enter"), to: Paths.demoPerson, csrf: form.csrf, fields: Field.hidden("orang", person.signIn)))</li>
            """
        }
        return "<ul class=\"cards\">\(each: file.people, row)</ul>\(file.crowd.map(others))"
    }

    private func others(_ count: Int) -> HTML {
        """
        <p class="soft">\(t(
            "\(t.people(count)) lain ikut mendaftar di latar belakang dan ikut gelombang yang dibuka.",
            "\(t.people(count)) more have signed up in the background and join the waves that open."))</p>
        """
    }

    private func standing(_ state: String) -> String {
        switch state {
        case "beneficiary": t("Terpilih, sudah membeli pelatihan", "Selected, has bought a training")
        case "cardholder": t("Terpilih, belum membeli pelatihan", "Selected, has not bought a training")
        case "not-selected": t("Belum terpilih di gelombang 1", "Not selected in wave 1")
        case "identity-mismatch": t("Nama tidak cocok dengan Dukcapil", "The name is not the registry's")
        default: state
        }
    }

    private func duty(_ role: String) -> String {
        switch role {
        case "operations": t("Menjalankan gelombang, menyusun pembayaran", "Runs waves, drafts payments")
        case "approver": t("Tanda tangan kedua, menyetujui pembayaran", "Second signature, approves payments")
        case "auditor": t("Melihat semuanya, tidak mengubah apa pun", "Sees everything, changes nothing")
        case "verifier": t("Memeriksa foto", "Reviews photos")
        case "partners": t("Mengelola mitra", "Manages partners")
        case "curator": t("Memeriksa pelatihan", "Examines courses")
        case "helpdesk": t("Menjawab keluhan", "Answers complaints")
        case DemoSetUp.localOfficer:
            t("Membantu orang mendaftar di loket Ternate", "Helps people to register at a counter in Ternate")
        case "administrator": t("Mengelola akun petugas", "Manages officers' accounts")
        default: role
        }
    }

    private var officers: HTML {
        func row(_ officer: DemoOfficer) -> HTML {
            """
            <li class="card"><h3>\(officer.name)</h3><p>\(duty(officer.role))<br><small>\(officer.signIn) · \(officer.password)</small></p>\
            \(Part.act(
                t("Masuk", "Enter"), to: Paths.demoOfficer, csrf: form.csrf, kind: "secondary",
                fields: Field.hidden("petugas", officer.signIn)))</li>
            """
        }
        return "<ul class=\"cards\">\(each: file?.officers ?? [], row)</ul>"
    }

    private var partnerPeople: HTML {
        func row(_ person: DemoOfficer) -> HTML {
            """
            <li class="card"><h3>\(person.name)</h3><p>\(person.role)<br><small>\(person.signIn) · \(person.password)</small></p>\
            \(Part.act(
                t("Masuk", "Enter"), to: Paths.demoPartnerPerson, csrf: form.csrf, kind: "secondary",
                fields: Field.hidden("orang", person.signIn)))</li>
            """
        }
        return "<ul class=\"cards\">\(each: file?.partnerPeople ?? [], row)</ul>"
    }

    /// A button that moves the clock to the next event of the waves' calendar.
    private var next: HTML {
        var events: [(Instant, String)] = []
        for wave in waves {
            events.append((wave.opens, t("Gelombang \(wave.number) dibuka", "Wave \(wave.number) opens")))
            events.append((wave.closes, t("Gelombang \(wave.number) ditutup", "Wave \(wave.number) closes")))
            events.append((wave.announced, t("Gelombang \(wave.number) diumumkan", "Wave \(wave.number) is announced")))
        }
        guard let event = events.sorted(by: { $0.0 < $1.0 }).first(where: { $0.0 > now }) else { return .empty }
        return Part.act(
            "\(event.1): \(t.shortMoment(event.0))", to: Paths.demoClock, csrf: form.csrf,
            fields: Field.hidden("ke", event.0.description))
    }

    private func step(_ hours: Int, _ label: String) -> HTML {
        Part.act(
            "+ \(label)", to: Paths.demoClock, csrf: form.csrf, kind: "secondary",
            fields: Field.hidden("jam", String(hours)))
    }

    private func link(_ url: String?, _ label: String) -> HTML {
        url.map { "<li><a href=\"\($0)\">\(label)</a></li>" } ?? .empty
    }

    static func sample(_ t: Words) -> DemoPage {
        DemoPage(t: t, form: .sample, now: Instant(milliseconds: 1_586_916_000_000), file: nil, waves: [])
    }
}
