import Programme

/// `/gelombang`: which wave is open, until when, and which come after it.
struct WaveListPage: Page {
    let t: Words
    let now: Instant
    /// All waves of the edition, in order.
    let waves: [Wave]
    /// How many people are in the open wave; nil when none is open.
    let joined: Int?
    /// `WaveTable` of these waves and those of earlier editions. It is the larger part of the page and the same for all
    /// readers of one language and zone, so it comes from the cache.
    let table: HTML
    /// The reader's own entry, from `WaveQueries.entry`; nil also for a visitor who is not signed in.
    let mine: EntryView?

    var title: String {
        if let open { return t("\(open.name(t)) sedang dibuka", "\(open.name(t)) is open") }
        return t("Jadwal gelombang", "Wave dates")
    }

    var body: HTML {
        """
        <h1>\(title)</h1>
        \(mine.map { MyWaveBanner(t: t, now: now, view: $0).html })
        \(open.map(openCard) ?? closedCard)
        \(awaited.map(announcement))
        <h2>\(t("Semua gelombang", "All waves"))</h2>
        \(table)
        \(when: next != nil, again)
        """
    }

    private var again: HTML {
        """
        <p>\(t(
            "Belum terpilih? Ikut lagi gelombang berikutnya dengan sekali ketuk, tanpa mengisi ulang.",
            "Not selected? Join the next wave with one tap, without filling in anything again."))</p>
        """
    }

    /// The three date columns of the table need the width.
    var isWide: Bool { true }

    /// A closed wave whose outcome is to come.
    private var awaited: Wave? {
        waves.last { $0.state != .planned && $0.closesAt <= now && now < $0.announcesAt }
    }

    private func announcement(_ wave: Wave) -> HTML {
        let moment = Part.countdown(to: wave.announcesAt, now: now, label: t.moment(wave.announcesAt))
        return """
            <p>\(t("Hasil \(wave.name(t).loweringFirst) diumumkan", "The outcome of \(wave.name(t).loweringFirst) is announced")) \
            <strong>\(moment)</strong>.</p>
            """
    }

    private var open: Wave? { waves.first { $0.isJoinable(at: now) } }
    private var next: Wave? { waves.coming(at: now) }

    private func openCard(_ wave: Wave) -> HTML {
        let joinedLine = joined.map { t("\(t.people($0)) sudah bergabung.", "\(t.people($0)) joined so far.") }
        let closing = Part.countdown(to: wave.closesAt, now: now, label: t.moment(wave.closesAt))
        return """
            <div class="card"><h2>\(wave.name(t)) \(Part.tag(t("Sedang dibuka", "Open now"), .done))</h2>
            <p>\(t("Ditutup", "Closes")) <strong>\(closing)</strong></p>
            <p>\(t("Tempat", "Places")): <strong>\(t.count(wave.quota))</strong>. \(joinedLine)</p>
            <p>\(t(
                "Bergabung lebih awal tidak menambah peluang. Undian dilakukan setelah gelombang ditutup.",
                "Joining early gives no advantage. The draw comes after the wave has closed."))</p>
            \(joinButton(wave))</div>
            """
    }

    private func joinButton(_ wave: Wave) -> HTML {
        // One card in a lifetime. A person who may join again after their card lapsed has no entry here.
        if mine?.state == .selected { return .empty }
        if let mine, mine.wave.id == wave.id {
            return
                "<p>\(Part.button(t("Lihat tanda terima saya", "See my receipt"), to: Paths.myEntry(wave.address)))</p>"
        }
        let label = t("Gabung gelombang \(wave.number)", "Join wave \(wave.number)")
        return "<p>\(Part.button(label, to: Paths.joinWave(wave.address)))</p>"
    }

    /// Shown while no wave can be joined: the next date, and that a sent application is kept, so that a person who was
    /// not selected does not read the closed wave as a rejection.
    private var closedCard: HTML {
        guard let next else {
            let text = t(
                "Semua gelombang edisi ini sudah selesai. Jadwal berikutnya diumumkan di halaman ini.",
                "All waves of this edition are over. The next dates will be announced on this page.")
            return Banner(.information, text).html
        }
        if now >= next.opensAt { return Banner(.information, Wave.beingOpened(next.number, t)).html }
        return """
            \(Banner(
                .information,
                markup: """
                    <p>\(next.name(t)) \(t("dibuka", "opens")) \
                    <strong>\(Part.countdown(to: next.opensAt, now: now, label: t.moment(next.opensAt)))</strong>.</p>
                    <p>\(t(
                        "Pendaftaran yang sudah Anda kirim tetap tersimpan. Anda tidak perlu mengisi ulang.",
                        "An application you have sent stays saved. You need not fill it in again."))</p>
                    """,
                title: t("Saat ini tidak ada gelombang yang dibuka", "No wave is open at the moment")))
            """
    }

    static func sample(_ t: Words) -> WaveListPage {
        let (now, waves) = (Wave.sample.opensAt + .days(2), [Wave.sample])
        return WaveListPage(
            t: t, now: now, waves: waves, joined: Wave.sampleJoined,
            table: WaveTable(t: t, now: now, waves: waves).html, mine: nil)
    }
}

/// At the top of the list of waves: how the reader's own entry stands, with a link to it.
struct MyWaveBanner: Sendable {
    let t: Words
    let now: Instant
    let view: EntryView

    var html: HTML {
        let name = view.wave.name(t)
        let label = t("Lihat rinciannya", "See the details")
        let link = Part.button(label, to: Paths.myEntry(view.wave.address), secondary: true)
        switch view.state {
        case .joined where now < view.wave.closesAt:
            return banner(
                .done, t("Anda ikut \(name)", "You are in \(name)"),
                t("Ditutup \(t.moment(view.wave.closesAt)).", "It closes \(t.moment(view.wave.closesAt))."), link)
        case .sealed where view.wave.state == .abandoned:
            return banner(
                .information, t("\(name) berakhir tanpa undian", "\(name) ended without a draw"),
                t(
                    "Anda otomatis ikut gelombang berikutnya selama masih memenuhi syarat.",
                    "You are taken into the next wave as long as you qualify."), link)
        case .joined, .sealed:
            return banner(
                .information, t("Anda ikut \(name)", "You are in \(name)"),
                view.wave.showsDraw(at: now)
                    ? t(
                        "Undiannya sudah selesai. Dua petugas belum menandatangani keputusannya.",
                        "Its draw is done. Two officers have not signed the decree yet.")
                    : t(
                        "Hasil diumumkan \(t.moment(view.wave.announcesAt)).",
                        "The outcome is announced \(t.moment(view.wave.announcesAt))."), link)
        case .selected:
            return banner(
                .done, t("Selamat, Anda terpilih di \(name)", "You were selected in \(name)"),
                t("Kartu Anda ada di halaman akun.", "Your card is on your account page."), link)
        case .notSelected:
            return banner(
                .information, t("\(name): nomor Anda belum terpilih", "\(name): your number did not come up"),
                t("Anda dapat ikut gelombang berikutnya.", "You can join the next wave."), link)
        case .withdrawn, .disqualified:
            return .empty
        }
    }

    private func banner(_ kind: Banner.Kind, _ title: String, _ text: String, _ link: HTML) -> HTML {
        "\(Banner(kind, markup: "<p>\(text)</p><p>\(link)</p>", title: title))"
    }
}

extension Wave {
    /// How many people are in `sample`.
    static let sampleJoined = 2_078_026

    /// For the previews of pages and notices: wave 1 of 2020, open from 11 April 19.00 to 16 April 16.00 WIB, announced
    /// a day later.
    static let sample = Wave(
        id: ID(1), edition: "2020-3", number: 1, address: WaveAddress(1), quota: 164_000,
        opensAt: Instant(milliseconds: 1_586_606_400_000),
        closesAt: Instant(milliseconds: 1_587_027_600_000), announcesAt: Instant(milliseconds: 1_587_114_000_000),
        state: .open)
}
