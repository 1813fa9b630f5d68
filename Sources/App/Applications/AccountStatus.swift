import Programme

/// Where somebody stands in the whole programme, from the first step to the card: one of these, never two.
enum AccountStatus: Sendable {
    case unfinished(Journey)
    case waiting([Awaited], mayMend: Bool)
    case ineligible([Ineligibility], mayMend: Bool)
    case ready(since: Instant)
    /// In a wave, whatever came of it so far.
    case inWave(EntryView)
    case beneficiary(Card)

    init(_ dossier: Dossier, entry: EntryView?, card: Card?) {
        // A card that was taken back with the place is no card: the wave's page says what happened.
        if let card, card.status != .revoked {
            self = .beneficiary(card)
            return
        }
        guard dossier.journey.submitted, let decision = dossier.decision else {
            self = .unfinished(dossier.journey)
            return
        }
        let mayMend = dossier.journey.steps.contains { $0.status == .needsFix }
        // Why the place is lost says more than that nobody on such a list qualifies.
        if let entry, entry.state == .disqualified, decision.decision != .eligible {
            self = .inWave(entry)
            return
        }
        switch decision.decision {
        case .waiting(let awaited): self = .waiting(awaited, mayMend: mayMend)
        case .ineligible(let reasons): self = .ineligible(reasons, mayMend: mayMend)
        case .eligible: self = AccountStatus(entry, eligibleSince: decision.decidedAt)
        }
    }

    private init(_ entry: EntryView?, eligibleSince: Instant) {
        switch entry?.state {
        case nil, .withdrawn: self = .ready(since: eligibleSince)
        case .joined, .sealed, .selected, .notSelected, .disqualified:
            self = entry.map(AccountStatus.inWave) ?? .ready(since: eligibleSince)
        }
    }
}

/// The status card on top of `/akun`: where I am, what happens next and when, what I must do.
struct AccountStatusCard: Sendable {
    let t: Words
    let status: AccountStatus
    let rules: EligibilityRules

    var html: HTML {
        switch status {
        case .unfinished(let journey): unfinished(journey)
        case .waiting(let awaited, let mayMend): waiting(awaited, mayMend)
        case .ineligible(let reasons, let mayMend): ineligible(reasons, mayMend)
        case .ready(let since): ready(since)
        case .inWave(let view) where view.state == .disqualified: disqualified(view.wave)
        case .inWave(let view): MyWaveBanner(t: t, view: view).html
        case .beneficiary(let card): beneficiary(card)
        }
    }

    private func unfinished(_ journey: Journey) -> HTML {
        let (given, total) = (journey.given, journey.steps.count)
        let next = StepTitle.of(journey.next ?? .phone, t)
        return banner(
            .attention, t("Pendaftaran belum dikirim", "Your application is not sent yet"),
            """
            <p>\(t("\(given) dari \(total) langkah selesai.", "\(given) of \(total) steps done."))
            \(t("Berikutnya: \(next).", "Next: \(next)."))</p>
            """,
            (t("Lanjutkan pendaftaran", "Go on with the application"), Paths.application))
    }

    private func waiting(_ awaited: [Awaited], _ mayMend: Bool) -> HTML {
        let words = DecisionWords(t: t, rules: rules)
        func row(_ what: Awaited) -> HTML { "<li>\(words.waiting(for: what))</li>" }
        let patience = t(
            "Kami mengirim pesan begitu selesai. Anda tidak perlu menunggu di halaman ini.",
            "We send a message when it is done. You need not wait on this page.")
        return banner(
            .attention, t("Pendaftaran sedang diperiksa", "Your application is being checked"),
            "<ul>\(each: awaited, row)</ul><p>\(patience)</p>", mayMend ? mend : nil)
    }

    private func ineligible(_ reasons: [Ineligibility], _ mayMend: Bool) -> HTML {
        banner(
            .wrong, t("Belum memenuhi syarat", "You do not qualify yet"),
            DecisionWords(t: t, rules: rules).list(reasons), mayMend ? mend : nil)
    }

    private func ready(_ since: Instant) -> HTML {
        banner(
            .done, t("Siap bergabung", "Ready to join"),
            """
            <p>\(t("Anda memenuhi syarat sejak \(t.moment(since)).", "You qualify since \(t.moment(since))."))
            \(t("Berikutnya: gabung gelombang yang sedang dibuka.", "Next: join the wave that is open."))</p>
            """,
            (t("Lihat gelombang", "See the waves"), Paths.waves))
    }

    private func disqualified(_ wave: Wave) -> HTML {
        banner(
            .wrong,
            t(
                "Keikutsertaan di gelombang \(wave.number) dibatalkan",
                "Your place in wave \(wave.number) was withdrawn"),
            """
            <p>\(t(
                "NIK Anda tercatat di daftar yang disegel sebelum undian.",
                "Your NIK stands on a list that was sealed before the draw."))</p>
            """,
            (t("Lihat alasannya", "See why"), Paths.myEntry(wave.address)))
    }

    private func beneficiary(_ card: Card) -> HTML {
        guard card.status == .active else {
            return banner(
                .attention, t("Kartu Anda tidak aktif", "Your card is not active"),
                "<p>\(t("Halaman kartu menjelaskan sebabnya.", "The card's page explains why."))</p>",
                (t("Lihat kartu", "See the card"), Paths.card))
        }
        let next: HTML =
            card.firstUsedAt == nil
            ? """
            <p>\(t("Beli pelatihan pertama paling lambat", "Buy your first training by")) \
            <strong>\(t.moment(card.firstUseBy))</strong>.</p>
            """
            : """
            <p>\(t(
                "Ikuti pelatihan Anda, lalu ajukan insentif.",
                "Follow your training, then ask for the incentive."))</p>
            """
        return banner(
            .done, t("Anda penerima Kartu Prakerja", "You hold a Prakerja card"), next,
            (t("Buka kartu saya", "Open my card"), Paths.card))
    }

    private var mend: (label: String, path: String) {
        (t("Perbaiki sekarang", "Fix this"), Paths.application)
    }

    private func banner(
        _ kind: Banner.Kind, _ title: String, _ markup: HTML, _ action: (label: String, path: String)?
    ) -> HTML {
        let button: HTML = action.map { "<p>\(Part.button($0.label, to: $0.path))</p>" } ?? .empty
        return Banner(kind, markup: markup + button, title: title).html
    }
}
