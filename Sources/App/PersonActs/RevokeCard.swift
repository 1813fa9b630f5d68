import Programme
import Storage

/// Revokes a card that two officers agreed to revoke, used or not, and gives it back, inside the caller's transaction.
///
/// Trainings that were paid run to their end. Reservations that wait for a code are released, instalments that are not
/// with the bank are forfeited, and what is then on the card returns to the state, in one entry of the ledger.
struct RevokeCard: Sendable {
    let dependencies: Dependencies

    /// Throws `PersonActRefusal` unless the person's card can be revoked now.
    func check(_ person: ID<Account>, in tx: Transaction) throws { _ = try revocable(person, in: tx) }

    func carryOut(_ stored: StoredPersonProposal, in tx: Transaction) throws {
        let value = stored.value
        let (card, views) = try revocable(value.person, in: tx)
        let now = dependencies.clock.now()
        let closedAt = try tx.cards.trainingClosedAt(card.id)
        try PurchaseHold(dependencies: dependencies).releaseAll(on: card.id, in: tx)
        let isRevoked = try CardStanding(dependencies: dependencies).changing(card.id, in: tx) {
            try tx.cards.revoke(card.id, was: card.status, at: now)
        }
        guard isRevoked else { throw PersonActRefusal.changedMeanwhile }
        let open = views.filter { $0.instalment.state.isOpen }
        for view in open {
            guard try tx.incentives.forfeitRevoked(view.instalment, on: today) else {
                throw PersonActRefusal.changedMeanwhile
            }
            guard view.instalment.state == .requested else { continue }
            try tx.ledger.void(view.stored.holdKey, at: now)
            try WithdrawPayment(dependencies: dependencies).withdraw(
                for: view.instalment.id, because: .cardRevoked, in: tx)
        }
        let revocation = StoredRevocation(
            id: dependencies.ids.next(), revoked: try whatIsLeft(on: card.id, in: tx), person: value.person,
            proposal: value.id, was: card.status, trainingClosedAt: closedAt, revokedAt: now, restoredAt: nil)
        try tx.revocations.keep(revocation)
        for view in open { try tx.revocations.keep(view.instalment, forfeitedBy: revocation.id) }
        try bind(revocation.id, in: tx)
        try tx.records.bind(
            .revokedInstalments, revocation.id, at: dependencies.realNow(), ids: dependencies.ids, isFirst: true)
        try WithdrawCertificates(dependencies: dependencies).withdraw(paidBy: card.id, because: .cardRevoked, in: tx)
        if let entry = JournalEntry.revoked(
            revocation.revoked, id: dependencies.ids.next(), proposal: value.id, at: now)
        {
            try tx.ledger.open(.sink(.returned), ids: dependencies.ids)
            try tx.ledger.post(entry, ids: dependencies.ids)
        }
        try tx.applications.decide(value.person, tells: false, on: dependencies)
        let what = CardRevokedNotice.What.revoked(
            cause: value.cause ?? .authority, reason: stored.text.reason, returned: revocation.revoked.total)
        try send(what, to: value.person, in: tx)
    }

    /// Gives the card back with its money and its unpaid instalments, and the time that it lost.
    func restore(_ value: PersonProposal, in tx: Transaction) throws {
        let now = dependencies.clock.now()
        guard let running = try tx.revocations.running(of: value.person)?.id else { throw PersonActRefusal.notRevoked }
        // What comes back is what the revocation took: by its rows as the revocation left them.
        for kind in [BoundKind.revocations, .revokedInstalments] {
            try tx.records.check(tx.records.hold(kind, running), vault: dependencies.vault)
        }
        guard let revocation = try tx.revocations.running(of: value.person), revocation.id == running,
            try tx.revocations.restore(running, at: now)
        else { throw PersonActRefusal.notRevoked }
        let isStopped =
            try dependencies.isSuspended(value.person, in: tx) || tx.disputes.isRefused(value.person)
        let card = revocation.revoked.card
        let isBack = try CardStanding(dependencies: dependencies).changing(card, in: tx) {
            try tx.cards.restore(
                card, as: isStopped ? .suspended : .active, closedAt: revocation.trainingClosedAt,
                lost: now - revocation.revokedAt)
        }
        guard isBack else { throw PersonActRefusal.changedMeanwhile }
        try bind(revocation.id, in: tx)
        try WithdrawCertificates(dependencies: dependencies).reinstate(paidBy: card, after: .cardRevoked, in: tx)
        if let entry = JournalEntry.restored(
            revocation.revoked, id: dependencies.ids.next(), proposal: value.id, at: now)
        {
            try tx.ledger.post(entry, ids: dependencies.ids)
        }
        try InstalmentDates(dependencies: dependencies).changing(card, in: tx) { try revive(revocation, in: tx) }
        try planWhatWasCompleted(on: card, of: value.person, in: tx)
        try tx.applications.decide(value.person, on: dependencies)
        try send(.restored(revocation.revoked.total), to: value.person, in: tx)
    }

    private func revive(_ revocation: StoredRevocation, in tx: Transaction) throws {
        let began = dependencies.edition.waves.zone.date(of: revocation.revokedAt)
        let views = try tx.incentives.of(revocation.person, today: today)
        for (id, was) in try tx.revocations.forfeited(by: revocation.id) {
            guard let view = views.first(where: { $0.instalment.id == id }) else { continue }
            let instalment = view.instalment.revived(from: was)
            let rule = try tx.cards.edition(of: instalment.card, among: dependencies.editions).benefits.rule(
                for: instalment.kind)
            let due = instalment.dueAfterPause(from: began, to: today, view.facts, under: rule) ?? instalment.dueOn
            guard try tx.incentives.revive(id, as: instalment.state, due: due, on: today) else {
                throw PersonActRefusal.changedMeanwhile
            }
        }
    }

    /// A training that was paid ran to its end while the card was revoked, when no incentives could be planned. They are
    /// planned from today on, so that no day of the revocation counts.
    private func planWhatWasCompleted(on card: ID<Card>, of person: ID<Account>, in tx: Transaction) throws {
        guard try !tx.incentives.of(person, today: today).contains(where: { $0.instalment.card == card }) else {
            return
        }
        let completed = try tx.purchases.of(person).last { $0.card == card && $0.state == .completed }
        guard let completed else { return }
        try tx.jobs.enqueue(
            PlanIncentives(card: card, purchase: completed.id, completedAt: dependencies.clock.now()), on: dependencies)
    }

    private func revocable(_ person: ID<Account>, in tx: Transaction) throws -> (card: Card, views: [InstalmentView]) {
        guard let card = try tx.cards.of(person), try !tx.cards.isUnannounced(card) else {
            throw PersonActRefusal.noCard
        }
        let views = try tx.incentives.of(person, today: today)
        try card.checkRevocation(views.map(\.instalment.state))
        return (card, views)
    }

    private func whatIsLeft(on card: ID<Card>, in tx: Transaction) throws -> RevokedCard {
        RevokedCard(
            card: card, training: try dependencies.requireProved(.cardTraining(card), in: tx).balance.available,
            incentive: try dependencies.requireProved(.cardIncentive(card), in: tx).balance.available)
    }

    private var today: CivilDate { dependencies.edition.waves.zone.date(of: dependencies.clock.now()) }

    private func bind(_ id: ID<StoredRevocation>, in tx: Transaction) throws {
        try tx.records.bind(.revocations, id, at: dependencies.realNow(), ids: dependencies.ids)
    }

    private func send(_ what: CardRevokedNotice.What, to person: ID<Account>, in tx: Transaction) throws {
        try tx.inbox.send(
            CardRevokedNotice(what: what, callCentre: dependencies.edition.contact.callCentre), to: person,
            on: dependencies)
    }
}
