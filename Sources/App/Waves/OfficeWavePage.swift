import Programme

/// `/kantor/gelombang/{n}`: one wave, its next act with the consequences, and the acts so far.
struct OfficeWavePage: Page {
    let t: Words
    let now: Instant
    let officer: Officer
    let record: WaveRecord
    let joined: Int
    let board: DrawState
    let decree: Decree?
    let proposal: PostponementProposal?
    /// The proposal to end the wave without a draw that waits.
    let ending: AbandonmentProposal?
    /// Entries removed before sealing, by reason.
    let removals: [RemovalCount]
    /// How far the outcome messages have gone; nil before the announcement.
    let news: OutcomeNewsSection?
    let perPerson: Rupiah
    let available: Rupiah
    let names: [ID<Officer>: String]
    let trail: [AuditRecord]
    let form: FormState
    let refusal: (any UserFacingRefusal)?
    /// The wave's edition is over: the page is read-only, and only its disqualifications continue.
    var isOver = false

    var errors: [FieldError] { form.errors }

    private var csrf: String { form.csrf }
    var wave: Wave { record.wave }
    private var draw: DrawRecord? { board.draw }

    var title: String { "\(wave.name(t)): \(WaveStatus(office: wave, at: now, t: t).label)" }
    var isWide: Bool { true }

    var body: HTML {
        let status = WaveStatus(office: wave, at: now, t: t)
        return """
            <div class="desk-head"><h1>\(wave.name(t)) \(Part.tag(status.label, status.kind))</h1>\
            \(WaveSteps(t: t, state: wave.state, isMissed: wave.isMissed(at: now)).html)</div>
            \(refusal.map(refused))
            \(Part.columns(
                """
                \(when: due == .sign, decree.map(decreeCard) ?? .empty)
                \(nextStep)
                \(numbers)
                \(news?.html ?? .empty)
                \(when: !wave.state.isFinal, proposal.map(postponement) ?? .empty)
                \(when: !wave.state.isFinal, ending.map(abandonment) ?? .empty)
                \(when: due != .sign, decree.map(decreeCard) ?? .empty)
                \(when: !removals.isEmpty, takenOut)
                \(Part.panel(t("Riwayat tindakan", "Acts so far"), history))
                """,
                acts: """
                \(Part.panel(t("Jadwal", "Dates"), dates))
                \(when: board.rules != nil && wave.state > .planned && wave.state <= .sealed, witnesses)
                \(Part.panel(t("Lihat juga", "See also"), "<ul class=\"plain-list\">\(each: links, link)</ul>"))
                """))
            """
    }

    private var numbers: HTML {
        let selected =
            draw?.selected == nil || wave.state == .announced
            ? t("terpilih", "selected") : t("keluar di undian, belum diumumkan", "drawn, not announced yet")
        let all = [
            (t.count(joined), t("peserta", "entries")),
            (t.count(wave.quota), t("tempat", wave.quota == 1 ? "place" : "places")),
            (draw?.selected.map(t.count) ?? "–", selected),
        ]
        func number(_ one: (String, String)) -> HTML { "<div><dt>\(one.1)</dt><dd>\(one.0)</dd></div>" }
        return "<dl class=\"figures\">\(each: all, number)</dl>"
    }

    /// The audit trail and the disqualifications need the auditors' permission.
    private var mayReadAudit: Bool { officer.may(.readAudit) }

    private var mayPostpone: Bool {
        officer.may(.runWaves) && wave.state > .planned && !wave.state.isFinal
    }

    /// What else there is of the wave: each only for officers who may open it.
    private var links: [Crumb] {
        var links: [Crumb] = []
        if mayPostpone {
            links.append(Crumb(t("Tunda pengumuman", "Put the announcement off"), Paths.postpone(wave.address)))
        }
        if officer.may(.runWaves), mayEnd {
            links.append(Crumb(t("Akhiri tanpa undian", "End it without a draw"), Paths.abandon(wave.address)))
        }
        if wave.state == .announced && mayReadAudit {
            links.append(Crumb(t("Pembatalan setelah undian", "After the draw"), Paths.disqualifications(wave.address)))
        }
        if officer.may(.readDrawSamples), draw?.seed != nil, wave.state >= .drawn {
            links.append(Crumb(t("Sampel untuk auditor", "The auditors' sample"), Paths.drawSample(wave.address)))
        }
        if officer.may(.readReports) {
            links.append(Crumb(t("Kartu dan uangnya", "Its cards and money"), Paths.budgetCards(of: wave)))
        }
        if officer.may(.readLists) {
            links.append(Crumb(t("Data instansi", "Agency lists"), Paths.officeLists))
        }
        if mayReadAudit {
            let path = Paths.officeAudit(subject: wave.subject)
            links.append(Crumb(t("Seluruh riwayat", "All acts"), path))
        }
        return links + [Crumb(t("Halaman undian untuk umum", "The public page of the draw"), Paths.draw(wave.address))]
    }

    /// Whether the page about an end without a draw has something to say: an attempt failed, or its round is days late.
    private var mayEnd: Bool {
        switch board.phase(at: now) {
        case .failed, .silent: true
        case .waitingForBeacon(let since): now >= since + .days(DrawRules.silentDays)
        case nil, .revealing, .signing: false
        }
    }

    private func link(_ link: Crumb) -> HTML { "<li><a href=\"\(link.path)\">\(link.label)</a></li>" }

    private func postponement(_ proposal: PostponementProposal) -> HTML {
        PostponementCard(
            t: t, wave: wave, officer: officer, proposal: proposal, author: name(proposal.by.officer), csrf: csrf,
            isFirst: due == nil
        ).html
    }

    private func abandonment(_ proposal: AbandonmentProposal) -> HTML {
        AbandonmentCard(
            t: t, wave: wave, officer: officer, proposal: proposal, author: name(proposal.by.officer), csrf: csrf
        ).html
    }

    private func refused(_ refusal: any UserFacingRefusal) -> HTML {
        Banner(.wrong, refusal.sentence(t), title: t("Tidak dapat dilakukan", "This cannot be done")).html
    }

    /// The act that the wave waits for.
    private var due: WaveAction? {
        WaveLifecycle(wave, phase: board.phase(at: now), isDrafted: decree != nil).due(at: now)
    }

    private var nextStep: HTML {
        if isOver {
            let text = t(
                "Edisi \(wave.edition) sudah selesai. Gelombang ini tidak dapat diubah lagi.",
                "Edition \(wave.edition) is over. This wave cannot be changed any more.")
            return "\(Banner(.information, text))"
        }
        guard let act = due else {
            return "\(Banner(.information, waiting))"
        }
        return """
            <div class="card"><h2>\(t("Langkah berikutnya", "Next step"))</h2>
            <p>\(consequence(of: act))</p>
            \(button(act))</div>
            """
    }

    private func button(_ act: WaveAction) -> HTML {
        guard officer.may(act.permission) else {
            let text = t("Petugas lain yang berwenang melakukannya.", "An officer with another role does this.")
            return "<p class=\"empty\">\(text)</p>"
        }
        if act == .sign, let decree, let obstacle = obstacle(to: decree) {
            return "<p class=\"empty\">\(obstacle.sentence(t))</p>"
        }
        let path = Paths.officeWaveAct(wave.address, act)
        guard let typed = TypedNumber(act, on: wave, joined: joined, decree: decree, by: officer) else {
            return Part.act(act.label(wave, t), to: path, csrf: csrf)
        }
        return """
            <form method="post" action="\(path)" class="act">\(Field.token(csrf))
            \(Field.text(form, TypedNumber.field, typed.label(t), keyboard: "numeric", autocomplete: "off", width: 24))
            \(Part.submit(act.label(wave, t), kind: act == .sign ? "" : "danger"))</form>
            """
    }

    /// Why this officer cannot give the missing signature.
    private func obstacle(to decree: Decree) -> FourEyesRefusal? {
        do throws(FourEyesRefusal) {
            _ = try FourEyes.sign(signed: decree.signatures.map(\.by), by: officer.signatory(for: .signDecrees))
            return nil
        } catch {
            return error
        }
    }

    private var witnesses: HTML {
        let committed = board.witnesses.count
        let needed = board.rules?.cosignatures ?? 0
        return """
            <section class="panel"><h2>\(t("Saksi", "Witnesses"))</h2><p>\(t(
                "Gembok diserahkan \(committed) dari \(board.rules?.witnesses.count ?? 0) saksi; "
                    + "\(board.current?.signatures.count ?? 0) dari \(needed) tanda tangan yang diperlukan.",
                "\(committed) of \(board.rules?.witnesses.count ?? 0) witnesses deposited a lock; "
                    + "\(board.current?.signatures.count ?? 0) of \(needed) signatures needed."))
            <a href="\(Paths.witnesses(wave.address))">\(t("Halaman saksi", "The witnesses' page"))</a></p></section>
            """
    }

    private var waiting: String {
        switch wave.state {
        case .planned where wave.isMissed(at: now):
            t("Waktunya lewat tanpa dibuka. Gelombang ini tidak diadakan.", "Its time passed unopened. It is not held.")
        case .planned: t("Dibuka otomatis \(t.moment(wave.opensAt)).", "It opens by itself \(t.moment(wave.opensAt)).")
        case .open: t("Ditutup otomatis \(t.moment(wave.closesAt)).", "It closes by itself \(t.moment(wave.closesAt)).")
        case .sealed:
            t(
                "Para saksi dan angka acak publik (drand) ditunggu. Setelah itu undian berjalan otomatis.",
                "Witnesses and public randomness are waited for. The draw then happens by itself.")
        case .abandoned:
            t(
                "Diakhiri tanpa undian. Semua pesertanya ikut gelombang berikutnya selama masih memenuhi syarat.",
                "It ended without a draw. All its people are taken into the next wave as long as they qualify.")
        case .decreed:
            t(
                "Diumumkan otomatis \(t.moment(wave.announcesAt)). Saat itu keputusan berlaku dan kartu terbit.",
                "It is announced by itself \(t.moment(wave.announcesAt)). Then the decree takes effect and cards are "
                    + "issued.")
        default: t("Selesai. Tidak ada yang perlu dilakukan.", "Done. Nothing more is needed.")
        }
    }

    private func consequence(of act: WaveAction) -> String {
        switch act {
        case .open: t("Orang dapat bergabung sejak saat itu.", "People can join from that moment.")
        case .close:
            t(
                "Tidak ada lagi yang dapat bergabung. \(t.people(joined)) ikut.",
                "Nobody can join any more. In it: \(t.people(joined)).")
        case .draw:
            t(
                "Daftar \(t.count(joined)) peserta disegel dan diundi untuk \(t.places(wave.quota)). "
                    + "Tidak dapat diulang." + (board.rules == nil ? "" : " Undian berjalan setelah para saksi."),
                "The list of \(t.count(joined)) entries is sealed and drawn for \(t.places(wave.quota)). "
                    + "It cannot be repeated." + (board.rules == nil ? "" : " The witnesses come before the draw."))
        case .tryAgain where board.phase(at: now)?.isWaitingForBeacon == true:
            t(
                "Angka acak publik tidak terbit selama tiga hari. Percobaan berikutnya memakai sumber kedua dalam lampiran.",
                "Public randomness has been silent for three days. The next try uses the annex's second source.")
        case .tryAgain:
            t(
                "Percobaan lalu gagal: terlalu sedikit saksi menandatangani. Percobaan berikutnya ditentukan rumus "
                    + "edisi; daftar yang disegel tetap sama. Hubungi para saksi lebih dulu.",
                "The last try failed because too few witnesses signed. The edition's formula gives the next round; "
                    + "the sealed list stays the same. Speak to the witnesses first.")
        case .draft: budgetLine(people: draw?.selected ?? 0)
        case .sign:
            t(
                "Dua petugas dengan peran berbeda menandatangani. Tanda tangan kedua mengikat anggaran. Kartu terbit "
                    + "saat hasil diumumkan.",
                "Two officers of different roles sign. The second signature commits the budget. Cards are issued "
                    + "when the outcome is announced.")
        case .announce:
            t(
                "Waktu yang dijanjikan sudah tiba: \(t.moment(wave.announcesAt)). Semua peserta melihat hasilnya pada "
                    + "saat yang sama.",
                "The promised time has come: \(t.moment(wave.announcesAt)). Everybody sees the outcome at the same "
                    + "moment.")
        }
    }

    private var dates: HTML {
        Part.facts([
            (t("Dibuka", "Opens"), "\(t.moment(wave.opensAt))"),
            (t("Ditutup", "Closes"), "\(t.moment(wave.closesAt))"),
            (t("Diumumkan", "Announced"), "\(t.moment(wave.announcesAt))"),
        ])
    }

    private var takenOut: HTML {
        Part.table(
            caption: t(
                "Dikeluarkan sebelum disegel, menurut alasan. Setiap orang sudah diberi tahu.",
                "Taken out before sealing, by reason. Each of them was told."),
            [t("Alasan", "Reason"), t("Orang", "People")],
            removals.map { ["\($0.reason(t))", "\(t.count($0.people))"] }, empty: "")
    }

    func name(_ officer: ID<Officer>) -> String {
        names[officer] ?? t("Petugas \(t.short(officer))", "Officer \(t.short(officer))")
    }

    static func sample(_ t: Words) -> OfficeWavePage {
        OfficeWavePage(
            t: t, now: Wave.sample.closesAt + .hours(1), officer: .sample(1, "Ani", .waveManager),
            record: WaveRecord(sample: .sample), joined: Wave.sampleJoined, board: .sample(.sample), decree: nil,
            proposal: nil, ending: nil, removals: [], news: nil, perPerson: Rupiah(3_550_000),
            available: Rupiah(20_000_000_000_000),
            names: [:], trail: [], form: .sample, refusal: nil)
    }
}
