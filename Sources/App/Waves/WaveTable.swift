import Programme

/// All waves of the edition with their dates and what they have come to.
struct WaveTable: Sendable {
    let t: Words
    let now: Instant
    let waves: [Wave]

    var html: HTML {
        """
        \(table(Array(near)))
        \(when: !far.isEmpty, Part.details(t("Gelombang sesudah itu", "The waves after those"), table(far)))
        """
    }

    /// Past ones, the current one and the next three; the rest can be unfolded.
    private var near: ArraySlice<Wave> {
        let current = waves.firstIndex { $0.closesAt > now } ?? waves.count
        return waves.prefix(current + 4)
    }

    private var far: [Wave] { Array(waves.dropFirst(near.count)) }

    private func table(_ waves: [Wave]) -> HTML {
        Part.table(
            caption: t("Tanggal menurut waktu Indonesia barat", "Dates in western Indonesian time"),
            [
                t("Gelombang", "Wave"), t("Dibuka", "Opens"), t("Ditutup", "Closes"), t("Diumumkan", "Announced"),
                t("Keadaan", "State"),
            ],
            waves.map(row), empty: t("Jadwal sedang disiapkan.", "The dates are being prepared."))
    }

    private func row(_ wave: Wave) -> [HTML] {
        let status = WaveStatus(wave, at: now, t: t)
        return [
            "<a href=\"\(Paths.wave(wave.number))\">\(wave.name(t))</a>", "\(t.shortMoment(wave.opensAt))",
            "\(t.shortMoment(wave.closesAt))",
            "\(t.shortMoment(wave.announcesAt))", Part.tag(status.label, status.kind),
        ]
    }
}
