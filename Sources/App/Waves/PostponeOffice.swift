import Hummingbird
import Programme
import Storage

/// `/kantor/gelombang/{n}/pengumuman`: an officer proposes to postpone an announcement, with a reason that is
/// published; an officer of another duty approves or refuses.
struct PostponeOffice: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.postpone.pattern, use: show)
        routes.post(Paths.postpone.pattern, use: propose)
        routes.post(Paths.answerPostponement.pattern, use: answer)
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
        let (day, wrongDay) = PostponePage.date.read(form, context.t)
        let (time, wrongTime) = PostponePage.time.read(form, context.t)
        let (reason, reasonErrors) = ReasonField.read(form, context.t, name: PostponePage.reasonField)
        let errors = [wrongDay, wrongTime].compactMap(\.self)
        guard let day, let time, let reason else {
            return context.page(
                try await page(context, form.state.with(errors + reasonErrors)), status: .unprocessableContent)
        }
        do {
            let acts = WaveActions(dependencies: dependencies)
            let number = try await acts.number(at: address)
            let date = dependencies.edition.waves.zone.instant(day, time)
            try await acts.proposePostponing(number, to: date, because: reason, by: context.officer.id)
        } catch let refusal as WaveRefusal {
            let error = FieldError(field: PostponePage.date.name, message: refusal.sentence(context.t))
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
        guard let answer = context.parameters.get("answer").flatMap(PostponementAnswer.init(rawValue:)) else {
            throw HTTPError(.notFound)
        }
        switch answer {
        case .approve: try await acts.approvePostponing(number, by: officer)
        case .refuse: try await acts.refusePostponing(number, by: officer)
        }
        return context.redirect(
            Paths.officeWave(address), saying: answer == .approve ? .requestApproved : .requestRefused)
    }

    private func page(_ context: OfficerContext, _ form: FormState) async throws -> PostponePage {
        let address = try context.waveAddress()
        let wave = try await dependencies.database.read { try $0.waves.require(address).wave }
        return PostponePage(t: context.t, wave: wave, zone: dependencies.edition.waves.zone, form: form)
    }
}

/// The decision on a proposal; the raw value is the last component of the act's path.
enum PostponementAnswer: String, PathValue {
    case approve = "setuju"
    case refuse = "tolak"
}

/// The pending proposal on the wave's page, with the acts open to this officer.
struct PostponementCard: Sendable {
    let t: Words
    let wave: Wave
    let officer: Officer
    let proposal: PostponementProposal
    /// The name of the officer who proposed it.
    let author: String
    let csrf: String
    /// Whether approving it is the page's first act.
    var isFirst = true

    var html: HTML {
        """
        <div class="card"><h2>\(t("Usulan penundaan pengumuman", "A postponement is proposed"))</h2>
        <p>\(t("Dijanjikan", "Promised")): <strong>\(t.moment(proposal.was))</strong>. \
        \(t("Diusulkan", "Proposed")): <strong>\(t.moment(proposal.becomes))</strong>.</p>
        <p>\(t("Alasan", "Reason")): \(proposal.reason)</p>
        <p>\(author), \(t(proposal.by.duty.title)), \(t.moment(proposal.at))</p>
        \(when: officer.may(.signDecrees), acts)</div>
        """
    }

    private var acts: HTML {
        let refuse = Part.act(
            officer.isSame(as: proposal.by.officer)
                ? t("Tarik usulan", "Take the proposal back") : t("Tolak usulan", "Refuse the proposal"),
            to: Paths.answerPostponement(wave.address, .refuse), csrf: csrf, kind: "danger")
        do throws(FourEyesRefusal) {
            try FourEyes.confirm(proposal.by, by: officer.signatory(for: .signDecrees))
        } catch {
            return "<p class=\"empty\">\(error.sentence(t))</p>\(refuse)"
        }
        let approve = Part.act(
            t("Setujui penundaan", "Approve the postponement"), to: Paths.answerPostponement(wave.address, .approve),
            csrf: csrf, kind: isFirst ? "" : "secondary")
        return approve + refuse
    }
}

struct PostponePage: Page {
    let t: Words
    let wave: Wave
    let zone: Zone
    let form: FormState

    static let date = DateField("tanggal", Bilingual(id: "Tanggal baru", en: "New date"), example: "18 4 2020")
    static let time = TimeField(name: "jam", label: Bilingual(id: "Jam baru", en: "New time"))
    static let reasonField = "sebab"

    var errors: [FieldError] { form.errors }
    var crumbs: [Crumb] { [Crumb(wave.name(t), Paths.officeWave(wave.address))] }

    var title: String {
        t("Tunda pengumuman gelombang \(wave.number)", "Put off the announcement of wave \(wave.number)")
    }

    var body: HTML {
        """
        <h1>\(title)</h1>
        <p>\(t("Yang dijanjikan sekarang", "Promised now")): <strong>\(t.moment(wave.announcesAt))</strong>. \
        \(t(
            "Tanggal itu tetap terlihat, bersama yang baru dan sebabnya.",
            "That date stays visible, with the new one and the reason.")) \
        \(t(
            "Petugas dengan peran lain harus menyetujui. Semua peserta lalu diberi tahu.",
            "An officer of another duty must agree. Then everybody in the wave is told."))</p>
        <form method="post" action="\(Paths.postpone(wave.address))" novalidate>\(Field.token(form.csrf))
        \(Self.date.html(form, t))
        \(Self.time.html(form, t, hint: t(
            "Misalnya 16.00, menurut \(zone.rawValue).", "Such as 16.00, in \(zone.rawValue).")))
        \(ReasonField.area(form, t, hint: t("Semua orang membacanya.", "Everybody can read it."), name: Self.reasonField))
        \(Part.submit(t("Usulkan penundaan", "Propose the postponement")))</form>
        <p><a href="\(Paths.officeWave(wave.address))">\(t("Kembali tanpa menunda", "Back without putting it off"))</a></p>
        """
    }

    static func sample(_ t: Words) -> PostponePage {
        PostponePage(t: t, wave: .sample, zone: .wib, form: .sample)
    }
}

extension DutySource {
    static let postponements = DutySource(permission: .signDecrees) { tx, officer, _ in
        let waiting = try tx.postponements.waiting(for: officer.signatory(for: .signDecrees))
        let label = Bilingual(
            id: "Usulan penundaan pengumuman yang menunggu keputusan Anda",
            en: "Proposed postponements that wait for your decision")
        return [
            Duty(
                label: label, count: waiting.count,
                path: waiting.first.map { Paths.officeWave($0.wave) } ?? Paths.officeWaves,
                oldest: waiting.map(\.since).min(), due: waiting.map(\.promised).min(),
                verb: Bilingual(id: "Putuskan", en: "Decide"))
        ]
    } items: { tx, officer, _ in
        try tx.postponements.waiting(for: officer.signatory(for: .signDecrees)).prefix(mostItems)
            .map { Paths.officeWave($0.wave) }
    }
}
