import Foundation
import Logging
import Programme
import Storage

/// Carries out disqualifications that were not contested in time or whose contest was dismissed: in one transaction the
/// entry loses its place, its card's money returns to the wave, and the next rank gets place and card.
///
/// While another wave is between closing and announcement it waits: the person of the next rank may be in that draw,
/// and must neither get two places nor lose one for having joined again.
///
/// A person who cannot take the place is passed over. After `DrawChanges.mostPassed` of them the place stays empty, and
/// its money is free for later waves: with more the office could choose who is next.
struct CarryOutDisqualifications: Job {
    static let name = "draw.carry-out"
    /// Cases of one wave in one run.
    static let chunk = 500

    var uniqueKey: String? { "all" }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        let now = dependencies.clock.now()
        let due = try await dependencies.database.read { tx -> [(Wave, [ID<Disqualification>])] in
            // Of every edition, because cases of an earlier edition's waves still have to be carried out.
            let waves = try dependencies.editions.flatMap { try tx.waves.all(of: $0.id).map(\.wave) }
            guard
                !waves.contains(where: { (.closed ... .decreed).contains($0.state) && $0.state != .abandoned })
            else { return [] }
            return try waves.filter { $0.state == .announced }.map { wave in
                (wave, try tx.disqualifications.due(in: wave.id, at: now, limit: Self.chunk))
            }.filter { !$0.1.isEmpty }
        }
        for (wave, cases) in due {
            guard try await isAsDrawn(wave, on: dependencies) else { continue }
            let acts = DrawActions(dependencies: dependencies, of: wave)
            let board = try await acts.board(wave.number)
            guard let seed = board.draw?.seed else { throw Inconsistency("an announced wave was drawn") }
            let list = try await acts.sealedList(board)
            let draw = Draw(edition: acts.edition, places: wave.quota)
            var places = PlacesSoFar(places: Succession(draw: draw, list: list, seed: seed), steps: [])
            for id in cases {
                places = try await dependencies.database.transaction { [places] tx in
                    try MoveUp(dependencies: dependencies, wave: wave, now: now, tx: tx).carryOut(id, from: places)
                }
            }
        }
        return .done
    }

    /// Who was selected in a wave is compared once for all its cases; its quota and account here, so that another wave's
    /// cases go on, and in each case.
    private func isAsDrawn(_ wave: Wave, on dependencies: Dependencies) async throws -> Bool {
        let isAsDrawn = try await dependencies.database.read { tx in
            try tx.draws.isAsDrawn(wave.id, vault: dependencies.vault)
                && [BoundKind.waves, .waveBooks].allSatisfy { kind in
                    try tx.records.isAsBound(kind, wave.id, vault: dependencies.vault)
                }
        }
        if !isAsDrawn { dependencies.reportChanged(.draws, wave.id) }
        return isAsDrawn
    }
}

/// The places after `steps`, carried from case to case, because the draw of millions of ranks is computed once.
private struct PlacesSoFar: Sendable {
    var places: Succession
    var steps: [DrawChanges.Step]

    mutating func take(_ step: DrawChanges.Step) throws {
        try places.apply(step)
        steps.append(step)
    }
}

/// One case, within one transaction.
private struct MoveUp {
    let dependencies: Dependencies
    let wave: Wave
    let now: Instant
    let tx: Transaction

    /// The edition of the wave, whose rules apply even if another is in force now.
    private var edition: Edition { dependencies.edition(wave.edition) }

    /// The steps so far, which are bound again with those of this case.
    private func areAsBound(_ written: [DrawChanges.Step]) throws -> Bool {
        try written.isEmpty
            ? !tx.records.differs(.drawChanges, wave.id, vault: dependencies.vault)
            : tx.records.isAsBound(.drawChanges, wave.id, vault: dependencies.vault)
    }

    /// - Parameter known: the places after the first of the stored steps.
    /// - Returns: the places after this case.
    func carryOut(_ id: ID<Disqualification>, from known: PlacesSoFar) throws -> PlacesSoFar {
        // Locks the wave, so that cases of one wave are carried out one after the other.
        try tx.draws.hold(wave.id)
        let held = try tx.records.hold(.disqualifications, id)
        let planned = try tx.waves.requireAsPlanned(wave.number, of: wave.edition, vault: dependencies.vault).wave
        guard planned.quota == wave.quota, planned.books == wave.books else { throw RecordRefusal.waveChanged }
        guard try tx.records.isAsBound(held, vault: dependencies.vault) else {
            dependencies.logger.error(
                "a disqualification is not carried out: it was changed by other means than an officer's act",
                metadata: ["disqualification": "\(id)"])
            return known
        }
        let written = try tx.draws.changes(of: wave.id)
        guard try areAsBound(written) else {
            dependencies.reportChanged(.drawChanges, wave.id)
            return known
        }
        guard let stored = try tx.disqualifications.find(id), try tx.disqualifications.finish(id, at: now) else {
            return known
        }
        try tx.records.bind(.disqualifications, id, at: dependencies.realNow(), ids: dependencies.ids)
        var present = known
        for step in written.dropFirst(known.steps.count) { try present.take(step) }
        try present.take(.out(stored.ticket))
        try tx.entries.disqualify(stored.entry, in: wave.id)
        let card = try takeBack(stored.entry)
        var (next, reasons): (Draw.Line?, [Int: PassReason]) = (present.places.next(), [:])
        while let line = next, let reason = try moveUp(line) {
            guard !present.places.isExhausted else {
                next = nil
                break
            }
            try present.take(.passed(line.ticket))
            reasons[line.ticket] = reason
            next = present.places.next()
        }
        if let next {
            try present.take(.up(next.ticket))
        } else {
            try present.take(.empty)
            try release(card)
        }
        try tx.draws.append(
            Array(present.steps.dropFirst(written.count)), because: reasons, to: wave.id, after: written.count)
        try tx.records.bind(.drawChanges, wave.id, at: dependencies.realNow(), ids: dependencies.ids)
        try tell(stored, movedUp: next?.ticket, passed: reasons.count)
        return present
    }

    /// Revokes the card and returns its money to the wave, for the next rank.
    private func takeBack(_ entry: ID<Entry>) throws -> Card {
        let resting = try tx.cards.of(entry: entry)
        // A purchase that was asked for while the card was being suspended.
        if let resting { try PurchaseHold(dependencies: dependencies).releaseAll(on: resting.id, in: tx) }
        let standing = CardStanding(dependencies: dependencies)
        guard let card = resting,
            try standing.changing(card.id, in: tx, { try tx.cards.revoke(card.id, at: now) })
        else {
            throw Inconsistency("the card of a disqualified entry is suspended and unused")
        }
        let (training, incentive) = (
            try dependencies.requireProved(.cardTraining(card.id), in: tx).balance.available,
            try dependencies.requireProved(.cardIncentive(card.id), in: tx).balance.available
        )
        try tx.ledger.post(
            .vacated(
                id: dependencies.ids.next(), card: card.id, wave: wave.books, training: training, incentive: incentive,
                at: now), ids: dependencies.ids)
        return card
    }

    private func release(_ card: Card) throws {
        try tx.ledger.post(
            .unfilled(
                id: dependencies.ids.next(), card: card.id, wave: wave.books, edition: wave.edition,
                amount: card.training + card.incentive, at: now), ids: dependencies.ids)
    }

    /// Gives the person of this line the place. The reason where they cannot take it any more.
    private func moveUp(_ line: Draw.Line) throws -> PassReason? {
        guard let entry = try nextEntry(line), entry.state == .notSelected else { return .absent }
        guard
            try tx.applications.eligibility(of: entry.person, edition: dependencies.edition, vault: dependencies.vault)?
                .decision == .eligible
        else { return .ineligible }
        guard try isWithinHousehold(entry) else { return .familyLimit }
        guard try !hasAnotherPlace(entry), try mayHaveCard(entry.person) else { return .otherPlace }
        try leaveOpenWave(entry.person)
        try tx.entries.moveUp(entry.id, by: line, in: wave.id)
        let place = DrawnPlace(entry: entry.id, line: line)
        try dependencies.requireNone(
            changed: try tx.entries.changed([place], in: wave.id, vault: dependencies.vault), in: wave.id)
        let missing = try tx.cards.missing(in: wave.id, entry: entry.id)
        try CardMaker(dependencies: dependencies).give(missing, decreedAt: now, in: tx)
        try tx.inbox.send(
            MovedUpNotice(wave: wave.number, firstUseDays: edition.training.firstUseDays), to: entry.person,
            on: dependencies)
        return nil
    }

    /// The entry with the ticket. Throws while it, or the decision on its person, is not as an act left it: otherwise
    /// SQL could give the place to a person who never joined, or have the one who is next passed over.
    private func nextEntry(_ line: Draw.Line) throws -> TicketEntry? {
        guard let id = try tx.entries.holder(of: line.ticket, in: wave.id) else { return nil }
        let entry = try tx.draws.entry(line.ticket, in: wave.id)
        let isAsJoined = try tx.entries.isAsJoined(id, in: wave.id, vault: dependencies.vault)
        try dependencies.requireNone(changed: isAsJoined ? [] : [id], in: wave.id)
        guard let entry, let decision = try tx.applications.decisionInForce(on: entry.person) else { return entry }
        try dependencies.requireAsBound(try tx.records.hold(.decisions, decision), in: tx)
        return entry
    }

    /// Another person on the same family card may have got a place in a later wave.
    private func isWithinHousehold(_ entry: TicketEntry) throws -> Bool {
        guard let most = edition.eligibility.beneficiariesPerFamilyCard else { return true }
        return try tx.draws.selected(of: entry.household) < most
    }

    private func hasAnotherPlace(_ entry: TicketEntry) throws -> Bool {
        try tx.entries.others(of: entry.person, than: wave.id).contains(where: \.isPlace)
    }

    private func mayHaveCard(_ person: ID<Account>) throws -> Bool {
        guard let card = try tx.cards.of(person) else { return true }
        return try tx.cards.isFree(card)
    }

    /// Withdraws the person from an open wave they have joined again: they have a place now.
    private func leaveOpenWave(_ person: ID<Account>) throws {
        for other in try tx.entries.others(of: person, than: wave.id) where other.state == .joined {
            let open = try tx.waves.require(other.id).wave
            guard let (entry, shard) = try tx.entries.withdraw(person, from: open.id) else { continue }
            if let joined = try tx.entries.latestJoining(of: entry, vault: dependencies.vault) {
                dependencies.ids.advance(past: joined)
            }
            // That wave has closed meanwhile: the whole transaction rolls back, and is tried again once the wave is
            // announced.
            guard try tx.waves.count(-1, at: shard, of: open.id) else { throw WaveRefusal.closed(open.closesAt) }
            try tx.audit.record(
                AuditEvent("entry.withdrawn", subject: open.subject, detail: ["entry": "\(entry)"]), by: .system,
                at: dependencies.moment(), ids: dependencies.ids)
        }
    }

    private func tell(_ stored: StoredDisqualification, movedUp ticket: Int?, passed: Int) throws {
        var detail = stored.detail
        if passed > 0 { detail["passed"] = "\(passed)" }
        if let ticket { detail["next"] = "\(ticket)" }
        try tx.audit.record(
            AuditEvent("disqualification.carried-out", subject: wave.subject, detail: detail), by: .system,
            at: dependencies.moment(), ids: dependencies.ids)
        let notice = DisqualificationNotice(of: wave, kind: stored.kind, list: stored.list, what: .done)
        try tx.inbox.send(notice, to: stored.person, on: dependencies)
    }
}
