import Programme

/// A person's status in the whole programme, from the first step to the card: exactly one of these.
enum AccountStatus: Sendable {
    case unfinished(Journey)
    case waiting(Journey, [Awaited])
    case ineligible(Journey, [Ineligibility])
    case ready(since: Instant)
    /// In a wave, before or after its outcome.
    case inWave(EntryView)
    case beneficiary(Card)

    /// - Parameter isRevokedByOffice: whether two officers revoked the card, and the place was kept.
    init(_ dossier: ApplicationFile, entry: EntryView?, card: Card?, isRevokedByOffice: Bool = false) {
        // A card that was revoked with the place does not count: the wave's page says what happened.
        if let card, card.status != .revoked || isRevokedByOffice {
            self = .beneficiary(card)
            return
        }
        guard dossier.journey.submitted, let decision = dossier.decision else {
            self = .unfinished(dossier.journey)
            return
        }
        // The reason of the disqualification says more than the decision, which only says that people on such a list
        // are not eligible.
        if let entry, entry.state == .disqualified, decision.decision != .eligible {
            self = .inWave(entry)
            return
        }
        switch decision.decision {
        case .waiting(let awaited): self = .waiting(dossier.journey, awaited)
        case .ineligible(let reasons): self = .ineligible(dossier.journey, reasons)
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

/// The status card at the top of `/akun`: status, what happens next and when, what the person has to do.
struct AccountStatusCard: Sendable {
    let t: Words
    let status: AccountStatus
    let next: NextStep
    let rules: EligibilityRules
    /// Of the training that the next step is about.
    var cover: HTML?
    /// Titles and pages of the courses in hand that the next step is not about.
    var others: [(title: String, path: String)] = []
    /// Whether the person has a contact for messages.
    var isReached = true
    /// Of a session at a counter, which does not open every page.
    var isAssisted = false

    /// The one next action of the page. Its other links are no buttons.
    var html: HTML {
        let (title, facts) = standing
        return """
            <div class="banner next" role="status">\(cover)<p class="eyebrow">\(t("Langkah Anda sekarang", "Your step now"))</p>
            <h2>\(title)</h2>\(facts)<p>\(next.sentence(t, isReached: isReached))</p>\(action)</div>
            """
    }

    private var action: HTML {
        guard let action = next.action(t) else { return .empty }
        guard !isAssisted || Assistance.opens(action.path) else {
            return "<p>\(t("Buka langkah ini nanti dari HP sendiri.", "Open this step later on your own phone."))</p>"
        }
        return "<p><a class=\"button gold\" href=\"\(action.path)\">\(action.label)</a></p>"
    }

    var title: String { standing.0 }

    /// Title and facts of the status. What to do next is `NextStep`'s to say.
    private var standing: (String, HTML) {
        switch status {
        case .unfinished(let journey):
            let (given, total) = (journey.given, journey.steps.count)
            return (
                t("Pendaftaran belum dikirim", "Your application is not sent yet"),
                "<p>\(t("\(given) dari \(total) langkah selesai.", "\(given) of \(total) steps done."))</p>"
            )
        case .waiting(_, let awaited):
            let words = DecisionWords(t: t, rules: rules)
            func row(_ what: Awaited) -> HTML { "<li>\(words.waiting(for: what))</li>" }
            if case .checkNIK = next {
                // The sentence below says how the registry answered.
                let others = awaited.filter { $0 != .registry }
                let list: HTML = others.isEmpty ? .empty : "<ul>\(each: others, row)</ul>"
                return (t("Dukcapil belum menemukan NIK Anda", "The civil registry has not found your NIK yet"), list)
            }
            let title =
                awaited.contains(.betterPhoto)
                ? t("Petugas meminta foto baru", "An officer asks for a new photo")
                : t("Pendaftaran sedang diperiksa", "Your application is being checked")
            return (title, "<ul>\(each: awaited, row)</ul>")
        case .ineligible(_, let reasons):
            return (
                t("Belum memenuhi syarat", "You do not qualify yet"),
                DecisionWords(t: t, rules: rules, mayContest: !isAssisted).list(reasons)
            )
        case .ready(let since):
            let text = t(
                "Anda memenuhi syarat sejak \(t.moment(since)).", "You qualify since \(t.moment(since)).")
            return (t("Siap bergabung", "Ready to join"), "<p>\(text)</p>")
        case .inWave(let view): return inWave(view)
        case .beneficiary(let card):
            // What was bought with a revoked card runs to its end, and is the next step.
            let isRunning = card.status == .revoked && next.purchase != nil
            guard card.status == .active || isRunning else {
                return (t("Kartu Anda tidak aktif", "Your card is not active"), .empty)
            }
            return (next.headline(t), inHand)
        }
    }

    private var inHand: HTML {
        func link(_ course: (title: String, path: String)) -> HTML {
            "<a href=\"\(course.path)\">\(course.title)</a> "
        }
        guard !others.isEmpty else { return .empty }
        return "<p><small>\(t("Juga sedang Anda ikuti:", "You are also taking:")) \(each: others, link)</small></p>"
    }

    private func inWave(_ view: EntryView) -> (String, HTML) {
        let name = view.wave.name(t)
        switch view.state {
        case .sealed where view.wave.state == .abandoned:
            let link =
                "<a href=\"\(Paths.myEntry(view.wave.address))\">\(t("Lihat alasannya", "See the reason"))</a>" as HTML
            return (
                t("\(name) berakhir tanpa undian", "\(name) ended without a draw"), "<p>\(link)</p>"
            )
        case .joined, .sealed, .withdrawn: return (t("Anda ikut \(name)", "You are in \(name)"), .empty)
        case .selected: return (t("Selamat, Anda terpilih di \(name)", "You were selected in \(name)"), .empty)
        case .notSelected:
            let link =
                "<a href=\"\(Paths.myEntry(view.wave.address))\">\(t("Lihat hasilnya", "See the outcome"))</a>" as HTML
            return (
                t("\(name): nomor Anda belum terpilih", "\(name): your number did not come up"),
                "<p>\(link)</p>"
            )
        case .disqualified:
            let text = t(
                "NIK Anda tercatat di daftar yang disegel sebelum undian.",
                "Your NIK stands on a list that was sealed before the draw.")
            return (
                t(
                    "Keikutsertaan di gelombang \(view.wave.number) dibatalkan",
                    "Your place in wave \(view.wave.number) was withdrawn"), "<p>\(text)</p>"
            )
        }
    }
}
