import Foundation
import Programme
import Storage

/// The state of a wave's draw so far, for acts and for pages.
struct DrawState: Sendable {
    /// The edition's id.
    let edition: String
    /// The witnesses and the beacon of the current attempt; nil where the edition names none.
    let rules: DrawRules?
    /// The same with all chains of the annex, for the times of earlier attempts.
    let allRules: DrawRules?
    let record: WaveRecord
    let draw: DrawRecord?
    let witnesses: [WitnessRecord]
    /// Latest first; empty where the edition has no witnesses.
    let attempts: [AttemptRecord]
    /// The attempt whose value is stored, and before there is one the latest.
    let current: AttemptRecord?
    let counts: [DrawStatement.Count]
    let lists: [DrawStatement.List]
    /// What the list was made from; nil before the sealing, and where it was sealed before that was stored.
    let origin: DrawStatement.Origin?
    let beacon: BeaconRecord?
    /// Small provinces merged as they were at sealing.
    let pools: ProvincePools

    var wave: Wave { record.wave }

    /// The deadlines of the current attempt.
    var attempt: DrawAttempt? {
        guard let rules, let current else { return nil }
        return rules.attempt(current.number, closing: wave.closesAt)
    }

    func witness(_ id: String) -> WitnessRecord? { witnesses.first { $0.witness == id } }

    /// What a sealed wave's witnesses are expected to do; nil in other states and where the edition has no witnesses.
    func phase(at now: Instant) -> DrawPhase? {
        guard wave.state == .sealed, let rules, let attempt, let current else { return nil }
        let phase = attempt.phase(
            isFinal: current.statement != nil, signatures: current.signatures.count, needed: rules.cosignatures,
            at: now)
        if case .waitingForBeacon(let since) = phase, beacon == nil, rules.hasSecondChain,
            now >= since + .days(DrawRules.silentDays)
        {
            return .silent(since: since)
        }
        return phase
    }

    /// Whether every witness that deposited a commitment has revealed the secret.
    var allShown: Bool { witnesses.allSatisfy { $0.secret != nil } }

    /// What is fixed before the draw, as far as it is known; nil before the list is sealed. Until it is final it does
    /// not say which secrets count.
    var statement: DrawStatement? {
        if let text = current?.statement { return try? DrawStatement(text: text) }
        return statement(isFinal: false)
    }

    /// The statement to be signed, with the secrets that were revealed.
    var finalStatement: DrawStatement? { statement(isFinal: true) }

    private func statement(isFinal: Bool) -> DrawStatement? {
        guard let draw, let root = draw.root, let entries = draw.entries, let closed = record.closedAt,
            let sealed = record.sealedAt
        else { return nil }
        let names = rules?.witnesses.map(\.id) ?? [DrawSecret.system]
        return DrawStatement(
            edition: edition, wave: wave.number, attempt: current?.number ?? 1, places: wave.quota,
            times: .init(
                committed: witnesses.map(\.committedAt).max() ?? draw.openedAt, closed: closed, sealed: sealed),
            entries: entries, counts: counts, lists: lists, root: root,
            commitments: names.map { .init(witness: $0, hash: witness($0)?.commitment) },
            // In the earlier version the statement always shows the secrets so far.
            secrets: rules == nil || !isFinal && origin != nil ? nil : names.map { witness($0)?.secret },
            round: current?.round, chain: current?.chain ?? 1, origin: origin)
    }

    /// The statement followed by the site's signature and the witnesses', as published.
    func note(signedBy seal: ProgrammeSeal) throws -> String? {
        try statement.map { try note($0, current, signedBy: seal) }
    }

    /// The same of any attempt, from the time on at which it says which secrets count; nil before, and where there is no
    /// such attempt. Two attempts may have signatures enough, one on each chain, and readers compute with either.
    func note(ofAttempt number: Int, signedBy seal: ProgrammeSeal) throws -> String? {
        guard let attempt = attempts.first(where: { $0.number == number }), let text = attempt.statement,
            let statement = try? DrawStatement(text: text)
        else { return nil }
        return try note(statement, attempt, signedBy: seal)
    }

    private func note(
        _ statement: DrawStatement, _ attempt: AttemptRecord?, signedBy seal: ProgrammeSeal
    ) throws -> String {
        let order = rules?.witnesses.map(\.id) ?? []
        let lines = order.compactMap { id in attempt?.signatures.first { $0.witness == id }?.line }
        let signed = statement.origin == nil ? "\(statement.text)\n" : try seal.note(statement.text)
        return signed + lines.map { $0 + "\n" }.joined()
    }

    /// Secrets in mixing order. Once there is a statement, only the secrets revealed in time count.
    var secrets: [DrawSecret?] {
        statement?.secrets ?? [witness(DrawSecret.system)?.secret]
    }
}

extension DrawQueries {
    func board(_ number: Int, of edition: Edition) throws -> DrawState {
        try board(tx.waves.require(number, of: edition.id), edition)
    }

    func board(_ wave: ID<Wave>, of edition: Edition) throws -> DrawState {
        try board(tx.waves.require(wave), edition)
    }

    /// The phase of a sealed wave's witnesses; nil, without a query, where the edition has none.
    func phase(of wave: Wave, _ edition: Edition, at now: Instant) throws -> DrawPhase? {
        guard wave.state == .sealed, edition.waves.draw != nil else { return nil }
        return try board(wave.id, of: edition).phase(at: now)
    }

    private func board(_ record: WaveRecord, _ edition: Edition) throws -> DrawState {
        let id = record.wave.id
        let (counts, draw) = (try counts(of: id), try of(id))
        let (rules, beacon) = (try rules(of: draw, edition), try tx.witnesses.beacon(of: id))
        let attempts = try tx.witnesses.attempts(of: id, witnesses: Set((rules?.witnesses ?? []).map(\.id)))
        let current = rules.flatMap { rules in beacon.flatMap { $0.attempt(among: attempts, rules) } } ?? attempts.first
        return DrawState(
            edition: edition.id, rules: rules?.on(chain: current?.chain ?? 1) ?? rules, allRules: rules,
            record: record, draw: draw, witnesses: try tx.witnesses.of(id), attempts: attempts, current: current,
            counts: counts, lists: try lists(of: id), origin: try draw.flatMap { try origin(of: $0, in: id) },
            beacon: beacon, pools: ProvincePools(counts: counts, strata: edition.waves.strata))
    }

    /// The edition's rules with the annex under which the wave was opened, or, before that, with the one in force.
    func rules(of wave: ID<Wave>, _ edition: Edition) throws -> DrawRules? { try rules(of: of(wave), edition) }

    /// The edition's rules with the annex under which the draw was opened, which may be an earlier one.
    private func rules(of draw: DrawRecord?, _ edition: Edition) throws -> DrawRules? {
        try annexed(edition, of: draw).waves.draw
    }

    /// The edition with the annex under which the draw was opened, which may be an earlier one.
    func annexed(_ edition: Edition, of draw: DrawRecord?) throws -> Edition {
        guard let digest = draw?.annex, digest != edition.annex?.digest else { return edition }
        guard let note = try tx.editions.annex(digest) else { throw Inconsistency("a used annex is kept") }
        return try edition.with(Annex(note: note))
    }
}
