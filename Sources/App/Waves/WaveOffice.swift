import Hummingbird
import NIOCore
import Programme
import Storage

/// `/kantor/gelombang`: the waves as the office runs them.
struct WaveOffice: Sendable {
    let dependencies: Dependencies

    static let trailLength = 20

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.officeWaves, use: list)
        routes.get(Paths.officeWave.pattern, use: show)
        routes.post(Paths.officeWaveAct.pattern, use: act)
        routes.get(Paths.decree.pattern, use: decree)
        routes.get(Paths.decreeAnnex.pattern, use: decreeAnnex)
        return routes
    }

    @Sendable private func list(request: Request, context: OfficerContext) async throws -> Response {
        let now = dependencies.clock.now()
        let page = try await dependencies.database.read { [dependencies] tx in
            let waves = try tx.waves.known(of: dependencies.edition.id)
            let rows = try waves.filter { $0.opensAt <= now || $0.state > .planned }.map { wave in
                OfficeWaveRow(
                    life: try tx.waves.lifecycle(of: wave, dependencies.edition, at: now),
                    joined: try tx.waves.joined(in: wave.id))
            }
            let past = try tx.waves.begun(notOf: dependencies.edition.id).map { record in
                OfficeWaveRow(
                    life: WaveLifecycle(
                        record.wave, phase: nil, isDrafted: try tx.decrees.of(record.wave.id) != nil),
                    joined: try tx.waves.joined(in: record.wave.id))
            }
            return OfficeWavesPage(
                t: context.t, now: now, rows: rows.reversed() + past,
                coming: Array(waves.filter { $0.opensAt > now }.prefix(OfficeWavesPage.mostComing)),
                available: try tx.ledger.balance(.programmeAvailable(edition: dependencies.edition.id)).available)
        }
        return context.page(page)
    }

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        context.page(try await page(context, refusal: nil))
    }

    @Sendable private func act(request: Request, context: OfficerContext) async throws -> Response {
        let address = try context.waveAddress()
        guard let act = context.parameters.get("act").flatMap(WaveAction.init(rawValue:)) else {
            throw HTTPError(.notFound)
        }
        try context.require(act.permission)
        try context.requireProof()
        let form = try await context.form(request)
        if let error = try await error(in: form, of: act, on: address, context) {
            let page = try await page(context, refusal: nil, form.state.with([error]))
            return context.page(page, status: .unprocessableContent)
        }
        do {
            let acts = WaveActions(dependencies: dependencies)
            try await acts.perform(act, on: acts.number(at: address), by: .officer(context.officer.id))
        } catch let refusal as any UserFacingRefusal {
            return context.page(try await page(context, refusal: refusal), status: refusal.status)
        }
        return context.redirect(Paths.officeWave(address), saying: act.done)
    }

    private func error(
        in form: Form, of act: WaveAction, on address: WaveAddress, _ context: OfficerContext
    ) async throws -> FieldError? {
        let typed = try await dependencies.database.read { tx in
            let wave = try tx.waves.require(address).wave
            return TypedNumber(
                act, on: wave, joined: try tx.waves.joined(in: wave.id), decree: try tx.decrees.of(wave.id),
                by: context.officer)
        }
        return typed?.error(form[TypedNumber.field], context.t)
    }

    /// For every officer, like the wave's page, which shows the same names and sums.
    @Sendable private func decree(request: Request, context: OfficerContext) async throws -> Response {
        let address = try context.waveAddress()
        var page = try await dependencies.database.read { [dependencies] tx in
            let wave = try tx.waves.require(address).wave
            guard let decree = try tx.decrees.of(wave.id) else { throw HTTPError(.notFound) }
            let paper = try tx.decrees.paper(of: decree.id)
            return DecreePage(
                t: context.t, wave: wave, edition: dependencies.edition(wave.edition), decree: decree,
                number: paper.number, listDigest: paper.listDigest, draw: try tx.draws.of(wave.id),
                names: try tx.officers.names(), numbering: try tx.decrees.numbering())
        }
        if page.wave.showsDraw(at: dependencies.clock.now()) {
            page.annex = try await DecreeAnnex(dependencies: dependencies).content(of: page.wave, page.decree.id)
        }
        return context.page(page)
    }

    /// Tickets and regions, as the published draw has them, from the announcement on.
    @Sendable private func decreeAnnex(request: Request, context: OfficerContext) async throws -> Response {
        let address = try context.waveAddress()
        let wave = try await dependencies.database.read { tx in
            let wave = try tx.waves.require(address).wave
            return try tx.decrees.of(wave.id) == nil ? nil : wave
        }
        guard let wave, wave.showsDraw(at: dependencies.clock.now()) else { throw HTTPError(.notFound) }
        let annex = DecreeAnnex(dependencies: dependencies)
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"lampiran-\(address).csv\"",
            ],
            body: ResponseBody { writer in
                try await annex.write(wave) { text in try await writer.write(ByteBuffer(string: text)) }
                try await writer.finish(nil)
            })
    }

    private func page(
        _ context: OfficerContext, refusal: (any UserFacingRefusal)?, _ form: FormState? = nil
    ) async throws -> OfficeWavePage {
        let address = try context.waveAddress()
        let (officer, form, now) = (context.officer, form ?? context.newForm, dependencies.clock.now())
        return try await dependencies.database.read { [dependencies] tx in
            let record = try tx.waves.require(address)
            let edition = dependencies.edition(record.wave.edition)
            return OfficeWavePage(
                t: context.t, now: now, officer: officer, record: record,
                joined: try tx.waves.joined(in: record.wave.id),
                board: try tx.draws.board(record.wave.id, of: edition),
                decree: try tx.decrees.of(record.wave.id), proposal: try tx.postponements.open(of: record.wave.id),
                ending: try tx.abandonments.open(of: record.wave.id),
                removals: try tx.entries.removals(from: record.wave.id),
                news: try tx.outcomeNews.of(record.wave.id).map {
                    OutcomeNewsSection(t: context.t, progress: $0.progress, now: dependencies.realNow())
                },
                perPerson: edition.benefits.perPerson,
                available: try tx.ledger.balance(.programmeAvailable(edition: edition.id)).available,
                names: try tx.officers.names(),
                trail: try tx.audit.latest(subject: record.wave.subject, before: nil, limit: Self.trailLength),
                form: form, refusal: refusal, isOver: record.wave.edition != dependencies.edition.id)
        }
    }
}

extension Wave {
    /// The instant by which its next act can be done, for the age of the work.
    fileprivate func actSince(at now: Instant) -> Instant {
        switch state {
        case .planned: opensAt
        case .open, .closed, .sealed, .abandoned, .drawn: min(closesAt, now)
        case .decreed, .announced: min(announcesAt, now)
        }
    }
}

extension WaveQueries {
    /// The waves that wait for an act other than a signature.
    fileprivate func waiting(of edition: Edition, at now: Instant) throws -> [Wave] {
        try known(of: edition.id).filter { wave in
            let act = try lifecycle(of: wave, edition, at: now).due(at: now)
            return act != nil && act != .sign
        }
    }

    /// Where a wave stands, with its draw and its decree.
    func lifecycle(of wave: Wave, _ edition: Edition, at now: Instant) throws -> WaveLifecycle {
        WaveLifecycle(
            wave, phase: try tx.draws.phase(of: wave, edition, at: now),
            isDrafted: try wave.state == .drawn && tx.decrees.of(wave.id) != nil)
    }
}

extension WaveAction {
    var permission: Permission {
        switch self {
        case .open, .close, .draw, .tryAgain, .draft, .announce: .runWaves
        case .sign: .signDecrees
        }
    }

    func label(_ wave: Wave, _ t: Words) -> String {
        switch self {
        case .open: t("Buka gelombang \(wave.number)", "Open wave \(wave.number)")
        case .close: t("Tutup gelombang \(wave.number)", "Close wave \(wave.number)")
        case .draw: t("Segel daftar dan undi", "Seal the list and draw")
        case .tryAgain: t("Mulai percobaan baru", "Begin another try")
        case .draft: t("Susun keputusan", "Draft the decree")
        case .sign: t("Tanda tangani keputusan", "Sign the decree")
        case .announce: t("Umumkan hasil", "Announce the outcome")
        }
    }
}

extension DutySource {
    static let waves = DutySource(permission: .runWaves) { tx, _, dependencies in
        let now = dependencies.clock.now()
        let waiting = try tx.waves.waiting(of: dependencies.edition, at: now)
        let label = Bilingual(id: "Gelombang yang menunggu tindakan", en: "Waves that wait for an act")
        let path = waiting.count == 1 ? Paths.officeWave(waiting[0].address) : Paths.officeWaves
        let people = try waiting.reduce(0) { try $0 + tx.waves.joined(in: $1.id) }
        return [
            Duty(
                label: label, count: waiting.count, path: path, people: people == 0 ? nil : people,
                oldest: waiting.map { $0.actSince(at: now) }.min(), due: waiting.map(\.announcesAt).min(),
                verb: Bilingual(id: "Kerjakan", en: "Do it"))
        ]
    } items: { tx, _, dependencies in
        try tx.waves.waiting(of: dependencies.edition, at: dependencies.clock.now()).prefix(mostItems)
            .map { Paths.officeWave($0.address) }
    }

    static let decrees = DutySource(permission: .signDecrees) { tx, officer, _ in
        let label = Bilingual(
            id: "Keputusan yang menunggu tanda tangan Anda", en: "Decrees that wait for your signature")
        return [
            Duty(
                label: label, try tx.decrees.waiting(for: officer.signatory(for: .signDecrees)),
                path: Paths.officeWaves,
                verb: Bilingual(id: "Tanda tangani", en: "Sign"))
        ]
    } items: { tx, officer, _ in
        try tx.decrees.firstWaiting(for: officer.signatory(for: .signDecrees), limit: mostItems)
            .map { Paths.officeWave($0) }
    }
}

extension OfficeSection {
    static let waves = OfficeSection(
        name: Bilingual(id: "Gelombang", en: "Waves"),
        purpose: Bilingual(
            id: "Buka, tutup, undi, tanda tangani keputusan, umumkan.",
            en: "Open, close, draw, sign the decree, announce."),
        path: Paths.officeWaves, readers: nil, group: .programme, icon: .waves)
}

extension WaveAction {
    fileprivate var done: DoneNotice {
        switch self {
        case .open: .waveOpened
        case .close: .waveClosed
        case .draw: .drawBegun
        case .tryAgain: .drawTriedAgain
        case .draft: .decreeDrafted
        case .sign: .decreeSigned
        case .announce: .resultsAnnounced
        }
    }
}
