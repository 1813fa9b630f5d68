import Programme
import Storage

/// Whether money may go to a person now. It waits while their NIK is contested, and while a lost contact of theirs is
/// being replaced: the lost telephone may hold the wallet that is paid.
struct MoneyHold: Sendable {
    let dependencies: Dependencies

    /// Whether a payment may be drafted or sent.
    func mayBePaid(_ person: ID<Account>, in tx: Transaction) throws -> Bool {
        // A claim that an appeal contests again is not refused any more, and not confirmed either.
        try dependencies.mayBePaid(person, in: tx) && tx.identity.claim(of: person)?.state != .contested
            && dependencies.whole(.personContactCases, person, in: tx) != nil
            && lostContact(of: person, in: tx) == nil
    }

    /// Those of the people who may not be paid now. Only people of whom something is open are judged one by one: few of
    /// a batch are.
    func waiting(among people: [ID<Account>], in tx: Transaction) throws -> Set<ID<Account>> {
        let questioned = try [
            tx.disputes.questioned(among: people), tx.suspensions.everSuspended(among: people),
            tx.contactCases.withCase(among: people),
        ].reduce(Set()) { $0.union($1) }
        return try questioned.filter { try !mayBePaid($0, in: tx) }
    }

    /// Until when the payee account cannot be changed, because a contact was or is being replaced; nil when it can.
    func payee(of person: ID<Account>, in tx: Transaction) throws -> Instant? {
        let changed = try tx.accounts.payeeHeldUntil(person, at: dependencies.clock.now())
        return try [changed, lostContact(of: person, in: tx)].compactMap(\.self).max()
    }

    /// Until when payments wait for a lost contact; nil when they do not.
    func lostContact(of person: ID<Account>, in tx: Transaction) throws -> Instant? {
        try tx.contactCases.moneyWaits(
            for: person, hold: .days(dependencies.edition.account.daysPayeeIsHeld), at: dependencies.clock.now(),
            vault: dependencies.vault)
    }
}
