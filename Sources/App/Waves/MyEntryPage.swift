import Programme

/// `/gelombang/{n}/saya`: the participant's receipt while the wave runs, and their result afterwards.
struct MyEntryPage: Page {
    let t: Words
    let now: Instant
    let known: PublicWave
    let entry: PersonEntry
    /// How many waves the person has taken part in with this one.
    var attempt = 1
    /// The disqualification of a selected person, proposed or decided.
    var removal: StoredDisqualification?
    /// Why the entry was removed before the draw; nil for a person who left on their own.
    var takenOut: [Ineligibility]?
    let rules: EligibilityRules
    /// The limit per family card, where it is why this entry was passed over.
    var familyLimit: Int?
    let receipt: JoinReceipt
    /// The signed receipt, which can be verified with the published key.
    let receiptText: String
    /// The next wave that a person who was not selected can join.
    let next: Wave?
    /// Whether they are carried over to it automatically.
    var isCarriedOver = false
    let csrf: String
    /// Whether the person has a contact for messages.
    var isReached = true

    private var wave: Wave { known.wave }

    private var isAnnounced: Bool { wave.state == .announced }

    /// Until the promised instant the outcome is shown to no participant; then it is, also where the decree is late.
    private var isAwaitingDecree: Bool { !isAnnounced && wave.showsDraw(at: now) }

    var title: String {
        switch entry.state {
        case .withdrawn where takenOut != nil:
            t(
                "Anda tidak ikut undian \(wave.name(t).loweringFirst)",
                "You are not in the draw of \(wave.name(t).loweringFirst)")
        case .withdrawn: t("Anda mundur dari \(wave.name(t))", "You left \(wave.name(t))")
        case .selected where isBeingTakenOut: t("Tempat Anda dipersoalkan", "Your place is in question")
        case .selected where isAnnounced: t("Selamat, Anda terpilih", "You were selected")
        case .selected where isAwaitingDecree: t("Terpilih dalam undian", "Selected in the draw")
        case .notSelected where isAnnounced || isAwaitingDecree:
            t("Nomor Anda belum terpilih", "Your number did not come up")
        case .sealed where wave.state == .abandoned:
            t("\(wave.name(t)) berakhir tanpa undian", "\(wave.name(t)) ended without a draw")
        case .disqualified: t("Keikutsertaan Anda dibatalkan", "Your entry was taken out")
        default: t("Anda ikut \(wave.name(t))", "You are in \(wave.name(t))")
        }
    }

    var body: HTML {
        "<h1>\(title)</h1>\(story)\(facts)\(leave)"
    }

    private var story: HTML {
        switch entry.state {
        case .withdrawn: withdrawn
        case .selected where isBeingTakenOut: removalStory
        case .selected where isAnnounced: selected
        case .notSelected where isAnnounced: notSelected
        case .selected where isAwaitingDecree, .notSelected where isAwaitingDecree: awaitingDecree
        case .disqualified: removalStory
        case .sealed where wave.state == .abandoned: abandonedStory
        case .joined where now < wave.closesAt: waitingForClosing
        default: waitingForOutcome
        }
    }

    /// The person was notified, and the case is not closed.
    private var isBeingTakenOut: Bool {
        guard isAnnounced else { return false }
        switch removal?.value.state {
        case .told, .reserved, .dismissed: return true
        case nil, .proposed, .refused, .upheld, .done: return false
        }
    }

    private var removalStory: HTML {
        removal.map { DisqualificationSection(t: t, now: now, wave: wave, removal: $0).html } ?? .empty
    }

    private var waitingForClosing: HTML {
        """
        \(Banner(
            .done,
            markup: """
                <p>\(numberLabel): <strong class="together">\(receipt.number)</strong></p>
                <p>\(t(
                    "Kami mencatat Anda pada \(t.moment(entry.arrivedAt)).",
                    "We noted you at \(t.moment(entry.arrivedAt))."))</p>
                """,
            title: t("Anda sudah bergabung", "You have joined")))
        <p>\(attempts)</p>
        \(wholeReceipt)
        <p>\(t("Berikutnya: gelombang ditutup", "Next: the wave closes")) \
        \(Part.countdown(to: wave.closesAt, now: now, label: t.moment(wave.closesAt))). \
        \(t(
            "Setelah itu undian, lalu pengumuman",
            "Then the draw, then the announcement")) \(t.moment(wave.announcesAt)).</p>
        <p>\(t("Anda tidak perlu membuka halaman ini terus.", "You need not keep this page open.")) \(promise)</p>
        """
    }

    /// How the outcome gets to the person.
    private var promise: String {
        isReached
            ? t("Kami mengirim pesan begitu hasilnya keluar.", "We send you a message when the outcome is out.")
            : Unreached.outcome(t)
    }

    private var waitingForOutcome: HTML {
        if wave.isLate(at: now) {
            return Banner(
                .attention,
                t(
                    "Hasil seharusnya diumumkan \(t.moment(wave.announcesAt)), tetapi belum siap. Anda tetap ikut. \(promise)",
                    "The outcome should have been announced \(t.moment(wave.announcesAt)). You are still in. \(promise)"
                ),
                title: t("Pengumuman terlambat", "The announcement is late")
            ).html
        }
        return """
            \(Banner(
            .information,
            markup: """
                <p>\(t("Hasil diumumkan", "The outcome is announced")) \
                <strong>\(Part.countdown(to: wave.announcesAt, now: now, label: t.moment(wave.announcesAt)))</strong>\
                \(t(", kepada semua orang bersamaan.", ", to everybody at once."))</p>
                \(PostponementSummary(t: t, moved: known.moved).html)
                """,
            title: t("Gelombang sudah ditutup", "The wave has closed")))
            """
    }

    private var awaitingDecree: HTML {
        let what =
            entry.state == .selected
            ? t(
                "Nomor Anda terpilih dalam undian. Dua petugas belum menandatangani keputusannya, jadi belum ada kartu.",
                "Your number was selected in the draw. Two officers have not signed the decree yet, so there is no card."
            )
            : t(
                "Undian belum memilih nomor Anda. Dua petugas belum menandatangani keputusannya.",
                "The draw did not pick your number. Two officers have not signed the decree yet.")
        let fixed = t("Hasil undian tidak berubah lagi.", "The draw's outcome does not change any more.")
        let signed = t(
            "Kami mengirim pesan begitu keputusannya ditandatangani.",
            "We send you a message once the decree is signed.")
        return Banner(
            .attention, markup: "<p>\(what)</p><p>\(fixed) \(isReached ? signed : promise)</p>",
            title: t("Menunggu penetapan", "Waiting for the decree")
        ).html
    }

    private var selected: HTML {
        """
        \(Banner(
            .done,
            t(
                "Kartu Anda ada di halaman akun. Rahasiakan nomornya.", "Your card is on your account page. "
                    + "Keep its number to yourself.")))
        <p>\(Part.button(t("Buka kartu saya", "Open my card"), to: Paths.account))</p>
        """
    }

    private var notSelected: HTML {
        if let familyLimit { return missedByFamily(familyLimit) }
        return """
            <p class="lead">\(t(
            "\(wave.name(t)) diikuti \(t.people(known.board.draw?.entries ?? 0)) untuk "
                + "\(t.places(wave.quota)). Undian belum memilih nomor Anda. Itu bukan penilaian atas diri Anda.",
            "\(wave.name(t)) had \(t.people(known.board.draw?.entries ?? 0)) for \(t.places(wave.quota)). "
                + "The draw did not pick your number. It says nothing about you."))</p>
            \(rejoin)
            """
    }

    private func missedByFamily(_ limit: Int) -> HTML {
        let lead = t(
            "Kartu Keluarga Anda sudah mempunyai \(limit) penerima. Itu batas program, jadi nomor Anda dilewati dalam "
                + "undian. Itu bukan penilaian atas diri Anda.",
            "Your family card has \(limit) recipients already. That is the programme's limit, so the draw passed your "
                + "number over. It says nothing about you.")
        return """
            <p class="lead">\(lead)</p>
            <p>\(t(
                "Data Kartu Keluarga Anda keliru? Hubungi pusat bantuan dengan nomor bukti ikut Anda.",
                "Is your family card's data wrong? Contact the help centre with the number of your entry."))
            <a href="\(Paths.help)">\(t("Pusat bantuan", "Help centre"))</a></p>
            """
    }

    /// Shown to a person who no longer qualified when entries were rechecked before sealing.
    private func takenOutStory(_ reasons: [Ineligibility]) -> HTML {
        """
        \(Banner(
            .attention, markup: DecisionWords(t: t, rules: rules).list(reasons),
            title: t("Mengapa nomor Anda tidak diundi", "Why you are not in the draw")))
        <p>\(t(
            "Kami memeriksa semua peserta sekali lagi sebelum daftar disegel. Setelah diperbaiki, Anda dapat ikut "
                + "gelombang berikutnya.",
            "We looked at everybody once more before the list was sealed. Once this is put right you can join the next "
                + "wave."))</p>
        <p>\(Part.button(t("Lihat jadwal gelombang", "See the wave dates"), to: Paths.waves))</p>
        """
    }

    private var withdrawn: HTML {
        if let takenOut { return takenOutStory(takenOut) }
        let again =
            wave.isJoinable(at: now)
            ? Part.act(
                t("Gabung lagi gelombang \(wave.number)", "Join wave \(wave.number) again"),
                to: Paths.joinWave(wave.address), csrf: csrf)
            : Part.button(t("Lihat jadwal gelombang", "See the wave dates"), to: Paths.waves)
        return """
            \(Banner(.information, t("Anda tidak ikut undian gelombang ini.", "You are not in this wave's draw.")))
            <p>\(again)</p>
            \(when: known.board.missingUntil(at: now) != nil, MissingEntryLink(t: t, wave: wave).html)
            """
    }

    var rejoin: HTML {
        guard let next else {
            let text = t(
                "Belum ada gelombang berikutnya. Jadwalnya diumumkan di halaman gelombang.",
                "There is no next wave yet. Its dates will be on the waves page.")
            return "<p>\(text)</p>"
        }
        if next.isJoinable(at: now) {
            return Part.act(
                t("Ikut lagi di gelombang \(next.number)", "Join again in wave \(next.number)"),
                to: Paths.joinWave(next.address), csrf: csrf)
        }
        let how =
            isCarriedOver
            ? t(
                "Anda otomatis ikut selama masih memenuhi syarat, dan boleh mundur.",
                "You are in it by yourself for as long as you qualify, and may leave.")
            : t(
                "Ikut lagi cukup sekali ketuk, tanpa mengisi ulang.", "Joining again takes one tap, nothing to fill in."
            )
        return """
            <p>\(next.name(t)) \(t("dibuka", "opens")) \
            <strong>\(Part.countdown(to: next.opensAt, now: now, label: t.moment(next.opensAt)))</strong>. \
            \(how)</p>
            """
    }

    private var line: MyLine {
        MyLine(t: t, now: now, board: known.board, entry: entry, pools: known.pools, familyLimit: familyLimit)
    }

    /// Shown from the closing on, also before tickets exist: until then the receipt is the participant's only proof.
    private var facts: HTML {
        guard entry.state != .withdrawn, entry.state != .joined || now >= wave.closesAt else { return .empty }
        return """
            \(line.html)
            <p>\(attempts)</p>
            \(Part.summary([SummaryRow(label: numberLabel, value: number)]))
            \(wholeReceipt)
            <p><a href="\(Paths.draw(wave.address))">\(t("Cara undian ini berjalan", "How this draw works"))</a></p>
            """
    }

    /// For the telephone. The receipt itself is the signed line, and nothing else is called so.
    private var numberLabel: String { t("Nomor bukti ikut", "Number of your entry") }

    private var number: HTML { "<span class=\"together\">\(receipt.number)</span>" }

    private var wholeReceipt: HTML {
        Part.details(
            t("Tanda terima", "The receipt"),
            """
            <p>\(t(
                "Simpan atau tangkap layar baris ini. Dengan ini siapa pun dapat memastikan bahwa Anda ikut, dan sejak kapan.",
                "Keep this line or take a screenshot. With it anybody can make sure that you take part, and since when."
            ))</p>
            <p><code>\(receiptText)</code></p>
            <p><a href="\(Paths.proofs)">\(t("Periksa tanda terima", "Check a receipt"))</a></p>
            """)
    }

    private var leave: HTML {
        guard entry.state == .joined, now < wave.closesAt else { return .empty }
        let act = Part.act(
            t("Mundur dari gelombang \(wave.number)", "Leave wave \(wave.number)"), to: Paths.leaveWave(wave.address),
            csrf: csrf, kind: "danger")
        let hint = t(
            "Anda boleh bergabung lagi selama gelombang dibuka.", "You may join again while the wave is open.")
        return Part.details(t("Saya tidak jadi ikut", "I do not want to take part"), "<p>\(hint)</p>\(act)")
    }
}
