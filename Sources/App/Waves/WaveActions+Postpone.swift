import Foundation
import Programme
import Storage

/// Postponing an announcement: one officer proposes it with a reason, an officer of another duty decides.
extension WaveActions {
    /// Records the proposal; the date does not change yet. The wave's page and the other officers' desks show it.
    func proposePostponing(
        _ number: Int, to date: Instant, because reason: OfficeReason, by officer: ID<Officer>
    ) async throws {
        let now = dependencies.clock.now()
        try await dependencies.database.transaction { [dependencies, edition] tx in
            let wave = try tx.waves.require(number, of: edition.id).wave
            try wave.checkPostponing(to: date, at: now, before: edition.announcementsEnd)
            let proposal = PostponementProposal(
                id: dependencies.ids.next(), wave: wave.id, was: wave.announcesAt, becomes: date, reason: reason.text,
                by: try signatory(officer, for: .runWaves, in: tx), at: now)
            guard try tx.postponements.propose(proposal) else { throw WaveRefusal.postponementWaiting }
            try bind(proposal.id, in: tx)
            try tx.audit.record(
                AuditEvent("wave.postponement-proposed", subject: wave.subject, detail: proposal.detail),
                by: .officer(officer), at: dependencies.moment(), ids: dependencies.ids)
        }
    }

    /// The officer as one who decides, with the duty by which they may.
    func signatory(
        _ officer: ID<Officer>, for permission: Permission, in tx: Transaction
    ) throws -> Signatory {
        try tx.officers.signatory(
            officer, for: permission, at: dependencies.realNow(), of: dependencies.officeRoles)
    }

    /// Moves the date and notifies every participant. The promised date stays visible, with the reason.
    func approvePostponing(_ number: Int, by officer: ID<Officer>) async throws {
        let now = dependencies.clock.now()
        try await dependencies.database.transaction { [dependencies, edition] tx in
            let wave = try tx.waves.requireAsPlanned(number, of: edition.id, vault: dependencies.vault).wave
            let found = try tx.records.findHeld(.postponements, by: \.id) { try tx.postponements.open(of: wave.id) }
            guard let (proposal, held) = found else { throw WaveRefusal.noPostponement }
            let second = try signatory(officer, for: .signDecrees, in: tx)
            do {
                try FourEyes.confirm(proposal.by, by: second)
                try tx.records.check(held, vault: dependencies.vault)
            } catch let error as any UserFacingRefusal {
                throw try denied(error, "wave.postponement-denied", wave, by: officer, in: tx)
            }
            try wave.checkPostponing(to: proposal.becomes, at: now, before: edition.announcementsEnd)
            guard try tx.postponements.decide(proposal.id, approved: true, by: second, at: now) else {
                throw WaveRefusal.noPostponement
            }
            try bind(proposal.id, in: tx)
            try tx.waves.postpone(
                wave, to: proposal.becomes, reason: proposal.reason, by: proposal.by.officer, at: now)
            try tx.records.bind(.waves, wave.id, at: dependencies.realNow(), ids: dependencies.ids)
            let place = try tx.waves.postponements(of: wave.id).count
            try SendWaveNews.begin(.postponed, of: wave, place: place, in: tx, on: dependencies)
            try tx.audit.record(
                AuditEvent("wave.postponed", subject: wave.subject, detail: proposal.detail), by: .officer(officer),
                at: dependencies.moment(), ids: dependencies.ids)
        }
    }

    /// Keeps the date. The author may withdraw a proposal as well, because that has no effect.
    func refusePostponing(_ number: Int, by officer: ID<Officer>) async throws {
        let now = dependencies.clock.now()
        try await dependencies.database.transaction { [dependencies, edition] tx in
            let wave = try tx.waves.require(number, of: edition.id).wave
            guard let proposal = try tx.postponements.open(of: wave.id),
                try tx.postponements.decide(
                    proposal.id, approved: false, by: try signatory(officer, for: .signDecrees, in: tx), at: now)
            else { throw WaveRefusal.noPostponement }
            try bind(proposal.id, in: tx)
            try tx.audit.record(
                AuditEvent("wave.postponement-refused", subject: wave.subject, detail: proposal.detail),
                by: .officer(officer), at: dependencies.moment(), ids: dependencies.ids)
        }
    }

    private func bind(_ id: ID<PostponementProposal>, in tx: Transaction) throws {
        try tx.records.bind(.postponements, id, at: dependencies.realNow(), ids: dependencies.ids)
    }

    /// Records the denial in the audit trail; `CommittedRefusal` commits the record although the act is refused.
    ///
    /// - Parameter action: of the audit trail.
    func denied(
        _ refusal: any UserFacingRefusal, _ action: String, _ wave: Wave, by officer: ID<Officer>, in tx: Transaction
    ) throws -> CommittedRefusal {
        try dependencies.denied(refusal, action, about: wave.subject, by: .officer(officer), in: tx)
    }
}

extension PostponementProposal {
    /// For the audit trail.
    fileprivate var detail: [String: String] {
        ["was": was.description, "to": becomes.description, "reason": reason]
    }
}
