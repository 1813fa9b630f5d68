import HTTPTypes
import Hummingbird
import NIOCore
import Programme
import Storage

/// Joining and leaving a wave, and the participant's own outcome.
struct JoinPages: Sendable {
    let dependencies: Dependencies

    var routes: RouteCollection<SignedInContext> {
        let routes = RouteCollection(context: SignedInContext.self)
        routes.get(Paths.joinWave.pattern, use: confirm)
        routes.post(Paths.joinWave.pattern, use: join)
        routes.post(Paths.leaveWave.pattern, use: leave)
        routes.get(Paths.myEntry.pattern, use: mine)
        routes.get(Paths.drawProof.pattern, use: proof)
        return routes
    }

    @Sendable private func confirm(request: Request, context: SignedInContext) async throws -> Response {
        let address = try context.waveAddress()
        let (person, arrivedAt) = (context.person, context.browser.arrivedAt)
        let page = try await dependencies.database.read { [dependencies] tx -> JoinPage? in
            let wave = try tx.waves.require(address).wave
            if let entry = try tx.entries.of(person, in: wave.id), entry.state != .withdrawn { return nil }
            try dependencies.switches.require(.join)
            let obstacle = try JoinWave(dependencies: dependencies).obstacle(wave, person, arrivedAt: arrivedAt, in: tx)
            return JoinPage(
                t: context.t, now: arrivedAt, wave: wave, joined: try tx.waves.joined(in: wave.id), obstacle: obstacle,
                decision: try tx.applications.eligibility(
                    of: person, edition: dependencies.edition, vault: dependencies.vault)?.decision,
                rules: dependencies.edition.conditions,
                csrf: context.newForm.csrf)
        }
        guard let page else { return context.redirect(Paths.myEntry(address)) }
        return context.page(page)
    }

    @Sendable private func join(request: Request, context: SignedInContext) async throws -> Response {
        let address = try context.waveAddress()
        _ = try await context.form(request)
        try await JoinWave(dependencies: dependencies).join(
            address, context.person, arrivedAt: context.browser.arrivedAt)
        return context.redirect(Paths.myEntry(address))
    }

    @Sendable private func leave(request: Request, context: SignedInContext) async throws -> Response {
        let address = try context.waveAddress()
        _ = try await context.form(request)
        try await JoinWave(dependencies: dependencies).withdraw(
            address, context.person, arrivedAt: context.browser.arrivedAt)
        return context.redirect(Paths.myEntry(address))
    }

    /// Reads the entry by two indexed queries and the rest from the cache: after an announcement a million people open
    /// this page within a minute.
    @Sendable private func mine(request: Request, context: SignedInContext) async throws -> Response {
        let address = try context.waveAddress()
        let known = try await PublicWave.of(address, on: dependencies)
        let waves = try await PublicWave.all(on: dependencies).waves
        let (person, now) = (context.person, dependencies.clock.now())
        // A message is promised only before the announcement, when few people open this page.
        let isAnnounced = known.wave.state == .announced
        let (entry, attempt, isReached) = try await dependencies.database.read { tx in
            let entry = try tx.entries.of(person, in: known.wave.id)
            let attempt = try entry.map { try tx.entries.attempt($0.id, of: person) } ?? 0
            return (entry, attempt, try isAnnounced || tx.accounts.isReached(person))
        }
        guard let entry else { return context.redirect(Paths.joinWave(address)) }
        // Only a place given at the announcement can be withdrawn later.
        let mayBeOut = known.wave.state == .announced && (entry.state == .selected || entry.state == .disqualified)
        let removal =
            mayBeOut ? try await dependencies.database.read { try $0.disqualifications.of(entry.id) } : nil
        let takenOut =
            entry.state == .withdrawn
            ? try await dependencies.database.read { try $0.entries.removal(of: entry.id) } : nil
        let receipt = JoinReceipt(entry, of: known.wave, vault: dependencies.vault)
        return context.page(
            MyEntryPage(
                t: context.t, now: now, known: known, entry: entry, attempt: attempt, removal: removal,
                takenOut: takenOut,
                rules: dependencies.edition.conditions,
                familyLimit: entry.familyLimit(
                    in: known.wave, of: dependencies.edition(known.wave.edition), at: now),
                receipt: receipt,
                receiptText: try dependencies.seal.text(of: receipt),
                next: waves.first { $0.opensAt > known.wave.opensAt && ($0.isJoinable(at: now) || now < $0.opensAt) },
                isCarriedOver: known.wave.state == .abandoned
                    || known.wave.edition == dependencies.edition.id
                        && dependencies.edition.waves.rejoin == .automatic,
                csrf: context.newForm.csrf, isReached: isReached))
    }

    /// The Merkle proof that the signed-in person's entry is on the sealed list.
    @Sendable private func proof(request: Request, context: SignedInContext) async throws -> Response {
        let address = try context.waveAddress()
        let wave = try await PublicWave.of(address, on: dependencies).wave
        let acts = DrawActions(dependencies: dependencies, of: wave)
        guard let proof = try await acts.proof(of: context.person, in: wave.number) else { throw HTTPError(.notFound) }
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/json",
                .contentDisposition: "attachment; filename=\"bukti-undian-\(address).json\"",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try proof.file())))
    }
}
