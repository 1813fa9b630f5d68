import Programme

/// `/kantor`: the officer's waiting work with what is at stake, what waits for others, and this week's programme.
struct OfficeHomePage: Page {
    let t: Words
    let officer: Officer
    let now: Instant
    let duties: [Duty]
    /// What waits for other officers and not for this one.
    let others: [Duty]
    let week: [WeekEvent]
    /// People and cases that this officer opened last, newest first.
    let visits: [OfficerVisit]
    /// Refused sign-in attempts under this officer's name that they have not confirmed as read.
    let failures: OfficerFailures?
    let panels: [DeskPanel]
    let csrf: String

    var title: String { t("Meja kerja \(officer.name)", "\(officer.name)'s desk") }
    var isWide: Bool { true }

    var body: HTML {
        let waiting = self.waiting
        return """
            \(failures.map(tried))
            \(when: !officer.isConfirmed, unconfirmed)
            <div class="desk-head"><h1>\(heading(waiting.count))</h1>
            \(when: !waiting.isEmpty, order)</div>
            <div class="columns desk-columns"><div>
            \(DeskTable(t: t, now: now, duties: waiting).html)
            \(elsewhere)
            </div><div class="desk-side">
            <section class="panel"><h2>\(t("Pekan ini", "This week"))</h2>\(thisWeek)</section>
            <section class="panel"><h2>\(t("Terakhir Anda buka", "You last opened"))</h2>\(lastOpened)</section>
            </div>
            \(when: !panels.isEmpty, charts)</div>
            """
    }

    private var order: HTML {
        let text = t(
            "Yang dekat batasnya dulu, lalu menurut uang dan orang.",
            "Nearest deadline first, then by money and people.")
        return "<p>\(text)</p>"
    }

    private var charts: HTML {
        "<div class=\"columns desk-charts\">\(each: panels, { $0.html(t) })</div>"
    }

    private var waiting: [Duty] {
        duties.filter { $0.count > 0 }.sorted { $0.stake.comes(before: $1.stake, at: now) }
    }

    private func heading(_ kinds: Int) -> String {
        guard kinds > 0 else { return t("Tidak ada yang menunggu Anda", "Nothing is waiting for you") }
        return t(
            "Menunggu Anda: \(kinds) pekerjaan",
            kinds == 1 ? "Waiting for you: 1 task" : "Waiting for you: \(kinds) tasks")
    }

    private var unconfirmed: HTML {
        Banner(
            .attention,
            markup: """
                <p>\(t(
                    "Anda belum bisa bekerja dengan data orang, uang, atau undian.",
                    "You cannot work on persons, money or draws yet."))</p>
                <p>\(Part.button(t("Ke Akun saya", "To My account"), to: Paths.ownAccount))</p>
                """, title: t("Identitas Anda belum dipastikan", "Your identity is not confirmed yet")
        ).html
    }

    private func tried(_ failures: OfficerFailures) -> HTML {
        let (tries, last) = (t.count(failures.tries), t.moment(failures.lastAt))
        return Banner(
            .attention,
            markup: """
                <p>\(t(
                    "\(tries) percobaan masuk dengan nama Anda ditolak, terakhir \(last). Bukan Anda? Laporkan kepada "
                        + "pengelola sistem dan ganti kata sandi Anda.",
                    "\(tries) tries to sign in under your name were refused, the last \(last). Was it not you? Tell the "
                        + "operators, and change your password."))</p>
                \(Part.act(
                    t("Saya sudah membacanya", "I have read this"), to: Paths.officeFailures, csrf: csrf,
                    kind: "secondary"))
                """,
            title: t("Ada yang mencoba masuk", "Others tried to sign in")
        ).html
    }

    /// By section, because the labels speak to the officer who may act.
    private var elsewhere: HTML {
        let count = others.reduce(0) { $0 + $1.count }
        guard count > 0 else { return .empty }
        let label = t("\(t.count(count)) pekerjaan menunggu orang lain", "\(t.count(count)) items wait for others")
        var bySection: [(name: Bilingual, count: Int)] = []
        for duty in others {
            let name = OfficeSection.all.first { $0.holds(duty.address) }?.name ?? OfficeSection.desk.name
            if let place = bySection.firstIndex(where: { $0.name == name }) {
                bySection[place].count += duty.count
            } else {
                bySection.append((name, duty.count))
            }
        }
        func row(_ entry: (name: Bilingual, count: Int)) -> HTML {
            "<li>\(t(entry.name)): <strong>\(t.count(entry.count))</strong></li>"
        }
        return """
            <details class="desk-more"><summary>\(label)</summary>
            <ul class="plain-list">\(each: bySection, row)</ul></details>
            """
    }

    private var thisWeek: HTML {
        guard !week.isEmpty else {
            let text = t("Tidak ada tanggal program dalam tujuh hari ini.", "No programme dates in these seven days.")
            return "<p>\(text)</p>"
        }
        func row(_ pair: (offset: Int, element: WeekEvent)) -> HTML {
            let event = pair.element
            return """
                <li\(attribute: "class", pair.offset == 0 ? "next" : nil)>\
                <strong>\(t.near(event.at, at: now))</strong> <a href="\(event.path)">\(t(event.label))</a>\
                <small>\(t(event.detail))</small></li>
                """
        }
        return "<ol class=\"happened\">\(each: week.enumerated(), row)</ol>"
    }

    private var lastOpened: HTML {
        guard !visits.isEmpty else {
            let text = t(
                "Orang dan keluhan yang Anda buka muncul di sini.", "People and cases that you open appear here.")
            return "<p>\(text)</p>"
        }
        func row(_ visit: OfficerVisit) -> HTML {
            "<li><a href=\"\(visit.path)\">\(visit.label)</a> <small>\(t.near(visit.at, at: now))</small></li>"
        }
        return "<ul class=\"plain-list\">\(each: visits, row)</ul>"
    }

    static func sample(_ t: Words) -> OfficeHomePage {
        let now = Instant(milliseconds: 1_589_508_720_000)
        return OfficeHomePage(
            t: t, officer: .sample(1, "Ani", .waveManager), now: now,
            duties: [
                Duty(
                    label: Bilingual(id: "Gelombang yang menunggu tindakan", en: "Waves that wait for an act"),
                    count: 1, path: Paths.officeWaves, people: 164_000, amount: Rupiah(582_200_000_000),
                    oldest: now - .hours(17), due: now + .hours(7),
                    verb: Bilingual(id: "Buka gelombang", en: "Open the wave"))
            ],
            others: [
                Duty(label: Bilingual(id: "Kelompok", en: "Batches"), count: 9, path: Paths.officeAudit)
            ],
            week: [
                WeekEvent(
                    at: now + .hours(7), label: Bilingual(id: "Pengumuman gelombang 5", en: "Wave 5 announced"),
                    detail: Bilingual(id: "menunggu tanda tangan", en: "waits for a signature"),
                    path: Paths.officeWaves)
            ],
            visits: [], failures: nil, panels: [.sample(t)], csrf: FormState.sample.csrf)
    }
}
