import Programme

/// All waves of the edition with their dates and status.
struct WaveTable: Sendable {
    let t: Words
    let now: Instant
    let waves: [Wave]
    /// By the wave's number: the instants for which its announcement was promised before.
    var moved: [Int: [MovedAnnouncement]] = [:]
    /// Days on which no wave opens, in `zone`.
    var pauses: [WavePause] = []
    var zone = Zone.wib
    /// Names of the edition's waves, beside their numbers.
    var names: [WaveName] = []
    /// Waves of earlier editions, latest first.
    var earlier: [Wave] = []
    /// The titles of editions, by id.
    var titles: [String: Bilingual] = [:]
    /// The waves whose draw has woven a cloth.
    var cloths: Set<WaveAddress> = []

    var html: HTML {
        """
        \(table(Array(near), t("Tanggal setiap gelombang", "Dates of each wave")))
        \(when: !far.isEmpty, Part.details(t("Gelombang berikutnya", "Later waves"), table(far, t("Tanggalnya", "Their dates"))))
        \(when: !earlier.isEmpty, past)
        """
    }

    /// Past waves, the current one and the next three; later ones are folded away.
    private var near: ArraySlice<Wave> {
        let current = waves.firstIndex { $0.closesAt > now } ?? waves.count
        return waves.prefix(current + 4)
    }

    private var far: [Wave] { Array(waves.dropFirst(near.count)) }

    /// Waves of earlier editions stay listed, so that their outcomes can always be looked up.
    private var past: HTML {
        let ids = earlier.map(\.edition).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        return "\(each: ids, ofEdition)"
    }

    private func ofEdition(_ id: String) -> HTML {
        """
        <h3>\(t("Edisi sebelumnya", "An earlier edition")): \(titles[id].map { "\(t($0)) (\(id))" } ?? id)</h3>
        \(table(earlier.filter { $0.edition == id }, t("Tanggalnya", "Their dates")))
        """
    }

    /// - Parameter caption: for readers whose own zone the dates are in; others are told which zone it is.
    private func table(_ waves: [Wave], _ caption: String) -> HTML {
        Part.table(
            caption: t.zoneNote ?? caption,
            [
                t("Gelombang", "Wave"), t("Dibuka", "Opens"), t("Ditutup", "Closes"), t("Diumumkan", "Announced"),
                t("Status", "Status"),
            ],
            rows(of: waves), empty: t("Jadwal sedang disiapkan.", "The dates are being prepared."))
    }

    /// Each pause stands before the first wave that opens after it.
    private func rows(of shown: [Wave]) -> [[HTML]] {
        let breaks = breaks
        return shown.flatMap { wave in (isPresent(wave) ? breaks[wave.number] ?? [] : []).map(row) + [row(wave)] }
    }

    /// The pauses before a wave, by its number.
    private var breaks: [Int: [WavePause]] {
        guard !pauses.isEmpty else { return [:] }
        var breaks: [Int: [WavePause]] = [:]
        for (wave, next) in zip(waves, waves.dropFirst()) {
            breaks[next.number] = pauses.filter { pause in
                let begins = zone.instant(pause.from)
                return wave.opensAt <= begins && begins < next.opensAt
            }
        }
        return breaks
    }

    /// Waves of earlier editions have the same numbers, and are told without pauses and first dates.
    private func isPresent(_ wave: Wave) -> Bool { wave.edition == waves.first?.edition }

    private func row(_ pause: WavePause) -> [HTML] {
        [
            "\(t("Jeda", "Pause"))", "\(t("tidak ada gelombang", "no wave opens"))",
            "\(t.date(pause.from)) – \(t.date(pause.to))", "–", "\(t(pause.why))",
        ]
    }

    private func named(_ wave: Wave) -> HTML {
        guard isPresent(wave), let named = names.first(where: { $0.number == wave.number }) else { return .empty }
        return "<br><small>\(t(named.name))</small>"
    }

    private func row(_ wave: Wave) -> [HTML] {
        let status = WaveStatus(wave, at: now, t: t)
        return [
            "\(thumbnail(wave))<a href=\"\(Paths.wave(wave.address))\">\(wave.name(t))</a>\(named(wave))",
            "\(t.cellMoment(wave.opensAt))", "\(t.cellMoment(wave.closesAt))",
            MovedAnnouncement.cell(wave.announcesAt, moved: isPresent(wave) ? moved[wave.number] ?? [] : [], t),
            Part.tag(status.label, status.kind),
        ]
    }

    /// Decoration beside the name; a wave without a draw has none.
    private func thumbnail(_ wave: Wave) -> HTML {
        guard cloths.contains(wave.address) else { return .empty }
        return """
            <img class="kain" src="\(Paths.cloth(wave.address))" alt="" width="30" height="30" loading="lazy">
            """
    }
}
