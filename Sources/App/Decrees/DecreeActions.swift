import Programme
import Storage

struct DecreeActions: Sendable {
    let dependencies: Dependencies
    let edition: Edition

    /// Acts on waves of the edition in force.
    init(dependencies: Dependencies) {
        (self.dependencies, edition) = (dependencies, dependencies.edition)
    }

    /// Drafts the decree for the selected people. It commits no money until two officers of different duties have
    /// signed.
    func draft(_ number: Int, by officer: ID<Officer>) async throws {
        let now = dependencies.clock.now()
        try await dependencies.database.transaction { [dependencies, edition] tx in
            let wave = try tx.waves.requireAsPlanned(number, of: edition.id, vault: dependencies.vault).wave
            try wave.checkDecree()
            guard try tx.draws.isAsDrawn(wave.id, vault: dependencies.vault) else {
                throw try refused(RecordRefusal.changed, wave, by: officer, in: tx)
            }
            let people = try tx.draws.of(wave.id)?.selected ?? 0
            let decree = Decree(
                id: dependencies.ids.next(), people: people, amount: edition.benefits.perPerson * people,
                draftedBy: officer, draftedAt: now, signedAt: nil, signatures: [])
            guard try tx.decrees.draft(decree, of: wave.id) else { throw WaveRefusal.alreadyDecreed }
            let digest = try tx.entries.digestOfSelected(in: wave.id)
            try tx.decrees.keepDigest(digest, of: decree.id)
            try tx.audit.record(
                AuditEvent(
                    "decree.drafted", subject: wave.subject,
                    detail: [
                        "people": "\(people)", "amount": "\(decree.amount.amount)", "digest": digest.hex,
                    ]),
                by: .officer(officer), at: dependencies.moment(), ids: dependencies.ids)
            try bind(decree.id, in: tx)
        }
    }

    /// Adds one officer's signature. The second commits the budget, or is refused as a whole. Denials stay in the audit
    /// trail.
    func sign(_ number: Int, by officer: ID<Officer>) async throws {
        let now = dependencies.clock.now()
        try await dependencies.database.transaction { [dependencies, edition] tx in
            let wave = try tx.waves.requireAsPlanned(number, of: edition.id, vault: dependencies.vault).wave
            try wave.checkDecree()
            let found = try tx.records.findHeld(.decrees, by: \.id) { try tx.decrees.of(wave.id) }
            guard let (decree, held) = found else { throw WaveRefusal.noDecree }
            let paper = try tx.records.hold(.decreePapers, decree.id)
            let signer = try tx.officers.signatory(
                officer, for: .signDecrees, at: dependencies.realNow(), of: dependencies.officeRoles)
            let signed: FourEyes.Signed
            do {
                signed = try FourEyes.sign(signed: decree.signatures.map(\.by), by: signer)
                for record in [held, paper] { try tx.records.check(record, vault: dependencies.vault) }
                guard try tx.draws.isAsDrawn(wave.id, vault: dependencies.vault) else {
                    throw RecordRefusal.changed
                }
            } catch let error as any UserFacingRefusal {
                throw try refused(error, wave, by: officer, in: tx)
            }
            if signed == .complete { try checkBudget(decree, wave, by: officer, in: tx) }
            let place = try withdrawStopped(decree, wave, in: tx) + 1
            guard try tx.decrees.sign(decree.id, place: place, by: signer, at: now) else {
                throw FourEyesRefusal.complete
            }
            try tx.audit.record(
                AuditEvent(
                    "decree.signed", subject: wave.subject,
                    detail: ["signature": "\(place)", "role": signer.duty.rawValue]),
                by: .officer(officer), at: dependencies.moment(), ids: dependencies.ids)
            if signed == .complete { try putInForce(decree, wave, at: now, in: tx) }
            try bind(decree.id, in: tx)
        }
    }

    private static let kinds = [BoundKind.decrees, .decreePapers]

    /// A signature stops with its officer's suspension: it is taken back, and the log keeps that it was given.
    ///
    /// - Returns: how many are left.
    private func withdrawStopped(_ decree: Decree, _ wave: Wave, in tx: Transaction) throws -> Int {
        let stopped = decree.signatures.filter(\.by.isSuspended)
        guard !stopped.isEmpty else { return decree.signatures.count }
        try tx.decrees.withdrawStopped(stopped, of: decree.id)
        for signature in stopped {
            try tx.audit.record(
                AuditEvent(
                    "decree.signature-stopped", subject: wave.subject, detail: ["officer": "\(signature.by.officer)"]),
                by: .system, at: dependencies.moment(), ids: dependencies.ids)
        }
        return decree.signatures.count - stopped.count
    }

    private func bind(_ decree: ID<Decree>, in tx: Transaction) throws {
        for kind in Self.kinds {
            try tx.records.bind(kind, decree, at: dependencies.realNow(), ids: dependencies.ids)
        }
    }

    /// Refuses a decree that exceeds the budget, with a sentence for the officer. The ledger checks it again and
    /// finally, so that of two concurrent decrees only one can commit.
    private func checkBudget(_ decree: Decree, _ wave: Wave, by officer: ID<Officer>, in tx: Transaction) throws {
        let account = LedgerAccount.Code.programmeAvailable(edition: edition.id)
        // A posting for each wave, and for each place that stays empty.
        let available = try dependencies.requireProved(account, most: 100_000, or: .changed, in: tx).balance.available
        guard decree.amount <= available else {
            let refusal = WaveRefusal.budgetShort(needed: decree.amount, available: available)
            throw try refused(refusal, wave, by: officer, in: tx)
        }
    }

    /// Commits the money. The cards follow when the outcome is announced: see `WaveActions.announce`.
    private func putInForce(_ decree: Decree, _ wave: Wave, at now: Instant, in tx: Transaction) throws {
        if decree.people > 0 {
            try tx.ledger.open(.waveCommitted(wave.books), ids: dependencies.ids)
            try tx.ledger.post(
                .decree(
                    id: dependencies.ids.next(), wave: wave.books, edition: edition.id, people: decree.people,
                    perPerson: edition.benefits.perPerson, at: now), ids: dependencies.ids)
        }
        let number = try tx.decrees.putInForce(decree.id, at: now)
        try tx.waves.advance(wave, to: .decreed, at: now)
        try tx.audit.record(
            AuditEvent(
                "wave.decreed", subject: wave.subject,
                detail: ["amount": "\(decree.amount.amount)", "number": "\(number)"]),
            by: .system, at: dependencies.moment(), ids: dependencies.ids)
    }

    private func refused(
        _ refusal: any Refusal, _ wave: Wave, by officer: ID<Officer>, in tx: Transaction
    ) throws -> CommittedRefusal {
        try dependencies.denied(refusal, "decree.refused", about: wave.subject, by: .officer(officer), in: tx)
    }
}
