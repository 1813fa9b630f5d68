import Programme

/// An announcement that was promised for an earlier instant, as the public pages tell it: by two officers, or by the
/// edition's calendar.
struct MovedAnnouncement: Sendable {
    let was: Instant
    let becomes: Instant
    let reason: Bilingual

    init(was: Instant, becomes: Instant, reason: Bilingual) {
        (self.was, self.becomes, self.reason) = (was, becomes, reason)
    }

    /// An officer writes one reason, for readers of both languages.
    init(_ postponement: Postponement) {
        self.init(
            was: postponement.was, becomes: postponement.becomes,
            reason: Bilingual(id: postponement.reason, en: postponement.reason))
    }

    /// Nil where the calendar moved nothing.
    init?(_ dates: WaveDates) {
        guard let later = dates.postponed else { return nil }
        self.init(was: dates.announced, becomes: later.announced, reason: later.why)
    }

    /// All of one wave in order: what the calendar moved, and then what officers moved.
    static func all(_ number: Int, in rules: WaveRules, then postponements: [Postponement]) -> [MovedAnnouncement] {
        let planned = rules.calendar.first { $0.number == number }.flatMap(MovedAnnouncement.init)
        return (planned.map { [$0] } ?? []) + postponements.map(MovedAnnouncement.init)
    }

    /// In a table: the first date crossed out, the present one and the last reason.
    static func cell(_ announced: Instant, moved: [MovedAnnouncement], _ t: Words) -> HTML {
        guard let first = moved.first, let last = moved.last else { return "\(t.cellMoment(announced))" }
        return "<del>\(t.cellMoment(first.was))</del> \(t.cellMoment(last.becomes))<small>\(t(last.reason))</small>"
    }
}

/// Announcement dates that were promised and postponed; they stay visible, with the reason.
struct PostponementSummary: Sendable {
    let t: Words
    let moved: [MovedAnnouncement]

    /// Empty where nothing was postponed.
    var html: HTML {
        func line(_ moved: MovedAnnouncement) -> HTML {
            """
            <p>\(t("Semula", "First")) <s>\(t.moment(moved.was))</s>, \(t("menjadi", "now")) \
            <strong>\(t.moment(moved.becomes))</strong>. \(t("Sebabnya", "Reason")): \(t(moved.reason))</p>
            """
        }
        guard !moved.isEmpty else { return .empty }
        return Banner(
            .attention, markup: "\(each: moved, line)",
            title: t("Pengumuman ditunda", "The announcement was put off")
        ).html
    }
}
