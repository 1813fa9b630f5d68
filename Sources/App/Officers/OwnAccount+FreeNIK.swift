import Foundation
import Programme
import Storage

/// A NIK that an officer stated and that is not theirs, by the registry's answer, is free for the officer whose it is.
extension OwnAccount {
    /// Takes the NIK from the officer for whom it was kept, where it need not be kept any longer.
    func free(_ lookup: Data, for officer: ID<Officer>, in tx: Transaction) throws {
        guard let holder = try tx.officers.holder(ofNIK: lookup), holder != officer else { return }
        _ = try tx.records.hold(.officers, holder)
        let now = dependencies.realNow()
        guard try !isKept(for: holder, at: now, in: tx) else { return }
        try tx.officers.freeNIK(of: holder)
        try tx.records.bind(.officers, holder, at: now, ids: dependencies.ids)
        try tx.officerIdentities.endCheck(of: holder, at: now, ids: dependencies.ids)
        try record("officer.nik-freed", about: "officer:\(holder)", ["officer": "\(officer)"], by: officer, in: tx)
    }

    /// A NIK is kept for the officer who was confirmed; for an active one until the registry has answered, and while two
    /// administrators decide. Also for one whom SQL changed: the record must not be bound again by this.
    private func isKept(for holder: ID<Officer>, at now: Instant, in tx: Transaction) throws -> Bool {
        let state = try tx.officerIdentities.find(holder)?.state
        if state == .confirmed { return true }
        guard try tx.records.isAsBound(.officers, holder, vault: dependencies.vault),
            try !tx.records.differs(.officerIdentities, holder, vault: dependencies.vault)
        else { return true }
        guard try tx.officers.rosterEntry(holder, at: now)?.suspendedAt == nil else { return false }
        switch state {
        case .differs, .unknown: return try tx.officerRequests.waits(.identity, about: holder)
        case .asked, .confirmed, nil: return true
        }
    }

    /// Asks about the stated NIK where no question about it waits any more: the last one ended while the officer was
    /// suspended. Where one waits, nothing is added.
    func askAgain(about officer: ID<Officer>, in tx: Transaction) throws {
        guard let identity = try tx.officerIdentities.find(officer), identity.state == .asked else { return }
        try tx.jobs.enqueue(CheckOfficer(officer: officer, check: identity.checks), on: dependencies)
    }
}
