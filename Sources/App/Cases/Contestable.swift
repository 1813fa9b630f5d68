import Programme
import Storage

/// A decision about the person that they can contest now, and where.
struct Contestable: Sendable {
    let title: String
    /// What was decided, in a sentence or two.
    let detail: String
    /// The form of the appeal, or the page of the slice that takes its own objections.
    let path: String
    /// Set where an appeal against it is running: the person adds to that one.
    let running: CaseNumber?
}

/// Finds a person's contestable decisions. Disqualifications have an objection of their own, which is linked.
struct Contestables {
    let dependencies: Dependencies
    let t: Words
    let tx: Transaction

    /// Purchases and instalments looked at, at most.
    private static let most = 20

    func of(_ person: ID<Account>) throws -> [Contestable] {
        try [suspension(person), revocation(person), eligibility(person), disqualification(person)].compactMap(\.self)
            + photos(person) + purchases(person) + payouts(person)
    }

    /// The decision behind an appeal's address, with its result now; nil unless the person can contest it.
    func decision(
        _ kind: ContestedDecision.Kind, _ subject: Int64, of person: ID<Account>
    ) throws -> (contested: ContestedDecision, shown: Contestable)? {
        let path = Paths.appeal(kind, subject)
        guard let shown = try of(person).first(where: { $0.path == path }) else { return nil }
        let maker = try maker(of: kind, subject, person)
        let unmade = ContestedDecision(kind: kind, subject: subject, result: "")
        guard let result = try tx.cases.result(of: unmade, person: person) else { return nil }
        return (ContestedDecision(kind: kind, subject: subject, result: result, madeBy: maker), shown)
    }

    /// The officer who made the decision; nil where a rule did. They do not handle the appeal.
    private func maker(
        of kind: ContestedDecision.Kind, _ subject: Int64, _ person: ID<Account>
    ) throws -> ID<Officer>? {
        switch kind {
        case .photo: try tx.photos.reviewer(of: ID(subject))
        case .suspension: try tx.suspensions.beginner(of: ID(subject))
        case .revocation:
            try tx.revocations.find(ID(subject)).flatMap {
                try tx.personProposals.find($0.proposal, vault: dependencies.vault)?.value.proposedBy.officer
            }
        case .purchase: try tx.heldCompletions.refuser(of: ID(subject))
        case .eligibility, .payout: nil
        }
    }

    private func suspension(_ person: ID<Account>) throws -> Contestable? {
        guard let running = try tx.suspensions.running(of: person) else { return nil }
        let reason = try tx.suspensions.reason(of: running.id, vault: dependencies.vault)
        return try contestable(
            .suspension, running.id.rawValue, t("Akun Anda ditangguhkan", "Your account is suspended"),
            "\(t(running.cause.label)). \(reason)")
    }

    private func revocation(_ person: ID<Account>) throws -> Contestable? {
        guard let running = try tx.revocations.running(of: person) else { return nil }
        let proposal = try tx.personProposals.find(running.proposal, vault: dependencies.vault)
        let cause = proposal?.value.cause.map { "\(t($0.label)). " } ?? ""
        return try contestable(
            .revocation, running.id.rawValue, t("Kartu Anda dicabut", "Your card was revoked"),
            cause + (proposal?.text.reason ?? ""))
    }

    /// The reasons of the decision on eligibility in force; empty unless it is a no.
    func reasons(of person: ID<Account>) throws -> [Ineligibility] {
        guard case .ineligible(let reasons)? = try tx.applications.decision(of: person)?.decision else { return [] }
        return reasons
    }

    private func eligibility(_ person: ID<Account>) throws -> Contestable? {
        guard let refusal = try tx.cases.refusal(of: person) else { return nil }
        let words = DecisionWords(t: t, rules: dependencies.edition.conditions)
        let rules = try reasons(of: person).map { words.explain($0).rule }
        return try contestable(
            .eligibility, refusal.id, t("Anda belum memenuhi syarat", "You do not qualify yet"),
            rules.joined(separator: " "))
    }

    private func photos(_ person: ID<Account>) throws -> [Contestable] {
        try tx.photos.current(of: person).values.filter { $0.state == .rejected }
            .sorted { $0.kind.rawValue < $1.kind.rawValue }.map { photo in
                try contestable(
                    .photo, photo.id.rawValue,
                    t("\(photo.kind.label(t)) ditolak", "\(photo.kind.label(t)) was rejected"),
                    photo.fault?.sentence(t) ?? "")
            }
    }

    private func disqualification(_ person: ID<Account>) throws -> Contestable? {
        guard let found = try tx.cases.disqualification(of: person, at: dependencies.clock.now()) else { return nil }
        return Contestable(
            title: t(
                "Tempat Anda di gelombang \(found.wave.number) akan dibatalkan",
                "Your place in wave \(found.wave.number) is to be withdrawn"),
            detail: t(
                "Dapat disanggah sampai \(t.moment(found.until)).", "You can contest it until \(t.moment(found.until))."
            ),
            path: Paths.contest(found.wave), running: nil)
    }

    private func purchases(_ person: ID<Account>) throws -> [Contestable] {
        let open: Set<Purchase.State> = [.posted, .attended, .lapsed]
        return try tx.purchases.of(person).filter { open.contains($0.state) }.prefix(Self.most).map { purchase in
            let course = try tx.courses.find(purchase.course)?.title ?? ""
            let isRefused = try tx.heldCompletions.latest(of: purchase.id)?.state == .refused
            return try contestable(
                .purchase, purchase.id.rawValue, course,
                isRefused
                    ? t(
                        "Dua petugas tidak menerima laporan selesai dari lembaga.",
                        "Two officers did not accept the institution's report of completion.")
                    : t(
                        "Kehadiran atau penyelesaian belum tercatat: \(ResultWords(t: t)(purchase.state.rawValue)).",
                        "Attendance or completion is missing: \(ResultWords(t: t)(purchase.state.rawValue))."))
        }
    }

    private func payouts(_ person: ID<Account>) throws -> [Contestable] {
        let today = dependencies.edition.waves.zone.date(of: dependencies.clock.now())
        let ended: Set<Instalment.State> = [.failed, .forfeited]
        return try tx.incentives.of(person, today: today).map(\.instalment).filter { ended.contains($0.state) }
            .prefix(Self.most).map { instalment in
                try contestable(
                    .payout, instalment.id.rawValue, IncentiveWords(t: t).name(instalment),
                    "\(instalment.amount): \(ResultWords(t: t)(instalment.state.rawValue))")
            }
    }

    private func contestable(
        _ kind: ContestedDecision.Kind, _ subject: Int64, _ title: String, _ detail: String
    ) throws -> Contestable {
        Contestable(
            title: title, detail: detail, path: Paths.appeal(kind, subject),
            running: try tx.cases.running(against: kind, subject)?.number)
    }
}
