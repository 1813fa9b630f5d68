import Programme

/// `/gelombang/{n}`: one wave, what has happened in it and what comes next.
struct WavePage: Page {
    let t: Words
    let now: Instant
    let record: WaveRecord
    let joined: Int
    let draw: DrawRecord?

    private var wave: Wave { record.wave }

    var title: String { "\(wave.name(t)): \(WaveStatus(wave, at: now, t: t).label)" }

    var body: HTML {
        let status = WaveStatus(wave, at: now, t: t)
        return """
            <h1>\(wave.name(t))</h1>
            <p>\(Part.tag(status.label, status.kind))</p>
            \(Part.summary(facts))
            \(when: wave.isJoinable(at: now), join)
            <h2>\(t("Perjalanan gelombang ini", "How this wave goes"))</h2>
            \(Part.taskList(steps))
            \(when: wave.state > .planned, check)
            <p><a href="\(Paths.waves)">\(t("Semua gelombang", "All waves"))</a></p>
            """
    }

    private var check: HTML {
        let label = t("Periksa undiannya", "Check the draw")
        return "<p>\(Part.button(label, to: Paths.draw(wave.number), secondary: true))</p>"
    }

    private var join: HTML {
        let label = t("Gabung gelombang \(wave.number)", "Join wave \(wave.number)")
        return "<p>\(Part.button(label, to: Paths.joinWave(wave.number)))</p>"
    }

    private var facts: [SummaryRow] {
        var rows = [
            SummaryRow(label: t("Tempat", "Places"), value: "\(t.count(wave.quota))"),
            SummaryRow(label: t("Dibuka", "Opens"), value: moment(wave.opensAt, counting: now < wave.opensAt)),
            SummaryRow(label: t("Ditutup", "Closes"), value: moment(wave.closesAt, counting: now >= wave.opensAt)),
            SummaryRow(label: t("Diumumkan", "Announced"), value: "\(t.moment(wave.announcesAt))"),
        ]
        if wave.state > .planned {
            rows.append(SummaryRow(label: t("Orang yang ikut", "People in it"), value: "\(t.count(joined))"))
        }
        if wave.state == .announced, let selected = draw?.selected {
            rows.append(SummaryRow(label: t("Terpilih", "Selected"), value: "\(t.count(selected))"))
        }
        return rows
    }

    /// Only what comes next is counted down to.
    private func moment(_ instant: Instant, counting: Bool) -> HTML {
        let label = t.moment(instant)
        return counting ? Part.countdown(to: instant, now: now, label: label) : "\(label)"
    }

    private var steps: [TaskRow] {
        [
            step(t("Dibuka dan rahasia undian dikunci", "Opened, and the draw's secret locked"), record.openedAt),
            step(t("Ditutup", "Closed"), record.closedAt),
            step(t("Daftar peserta disegel", "List of entries sealed"), record.sealedAt),
            step(t("Diundi", "Drawn"), record.drawnAt),
            step(t("Keputusan ditandatangani dua petugas", "Decree signed by two officers"), record.decreedAt),
            step(t("Diumumkan kepada semua orang bersamaan", "Announced to everybody at once"), record.announcedAt),
        ]
    }

    private func step(_ name: String, _ at: Instant?) -> TaskRow {
        guard let at else { return TaskRow(name: name, status: t("Belum", "Not yet"), kind: .blocked) }
        return TaskRow(name: name, status: t("Selesai", "Done"), kind: .done, hint: t.moment(at))
    }

    static func sample(_ t: Words) -> WavePage {
        WavePage(
            t: t, now: Wave.sample.opensAt + .days(2), record: WaveRecord(planned: .sample), joined: 2_078_026,
            draw: nil)
    }
}
