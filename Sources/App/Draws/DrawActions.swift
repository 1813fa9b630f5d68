import Foundation
import Logging
import Programme
import Storage

/// Seals, draws and proves. An officer, the command line, jobs and the public pages call the same functions.
struct DrawActions: Sendable {
    let dependencies: Dependencies
    let edition: Edition

    /// Acts on waves of the edition in force.
    init(dependencies: Dependencies) {
        (self.dependencies, edition) = (dependencies, dependencies.edition)
    }

    /// - Parameter wave: is looked up under the rules of its own edition.
    init(dependencies: Dependencies, of wave: Wave) {
        (self.dependencies, edition) = (dependencies, dependencies.edition(wave.edition))
    }

    /// Up to how many entries a wave is sealed and drawn within the officer's request; larger waves are left to a job.
    static let atOnce = 20_000

    /// Draws a wave now. A large one is sealed and drawn by a job, so that the officer's request does not wait for it.
    func drawOrEnqueue(_ number: Int, by officer: ID<Officer>) async throws {
        let isLarge = try await dependencies.database.transaction { [dependencies] tx in
            let wave = try tx.waves.require(number, of: dependencies.edition.id).wave
            guard wave.state == .closed, try tx.waves.joined(in: wave.id) > Self.atOnce else { return false }
            try tx.jobs.enqueue(DrawWave(wave: number, officer: officer), on: dependencies)
            try tx.audit.record(
                AuditEvent(DrawWave.asked, subject: wave.subject), by: .officer(officer), at: dependencies.moment(),
                ids: dependencies.ids)
            return true
        }
        if !isLarge { try await draw(number, by: .officer(officer)) }
    }

    /// Seals the list and, where the edition has no witnesses, draws it at once. These are still two steps, so that the
    /// root is stored before the secret is used. A wave that is sealed already is only drawn.
    func draw(_ number: Int, by actor: Actor) async throws {
        let state = try await dependencies.database.read { [edition] tx in
            try tx.waves.require(number, of: edition.id).wave.state
        }
        if state != .sealed { try await SealList(dependencies: dependencies).seal(number, by: actor) }
        if edition.waves.draw == nil || state == .sealed { try await drawSealed(number, by: actor) }
    }

    /// Draws a sealed wave from the secrets and, where the edition asks for it, the public randomness. The ranks are
    /// computed in memory and written in pages, in many short transactions; the last one sets the wave's state. No
    /// outcome is shown before the announcement.
    func drawSealed(_ number: Int, by actor: Actor) async throws {
        let board = try await board(number)
        try board.wave.checkDrawing()
        try await requireAsPlanned(board.wave)
        let secrets = try secrets(of: board)
        guard let statement = board.statement else { throw Inconsistency("a sealed wave has its statement") }
        try await requireWatched(statement, of: board)
        try await requireFetched(board)
        let seed = statement.seed(secrets: secrets, randomness: board.beacon?.value.value)
        let list = try await sealedList(board)
        try await require(list, asSealedBy: statement, in: board.wave)
        try await fix(seed, of: board)
        let results = Draw(edition: edition, places: board.wave.quota).everybody(of: list, seed: seed)
        try await WriteOutcome(dependencies: dependencies, wave: board.wave.id).write(results)
        let pools = results.pools
        let now = dependencies.clock.now()
        try await dependencies.database.transaction { [dependencies, edition] tx in
            let wave = try tx.waves.requireAsPlanned(number, of: edition.id, vault: dependencies.vault).wave
            guard wave.quota == board.wave.quota else { throw RecordRefusal.waveChanged }
            try wave.checkDrawing()
            let selected = pools.reduce(0) { $0 + $1.selected }
            try requireOnlyGiven(selected, in: wave, tx)
            try requireAsSealed(statement.root, wave, tx)
            try tx.draws.finish(pools, selected: selected, of: wave.id)
            for kind in [BoundKind.draws, .drawOutcomes] {
                try tx.records.bind(kind, wave.id, at: dependencies.realNow(), ids: dependencies.ids)
            }
            try tx.waves.advance(wave, to: .drawn, at: now)
            try tx.audit.record(
                AuditEvent("wave.drawn", subject: wave.subject, detail: ["selected": "\(selected)", "seed": seed.hex]),
                by: actor, at: dependencies.moment(), ids: dependencies.ids)
        }
    }

    /// The draw has compared each place that it gave; one beside these was put in by other means.
    private func requireOnlyGiven(_ selected: Int, in wave: Wave, _ tx: Transaction) throws {
        let others = try tx.entries.places(in: wave.id) - selected
        guard others != 0 else { return }
        dependencies.logger.error(
            "a wave waits: it has places that its draw did not give; delete its rows of entry_place, and draw again",
            metadata: ["wave": "\(wave.id)", "number": "\(others)"])
        throw WaveRefusal.entriesChanged(abs(others))
    }

    /// Before the places are computed from the wave's quota; the last transaction compares it again.
    private func requireAsPlanned(_ wave: Wave) async throws {
        let isAsPlanned = try await dependencies.database.read { [dependencies] tx in
            try tx.records.isAsBound(.waves, wave.id, vault: dependencies.vault)
        }
        guard isAsPlanned else { throw RecordRefusal.waveChanged }
    }

    func board(_ number: Int) async throws -> DrawState {
        try await dependencies.database.read { [edition] tx in try tx.draws.board(number, of: edition) }
    }

    /// The secrets that count. The system's own is decrypted here and nowhere else.
    private func secrets(of board: DrawState) throws -> [DrawSecret?] {
        if edition.waves.draw != nil {
            guard let beacon = board.beacon, beacon.value.round == board.current?.round,
                board.phase(at: dependencies.clock.now())?.isWaitingForBeacon == true,
                board.awaited(at: beacon.fetchedAt).contains(where: { $0.attempt.number == board.current?.number })
            else { throw WaveRefusal.notReadyToDraw }
            try verify(beacon.value, of: board)
            return board.secrets
        }
        guard let own = board.witness(DrawSecret.system), let sealed = own.sealed else {
            throw Inconsistency("a wave without witnesses has the system's secret")
        }
        let bytes = try dependencies.vault.open(sealed, table: "draw", column: "secret", row: board.wave.id.rawValue)
        guard let secret = DrawSecret(bytes) else { throw Inconsistency("a secret has 32 bytes") }
        return [secret]
    }

    /// The value was verified when it was fetched; one that was put into the database since must not draw.
    private func verify(_ value: BeaconValue, of board: DrawState) throws {
        guard let chain = board.rules?.beacon.chain else { return }
        do throws(BeaconSignatureFault) {
            try value.verify(chain)
        } catch {
            throw Inconsistency("the stored public randomness is not its chain's: \(error)")
        }
    }

    private func fix(_ seed: Data, of board: DrawState) async throws {
        let (now, own) = (dependencies.clock.now(), edition.waves.draw == nil ? try secrets(of: board)[0] : nil)
        try await dependencies.database.transaction { tx in
            try tx.draws.fix(seed, of: board.wave.id)
            if let own { try tx.witnesses.reveal(own, of: DrawSecret.system, in: board.wave.id, at: now) }
        }
    }

    /// Writes the pages of a wave that was sealed before there were pages, if `WritePages` has not done it yet.
    func ensurePages(_ board: DrawState) async throws {
        if let draw = board.draw, draw.pages == nil { try await EarlierList(acts: self, board: board).write() }
    }

    /// The list as it was sealed.
    func sealedList(_ board: DrawState) async throws -> SealedList {
        try await ensurePages(board)
        var bytes = Data()
        bytes.reserveCapacity((board.draw?.entries ?? 0) * SealedList.entryBytes)
        var last: Int64 = 0
        while true {
            let pages = try await dependencies.database.read { [last] tx in
                try tx.draws.pages(.list, of: board.wave.id, after: last, limit: WriteListPages.chunk)
            }
            guard let end = pages.last else { break }
            for page in pages { bytes.append(page.bytes) }
            last = end.first
        }
        guard let list = SealedList(bytes: bytes), list.count == board.draw?.entries ?? 0 else {
            throw Inconsistency("a sealed list has as many lines as it was sealed with")
        }
        return list
    }

    /// Everything needed to recompute the draw independently; nil until the promised instant.
    func bundle(_ number: Int) async throws -> DrawBundle? {
        let board = try await board(number)
        guard board.wave.showsDraw(at: dependencies.clock.now()), let statement = board.statement,
            let note = try board.note(signedBy: dependencies.seal)
        else { return nil }
        return DrawBundle(
            edition: edition, note: note, statement: statement, list: try await sealedList(board),
            secrets: board.secrets, beacon: board.beacon?.value)
    }

    /// The proof that a person's line is on the sealed list; nil before it is sealed.
    func proof(of person: ID<Account>, in number: Int) async throws -> DrawProof? {
        let board = try await board(number)
        return try await dependencies.database.read { tx in
            guard let ticket = try tx.entries.of(person, in: board.wave.id)?.ticket,
                let entries = board.draw?.entries, let pieces = try tx.draws.pieces(of: board.wave.id)
            else { return nil }
            let first = (ticket - 1) / SealedList.pieceEntries * SealedList.pieceEntries + 1
            guard let lines = try piece(of: board, from: first, in: tx),
                let proof = DrawProof(wave: number, ticket: ticket, entries: entries, piece: lines, pieces: pieces)
            else { throw Inconsistency("the stored pieces of a sealed list hold its tickets") }
            return proof
        }
    }

    /// The lines of the piece that begins with this ticket.
    private func piece(of board: DrawState, from first: Int, in tx: Transaction) throws -> [SealedEntry]? {
        guard board.draw?.pages != nil else {
            return try tx.draws.earlierPiece(
                in: board.wave.id, from: first, limit: SealedList.pieceEntries, pools: board.pools)
        }
        let pages = try tx.draws.pages(
            .list, of: board.wave.id, after: Int64(first - 1), limit: SealedList.pieceEntries / SealedList.pageEntries)
        return SealedList.entries(of: pages.reduce(into: Data()) { $0.append($1.bytes) }, first: first)
    }
}
