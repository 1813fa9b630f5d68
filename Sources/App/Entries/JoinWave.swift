import Foundation
import Programme
import Storage

/// Joins a person to a wave or withdraws them: one short transaction that writes their own rows and one `wave_gate`
/// shard.
struct JoinWave: Sendable {
    let dependencies: Dependencies

    /// - Parameter arrivedAt: when the request arrived, by the programme's clock. The closing instant is compared with
    ///   it.
    func join(_ address: WaveAddress, _ person: ID<Account>, arrivedAt: Instant) async throws {
        let shard = Int(dependencies.random.bytes(1)[0]) % WaveQueries.shards
        do {
            try await dependencies.database.transaction { tx in
                let wave = try tx.waves.require(address).wave
                try dependencies.switches.require(.join)
                let eligibility = try requirementsAsBound(wave, person, arrivedAt: arrivedAt, in: tx)
                _ = try enter(
                    wave, person, eligibility, arrivedAt: arrivedAt, shard: shard, by: .person(person), in: tx)
            }
        } catch let refusal as any Refusal where refusal is WaveRefusal || refusal is ServiceClosedRefusal {
            // A person whose entry was committed earlier is shown it, also after the closing. It is read after the
            // rollback, so that the entry written by this transaction does not count.
            guard try await isIn(address, person) else { throw refusal }
        }
    }

    private func isIn(_ address: WaveAddress, _ person: ID<Account>) async throws -> Bool {
        try await dependencies.database.read { tx in
            guard let wave = try? tx.waves.require(address).wave,
                let entry = try tx.entries.of(person, in: wave.id)
            else { return false }
            return entry.state != .withdrawn
        }
    }

    /// Joins a person. False when they are in the wave already; a repeated submission changes nothing.
    ///
    /// - Parameters:
    ///   - eligibility: the result of `requirementsAsBound` in this transaction.
    ///   - shard: the `wave_gate` shard that counts the entry.
    func enter(
        _ wave: Wave, _ person: ID<Account>, _ eligibility: WaveEligibility, arrivedAt: Instant, shard: Int,
        by actor: Actor, in tx: Transaction
    ) throws -> Bool {
        let joining = Joining(
            wave: wave.id, person: person, application: eligibility.application, arrivedAt: arrivedAt, shard: shard,
            priority: eligibility.priority, province: Int(eligibility.province, in: 1...99) ?? 0,
            household: eligibility.household)
        guard let (entry, isAgain) = try tx.entries.join(joining, ids: dependencies.ids) else { return false }
        guard try tx.waves.count(1, at: shard, of: wave.id) else { throw WaveRefusal.closed(wave.closesAt) }
        // The log's order of a person's acts is the one of ids, and two servers' are only loosely in order.
        let vault = dependencies.vault
        if isAgain, let left = try tx.entries.latestWithdrawal(of: entry, from: wave, vault: vault) {
            dependencies.ids.advance(past: left)
        }
        let receipt = JoinReceipt(
            wave: wave.number, arrivedAt: arrivedAt, entry: JoinReceipt.name(of: entry, vault))
        try tx.audit.record(
            AuditEvent(
                "entry.joined", subject: receipt.subject,
                detail: ["wave": "\(wave.number)", "entry": "\(entry)", "arrived": arrivedAt.description]),
            by: actor, at: dependencies.moment(), ids: dependencies.ids)
        return true
    }

    func withdraw(_ address: WaveAddress, _ person: ID<Account>, arrivedAt: Instant) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            let wave = try tx.waves.require(address).wave
            try wave.release(at: arrivedAt)
            guard let (entry, shard) = try tx.entries.withdraw(person, from: wave.id) else { return }
            if let joined = try tx.entries.latestJoining(of: entry, vault: dependencies.vault) {
                dependencies.ids.advance(past: joined)
            }
            guard try tx.waves.count(-1, at: shard, of: wave.id) else { throw WaveRefusal.closed(wave.closesAt) }
            try tx.audit.record(
                AuditEvent("entry.withdrawn", subject: wave.subject, detail: ["entry": "\(entry)"]),
                by: .person(person), at: dependencies.moment(), ids: dependencies.ids)
        }
    }

    /// The reason why a person cannot join; nil when there is none.
    func obstacle(_ wave: Wave, _ person: ID<Account>, arrivedAt: Instant, in tx: Transaction) throws -> WaveRefusal? {
        do {
            _ = try requirements(wave, person, arrivedAt: arrivedAt, in: tx)
            return nil
        } catch let refusal as WaveRefusal {
            return refusal
        }
    }

    /// The facts that an entry would record; nil when the person cannot join, or what decides it was changed by other
    /// means than an act.
    func eligibility(of person: ID<Account>, for wave: Wave, arrivedAt: Instant, in tx: Transaction) throws
        -> WaveEligibility?
    {
        do {
            return try requirementsAsBound(wave, person, arrivedAt: arrivedAt, in: tx)
        } catch is WaveRefusal {
            return nil
        } catch is RecordRefusal {
            return nil
        }
    }

    /// `requirements`, by a decision, answers and an identity that are as their acts left them: an entry keeps these
    /// facts when the rows are put back. Throws `RecordRefusal.heldBack` otherwise.
    private func requirementsAsBound(
        _ wave: Wave, _ person: ID<Account>, arrivedAt: Instant, in tx: Transaction
    ) throws -> WaveEligibility {
        // The records that the person's decision is made by are held first: a decision that is being made has been written
        // once they are had, and is the one that is read.
        var held = [try tx.records.hold(.declared, person)]
        if let claim = try tx.identity.claim(of: person)?.id {
            for kind in [BoundKind.identities, .identityData] { held.append(try tx.records.hold(kind, claim)) }
        }
        let decision = try tx.applications.decisionInForce(on: person)
        if let decision { held.append(try tx.records.hold(.decisions, decision)) }
        let eligibility = try requirements(wave, person, arrivedAt: arrivedAt, in: tx)
        for record in held { try dependencies.requireAsBound(record, in: tx) }
        guard try tx.applications.decisionInForce(on: person) == decision else { throw StorageFault.contended }
        return eligibility
    }

    /// The one check for joining, for the page, the button and the carry-over: the wave, the account, the person's
    /// other waves, the decision, the region. Throws the first `WaveRefusal` in this order: page and button give the
    /// same reason.
    ///
    /// - Returns: the facts that the entry records.
    private func requirements(
        _ wave: Wave, _ person: ID<Account>, arrivedAt: Instant, in tx: Transaction
    ) throws -> WaveEligibility {
        try admit(wave, arrivedAt: arrivedAt)
        guard try !dependencies.isSuspended(person, in: tx) else { throw WaveRefusal.suspended }
        try checkOtherWaves(of: person, than: wave, in: tx)
        guard
            let eligibility = try tx.applications.eligibility(
                of: person, edition: dependencies.edition, vault: dependencies.vault),
            eligibility.decision == .eligible
        else { throw WaveRefusal.notEligible }
        try checkRegion(of: eligibility, in: wave)
        return eligibility
    }

    /// Refuses a wave of an earlier edition: if it never opened, it stays closed.
    private func admit(_ wave: Wave, arrivedAt: Instant) throws(WaveRefusal) {
        guard wave.edition == dependencies.edition.id else { throw .earlierEdition(wave.edition) }
        try wave.admit(arrivedAt: arrivedAt)
    }

    /// The edition may restrict a wave to certain regions.
    private func checkRegion(of eligibility: WaveEligibility, in wave: Wave) throws {
        guard let regions = dependencies.edition.waves.regions(of: wave.number) else { return }
        let home = Home(province: eligibility.province, regency: eligibility.regency)
        guard home.isIn(regions) else { throw WaveRefusal.otherRegion(regions.map(Regions.name)) }
    }

    /// Refuses a person whose outcome in another wave is pending and, where the edition allows one card in a lifetime,
    /// a person selected before.
    private func checkOtherWaves(of person: ID<Account>, than wave: Wave, in tx: Transaction) throws {
        for other in try tx.entries.others(of: person, than: wave.id) {
            guard try isOver(other, in: tx) else { throw WaveRefusal.outcomePending(wave: other.wave) }
            if other.isPlace, dependencies.edition.eligibility.onceInALifetime {
                throw WaveRefusal.alreadySelected
            }
        }
    }

    /// Whether the other wave is announced, or two officers ended it without a draw. Its own row does not count for the
    /// latter: SQL could say so for a while, and the person would be in two draws.
    private func isOver(_ other: OtherEntry, in tx: Transaction) throws -> Bool {
        switch other.waveState {
        case .announced: true
        case .abandoned: try tx.abandonments.decided(of: other.id, vault: dependencies.vault) != nil
        case .planned, .open, .closed, .sealed, .drawn, .decreed: false
        }
    }
}

extension JoinReceipt {
    init(_ entry: PersonEntry, of wave: Wave, vault: Vault) {
        self.init(wave: wave.number, arrivedAt: entry.arrivedAt, entry: Self.name(of: entry.id, vault))
    }

    /// The entry's pseudonym in published data: a keyed hash, which cannot be traced to a person without our key.
    static func name(of entry: ID<Entry>, _ vault: Vault) -> Data {
        vault.lookup(entry.description, purpose: "entry-name").prefix(entryBytes)
    }

    /// The subject of the entry's events in the audit trail.
    var subject: String { "entry:\(entry.hex)" }
}
