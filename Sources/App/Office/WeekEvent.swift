import Programme

/// A date of the programme in the coming days, for the desk.
struct WeekEvent: Sendable {
    let at: Instant
    let label: Bilingual
    let detail: Bilingual
    let path: String

    /// How far ahead the desk looks.
    static let ahead = Span.days(7)
    /// The most rows.
    private static let most = 6

    /// Openings, closings and announcements of the waves within `ahead`, soonest first.
    static func all(of waves: [Wave], at now: Instant) -> [WeekEvent] {
        let events = waves.flatMap { wave in
            [opening(of: wave), closing(of: wave), announcement(of: wave)].compactMap(\.self)
        }
        let coming = events.filter { now <= $0.at && $0.at <= now + ahead }.sorted { $0.at < $1.at }
        return Array(coming.prefix(most))
    }

    private static func opening(of wave: Wave) -> WeekEvent? {
        guard wave.state == .planned else { return nil }
        let quota = grouped(wave.quota)
        return WeekEvent(
            at: wave.opensAt,
            label: Bilingual(id: "Gelombang \(wave.number) dibuka", en: "Wave \(wave.number) opens"),
            detail: Bilingual(id: "kuota \(quota) orang", en: "\(quota.replacing(".", with: ",")) places"),
            path: Paths.officeWaves)
    }

    private static func closing(of wave: Wave) -> WeekEvent? {
        guard wave.state <= .open else { return nil }
        return WeekEvent(
            at: wave.closesAt,
            label: Bilingual(id: "Gelombang \(wave.number) ditutup", en: "Wave \(wave.number) closes"),
            detail: Bilingual(id: "sesudahnya daftar disegel dan diundi", en: "then the list is sealed and drawn"),
            path: wave.state == .open ? Paths.officeWave(wave.address) : Paths.officeWaves)
    }

    private static func announcement(of wave: Wave) -> WeekEvent? {
        guard !wave.state.isFinal else { return nil }
        let detail =
            switch wave.state {
            case .planned, .open: Bilingual(id: "sesudah ditutup dan diundi", en: "after closing and draw")
            case .closed, .sealed: Bilingual(id: "belum diundi", en: "not drawn yet")
            case .abandoned, .drawn, .announced:
                Bilingual(id: "menunggu tanda tangan keputusan", en: "waits for the decree")
            case .decreed: Bilingual(id: "keputusan sudah ditandatangani", en: "the decree is signed")
            }
        return WeekEvent(
            at: wave.announcesAt,
            label: Bilingual(
                id: "Pengumuman gelombang \(wave.number)", en: "Outcome of wave \(wave.number) announced"),
            detail: detail, path: wave.state == .planned ? Paths.officeWaves : Paths.officeWave(wave.address))
    }
}
