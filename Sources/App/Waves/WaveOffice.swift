import Hummingbird
import Programme
import Storage

/// `/kantor/gelombang`: the waves as the office runs them.
struct WaveOffice: Sendable {
    let platform: Platform

    static let trailLength = 20

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.officeWaves, use: list)
        routes.get(Paths.officeWave.pattern, use: show)
        routes.post(Paths.officeWaveAct.pattern, use: act)
        return routes
    }

    @Sendable private func list(request: Request, context: OfficerContext) async throws -> Response {
        let now = platform.clock.now()
        let page = try await platform.database.read { [platform] tx in
            let waves = try tx.waves.known(of: platform.edition.id)
            let rows = try waves.filter { $0.opensAt <= now || $0.state > .planned }.map { wave in
                OfficeWaveRow(
                    wave: wave, joined: try tx.waves.joined(in: wave.id), decree: try tx.decrees.of(wave.id),
                    phase: try tx.draws.phase(of: wave, platform.edition, at: now))
            }
            let past = try tx.waves.begun(notOf: platform.edition.id).map { record in
                OfficeWaveRow(
                    wave: record.wave, joined: try tx.waves.joined(in: record.wave.id),
                    decree: try tx.decrees.of(record.wave.id), phase: nil)
            }
            return OfficeWavesPage(
                t: context.t, now: now, rows: rows.reversed() + past, next: waves.first { $0.opensAt > now },
                available: try tx.ledger.balance(.programmeAvailable(edition: platform.edition.id)).available)
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
        _ = try await context.form(request)
        do {
            let number = try await WaveActions(platform: platform).number(at: address)
            try await perform(act, on: number, by: context.officer.id)
        } catch let refusal as any UserFacingRefusal {
            return context.page(try await page(context, refusal: refusal), status: refusal.status)
        }
        return context.redirect(Paths.officeWave(address))
    }

    private func perform(_ act: WaveAction, on number: Int, by officer: ID<Officer>) async throws {
        let acts = WaveActions(platform: platform)
        switch act {
        case .open: try await acts.open(number, by: .officer(officer))
        case .close: try await acts.close(number, by: .officer(officer))
        case .draw: try await draw(number, by: officer)
        case .tryAgain: try await acts.tryAgain(number, by: .officer(officer))
        case .draft: try await acts.draft(number, by: officer)
        case .sign: try await acts.sign(number, by: officer)
        case .announce: try await acts.announce(number, by: .officer(officer))
        }
    }

    /// A large wave is sealed and drawn by a job, so that the officer's request does not wait for it.
    private func draw(_ number: Int, by officer: ID<Officer>) async throws {
        let isLarge = try await platform.database.transaction { [platform] tx in
            let wave = try tx.waves.require(number, of: platform.edition.id).wave
            guard wave.state == .closed, try tx.waves.joined(in: wave.id) > WaveActions.atOnce else { return false }
            try tx.jobs.enqueue(DrawWave(wave: number, officer: officer), on: platform)
            return true
        }
        if !isLarge { try await WaveActions(platform: platform).draw(number, by: .officer(officer)) }
    }

    private func page(_ context: OfficerContext, refusal: (any UserFacingRefusal)?) async throws -> OfficeWavePage {
        let address = try context.waveAddress()
        let (officer, csrf, now) = (context.officer, context.newForm.csrf, platform.clock.now())
        return try await platform.database.read { [platform] tx in
            let record = try tx.waves.require(address)
            let edition = platform.edition(record.wave.edition)
            return OfficeWavePage(
                t: context.t, now: now, officer: officer, record: record,
                joined: try tx.waves.joined(in: record.wave.id),
                board: try tx.draws.board(record.wave.id, of: edition),
                decree: try tx.decrees.of(record.wave.id), proposal: try tx.postponements.open(of: record.wave.id),
                removals: try tx.entries.removals(from: record.wave.id),
                perPerson: edition.benefits.perPerson,
                available: try tx.ledger.balance(.programmeAvailable(edition: edition.id)).available,
                names: try tx.officers.names(),
                trail: try tx.audit.latest(subject: record.wave.subject, before: nil, limit: Self.trailLength),
                csrf: csrf, refusal: refusal, isOver: record.wave.edition != platform.edition.id)
        }
    }
}

extension WaveActions {
    /// The number of a wave that can still be acted on, that is one of the edition in force. Throws
    /// `WaveRefusal.earlierEdition` for any other.
    func number(at address: WaveAddress) async throws -> Int {
        let wave = try await platform.database.read { try $0.waves.require(address).wave }
        guard wave.edition == platform.edition.id else { throw WaveRefusal.earlierEdition(wave.edition) }
        return wave.number
    }
}

extension WaveAction {
    var permission: Permission {
        switch self {
        case .open, .close, .draw, .tryAgain, .draft, .announce: .runWaves
        case .sign: .signDecrees
        }
    }

    /// The next act on a wave; nil while it waits for its instant or for its witnesses.
    static func due(_ wave: Wave, decree: Decree?, phase: DrawPhase?, at now: Instant) -> WaveAction? {
        switch wave.state {
        case .planned: now >= wave.opensAt && now < wave.closesAt ? .open : nil
        case .open: now >= wave.closesAt + Wave.drain ? .close : nil
        case .closed: .draw
        case .sealed:
            switch phase {
            case nil: .draw
            case .failed: .tryAgain
            case .revealing, .signing, .waitingForBeacon: nil
            }
        case .drawn: decree == nil ? .draft : .sign
        case .decreed: now >= wave.announcesAt ? .announce : nil
        case .announced: nil
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
    static let waves = DutySource(permission: .runWaves) { tx, _, platform in
        let now = platform.clock.now()
        let waiting = try tx.waves.known(of: platform.edition.id).filter { wave in
            let phase = try tx.draws.phase(of: wave, platform.edition, at: now)
            guard let act = WaveAction.due(wave, decree: try tx.decrees.of(wave.id), phase: phase, at: now) else {
                return false
            }
            return act != .sign
        }
        let label = Bilingual(id: "Gelombang yang menunggu tindakan", en: "Waves that wait for an act")
        let path = waiting.count == 1 ? Paths.officeWave(waiting[0].address) : Paths.officeWaves
        return [Duty(label: label, count: waiting.count, path: path)]
    }

    static let decrees = DutySource(permission: .signDecrees) { tx, officer, _ in
        let label = Bilingual(
            id: "Keputusan yang menunggu tanda tangan Anda", en: "Decrees that wait for your signature")
        return [Duty(label: label, count: try tx.decrees.waiting(for: officer.signatory), path: Paths.officeWaves)]
    }
}
