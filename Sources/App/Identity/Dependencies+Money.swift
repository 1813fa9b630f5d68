import Programme
import Storage

/// Whether a contested NIK or a suspension holds back a person's money, for acts: by rows that are as acts left them.
extension Dependencies {
    /// Throws `DisputeRefusal` while the person's money waits, or for good where the NIK is another person's;
    /// `SuspendedRefusal` while the account is suspended; and `RecordRefusal.heldBack` where SQL changed one of these.
    func requireMoney(for person: ID<Account>, in tx: Transaction) throws {
        guard let disputes = try whole(.personDisputes, person, in: tx) else { throw RecordRefusal.heldBack }
        if let until = try Self.moneyWaits(disputes) { throw DisputeRefusal.moneyWaits(until: until) }
        guard try isClaimAsLeft(person, in: tx) else { throw RecordRefusal.heldBack }
        if try tx.disputes.isRefused(person) { throw DisputeRefusal.nikOfAnother }
        try requireNotSuspended(person, in: tx)
    }

    /// Whether `requireMoney` does not throw.
    func mayBePaid(_ person: ID<Account>, in tx: Transaction) throws -> Bool {
        guard let disputes = try whole(.personDisputes, person, in: tx), try Self.moneyWaits(disputes) == nil else {
            return false
        }
        return try isClaimAsLeft(person, in: tx) && !tx.disputes.isRefused(person) && !isSuspended(person, in: tx)
    }

    /// Whether the person's claim of a NIK is as the registry's answer or the office's decision left it. A claim that was
    /// never answered is bound by none.
    private func isClaimAsLeft(_ person: ID<Account>, in tx: Transaction) throws -> Bool {
        guard let claim = try tx.identity.claim(of: person)?.id,
            try tx.records.differs(.identities, claim, vault: vault)
        else { return true }
        reportChanged(.identities, claim)
        return false
    }

    private static func moneyWaits(_ disputes: [Row]) throws -> Instant? {
        try disputes.compactMap { row -> Instant? in
            let (holds, state): (Bool, IdentityDispute.State) = try (row["holds"], row["state"])
            return try holds && [.open, .proposed].contains(state) ? row["decide_by"] : nil
        }.max()
    }
}
