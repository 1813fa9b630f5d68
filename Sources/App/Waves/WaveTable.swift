import Programme

/// All waves of the edition with their dates and status.
struct WaveTable: Sendable {
    let t: Words
    let now: Instant
    let waves: [Wave]
    /// Waves of earlier editions, latest first.
    var earlier: [Wave] = []
    /// The titles of editions, by id.
    var titles: [String: Bilingual] = [:]

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
            waves.map(row), empty: t("Jadwal sedang disiapkan.", "The dates are being prepared."))
    }

    private func row(_ wave: Wave) -> [HTML] {
        let status = WaveStatus(wave, at: now, t: t)
        return [
            "<a href=\"\(Paths.wave(wave.address))\">\(wave.name(t))</a>", "\(t.cellMoment(wave.opensAt))",
            "\(t.cellMoment(wave.closesAt))",
            "\(t.cellMoment(wave.announcesAt))", Part.tag(status.label, status.kind),
        ]
    }
}
