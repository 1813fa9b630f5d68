import Programme

/// The box “now” of the home page: what holds at this moment, what to do, and the four dates of the wave it is about.
struct HomePresent: Sendable {
    let t: Words
    let now: Instant
    /// Of the edition, for the names of its waves.
    let rules: WaveRules
    let state: HomeState
    let waves: [HomeWave]
    /// By the wave's number: the instants for which its announcement was promised before.
    let moved: [Int: [MovedAnnouncement]]

    var html: HTML {
        """
        <section class="present" aria-label="\(t("Sekarang", "Now"))"><div><span class="tag current">\(t("Sekarang", "Now"))</span>
        \(what)\(awaited.map(outcome))</div>
        \(shown.map(dates))</section>
        """
    }

    /// A wave that closed, and whose outcome is to come.
    private var awaited: HomeWave? { waves.last { $0.isAwaited(at: now) } }

    /// The wave whose dates are shown: the open one, then one that is awaited.
    private var shown: HomeWave? {
        if case .open(let wave) = state { return wave }
        return awaited ?? state.wave ?? waves.last { $0.isAnnounced } ?? waves.first { now < $0.opens }
    }

    private var what: HTML {
        switch state {
        case .beforeRegistration(let opens):
            box(
                t("Pendaftaran belum dibuka", "Registration is not open yet"),
                "<p>\(t("Pendaftaran dibuka", "Registration opens")) \(countdown(opens))</p>")
        case .open(let wave):
            box(
                t("\(wave.name(t)) sedang dibuka", "\(wave.name(t)) is open"),
                """
                <p>\(t("Ditutup", "It closes")) <strong>\(countdown(wave.closes))</strong></p>
                <p>\(Part.button(t("Lihat gelombang \(wave.number)", "See wave \(wave.number)"), to: Paths.wave(wave.address)))</p>
                """)
        case .over(let ended):
            box(
                t("Pendaftaran sudah berakhir", "Registration is over"),
                "<p>\(RegistrationRefusal.over(ended).sentence(t))</p>")
        case .preparing(let wave):
            box(wave.name(t), "<p>\(Wave.beingOpened(wave.number, t))</p>")
        case .coming(let wave):
            box(
                today ?? t("Belum ada gelombang yang dibuka", "No wave is open at the moment"),
                """
                <p>\(t("Gelombang \(wave.number) dibuka", "Wave \(wave.number) opens")) <strong>\(countdown(wave.opens))</strong></p>
                <p>\(t("Akun dan data boleh Anda siapkan sekarang.", "You may prepare account and data now."))</p>
                """)
        case .noneLeft:
            box(
                today ?? t("Belum ada gelombang berikutnya", "No next wave is planned yet"),
                """
                <p>\(t(
                    "Semua gelombang edisi ini sudah selesai. Jadwal berikutnya diumumkan di halaman ini.",
                    "All waves of this edition are over. The next dates will be announced on this page."))</p>
                """)
        }
    }

    /// On the day of an announcement, until its instant: what readers come for.
    private var today: String? {
        guard let awaited, now < awaited.announces,
            Zone.wib.date(of: awaited.announces) == Zone.wib.date(of: now)
        else { return nil }
        let when = t.headline(awaited.announces, at: now)
        return t("Pengumuman gelombang \(awaited.number) \(when)", "Announcement of wave \(awaited.number) \(when)")
    }

    private func box(_ title: String, _ text: HTML) -> HTML { "<h2>\(title)</h2>\(text)" }

    private func countdown(_ instant: Instant) -> HTML {
        Part.countdown(to: instant, now: now, label: t.moment(instant))
    }

    private func outcome(_ wave: HomeWave) -> HTML {
        guard now >= wave.announces else {
            return """
                <p>\(t("Hasil gelombang \(wave.number) diumumkan", "The outcome of wave \(wave.number) is announced")) \
                <strong>\(t.moment(wave.announces))</strong></p>
                """
        }
        let text =
            wave.isDrawn
            ? t(
                "Gelombang \(wave.number) sudah diundi. Keputusannya belum ditandatangani.",
                "Wave \(wave.number) is drawn. Its decree is not signed yet.")
            : t("Gelombang \(wave.number) menunggu undian.", "Wave \(wave.number) waits for its draw.")
        return "<p><a href=\"\(Paths.draw(wave.address))\">\(text)</a></p>"
    }

    // MARK: - Four dates

    private enum Reached: String { case done, now, coming }

    private func dates(_ wave: HomeWave) -> HTML {
        let passed = [
            now >= wave.opens, now >= wave.closes, wave.isDrawn,
            wave.state == nil ? now >= wave.announces : wave.isAnnounced,
        ]
        let present = passed.firstIndex(of: false)
        let rows: [(label: String, when: HTML)] = [
            (t("Dibuka", "Opens"), "\(t.cellMoment(wave.opens))"),
            (t("Ditutup", "Closes"), "\(t.cellMoment(wave.closes))"),
            (t("Diundi", "Drawn"), "\(t("setelah ditutup", "after it closes"))"),
            (
                t("Diumumkan", "Announced"),
                MovedAnnouncement.cell(wave.announces, moved: moved[wave.number] ?? [], t)
            ),
        ]
        func row(_ row: (offset: Int, element: (label: String, when: HTML))) -> HTML {
            let mark: Reached = passed[row.offset] ? .done : row.offset == present ? .now : .coming
            return """
                <li class="\(mark.rawValue)"\(attribute: "aria-current", mark == .now ? "step" : nil)>\
                <strong>\(row.element.label)</strong><span>\(row.element.when)</span></li>
                """
        }
        return """
            <div class="side"><h3>\(wave.name(t))\(rules.name(of: wave.number).map { "<br><small>\(t($0))</small>" as HTML })</h3><ol class="dots">\(each: rows.enumerated(), row)</ol>
            <small>\(t.zoneNote)</small></div>
            """
    }
}
