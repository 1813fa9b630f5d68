import Foundation
import Programme
import Storage

/// Disqualifying an entry after the draw, step by step (docs/draw.md): each step is recorded in the audit trail,
/// denials too.
struct DisqualifyEntry: Sendable {
    let dependencies: Dependencies

    /// Longest text of a contest, in characters.
    static let contestLength = 2_000

    /// One officer names the ticket and the list it stands on.
    func propose(_ ticket: Int, list name: String, in address: WaveAddress, by officer: ID<Officer>) async throws {
        let now = dependencies.clock.now()
        let detail = ["ticket": "\(ticket)", "list": name]
        try await dependencies.database.transaction { [dependencies] tx in
            let wave = try tx.waves.require(address).wave
            do {
                let entry = try selected(ticket, in: wave, tx)
                try tx.officers.checkIsAnother(officer, than: entry.person)
                let list = try sealedList(name, of: wave, holding: entry, tx)
                try checkCard(of: entry.id, tx)
                let id: ID<Disqualification> = dependencies.ids.next()
                let duty = try tx.officers.duty(
                    of: officer, for: .runWaves, at: dependencies.realNow(), of: dependencies.officeRoles)
                guard try tx.disqualifications.propose(id, entry, list: list, by: officer, as: duty, at: now) else {
                    throw DisqualificationRefusal.alreadyProposed(ticket)
                }
                try bind(id, in: tx)
            } catch let refusal as any Refusal {
                throw try denied(refusal, wave, detail, by: officer, in: tx)
            }
            try record("disqualification.proposed", wave, detail, by: .officer(officer), in: tx)
        }
    }

    /// Another officer, of another duty, agrees: the card is suspended from now on, and the person is told the reason
    /// and until when to contest it.
    func approve(_ id: ID<Disqualification>, in address: WaveAddress, by officer: Officer) async throws {
        let now = dependencies.clock.now()
        try await dependencies.database.transaction { [dependencies] tx in
            let held = try tx.records.hold(.disqualifications, id)
            let (wave, stored) = try find(id, in: address, tx)
            let contestBy = now + .days(dependencies.edition(wave.edition).waves.daysToContest)
            do {
                try tx.officers.checkIsAnother(officer.id, than: stored.person)
                try stored.value.checkDecision(by: officer.signatory)
                try FourEyes.confirm(
                    try tx.officers.author(
                        stored.value.proposedBy, as: tx.disqualifications.proposerDuty(of: id), or: .runWaves,
                        at: dependencies.realNow(), of: dependencies.officeRoles),
                    by: officer.signatory(for: .signDecrees))
                try tx.records.check(held, vault: dependencies.vault)
            } catch let refusal as any Refusal {
                throw try denied(refusal, wave, stored.detail, by: officer.id, in: tx)
            }
            let isSuspended = try CardStanding(dependencies: dependencies).changing(of: stored.entry, in: tx) {
                try tx.cards.suspendUnused(entry: stored.entry)
            }
            guard isSuspended, let card = try tx.cards.of(entry: stored.entry)
            else {
                throw try denied(
                    try refusalOfCard(of: stored.entry, tx), wave, stored.detail, by: officer.id, in: tx)
            }
            try PurchaseHold(dependencies: dependencies).releaseAll(on: card.id, in: tx)
            // Another officer refused it at this moment: a denial would be committed, and the card would rest with it.
            guard try tx.disqualifications.approve(id, by: officer.id, contestBy: contestBy, at: now) else {
                throw DisqualificationRefusal.notWaiting
            }
            try record("disqualification.approved", wave, stored.detail, by: .officer(officer.id), in: tx)
            try bind(id, in: tx)
            let notice = DisqualificationNotice(
                of: wave, kind: stored.kind, list: stored.list, what: .told(until: contestBy))
            try tx.inbox.send(notice, to: stored.person, on: dependencies)
        }
    }

    /// Another officer refuses the proposal; the person is not notified.
    func refuse(_ id: ID<Disqualification>, in address: WaveAddress, by officer: Officer) async throws {
        let now = dependencies.clock.now()
        try await dependencies.database.transaction { tx in
            let (wave, stored) = try find(id, in: address, tx)
            do {
                try tx.officers.checkIsAnother(officer.id, than: stored.person)
                try stored.value.checkDecision(by: officer.signatory, approving: false)
                guard try tx.disqualifications.refuse(id, by: officer.id, at: now) else {
                    throw DisqualificationRefusal.notWaiting
                }
            } catch let refusal as any Refusal {
                throw try denied(refusal, wave, stored.detail, by: officer.id, in: tx)
            }
            try record("disqualification.refused", wave, stored.detail, by: .officer(officer.id), in: tx)
            try bind(id, in: tx)
        }
    }

    /// The person contests: the place is kept until an officer has decided.
    func contest(_ text: String, in address: WaveAddress, by person: ID<Account>) async throws {
        let now = dependencies.clock.now()
        guard !text.isEmpty, text.count <= Self.contestLength else { throw DisqualificationRefusal.reasonMissing }
        try await dependencies.database.transaction { [dependencies] tx in
            let wave = try tx.waves.require(address).wave
            guard let entry = try tx.entries.of(person, in: wave.id), let stored = try tx.disqualifications.of(entry.id)
            else { throw DisqualificationRefusal.notContestable }
            let id = stored.value.id
            try stored.value.checkContest(at: now)
            let sealed = try dependencies.vault.seal(
                text, table: "disqualification", column: "contest", row: id.rawValue)
            guard try tx.disqualifications.contest(id, sealed, at: now) else {
                throw DisqualificationRefusal.notContestable
            }
            try record("disqualification.contested", wave, stored.detail, by: .person(person), in: tx)
            try bind(id, in: tx)
        }
    }

    /// A third officer decides. If upheld, the person keeps place and card, and the days for the first use that passed
    /// meanwhile are given back; if dismissed, the disqualification is carried out next.
    func judge(_ id: ID<Disqualification>, upheld: Bool, in address: WaveAddress, by officer: Officer) async throws {
        let now = dependencies.clock.now()
        try await dependencies.database.transaction { [dependencies] tx in
            let held = try tx.records.hold(.disqualifications, id)
            let (wave, stored) = try find(id, in: address, tx)
            do {
                try tx.officers.checkIsAnother(officer.id, than: stored.person)
                try stored.value.checkAppeal(by: officer.signatory)
                if !upheld { try tx.records.check(held, vault: dependencies.vault) }
                guard try tx.disqualifications.judge(id, upheld: upheld, by: officer.id, at: now) else {
                    throw DisqualificationRefusal.notWaiting
                }
            } catch let refusal as any Refusal {
                throw try denied(refusal, wave, stored.detail, by: officer.id, in: tx)
            }
            let act = upheld ? "disqualification.upheld" : "disqualification.dismissed"
            try record(act, wave, stored.detail, by: .officer(officer.id), in: tx)
            try bind(id, in: tx)
            guard upheld else { return }
            try CardStanding(dependencies: dependencies).changing(of: stored.entry, in: tx) {
                try tx.cards.reactivate(entry: stored.entry, after: now - (stored.answeredAt ?? now))
            }
            let notice = DisqualificationNotice(of: wave, kind: stored.kind, list: stored.list, what: .upheld)
            try tx.inbox.send(notice, to: stored.person, on: dependencies)
        }
    }

    // MARK: - Checks

    private func find(
        _ id: ID<Disqualification>, in address: WaveAddress, _ tx: Transaction
    ) throws -> (Wave, StoredDisqualification) {
        let wave = try tx.waves.require(address).wave
        guard let stored = try tx.disqualifications.find(id), stored.wave == wave.id else {
            throw DisqualificationRefusal.notWaiting
        }
        return (wave, stored)
    }

    private func selected(_ ticket: Int, in wave: Wave, _ tx: Transaction) throws -> TicketEntry {
        guard wave.state == .announced else { throw DisqualificationRefusal.notAnnounced }
        guard let entry = try tx.draws.entry(ticket, in: wave.id) else {
            throw DisqualificationRefusal.unknownTicket(ticket)
        }
        guard entry.state == .selected else { throw DisqualificationRefusal.notSelected(ticket) }
        return entry
    }

    /// The sealed list, checked to contain this person.
    private func sealedList(
        _ name: String, of wave: Wave, holding entry: TicketEntry, _ tx: Transaction
    ) throws -> SealedCopy {
        let sealed = try tx.draws.lists(of: wave.id).first { $0.name == name }
        guard let copy = try sealed.flatMap({ try tx.lists.sealedCopy($0) }), copy.kind.effect == .excludes else {
            throw DisqualificationRefusal.listNotSealed(name)
        }
        guard let claim = try tx.identity.claim(of: entry.person),
            try tx.lists.holds(claim.nikLookup, list: copy.id)
        else { throw DisqualificationRefusal.notOnList(ticket: entry.ticket, list: name) }
        return copy
    }

    private func checkCard(of entry: ID<Entry>, _ tx: Transaction) throws {
        guard let card = try tx.cards.of(entry: entry) else { throw DisqualificationRefusal.cardPending }
        guard card.status == .active, card.firstUsedAt == nil, card.unfinished == 0 else {
            throw DisqualificationRefusal.cardUsed
        }
    }

    private func refusalOfCard(of entry: ID<Entry>, _ tx: Transaction) throws -> DisqualificationRefusal {
        try tx.cards.of(entry: entry) == nil ? .cardPending : .cardUsed
    }

    // MARK: - The trail

    private func record(
        _ action: String, _ wave: Wave, _ detail: [String: String], by actor: Actor, in tx: Transaction
    ) throws {
        try tx.audit.record(
            AuditEvent(action, subject: wave.subject, detail: detail), by: actor, at: dependencies.moment(),
            ids: dependencies.ids)
    }

    private func bind(_ id: ID<Disqualification>, in tx: Transaction) throws {
        try tx.records.bind(.disqualifications, id, at: dependencies.realNow(), ids: dependencies.ids)
    }

    private func denied(
        _ refusal: any Refusal, _ wave: Wave, _ detail: [String: String], by officer: ID<Officer>, in tx: Transaction
    ) throws -> CommittedRefusal {
        try dependencies.denied(
            refusal, "disqualification.denied", about: wave.subject, detail, by: .officer(officer), in: tx)
    }
}

extension StoredDisqualification {
    /// For the audit trail.
    var detail: [String: String] { ["ticket": "\(ticket)", "list": list] }
}
