import Foundation
import Programme
import Storage

/// The acts on a wave. An officer, the command line and the schedule call the same functions, and each act is recorded
/// in the audit log. Times are by the programme's clock.
struct WaveActions: Sendable {
    let dependencies: Dependencies
    /// The edition of the waves acted on or looked up; acts by number are on waves of the edition in force.
    let edition: Edition

    init(dependencies: Dependencies) {
        (self.dependencies, edition) = (dependencies, dependencies.edition)
    }

    /// - Parameter wave: is looked up under the rules of its own edition.
    init(dependencies: Dependencies, of wave: Wave) {
        (self.dependencies, edition) = (dependencies, dependencies.edition(wave.edition))
    }

    /// Plans the edition's waves and enters its budget in the ledger. Idempotent.
    func prepare() async throws {
        let known = try await dependencies.database.read { [edition] tx in try tx.waves.count(of: edition.id) }
        guard known < edition.waves.total else { return }
        let now = dependencies.clock.now()
        try await dependencies.database.transaction { [dependencies, edition] tx in
            let planned = try edition.waves.dates().compactMap { dates in
                try tx.waves.plan(
                    dates, quota: edition.waves.quota(of: dates), edition: edition.id, ids: dependencies.ids)
            }
            for kind in [BoundKind.waves, .waveBooks] {
                try tx.records.bind(kind, all: planned, at: dependencies.realNow(), ids: dependencies.ids)
            }
            let available = LedgerAccount.Code.programmeAvailable(edition: edition.id)
            try tx.ledger.open(.treasury, ids: dependencies.ids)
            try tx.ledger.open(available, ids: dependencies.ids)
            try EditionSuccession(dependencies: dependencies).appropriate(at: now, in: tx)
            let event = AuditEvent(
                "edition.prepared", subject: "edition:\(edition.id)", detail: ["budget": "\(edition.budget.amount)"])
            try tx.audit.record(event, by: .system, at: dependencies.moment(), ids: dependencies.ids)
        }
    }

    /// Opens the wave for joining. Where the edition has no witnesses, the commitment to the system's secret is
    /// published before the first person can join; witnesses deposit theirs until the wave closes.
    func open(_ number: Int, by actor: Actor) async throws {
        let now = dependencies.clock.now()
        try await dependencies.database.transaction { [self] tx in
            let wave = try tx.waves.require(number, of: edition.id).wave
            try wave.checkOpening(at: now)
            try tx.waves.advance(wave, to: .open, at: now)
            try tx.waves.openJoining(of: wave.id)
            let order = try lockOrder(of: wave)
            try tx.draws.begin(wave.id, annex: edition.annex?.digest, order: order, at: now)
            if try edition.waves.rejoin == .automatic || tx.waves.hasAbandoned() {
                try tx.jobs.enqueue(CarryOver(wave: wave.id, after: nil), on: dependencies)
            }
            try SendWaveNews.begin(.opened, of: wave, in: tx, on: dependencies)
            var detail = ["order": order.commitment.hex]
            if edition.waves.draw == nil { detail["commitment"] = try lockOwnSecret(for: wave, at: now, in: tx).hex }
            try tx.audit.record(
                AuditEvent("wave.opened", subject: wave.subject, detail: detail), by: actor, at: dependencies.moment(),
                ids: dependencies.ids)
        }
    }

    /// Generates the secret from which tickets, household tags and salts will follow.
    private func lockOrder(of wave: Wave) throws -> LockedOrder {
        guard let order = DrawOrder(dependencies.random.bytes(32)) else {
            throw Inconsistency("32 bytes were asked for")
        }
        return LockedOrder(
            commitment: order.commitment(edition: edition.id, wave: wave.number),
            sealed: try dependencies.vault.seal(order.bytes, table: "draw", column: "order", row: wave.id.rawValue))
    }

    /// Generates the system's secret and stores it encrypted until the draw. Returns its commitment.
    private func lockOwnSecret(for wave: Wave, at now: Instant, in tx: Transaction) throws -> Data {
        guard let secret = DrawSecret(dependencies.random.bytes(32)) else {
            throw Inconsistency("32 bytes were asked for")
        }
        let lock = secret.commitment(wave: wave.number, witness: DrawSecret.system)
        let sealed = try dependencies.vault.seal(secret.bytes, table: "draw", column: "secret", row: wave.id.rawValue)
        _ = try tx.witnesses.deposit(
            lock, of: DrawSecret.system, in: wave.id, paper: nil, sealed: sealed, at: now)
        return lock
    }

    /// Closes the wave for joining, after the closing instant and the drain period that follows it.
    func close(_ number: Int, by actor: Actor) async throws {
        let now = dependencies.clock.now()
        try await dependencies.database.transaction { [dependencies, edition] tx in
            let wave = try tx.waves.require(number, of: edition.id).wave
            try wave.checkClosing(at: now)
            try tx.waves.advance(wave, to: .closed, at: now)
            try tx.waves.closeJoining(of: wave.id)
            let joined = try tx.waves.joined(in: wave.id)
            try tx.entries.bindCount(joined, in: wave.id, at: dependencies.realNow(), ids: dependencies.ids)
            try tx.audit.record(
                AuditEvent("wave.closed", subject: wave.subject, detail: ["joined": "\(joined)"]), by: actor,
                at: dependencies.moment(), ids: dependencies.ids)
        }
    }

    /// Publishes the outcome to every participant at the same instant, and starts the notices. The decree takes effect
    /// now: cards are issued from this instant on, so that a person's days for the first purchase do not begin before
    /// they can know of the card.
    func announce(_ number: Int, by actor: Actor) async throws {
        let now = dependencies.clock.now()
        try await dependencies.database.transaction { [self] tx in
            let wave = try tx.waves.requireAsPlanned(number, of: edition.id, vault: dependencies.vault).wave
            try wave.checkAnnouncing(at: now)
            try tx.waves.advance(wave, to: .announced, at: now)
            try tx.jobs.enqueue(IssueCards(wave: wave.id, decreedAt: now), on: dependencies)
            try tx.jobs.enqueue(SendOutcomes(wave: wave.id), on: dependencies)
            try carryOverIntoOpenWave(in: tx)
            try tx.audit.record(
                AuditEvent("wave.announced", subject: wave.subject), by: actor, at: dependencies.moment(),
                ids: dependencies.ids
            )
        }
    }
}

extension WaveActions {
    /// Covers an outcome that is announced while the next wave is already open.
    private func carryOverIntoOpenWave(in tx: Transaction) throws {
        guard edition.waves.rejoin == .automatic else { return }
        try carryOverNow(in: tx)
    }

    /// Takes people into the wave that is open.
    func carryOverNow(in tx: Transaction) throws {
        for wave in try tx.waves.known(of: edition.id) where wave.state == .open {
            try tx.jobs.enqueue(CarryOver(wave: wave.id, after: nil), on: dependencies)
        }
    }
}

extension Wave {
    /// The wave's subject in the audit trail.
    var subject: String { "wave:\(books)" }
}
