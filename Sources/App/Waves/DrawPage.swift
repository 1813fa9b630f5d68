import Foundation
import Programme

/// `/gelombang/{n}/undian`: how the draw decides who is selected, in plain words; figures for verification are folded
/// away.
struct DrawPage: Page {
    let t: Words
    let now: Instant
    let board: DrawState
    let pools: [Draw.Pool]
    /// Nil while no selected person was disqualified.
    let after: PlaceChangesSummary?
    /// The signed-in person's own entry, if they have one.
    let mine: PersonEntry?
    /// The limit per family card, where it is why the person's entry was passed over.
    var familyLimit: Int?
    /// The line of that entry on the sealed list.
    var sealed: SealedEntry?
    /// How many tickets the edition shows to auditors.
    var sampleSize = WaveRules.usualSample
    /// Why the wave ended without a draw, where two officers decided it.
    var abandonment: Abandonment?

    private var wave: Wave { board.wave }
    private var isShown: Bool { wave.showsDraw(at: now) }

    var title: String { t("Undian gelombang \(wave.number)", "The draw of wave \(wave.number)") }

    var body: HTML {
        guard !wave.isMissed(at: now) else { return notHeld }
        guard wave.state != .abandoned else { return notDrawn }
        return """
            <h1>\(title)</h1>
            <p class="lead">\(t(
            "Semua nomor dikocok, dan nomor yang keluar lebih dulu terpilih. Siapa pun dapat mengulang kocokannya di "
                + "komputer sendiri dan mendapat hasil yang sama.",
            "All numbers are shuffled, and those that come first are selected. Anyone can repeat the shuffle on their "
                + "own computer and get the same outcome."))</p>
            \(when: isShown && wave.state != .announced, awaitingDecree)
            \(mine.map { line(of: $0).html })
            \(Part.summary(figures))
            \(when: isShown, ClothFigure(t: t, wave: wave).html)
            \(when: isShown, outcome)
            \(after.map { PlaceChangesSection(t: t, wave: wave, after: $0).html })
            <h2>\(t("Langkah demi langkah", "Step by step"))</h2>
            \(DrawSteps(t: t, now: now, board: board).html)
            <h2>\(t("Yang sering ditanyakan", "What people ask"))</h2>
            \(DrawQuestions(t: t, board: board).html)
            \(SampleSection(t: t, board: board, size: sampleSize, isShown: isShown).html)
            <h2>\(t("Periksa sendiri", "Check it yourself"))</h2>
            \(DrawCheck(t: t, now: now, board: board).html)
            <p><a href="\(Paths.wave(wave.address))">\(t("Kembali ke gelombang \(wave.number)", "Back to wave \(wave.number)"))</a></p>
            """
    }

    private func line(of entry: PersonEntry) -> MyLine {
        MyLine(
            t: t, now: now, board: board, entry: entry, pools: pools, familyLimit: familyLimit, sealed: sealed)
    }

    /// The promised instant has come, and the decree is not signed.
    private var awaitingDecree: HTML {
        Banner(
            .attention,
            t(
                "Undian sudah selesai, dan hasilnya tidak berubah lagi. Dua petugas belum menandatangani keputusannya. "
                    + "Sampai itu terjadi belum ada kartu dan belum ada pesan.",
                "The draw is done, and its outcome does not change any more. Two officers have not signed the decree "
                    + "yet. Until they do there is no card and no message."),
            title: t("Menunggu penetapan", "Waiting for the decree")
        ).html
    }

    private var notDrawn: HTML {
        """
        <h1>\(title)</h1>
        \(AbandonmentSection(t: t, board: board, ending: abandonment).html)
        \(Part.summary(figures))
        \(AbandonmentSection(t: t, board: board, ending: abandonment).attempts)
        <h2>\(t("Periksa sendiri", "Check it yourself"))</h2>
        \(DrawCheck(t: t, now: now, board: board).html)
        <p><a href="\(Paths.wave(wave.address))">\(t("Kembali ke gelombang \(wave.number)", "Back to wave \(wave.number)"))</a></p>
        """
    }

    private var notHeld: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "Gelombang ini tidak diadakan, jadi tidak ada yang diundi. Tidak ada yang kehilangan tempat.",
            "This wave was not held, so nothing is drawn. No place was lost."))</p>
        <p><a href="\(Paths.waves)">\(t("Semua gelombang", "All waves"))</a></p>
        """
    }

    private var figures: [SummaryRow] {
        var rows = [
            SummaryRow(label: t("Orang yang ikut", "People in it"), value: number(board.draw?.entries)),
            SummaryRow(label: t("Tempat", "Places"), value: "\(t.count(wave.quota))"),
        ]
        if isShown {
            rows.append(SummaryRow(label: t("Terpilih", "Selected"), value: number(board.draw?.selected)))
        }
        return rows
    }

    private func number(_ count: Int?) -> HTML {
        "\(count.map(t.count) ?? t("Dihitung setelah ditutup", "Counted once it has closed"))"
    }

    /// Down to which rank a pool was selected.
    private func cut(_ pool: Draw.Pool) -> String {
        if pool.selected == 0 { return t("Tidak ada", "None") }
        if pool.selected == pool.entries { return t("Semua", "All") }
        return t("Urutan \(t.count(pool.selected))", "Rank \(t.count(pool.selected))")
    }

    private var outcome: HTML {
        func row(_ pool: Draw.Pool) -> [HTML] {
            let name = pool.stratum.name(t)
            return [
                "\(name.prefix(1).uppercased() + name.dropFirst())", "\(t.count(pool.entries))",
                "\(t.count(pool.selected))",
                "\(cut(pool))",
            ]
        }
        return """
            <h2>\(t("Hasil menurut kelompok", "Outcome by pool"))</h2>
            <p>\(t(
                "Yang belum terpilih di satu kelompok dikocok lagi di kelompok berikutnya.",
                "People who are not selected in one pool are shuffled again in the next."))</p>
            \(Part.table(
                caption: t("Urutan undian, dari kelompok pertama", "In the order drawn"),
                [
                    t("Kelompok", "Pool"), t("Ikut dikocok", "Shuffled"), t("Terpilih", "Selected"),
                    t("Terpilih sampai", "Selected up to"),
                ],
                inOrder.map(row), empty: t("Tidak ada yang ikut gelombang ini.", "Nobody joined this wave.")))
            """
    }

    /// The pool of all remaining entries is drawn last, so it is listed last regardless of its number.
    private var inOrder: [Draw.Pool] {
        pools.filter { $0.stratum != .everyone } + pools.filter { $0.stratum == .everyone }
    }

    static func sample(_ t: Words) -> DrawPage {
        DrawPage(
            t: t, now: Wave.sample.announcesAt + .hours(1), board: .sample(.sampleAnnounced), pools: sampledPools,
            after: sampledAfter,
            mine: PersonEntry(
                id: ID(1), state: .notSelected, arrivedAt: Wave.sample.opensAt + .days(1), ticket: 1_204_551,
                line: Draw.Line(
                    ticket: 1_204_551, stratum: .everyone, position: 812_455, of: 1_914_402, selected: false)))
    }

    private static var sampledAfter: PlaceChangesSummary {
        var after = PlaceChangesSummary(out: 61, movedUp: 59, counts: [.aidRecipients: 48, .deaths: 9, .education: 4])
        (after.passed, after.empty) = (64, 2)
        after.passes = [.init(kind: .otherPlace, entries: 41), .init(kind: nil, entries: 23)]
        return after
    }

    private static let sampledPools = [
        Draw.Pool(stratum: .priority, entries: 51_950, selected: 51_950),
        Draw.Pool(stratum: .province(31), entries: 79_214, selected: 4_380),
        Draw.Pool(stratum: .province(82), entries: 9_614, selected: 532),
        Draw.Pool(stratum: .everyone, entries: 1_914_402, selected: 338),
    ]
}

/// Explains one participant's position in a draw in a sentence.
struct MyLine: Sendable {
    let t: Words
    let now: Instant
    let board: DrawState
    let entry: PersonEntry
    /// Of the whole draw.
    let pools: [Draw.Pool]
    /// The limit per family card, where it is why this entry was passed over.
    let familyLimit: Int?
    /// The line itself, where the page shows it in words.
    var sealed: SealedEntry?

    private var wave: Wave { board.wave }

    /// Empty until the entry has a ticket.
    var html: HTML {
        guard let ticket = entry.ticket else { return .empty }
        let kind: Banner.Kind = wave.showsDraw(at: now) && entry.line?.selected == true ? .done : .information
        return Banner(
            kind,
            markup: """
                <p>\(sentence ?? "")</p>
                \(sealed.map(words) ?? .empty)
                <p><a href="\(Paths.drawProof(wave.address))">\(t(
                    "Unduh bukti bahwa nomor ini ada di daftar tersegel",
                    "Download the proof that this number is on the sealed list"))</a></p>
                """,
            title: t("Nomor undian Anda: \(t.count(ticket))", "Your number: \(t.count(ticket))")
        ).html
    }

    /// What the list says of the person, so that they can contest it.
    private func words(_ line: SealedEntry) -> HTML {
        var parts: [String] = []
        if line.province == ProvincePools.others {
            parts.append(t("provinsi dengan sedikit peserta, bersama", "provinces with few entries, together"))
        } else if line.province > 0 {
            let name = Province(code: String(line.province))?.name ?? String(line.province)
            parts.append(t("provinsi \(name)", "province \(name)"))
        }
        parts.append(line.priority ? t("didahulukan", "with priority") : t("tidak didahulukan", "without priority"))
        if line.earlier > 0 {
            parts.append(
                t(
                    "\(line.earlier) penerima dari Kartu Keluarga Anda di gelombang sebelumnya",
                    "\(line.earlier) recipients of your family card in earlier waves"))
        }
        let list = parts.joined(separator: ", ")
        let text = t("Baris Anda di daftar tersegel: \(list).", "Your line on the sealed list: \(list).")
        return """
            <p>\(text) <a href="\(Paths.help)">\(t("Keliru? Hubungi pusat bantuan", "Wrong? Contact the help centre"))</a></p>
            """
    }

    /// `2.078.026 orang ikut, 164.000 tempat; nomor Anda berada di urutan 812.455 dari …`; nil until there is a ticket.
    var sentence: String? {
        guard entry.ticket != nil, let entries = board.draw?.entries else { return nil }
        let (people, places) = (t.people(entries), t.places(wave.quota))
        guard wave.state != .abandoned else {
            return t(
                "\(people) ikut, \(places). Nomor Anda ada di daftar yang disegel. Gelombang ini berakhir tanpa undian.",
                "In it: \(people), for \(places). Your number is on the sealed list. This wave ended without a draw.")
        }
        guard wave.showsDraw(at: now), let line = entry.line else {
            return t(
                "\(people) ikut, \(places). Nomor Anda sudah ada di daftar yang disegel; urutannya "
                    + "diumumkan bersama hasil.",
                "In it: \(people), for \(places). Your number is on the sealed list; its rank comes with "
                    + "the outcome.")
        }
        let (rank, pool) = (t.count(line.position), t.count(line.of))
        let among = line.stratum.name(t)
        if entry.state == .disqualified {
            return t(
                "\(people) ikut, \(places); nomor Anda berada di urutan \(rank) dari \(pool) (\(among)). "
                    + "Tempatnya kemudian dibatalkan.",
                "\(people), \(places); your number came \(rank) of \(pool) (\(among)). The place was "
                    + "withdrawn afterwards.")
        }
        if line.selected {
            return t(
                "\(people) ikut, \(places); nomor Anda berada di urutan \(rank) dari \(pool) (\(among)), "
                    + "dan terpilih.",
                "\(people), \(places); your number came \(rank) of \(pool) (\(among)), and is selected.")
        }
        return "\(t("\(people) ikut, \(places).", "\(people), \(places).")) \(missed(line))"
    }

    /// Explains why a number was not selected. A bare rank would suggest a near miss even where the pool had no places
    /// left.
    private func missed(_ line: Draw.Line) -> String {
        if let familyLimit {
            return t(
                "Nomor Anda dilewati karena Kartu Keluarga Anda sudah mempunyai \(familyLimit) penerima.",
                "Your number was passed over because your family card has \(familyLimit) recipients already.")
        }
        let (rank, pool, among) = (t.count(line.position), t.count(line.of), line.stratum.name(t))
        let selected = pools.first { $0.stratum == line.stratum }?.selected ?? 0
        guard selected > 0 else {
            return t(
                "Semua tempat sudah terisi sebelum kelompok Anda diundi (\(among)). Nomor Anda kali ini belum terpilih.",
                "All places were taken before your pool was drawn (\(among)). Your number is not selected this time.")
        }
        return t(
            "Nomor Anda berada di urutan \(rank) dari \(pool) (\(among)), untuk \(t.places(selected)). "
                + "Kali ini belum terpilih.",
            "Your number came \(rank) of \(pool) (\(among)), for \(t.places(selected)). It is not selected "
                + "this time.")
    }
}
