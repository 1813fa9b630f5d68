import Hummingbird
import Programme
import Storage

/// `/kantor/gelombang/{n}/tanpa-undian`: an officer proposes to end a wave whose witnesses cannot sign, with a reason that
/// is published; an officer of another duty approves or refuses.
struct AbandonOffice: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.abandon.pattern, use: show)
        routes.post(Paths.abandon.pattern, use: propose)
        routes.post(Paths.answerAbandonment.pattern, use: answer)
        return routes
    }

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.runWaves)
        return context.page(try await page(context, context.newForm))
    }

    @Sendable private func propose(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.runWaves)
        try context.requireProof()
        let address = try context.waveAddress()
        let form = try await context.form(request)
        let (reason, errors) = ReasonField.read(form, context.t)
        guard let reason else {
            return context.page(try await page(context, form.state.with(errors)), status: .unprocessableContent)
        }
        do {
            let acts = WaveActions(dependencies: dependencies)
            let number = try await acts.number(at: address)
            try await acts.proposeAbandoning(number, because: reason, by: context.officer.id)
        } catch let refusal as WaveRefusal {
            let error = FieldError(field: ReasonField.name, message: refusal.sentence(context.t))
            return context.page(try await page(context, form.state.with([error])), status: refusal.status)
        }
        return context.redirect(Paths.officeWave(address), saying: .proposed)
    }

    /// Approval takes an officer of another duty; the author may withdraw the proposal too.
    @Sendable private func answer(request: Request, context: OfficerContext) async throws -> Response {
        try context.require(.signDecrees)
        try context.requireProof()
        let address = try context.waveAddress()
        _ = try await context.form(request)
        let (acts, officer) = (WaveActions(dependencies: dependencies), context.officer.id)
        let number = try await acts.number(at: address)
        guard let answer = context.parameters.get("answer").flatMap(AbandonmentAnswer.init(rawValue:)) else {
            throw HTTPError(.notFound)
        }
        switch answer {
        case .approve: try await acts.approveAbandoning(number, by: officer)
        case .refuse: try await acts.refuseAbandoning(number, by: officer)
        }
        return context.redirect(
            Paths.officeWave(address), saying: answer == .approve ? .requestApproved : .requestRefused)
    }

    private func page(_ context: OfficerContext, _ form: FormState) async throws -> AbandonPage {
        let (address, now) = (try context.waveAddress(), dependencies.clock.now())
        let board = try await dependencies.database.read { [dependencies] tx in
            let wave = try tx.waves.require(address).wave
            return try tx.draws.board(wave.id, of: dependencies.edition(wave.edition))
        }
        return AbandonPage(
            t: context.t, wave: board.wave, progress: board.abandonmentProgress(at: now),
            obstacle: Self.obstacle(board, at: now), form: form)
    }

    private static func obstacle(_ board: DrawState, at now: Instant) -> WaveRefusal? {
        do throws(WaveRefusal) {
            try board.checkAbandoning(at: now)
            return nil
        } catch {
            return error
        }
    }
}

/// The decision on a proposal; the raw value is the last component of the act's path.
enum AbandonmentAnswer: String, PathValue {
    case approve = "setuju"
    case refuse = "tolak"
}

/// The pending proposal on the wave's page, with the acts open to this officer.
struct AbandonmentCard: Sendable {
    let t: Words
    let wave: Wave
    let officer: Officer
    let proposal: AbandonmentProposal
    /// The name of the officer who proposed it.
    let author: String
    let csrf: String

    var html: HTML {
        """
        <div class="card"><h2>\(t("Usulan mengakhiri tanpa undian", "An end without a draw is proposed"))</h2>
        <p>\(t("Alasan", "Reason")): \(proposal.reason)</p>
        <p>\(author), \(t(proposal.by.duty.title)), \(t.moment(proposal.at))</p>
        \(when: officer.may(.signDecrees), acts)</div>
        """
    }

    private var acts: HTML {
        let refuse = Part.act(
            officer.isSame(as: proposal.by.officer)
                ? t("Tarik usulan", "Take the proposal back") : t("Tolak usulan", "Refuse the proposal"),
            to: Paths.answerAbandonment(wave.address, .refuse), csrf: csrf, kind: "secondary")
        do throws(FourEyesRefusal) {
            try FourEyes.confirm(proposal.by, by: officer.signatory(for: .signDecrees))
        } catch {
            return "<p class=\"empty\">\(error.sentence(t))</p>\(refuse)"
        }
        let what = t(
            "Setelah disetujui, gelombang ini tidak diundi lagi. Semua peserta diberi tahu dan ikut gelombang berikutnya.",
            "Once approved, this wave is not drawn any more. All its people are told, and are taken into the next wave."
        )
        let approve = Part.act(
            t("Setujui, akhiri tanpa undian", "Approve, end it without a draw"),
            to: Paths.answerAbandonment(wave.address, .approve), csrf: csrf, kind: "danger")
        return "<p>\(what)</p>\(approve)\(refuse)"
    }
}

struct AbandonPage: Page {
    let t: Words
    let wave: Wave
    let progress: AbandonmentProgress
    /// Why the rule does not allow the end now; nil where it does.
    let obstacle: WaveRefusal?
    let form: FormState

    var errors: [FieldError] { form.errors }
    var crumbs: [Crumb] { [Crumb(wave.name(t), Paths.officeWave(wave.address))] }

    var title: String {
        t("Akhiri gelombang \(wave.number) tanpa undian", "End wave \(wave.number) without a draw")
    }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p>\(t(
            "Hanya kalau saksi tidak dapat menandatangani lagi, misalnya karena kuncinya hilang. Atau kalau angka acak "
                + "publik (drand) tidak terbit lagi. Percobaan yang punya cukup tanda tangan harus diundi.",
            "Only where witnesses cannot sign any more, such as for a lost key. Or where public randomness (drand) does "
                + "not come out any more. A try with signatures enough must be drawn."))</p>
        \(Part.summary(facts))
        \(when: obstacle != nil, waiting)
        \(when: obstacle == nil || !errors.isEmpty, proposing)
        <p><a href="\(Paths.officeWave(wave.address))">\(t("Kembali tanpa mengusulkan", "Back without proposing it"))</a></p>
        """
    }

    private var facts: [SummaryRow] {
        let count = t(
            "\(progress.failed), perlu \(AbandonmentProgress.attempts)",
            "\(progress.failed), needed \(AbandonmentProgress.attempts)")
        return [
            SummaryRow(label: t("Percobaan gagal berturut-turut", "Tries that failed in a row"), value: "\(count)"),
            SummaryRow(
                label: t("Putaran percobaan terakhir paling cepat", "Round of the last try, at the earliest"),
                value:
                    "\(progress.earliest.map { t.moment($0) } ?? t("Belum ada percobaan gagal", "No try has failed yet"))"
            ),
        ] + (drawable.map { [$0] } ?? [])
    }

    /// The try that bars the end, or barred it until its chain counted as retired.
    private var drawable: SummaryRow? {
        progress.drawable.map { attempt in
            SummaryRow(
                label: t(
                    "Percobaan \(attempt.number) punya cukup tanda tangan",
                    "Try \(attempt.number) had signatures enough"),
                value: """
                    \(t(
                        "angka acaknya dianggap tidak terbit lagi mulai \(t.moment(attempt.retiredAt))",
                        "its randomness counts as lost from \(t.moment(attempt.retiredAt))"))
                    """)
        }
    }

    /// Why there is no button, and what to do instead.
    private var waiting: HTML {
        guard let obstacle else { return .empty }
        return Banner(
            .information, obstacle.sentence(t), title: t("Belum dapat diusulkan", "It cannot be proposed yet")
        ).html
    }

    private var proposing: HTML {
        """
        <p>\(t(
            "Petugas dengan peran lain harus menyetujui. Tidak ada yang terpilih. Semua peserta diberi tahu dan otomatis "
                + "ikut gelombang berikutnya.",
            "An officer of another duty must agree. No number is selected. All people of the wave are told, and are taken "
                + "into the next one."))</p>
        <form method="post" action="\(Paths.abandon(wave.address))" novalidate>\(Field.token(form.csrf))
        \(ReasonField.area(form, t, hint: t("Semua orang membacanya.", "Everybody can read it.")))
        \(Part.submit(t("Usulkan mengakhiri tanpa undian", "Propose to end it without a draw"), kind: "danger"))</form>
        """
    }

    static func sample(_ t: Words) -> AbandonPage {
        let first = Wave.sample.closesAt + .hours(2)
        return AbandonPage(
            t: t, wave: .sample,
            progress: AbandonmentProgress(
                failed: AbandonmentProgress.attempts, first: first, last: first + .days(AbandonmentProgress.days)),
            obstacle: nil, form: .sample)
    }
}

extension DutySource {
    static let abandonments = DutySource(permission: .signDecrees) { tx, officer, _ in
        let waiting = try tx.abandonments.waiting(for: officer.signatory(for: .signDecrees))
        let label = Bilingual(
            id: "Usulan mengakhiri gelombang tanpa undian yang menunggu keputusan Anda",
            en: "Proposed ends of waves without a draw that wait for your decision")
        return [
            Duty(
                label: label, count: waiting.count,
                path: waiting.first.map { Paths.officeWave($0.wave) } ?? Paths.officeWaves,
                oldest: waiting.map(\.since).min(), verb: Bilingual(id: "Putuskan", en: "Decide"))
        ]
    } items: { tx, officer, _ in
        try tx.abandonments.waiting(for: officer.signatory(for: .signDecrees)).prefix(mostItems)
            .map { Paths.officeWave($0.wave) }
    }
}
