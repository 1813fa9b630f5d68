import Programme
import Storage

/// What follows when a claim, its person's name or consent changes: the registry is asked, or the rules decide again.
extension IdentityQueries {
    /// The name has been entered or changed: the registry is asked about the claim again.
    func nameChanged(of person: ID<Account>, on dependencies: Dependencies) throws {
        guard let claim = try claim(of: person) else { return }
        try requireNoDispute(of: person)
        try tx.photos.lookAgain(person, at: dependencies.moment(), ids: dependencies.ids)
        try ask(claim.id, on: dependencies)
    }

    /// The person has agreed that the registry is asked; until then their data has not been sent to it.
    func consented(_ person: ID<Account>, on dependencies: Dependencies) throws {
        guard let claim = try claim(of: person), claim.state == .waiting else { return }
        try ask(claim.id, on: dependencies)
    }

    /// Stores the registry's answer to check number `check`. An answer to an older check is dropped.
    func record(_ verdict: IdentityVerdict, claim id: ID<StoredClaim>, check: Int, on dependencies: Dependencies) throws
    {
        let moment = dependencies.moment()
        guard try isAsTyped(id, on: dependencies) else { return dependencies.reportChanged(.identityData, id) }
        guard try markAnswered(id, check: check, at: moment.real), let claim = try claim(id) else { return }
        let state = StoredClaim.State(verdict)
        let differing = verdict.differing.map(\.rawValue).joined(separator: ",")
        try tx.audit.record(
            AuditEvent("identity.answered", subject: "account:\(claim.person)", detail: ["state": state.rawValue]),
            by: .system, at: moment, ids: dependencies.ids)
        switch state {
        case .verified:
            try confirm(claim, at: moment, ids: dependencies.ids)
            try bind(claim.id, on: dependencies)
        case .mismatch, .notFound:
            try set(claim.id, to: state, differing: differing)
            if state == .notFound { try notifyMissing(claim, on: dependencies) }
            try release(claim, on: dependencies)
        case .waiting, .contested, .replaced: try set(claim.id, to: state, differing: differing)
        }
        try bindState(claim.id, on: dependencies)
    }

    /// Enqueues the check with the registry if the person has entered their name and agreed to the check.
    func ask(_ id: ID<StoredClaim>, on dependencies: Dependencies) throws {
        let wasVerified = try claim(id)?.state == .verified
        try begin(id, on: dependencies)
        try bindState(id, on: dependencies)
        if wasVerified { try bind(id, on: dependencies) }
    }

    private func begin(_ id: ID<StoredClaim>, on dependencies: Dependencies) throws {
        guard let claim = try claim(id), try tx.accounts.hasName(claim.person),
            try tx.applications.hasConsented(claim.person)
        else { return try set(id, to: .waiting, differing: "") }
        guard try beginCheck(id, at: dependencies.realNow()) else { throw ApplicationRefusal.noMoreCorrections }
        try tx.jobs.enqueue(CheckIdentity(claim: id, check: claim.checks + 1), on: dependencies)
    }

    /// Binds the claim into the log as it is now: after each act that gives or takes the registry's confirmation. What
    /// SQL changed of the typed data is not bound with it, and the person joins no wave until it is put back.
    func bind(_ id: ID<StoredClaim>, on dependencies: Dependencies) throws {
        try tx.records.bind(.identities, id, at: dependencies.realNow(), ids: dependencies.ids)
        guard try !tx.records.differs(.identityData, id, vault: dependencies.vault) else {
            return dependencies.reportChanged(.identityData, id)
        }
        try bindData(id, on: dependencies)
    }

    /// Binds where the claim stands, after an act has set it. One that has always waited needs no digest.
    func bindState(_ id: ID<StoredClaim>, on dependencies: Dependencies) throws {
        guard let claim = try claim(id) else { return }
        let isFirst = try claim.state == .waiting && !tx.records.differs(.identityStates, id, vault: dependencies.vault)
        guard !isFirst else { return }
        try tx.records.bind(.identityStates, id, at: dependencies.realNow(), ids: dependencies.ids)
    }

    /// Whether the data of a claim is what its person typed, and the claim is looked up by its NIK: the registry's
    /// confirmation binds both.
    func isAsTyped(_ id: ID<StoredClaim>, on dependencies: Dependencies) throws -> Bool {
        guard let claim = try claim(id) else { return true }
        return try !tx.records.differs(.identityData, id, vault: dependencies.vault)
            && claim.isFiledByItsNIK(dependencies.vault)
    }

    /// Binds what the person typed: from the claim on, because the registry and the rules go by it.
    func bindData(_ id: ID<StoredClaim>, on dependencies: Dependencies) throws {
        try tx.records.bind(.identityData, id, at: dependencies.realNow(), ids: dependencies.ids)
    }

    /// Releases a claim's NIK, or stops it waiting for one. The claim that has waited longest gets the NIK, and its
    /// person a decision.
    func release(_ claim: StoredClaim, on dependencies: Dependencies) throws {
        guard let heir = try release(claim, at: dependencies.realNow(), ids: dependencies.ids) else { return }
        try bind(heir.id, on: dependencies)
        try bindState(heir.id, on: dependencies)
        try tx.applications.decideUnlessChanged(heir.person, on: dependencies)
    }
}
