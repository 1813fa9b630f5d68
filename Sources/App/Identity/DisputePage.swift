import Foundation
import Programme

/// Running disputes, the most urgent first, and the latest that ended.
struct DisputesPage: Page {
    let t: Words
    let running: [StoredDispute]
    let ended: [StoredDispute]
    let count: Int

    var title: String {
        t("NIK dua akun (\(t.count(count)))", "NIKs of two accounts (\(t.count(count)))")
    }
    var isWide: Bool { true }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t(
            "Pemegang pertama tetap jalan. Rekening baru dan pembayarannya menunggu sampai batas waktu.",
            "The first holder goes on. Their new accounts and payments wait until the deadline."))</p>
        \(Part.table(
            caption: t("Yang paling mendesak dulu", "Most urgent first"),
            [t("Sengketa", "Dispute"), t("Batas waktu", "Deadline"), t("Uang", "Money"), t("Status", "Status")],
            running.map { row($0, t("Mulai", "Since"), $0.openedAt ?? $0.begunAt) },
            empty: t(
                "Tidak ada sengketa. Sengketa muncul di sini begitu kedua foto pendaftar kedua masuk.",
                "There are no disputes. One appears here once the second person has sent both photos.")))
        \(when: !ended.isEmpty, past)
        """
    }

    private var past: HTML {
        Part.table(
            caption: t("Sudah diputuskan", "Decided"),
            [t("Sengketa", "Dispute"), t("Batas waktu", "Deadline"), t("Uang", "Money"), t("Status", "Status")],
            ended.map { row($0, t("Diputuskan", "Decided"), $0.decidedAt ?? $0.begunAt) }, empty: "")
    }

    private func row(_ dispute: StoredDispute, _ what: String, _ when: Instant) -> [HTML] {
        let status = dispute.value.state.label(t)
        return [
            """
            <a href="\(Paths.dispute(dispute.id))">\(t(
                "Sengketa \(t.short(dispute.id))", "Dispute \(t.short(dispute.id))"))</a>\
            <small>\(what) \(t.shortMoment(when))</small>
            """,
            "\(dispute.value.decideBy.map { t.shortLastMoment(before: $0) } ?? "–")",
            dispute.moneyWaits && dispute.value.state.isRunning
                ? Part.tag(t("Pembayaran menunggu", "Payments wait"), .waiting) : "–",
            Part.tag(status.text, status.kind),
        ]
    }

    static func sample(_ t: Words) -> DisputesPage {
        DisputesPage(t: t, running: [.sample], ended: [], count: 1)
    }
}

/// What the office sees of one of the two people.
struct DisputeSide: Sendable {
    let name: String
    let home: String
    /// In full: the photos beside it show it, and the officers compare it with the birth date.
    let nik: String
    let birthDate: CivilDate?
    /// Nil when no family card was given.
    let household: Data?
    /// By the real clock.
    let claimedAt: Instant?
    let card: Card.Status?
    let photos: [StoredPhoto]
}

/// Both sides of one dispute beside each other, and the two decisions.
struct DisputePage: Page {
    let t: Words
    let now: Instant
    let dispute: StoredDispute
    let officer: Officer
    let older: DisputeSide
    let newer: DisputeSide
    /// What the first officer wrote.
    let reason: String?
    let names: [ID<Officer>: String]
    let form: FormState
    let refusal: DisputeRefusal?

    static let sideField = "pihak"
    static let reasonField = "alasan"

    var title: String { t("Milik siapa NIK ini?", "Whose NIK is this?") }
    var isWide: Bool { true }
    var errors: [FieldError] { form.errors }

    var body: HTML {
        """
        <h1>\(title) \(Part.tag(dispute.value.state.label(t).text, dispute.value.state.label(t).kind))</h1>
        \(refusal.map { Banner(.wrong, $0.sentence(t), title: t("Tidak dapat dilakukan", "This cannot be done")).html })
        \(dispute.value.state.isRunning ? deadline : decision)
        <div class="columns side-columns">
        \(side(older, dispute.older, t("Pemegang: terdaftar lebih dulu", "Holder: signed up first")))
        \(side(newer, dispute.newer, t("Pendaftar kedua", "Second person")))
        </div>
        \(when: dispute.value.state == .open, proposing)
        \(when: dispute.value.state == .proposed, answering)
        """
    }

    private var deadline: HTML {
        let day = dispute.value.decideBy.map { t.shortLastMoment(before: $0) } ?? "–"
        return """
            <p class="lead">\(t(
                "Putuskan paling lambat \(day). Kalau tidak ada keputusan, NIK tetap milik pemegang.",
                "Decide by \(day). Without a decision the holder keeps the NIK."))</p>
            """
    }

    private var decision: HTML {
        guard let side = dispute.decidedFor else {
            return "<p>\(t("Sengketa ini selesai tanpa keputusan.", "This ended without a decision."))</p>"
        }
        let whose = label(side)
        guard let by = dispute.decidedBy.flatMap({ names[$0] }) else {
            return """
                <p>\(t("Batas waktu lewat tanpa keputusan: \(whose).", "The deadline passed without a decision: \(whose)."))</p>
                """
        }
        let proposer = dispute.value.proposal.flatMap { names[$0.author.officer] } ?? "–"
        return """
            <p>\(t(
                "\(whose). Diusulkan \(proposer), diputuskan \(by).", "\(whose). Proposed by \(proposer), decided by \(by)."))</p>
            \(reason.map(quoted))
            """
    }

    private func side(_ side: DisputeSide, _ person: ID<Account>, _ heading: String) -> HTML {
        let household = side.household.map { household in
            let isShared = older.household == newer.household
            return household.isEmpty || !isShared
                ? t("Diisi", "Given") : t("Diisi, sama di kedua pihak", "Given, the same on both sides")
        }
        return """
            <section class="card"><h2>\(heading)</h2>
            \(Part.facts([
                (t("Nama diisi", "Name given"), Part.person(side.name)), ("NIK", Part.number(side.nik)),
                (t("Tanggal lahir", "Date of birth"), "\(side.birthDate.map(t.date) ?? "–")"),
                (t("Tempat tinggal", "Home"), "\(side.home)"),
                (t("Kartu Keluarga", "Family card"), "\(household ?? t("Tidak diisi", "Not given"))"),
                (t("Dicek ke Dukcapil", "Asked of the registry"), "\(side.claimedAt.map { t.shortMoment(real: $0) } ?? "–")"),
                (t("Kartu Prakerja", "Prakerja card"), "\(side.card == nil ? t("Tidak ada", "None") : t("Ada", "Has one"))"),
            ]))
            <div class="review">\(each: side.photos, photo)</div>
            \(PersonLink(t: t, officer: officer, csrf: form.csrf).html(to: person, from: "dispute:\(dispute.id)"))</section>
            """
    }

    private func photo(_ photo: StoredPhoto) -> HTML {
        let finding =
            switch photo.state {
            case .accepted: t("diterima", "accepted")
            case .rejected: t("ditolak", "rejected")
            case .uploaded, .replaced: t("belum diperiksa", "not looked at yet")
            }
        return """
            <figure><img class="preview" src="\(Paths.disputePhoto(dispute.id, photo.id))" alt="\(photo.kind.label(t))" \
            width="\(photo.width)" height="\(photo.height)"><figcaption>\(photo.kind.label(t)), \(finding)</figcaption></figure>
            """
    }

    private var proposing: HTML {
        """
        <h2>\(t("Usulkan keputusan", "Propose a decision"))</h2>
        <p>\(t(
            "Petugas dengan peran lain yang memutuskan. Keduanya tercatat.",
            "An officer with another role decides. Both are recorded."))</p>
        <form method="post" action="\(Paths.disputeProposal(dispute.id))">\(Field.token(form.csrf))
        \(Field.radios(form, Self.sideField, t("NIK ini milik", "This NIK is"), options: [
            (IdentityDispute.Side.older.rawValue, label(.older)), (IdentityDispute.Side.newer.rawValue, label(.newer)),
        ]))
        \(ReasonField.area(form, t, hint: t(
            "Apa yang Anda lihat di foto dan data. Petugas kedua membacanya.",
            "What photos and data show. The second officer reads it."), name: Self.reasonField))
        \(Part.submit(t("Usulkan", "Propose")))</form>
        """
    }

    private var answering: HTML {
        guard let proposal = dispute.value.proposal else { return .empty }
        let who = "\(names[proposal.author.officer] ?? "–"), \(t(proposal.author.duty.title))"
        return """
            <h2>\(t("Usulan", "Proposal")): \(label(proposal.side))</h2>
            <p>\(t("Diusulkan oleh", "Proposed by")) \(who)</p>
            \(reason.map(quoted))
            \(answers(proposal))
            """
    }

    private func quoted(_ reason: String) -> HTML { "<blockquote>\(reason)</blockquote>" }

    private func answers(_ proposal: IdentityDispute.Proposal) -> HTML {
        let second = SecondOfficer { (approving) throws(DisputeRefusal) in
            try dispute.value.checkAnswer(by: officer, approving: approving, at: now)
        }
        return second.html(t) { mayApprove in
            """
            \(when: mayApprove, Part.act(
                t("Setuju, putuskan", "Agree, decide"), to: Paths.disputeAgreement(dispute.id), csrf: form.csrf))
            \(Part.act(
                t("Tidak setuju, periksa lagi", "Disagree, look again"), to: Paths.disputeRejection(dispute.id),
                csrf: form.csrf, kind: "secondary"))
            """
        }
    }

    private func label(_ side: IdentityDispute.Side) -> String {
        switch side {
        case .older: t("Milik pemegang", "The holder's")
        case .newer: t("Milik pendaftar kedua", "The second person's")
        }
    }

    static func sample(_ t: Words) -> DisputePage {
        let now = Instant(milliseconds: 1_586_916_000_000)
        let photo = StoredPhoto(
            id: ID(1), person: ID(1), kind: .card, state: .accepted, width: 1_200, height: 800, bytes: 120_000,
            uploadedAt: now, fault: nil, sealedNote: nil)
        let side = DisputeSide(
            name: "Siti Nurhaliza", home: "Kota Ternate, Maluku Utara", nik: "8271 0167 0395 0001",
            birthDate: CivilDate(year: 1995, month: 3, day: 27), household: nil, claimedAt: now, card: .active,
            photos: [photo])
        return DisputePage(
            t: t, now: now, dispute: .sample, officer: .sample(2, "Hasti", .waveManager),
            older: side, newer: side, reason: nil, names: [:], form: .sample, refusal: nil)
    }
}

extension IdentityDispute.State {
    func label(_ t: Words) -> (text: String, kind: Tag) {
        switch self {
        case .quiet: (t("Menunggu foto", "Waits for photos"), .todo)
        case .open: (t("Menunggu usulan", "Waits for a proposal"), .waiting)
        case .proposed: (t("Menunggu petugas kedua", "Waits for the second officer"), .waiting)
        case .decided: (t("Diputuskan", "Decided"), .done)
        case .dropped: (t("Selesai tanpa keputusan", "Ended without a decision"), .done)
        }
    }
}
