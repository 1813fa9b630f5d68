import Programme

/// The way of a wave on its public page, from its opening to its announcement: when each step was taken, or will be. Each
/// date is on the page once; the next one has a countdown.
struct WaveTimeline: Sendable {
    let t: Words
    let now: Instant
    let record: WaveRecord

    private struct Step {
        let name: String
        /// Nil while it is not taken.
        var takenAt: Instant?
        /// Of a step of the calendar.
        var plannedAt: Instant?
        /// When a step without a planned time comes.
        var note = ""
    }

    private var wave: Wave { record.wave }

    var html: HTML {
        let steps = steps
        let isRunning = wave.state != .abandoned && !wave.isMissed(at: now)
        let next = isRunning ? steps.firstIndex { $0.takenAt == nil } : nil
        func row(_ step: (offset: Int, element: Step)) -> HTML { line(step.element, isNext: step.offset == next) }
        return "<ol class=\"dots dated\">\(each: steps.enumerated(), row)</ol>"
    }

    private func line(_ step: Step, isNext: Bool) -> HTML {
        let kind = step.takenAt != nil ? "done" : isNext ? "now" : "coming"
        let said = step.takenAt != nil ? t("Selesai", "Done") : ""
        return """
            <li class="\(kind)"\(attribute: "aria-current", isNext ? "step" : nil)><strong>\(step.name)</strong> \
            <span>\(time(of: step))</span> <span class="hidden">\(said)</span></li>
            """
    }

    private func time(of step: Step) -> HTML {
        if let taken = step.takenAt { return "\(t.moment(taken))" }
        guard let planned = step.plannedAt else { return "\(untaken ?? step.note)" }
        let label = t.moment(planned)
        return planned == nextDate ? Part.countdown(to: planned, now: now, label: label) : "\(label)"
    }

    /// The first date of the calendar that is to come.
    private var nextDate: Instant? { [wave.opensAt, wave.closesAt, wave.announcesAt].first { now < $0 } }

    /// A wave that was not opened during its dates takes no step any more.
    private var untaken: String? { wave.isMissed(at: now) ? t("Tidak diadakan", "Not held") : nil }

    private var steps: [Step] {
        let opened = record.openedAt
        let sealed = [
            // A wave opens and closes at its instants, whenever the worker records it.
            Step(name: t("Dibuka", "Opens"), takenAt: opened.map { _ in wave.opensAt }, plannedAt: wave.opensAt),
            Step(
                name: t("Rahasia undian dikunci", "The draw's secret locked"), takenAt: opened,
                note: t("Saat dibuka", "When it opens")),
            Step(
                name: t("Ditutup", "Closed"), takenAt: record.closedAt.map { _ in wave.closesAt },
                plannedAt: wave.closesAt),
            Step(
                name: t("Daftar peserta disegel", "List of entries sealed"), takenAt: record.sealedAt,
                note: t("Setelah ditutup", "After it has closed")),
        ]
        guard wave.state != .abandoned else {
            return sealed + [
                Step(name: t("Diakhiri tanpa undian", "Ended without a draw"), takenAt: record.abandonedAt)
            ]
        }
        return sealed + [
            Step(
                name: t("Diundi", "Drawn"), takenAt: record.drawnAt,
                note: t("Setelah daftar disegel", "After the list is sealed")),
            Step(
                name: t("Keputusan ditandatangani dua petugas", "Decree signed by two officers"),
                takenAt: record.decreedAt, note: t("Sebelum diumumkan", "Before the announcement")),
            Step(
                name: t("Diumumkan kepada semua orang bersamaan", "Announced to everybody at once"),
                takenAt: record.announcedAt, plannedAt: wave.announcesAt),
        ]
    }
}
