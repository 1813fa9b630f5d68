import Foundation
import Programme
import Storage

/// Putting an announcement off: one officer asks with a reason, another of another duty decides.
extension WaveActs {
    /// Nothing moves yet; the wave's page and the other officers' desks show what was asked.
    func proposePostponing(
        _ number: Int, to date: Instant, because reason: OfficeReason, by officer: ID<Officer>
    ) async throws {
        let now = platform.clock.now()
        try await platform.database.transaction { [platform, edition] tx in
            let wave = try tx.waves.require(number, of: edition.id).wave
            try wave.checkPostponing(to: date, at: now)
            let proposal = PostponementProposal(
                id: platform.ids.next(), wave: wave.id, was: wave.announcesAt, becomes: date, reason: reason.text,
                by: try tx.officers.signatory(officer), at: now)
            guard try tx.postponements.propose(proposal) else { throw WaveRefusal.postponementWaiting }
            try tx.audit.record(
                AuditEvent("wave.postponement-proposed", subject: wave.subject, detail: proposal.detail),
                by: .officer(officer), on: platform)
        }
    }

    /// The date moves, and everybody in the wave is told. The date that was promised stays visible, with the reason.
    func approvePostponing(_ number: Int, by officer: ID<Officer>) async throws {
        let now = platform.clock.now()
        try await platform.database.transaction { [platform, edition] tx in
            let wave = try tx.waves.require(number, of: edition.id).wave
            guard let proposal = try tx.postponements.open(of: wave.id) else { throw WaveRefusal.noPostponement }
            let second = try tx.officers.signatory(officer)
            do throws(FourEyesRefusal) {
                try FourEyes.confirm(proposal.by, by: second)
            } catch {
                throw try denied(error, wave, by: officer, in: tx)
            }
            try wave.checkPostponing(to: proposal.becomes, at: now)
            guard try tx.postponements.decide(proposal.id, approved: true, by: second, at: now) else {
                throw WaveRefusal.noPostponement
            }
            try tx.waves.postpone(
                wave, to: proposal.becomes, reason: proposal.reason, by: proposal.by.officer, at: now)
            let place = try tx.waves.postponements(of: wave.id).count
            try TellOfWave.begin(.postponed, of: wave, place: place, in: tx, on: platform)
            try tx.audit.record(
                AuditEvent("wave.postponed", subject: wave.subject, detail: proposal.detail), by: .officer(officer),
                on: platform)
        }
    }

    /// The date stays. Its author may take a proposal back too: nothing happens by it.
    func refusePostponing(_ number: Int, by officer: ID<Officer>) async throws {
        let now = platform.clock.now()
        try await platform.database.transaction { [platform, edition] tx in
            let wave = try tx.waves.require(number, of: edition.id).wave
            guard let proposal = try tx.postponements.open(of: wave.id),
                try tx.postponements.decide(
                    proposal.id, approved: false, by: try tx.officers.signatory(officer), at: now)
            else { throw WaveRefusal.noPostponement }
            try tx.audit.record(
                AuditEvent("wave.postponement-refused", subject: wave.subject, detail: proposal.detail),
                by: .officer(officer), on: platform)
        }
    }

    /// A denial that stays in the trail although nothing else happens.
    private func denied(
        _ refusal: FourEyesRefusal, _ wave: Wave, by officer: ID<Officer>, in tx: Transaction
    ) throws -> Recorded {
        try tx.audit.record(
            AuditEvent("wave.postponement-denied", subject: wave.subject, detail: ["why": refusal.code]),
            by: .officer(officer), on: platform)
        return Recorded(refusal)
    }
}

extension PostponementProposal {
    /// For the audit trail.
    fileprivate var detail: [String: String] {
        ["was": was.description, "to": becomes.description, "reason": reason]
    }
}
