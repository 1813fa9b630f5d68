import Hummingbird
import Programme
import Storage

/// Joining and leaving a wave, and what came of it.
struct JoinPages: Sendable {
    let platform: Platform

    var routes: RouteCollection<SignedInContext> {
        let routes = RouteCollection(context: SignedInContext.self)
        routes.get("/gelombang/:number/gabung", use: confirm)
        routes.post("/gelombang/:number/gabung", use: join)
        routes.post("/gelombang/:number/mundur", use: leave)
        routes.get("/gelombang/:number/saya", use: mine)
        return routes
    }

    @Sendable private func confirm(request: Request, context: SignedInContext) async throws -> Response {
        let number = try context.waveNumber()
        let (person, arrivedAt) = (context.person, context.browser.arrivedAt)
        let page = try await platform.database.read { [platform] tx -> JoinPage? in
            let wave = try tx.waves.require(number, of: platform.edition.id).wave
            if let entry = try tx.entries.of(person, in: wave.id), entry.state != .withdrawn { return nil }
            let obstacle = try JoinWave(platform: platform).obstacle(wave, person, arrivedAt: arrivedAt, in: tx)
            return JoinPage(
                t: context.t, now: arrivedAt, wave: wave, joined: try tx.waves.joined(in: wave.id), obstacle: obstacle,
                decision: try tx.applications.standing(of: person, on: platform)?.decision,
                rules: platform.edition.eligibility,
                csrf: context.newForm.csrf)
        }
        guard let page else { return context.redirect(Paths.myEntry(number)) }
        return context.page(page)
    }

    @Sendable private func join(request: Request, context: SignedInContext) async throws -> Response {
        let number = try context.waveNumber()
        _ = try await context.form(request)
        try await JoinWave(platform: platform).join(number, context.person, arrivedAt: context.browser.arrivedAt)
        return context.redirect(Paths.myEntry(number))
    }

    @Sendable private func leave(request: Request, context: SignedInContext) async throws -> Response {
        let number = try context.waveNumber()
        _ = try await context.form(request)
        try await JoinWave(platform: platform).withdraw(number, context.person, arrivedAt: context.browser.arrivedAt)
        return context.redirect(Paths.myEntry(number))
    }

    @Sendable private func mine(request: Request, context: SignedInContext) async throws -> Response {
        let number = try context.waveNumber()
        let (person, now) = (context.person, platform.clock.now())
        let csrf = context.newForm.csrf
        let page = try await platform.database.read { [platform] tx -> MyEntryPage? in
            let waves = try tx.waves.all(of: platform.edition.id).map(\.wave)
            guard let wave = waves.first(where: { $0.number == number }) else { throw WaveRefusal.unknown }
            guard let entry = try tx.entries.of(person, in: wave.id) else { return nil }
            let next = waves.first { $0.number > number && ($0.isJoinable(at: now) || now < $0.opensAt) }
            let pool = try tx.draws.pools(of: wave.id).first { $0.stratum == entry.line?.stratum }
            return MyEntryPage(
                t: context.t, now: now, wave: wave, entry: entry,
                receipt: JoinReceipt(entry, of: wave, vault: platform.vault),
                receiptText: try platform.seal.text(of: JoinReceipt(entry, of: wave, vault: platform.vault)),
                participants: try tx.draws.of(wave.id)?.entries ?? 0, pool: pool, next: next, csrf: csrf)
        }
        guard let page else { return context.redirect(Paths.joinWave(number)) }
        return context.page(page)
    }
}
