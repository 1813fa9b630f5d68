import Foundation
import Programme
import Storage

extension WaveActs {
    /// Seals the list and draws: two transactions, so that the root stands before the secret is shown. A wave that was
    /// sealed before is only drawn.
    func draw(_ number: Int, by actor: Actor) async throws {
        let state = try await platform.database.read { [edition] tx in
            try tx.waves.require(number, of: edition.id).wave.state
        }
        if state != .sealed { try await seal(number, by: actor) }
        try await reveal(number, by: actor)
    }

    private func seal(_ number: Int, by actor: Actor) async throws {
        let now = platform.clock.now()
        try await platform.database.transaction { [platform, edition] tx in
            let wave = try tx.waves.require(number, of: edition.id).wave
            try wave.checkSealing()
            try tx.lists.requireFresh(on: platform)
            let list = try sealedList(of: wave, in: tx)
            for (entry, sealed) in list { try tx.draws.seal(entry, as: sealed) }
            let root = SealedList(list.map(\.sealed)).root
            try tx.draws.seal(wave.id, root: root, entries: list.count)
            try tx.waves.advance(wave, to: .sealed, at: now)
            try tx.audit.record(
                AuditEvent(
                    "wave.sealed", subject: wave.subject, detail: ["root": root.hex, "entries": "\(list.count)"]),
                by: actor, on: platform)
        }
    }

    /// Tickets in a random order, household tags made for this wave alone, and a salt for each.
    private func sealedList(
        of wave: Wave, in tx: Transaction
    ) throws -> [(entry: ID<Entry>, sealed: SealedEntry)] {
        let joined = try tx.draws.joined(in: wave.id)
        let tickets = Shuffle.tickets(joined.count, key: platform.random.bytes(32))
        // Only an edition with a limit per family card needs to know of earlier waves.
        let limited = edition.eligibility.beneficiariesPerFamilyCard != nil
        let earlier = limited ? try tx.draws.selectedByHousehold() : [:]
        var tags: [Data: Data] = [:]
        return zip(joined, tickets).map { entry, ticket in
            let tag = tags[entry.household] ?? platform.random.bytes(16)
            tags[entry.household] = tag
            let sealed = SealedEntry(
                ticket: Int(ticket), priority: entry.priority, province: entry.province, household: tag,
                earlier: min(255, earlier[entry.household] ?? 0), salt: platform.random.bytes(16))
            return (entry.id, sealed)
        }
    }

    private func reveal(_ number: Int, by actor: Actor) async throws {
        let now = platform.clock.now()
        try await platform.database.transaction { [platform, edition] tx in
            let record = try tx.waves.require(number, of: edition.id)
            let wave = record.wave
            try wave.checkDrawing()
            guard let draw = try tx.draws.of(wave.id) else { preconditionFailure("a sealed wave has its root") }
            let bytes = try platform.vault.open(
                draw.secretSealed, table: "draw", column: "secret", row: wave.id.rawValue)
            guard let secret = DrawSecret(bytes), let statement = statement(record, draw) else {
                preconditionFailure("a sealed wave has its root and its 32 bytes")
            }
            let seed = statement.seed(secrets: [secret], randomness: nil)
            let list = SealedList(try tx.draws.sealed(in: wave.id))
            let outcome = Draw(edition: edition, places: wave.quota).everybody(of: list, seed: seed)
            try tx.draws.record(outcome, secret: secret, seed: seed, of: wave.id)
            try tx.waves.advance(wave, to: .drawn, at: now)
            let selected = outcome.lines.filter(\.selected).count
            try tx.audit.record(
                AuditEvent("wave.drawn", subject: wave.subject, detail: ["selected": "\(selected)", "seed": seed.hex]),
                by: actor, on: platform)
        }
    }

    /// What was fixed before the draw; nil before the list is sealed.
    private func statement(_ record: WaveRecord, _ draw: DrawRecord) -> DrawStatement? {
        guard let root = draw.root, let entries = draw.entries, let closed = record.closedAt,
            let sealed = record.sealedAt
        else { return nil }
        return DrawStatement(
            edition: edition.id, wave: record.wave.number, places: record.wave.quota,
            times: .init(committed: draw.committedAt, closed: closed, sealed: sealed), entries: entries, root: root,
            commitments: [.init(witness: DrawSecret.system, hash: draw.commitment)], round: nil)
    }

    /// Everything a stranger needs to compute the draw again; nil until the outcome is announced.
    func bundle(_ number: Int) async throws -> DrawBundle? {
        try await platform.database.read { [edition] tx in
            let record = try tx.waves.require(number, of: edition.id)
            guard record.wave.state == .announced, let draw = try tx.draws.of(record.wave.id),
                let secret = draw.secret.flatMap(DrawSecret.init), let statement = statement(record, draw)
            else { return nil }
            return DrawBundle(
                edition: edition, note: statement.text + "\n", statement: statement,
                list: SealedList(try tx.draws.sealed(in: record.wave.id)), secrets: [secret], beacon: nil)
        }
    }
}
