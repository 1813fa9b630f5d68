import Programme

/// `/gelombang/{n}`: one wave, what has happened in it and what comes next.
struct WavePage: Page {
    let t: Words
    let now: Instant
    let known: PublicWave
    /// The names of the regions the wave is restricted to; nil where every region may join.
    let regions: [String]?
    /// Nil before the wave opens.
    let tally: ProvinceTally?
    /// The reader is in the wave.
    var isIn = false
    /// Counted in this request; nil where the cached count is used.
    var joined: Int?
    /// The title of the wave's edition where that is over, so that it is not mistaken for the current wave of the same
    /// number.
    var earlier: Bilingual?

    private var record: WaveRecord { known.record }
    private var wave: Wave { known.wave }

    var title: String { "\(wave.name(t)): \(WaveStatus(wave, at: now, t: t).label)" }

    var isWide: Bool { true }

    var body: HTML {
        let status = WaveStatus(wave, at: now, t: t)
        return """
            <p class="trail"><a href="\(Paths.waves)">\(t("Gelombang", "Waves"))</a></p>
            <h1>\(wave.name(t))</h1>
            \(known.name.map(named))
            <p>\(Part.tag(status.label, status.kind))\(when: wave.isJoinable(at: now), until)</p>
            \(earlier.map(pastEdition))
            \(when: wave.state == .abandoned, ended)
            <div class="split"><div>\(Part.summary(facts))
            \(PostponementSummary(t: t, moved: known.moved).html)
            \(when: wave.isMissed(at: now), notHeld)
            \(when: isIn, mine)
            \(when: !isIn && wave.isJoinable(at: now), join)
            \(when: !isIn && known.board.missingUntil(at: now) != nil, MissingEntryLink(t: t, wave: wave).html)</div>
            <section><h2>\(t("Perjalanan gelombang ini", "How this wave goes"))</h2>
            \(WaveTimeline(t: t, now: now, record: record).html)
            \(when: wave.state > .planned, check)</section></div>
            \(tally.map { TallyTable(t: t, now: now, wave: wave, tally: $0, joined: joined ?? known.joined).html })
            \(known.after.map { PlaceChangesSection(t: t, wave: wave, after: $0).html })
            """
    }

    private func named(_ name: Bilingual) -> HTML { "<p class=\"lead\">\(t(name))</p>" }

    private func pastEdition(_ title: Bilingual) -> HTML {
        let name = "\(t(title)) (\(wave.edition))"
        return Banner(
            .information,
            t(
                "Gelombang ini dari edisi sebelumnya: \(name). Yang berlaku sekarang ada di halaman Gelombang.",
                "This wave is of an earlier edition: \(name). Those of today are on the page of waves.")
        ).html
    }

    private var check: HTML {
        let label = t("Periksa undiannya", "Check the draw")
        return "<p>\(Part.button(label, to: Paths.draw(wave.address), secondary: true))</p>"
    }

    private var notHeld: HTML {
        Banner(
            .information,
            t(
                "Gelombang ini tidak diadakan: tidak ada pendaftaran dan tidak ada undian. Tanggal di halaman ini adalah rencananya.",
                "This wave was not held: there were no entries and no draw. The dates on this page were its plan.")
        ).html
    }

    private var mine: HTML {
        let title = t("Anda ikut \(wave.name(t).loweringFirst)", "You are in \(wave.name(t).loweringFirst)")
        let link = Part.button(t("Lihat tanda terima saya", "See my receipt"), to: Paths.myEntry(wave.address))
        return Banner(.done, markup: "<p>\(link)</p>", title: title).html
    }

    private var join: HTML {
        let label = t("Gabung gelombang \(wave.number)", "Join wave \(wave.number)")
        return "<p>\(Part.button(label, to: Paths.joinWave(wave.address)))</p>"
    }

    private var facts: [SummaryRow] {
        var rows = [
            SummaryRow(
                label: t("Untuk warga", "For people of"), value: "\(regions?.joined(separator: ", ") ?? everywhere)"),
            SummaryRow(label: t("Tempat", "Places"), value: "\(t.count(wave.quota))"),
        ]
        if wave.state > .planned {
            rows.append(
                SummaryRow(label: t("Orang yang ikut", "People in it"), value: "\(t.count(joined ?? known.joined))"))
        }
        if known.removed > 0 {
            rows.append(
                SummaryRow(
                    label: t("Tidak lagi memenuhi syarat saat disegel", "Did not qualify any more when sealed"),
                    value: "\(t.count(known.removed))"))
        }
        if wave.showsDraw(at: now), let selected = known.board.draw?.selected {
            rows.append(SummaryRow(label: t("Terpilih", "Selected"), value: "\(t.count(selected))"))
        }
        return rows
    }

    private var everywhere: String { t("Semua daerah yang ikut", "Every region in play") }

    private var until: HTML {
        let last = t.shortMoment(wave.closesAt)
        return " <span class=\"soft\">\(t("sampai \(last)", "until \(last)"))</span>"
    }

    private var ended: HTML { AbandonmentSection(t: t, board: known.board, ending: known.abandonment).html }

    static func sample(_ t: Words) -> WavePage {
        let rows = [(31, 79_214), (32, 371_302), (82, 9_614), (0, 7)].map { province, joined in
            ProvinceTally.Row(province: province, joined: joined, selected: 0)
        }
        return WavePage(
            t: t, now: Wave.sample.opensAt + .days(2), known: .sample(.sample), regions: nil,
            tally: ProvinceTally(rows: rows))
    }
}

/// For a person who holds a receipt of the wave and is not in its draw.
struct MissingEntryLink: Sendable {
    let t: Words
    let wave: Wave

    var html: HTML {
        """
        <p>\(t("Punya tanda terima, tetapi tidak ikut undian?", "Do you hold a receipt, and are not in the draw?")) \
        <a href="\(Paths.missingEntry(wave.address))">\(t("Laporkan sebelum undian", "Report it in time"))</a></p>
        """
    }
}

/// How many people of each province are in a wave.
struct TallyTable: Sendable {
    let t: Words
    let now: Instant
    let wave: Wave
    let tally: ProvinceTally
    /// Entries of the wave, read more often than the count by province.
    let joined: Int

    var html: HTML {
        let withOutcome = wave.showsDraw(at: now)
        let columns =
            [t("Provinsi", "Province"), t("Ikut", "In it")] + (withOutcome ? [t("Terpilih", "Selected")] : [])
        let table = Part.table(
            caption: t("Orang yang ikut, menurut provinsi", "People in it, by province"), columns,
            tally.rows.map { row in
                ["\(name(row.province))", "\(t.count(row.joined))"] + (withOutcome ? ["\(t.count(row.selected))"] : [])
            }, empty: empty)
        let note = t(
            "Dihitung ulang setiap menit. Provinsi dengan sangat sedikit orang digabung, agar tidak ada yang dikenali.",
            "Counted anew every minute. Provinces with very few people come together, so that nobody is recognised.")
        return "\(Part.details(t("Jumlah menurut provinsi", "Numbers by province"), "\(table)<p>\(note)</p>"))"
    }

    private var empty: String {
        joined == 0
            ? t("Belum ada yang ikut.", "Nobody is in it yet.")
            : t(
                "Jumlah menurut provinsi muncul dalam satu menit.",
                "The numbers by province will be here within a minute.")
    }

    private func name(_ province: Int) -> String {
        province == 0
            ? t("Provinsi lain, bersama", "Other provinces, together")
            : Province(code: String(province))?.name ?? String(province)
    }
}
