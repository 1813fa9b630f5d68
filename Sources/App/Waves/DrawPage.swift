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

    var isWide: Bool { true }

    var body: HTML {
        guard !wave.isMissed(at: now) else { return notHeld }
        guard wave.state != .abandoned else { return notDrawn }
        return """
            \(trail)
            <h1>\(title)</h1>
            <p class="lead">\(t(
            "Semua nomor dikocok, dan nomor yang keluar lebih dulu terpilih. Siapa pun dapat mengulang kocokannya di "
                + "komputer sendiri dan mendapat hasil yang sama.",
            "All numbers are shuffled, and those that come first are selected. Anyone can repeat the shuffle on their "
                + "own computer and get the same outcome."))</p>
            \(when: isShown && wave.state != .announced, awaitingDecree)
            \(mine.map { line(of: $0).html })
            <div class="panels">
            \(DrawNumbersPanel(t: t, now: now, board: board, pools: pools).html)
            \(DrawSeedPanel(t: t, now: now, board: board).html)
            \(DrawWatchPanel(t: t, board: board).html)
            \(DrawCheckPanel(t: t, now: now, board: board).html)
            </div>
            \(after.map { PlaceChangesSection(t: t, wave: wave, after: $0).html })
            <div class="halves"><section><h2>\(t("Yang sering ditanyakan", "What people ask"))</h2>
            \(DrawQuestions(t: t, board: board).html)</section>
            <section>\(SampleSection(t: t, board: board, size: sampleSize, isShown: isShown).html)</section></div>
            """
    }

    private var trail: HTML {
        """
        <p class="trail"><a href="\(Paths.waves)">\(t("Gelombang", "Waves"))</a> <span aria-hidden="true">›</span> \
        <a href="\(Paths.wave(wave.address))">\(wave.name(t))</a></p>
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
        \(trail)
        <h1>\(title)</h1>
        \(AbandonmentSection(t: t, board: board, ending: abandonment).html)
        <div class="panels">
        \(DrawNumbersPanel(t: t, now: now, board: board, pools: []).html)
        \(DrawWatchPanel(t: t, board: board, attempts: attempts).html)
        \(DrawCheckPanel(t: t, now: now, board: board).html)
        </div>
        """
    }

    private var attempts: HTML { AbandonmentSection(t: t, board: board, ending: abandonment).attempts }

    private var notHeld: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "Gelombang ini tidak diadakan, jadi tidak ada yang diundi. Tidak ada yang kehilangan tempat.",
            "This wave was not held, so nothing is drawn. No place was lost."))</p>
        <p><a href="\(Paths.waves)">\(t("Semua gelombang", "All waves"))</a></p>
        """
    }

    /// The list is sealed, and the outcome is not public yet.
    static func sampleSealed(_ t: Words) -> DrawPage {
        let wave = Wave(
            id: Wave.sample.id, edition: Wave.sample.edition, number: Wave.sample.number, address: Wave.sample.address,
            quota: Wave.sample.quota, opensAt: Wave.sample.opensAt, closesAt: Wave.sample.closesAt,
            announcesAt: Wave.sample.announcesAt, state: .sealed)
        return DrawPage(
            t: t, now: wave.closesAt + .hours(3), board: .sample(wave), pools: [], after: nil, mine: nil,
            sampleSize: 60)
    }

    static func sample(_ t: Words) -> DrawPage {
        DrawPage(
            t: t, now: Wave.sample.announcesAt + .hours(1), board: .sample(.sampleAnnounced), pools: sampledPools,
            after: sampledAfter,
            mine: PersonEntry(
                id: ID(1), state: .notSelected, arrivedAt: Wave.sample.opensAt + .days(1), ticket: 1_204_551,
                line: Draw.Line(
                    ticket: 1_204_551, stratum: .everyone, position: 812_455, of: 1_914_402, selected: false)),
            sampleSize: 60)
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
