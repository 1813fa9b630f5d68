import Programme

/// All waves as cloths, woven or bare, beside the next dates.
struct HomeCalendar: Sendable {
    let t: Words
    let now: Instant
    let zone: Zone
    let waves: [HomeWave]
    /// Nil while they cannot be read.
    let news: PublicWaves?
    let state: HomeState

    /// Dates to come that the page lists.
    private static let mostDates = 3

    var html: HTML {
        """
        <div><div class="band-head"><h2>\(t("Jadwal gelombang", "Wave dates"))</h2>
        <p><a href="\(Paths.waves)">\(t("Semua gelombang", "All waves"))</a></p></div>
        <ol class="weaves">\(each: waves, weave)</ol>
        <p><small>\(t(
            "Setiap kain ditenun komputer dari undian gelombangnya. Tidak ada yang memilih gambarnya.",
            "Each cloth is woven by computer from the number of its wave's draw. No person chooses the picture."))</small></p></div>
        <div><h2>\(t("Tanggal terdekat", "Next dates"))</h2>\(list)</div>
        """
    }

    private func weave(_ wave: HomeWave) -> HTML {
        let isNow = wave.number == state.wave?.number
        let isWoven = news?.cloths[wave.address] != nil
        let picture: HTML =
            isWoven
            ? "<img src=\"\(Paths.cloth(wave.address))\" alt=\"\" width=\"60\" height=\"60\" loading=\"lazy\">"
            : "<span class=\"warp\"></span>"
        let content: HTML =
            wave.state == nil
            ? "\(picture)\(wave.number)" : "<a href=\"\(Paths.wave(wave.address))\">\(picture)\(wave.number)</a>"
        return
            "<li\(attribute: "class", isNow ? "now" : nil)\(attribute: "aria-current", isNow ? "true" : nil)>\(content)</li>"
    }

    private struct Event {
        let at: Instant
        let what: String
    }

    private var events: [Event] {
        let all = waves.filter { $0.state != .abandoned }.flatMap { wave in
            [
                Event(at: wave.opens, what: t("Pembukaan gelombang \(wave.number)", "Opening of wave \(wave.number)")),
                Event(at: wave.closes, what: t("Penutupan gelombang \(wave.number)", "Closing of wave \(wave.number)")),
                Event(
                    at: wave.announces,
                    what: t("Pengumuman gelombang \(wave.number)", "Announcement of wave \(wave.number)")),
            ]
        }
        return Array(all.filter { now < $0.at }.sorted { $0.at < $1.at }.prefix(Self.mostDates))
    }

    private var list: HTML {
        guard !events.isEmpty else { return "<p class=\"empty\">\(t("Jadwal menyusul.", "Dates will follow."))</p>" }
        func row(_ event: Event) -> HTML {
            """
            <li>\(DateTile(t: t, date: zone.date(of: event.at)).html)<div><strong>\(event.what)</strong>\
            <small>\(t.cellMoment(event.at))</small></div></li>
            """
        }
        return "<ul class=\"days\">\(each: events, row)</ul>"
    }
}
