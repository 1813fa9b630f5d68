import Programme
import Storage

extension DutySource {
    /// Reported completions that wait, without a proposal yet.
    static let heldCompletions = DutySource(permission: .managePartners) { tx, _, _ in
        let label = Bilingual(id: "Laporan selesai yang ditahan", en: "Reported completions that are held")
        return [
            Duty(
                label: label, try tx.heldCompletions.backlog(), path: Paths.heldCompletions,
                verb: Bilingual(id: "Periksa", en: "Examine"))
        ]
    } items: { tx, _, _ in
        try tx.heldCompletions.firstUntouched(limit: mostItems).map { Paths.heldCompletion($0) }
    }

    /// Proposals about them that this officer may decide.
    static let completionVerdicts = DutySource(permission: .managePartners) { tx, officer, dependencies in
        let label = Bilingual(
            id: "Putusan laporan selesai menunggu petugas kedua", en: "Verdicts on completions to decide on")
        let waiting = try tx.heldCompletions.waiting(for: officer, vault: dependencies.shownVault)
        return [
            Duty(
                label: label, count: waiting.count, path: Paths.heldCompletions, people: waiting.count,
                oldest: waiting.map(\.proposedAt).min().map(dependencies.clock.timeline.programme),
                verb: Bilingual(id: "Putuskan", en: "Decide"))
        ]
    } items: { tx, officer, dependencies in
        try tx.heldCompletions.waiting(for: officer, vault: dependencies.shownVault).prefix(mostItems)
            .map { Paths.heldCompletion($0.held) }
    }

    /// For how many of them the desk reads, and the queue's page shows.
    static let mostSetAside = 100

    /// Reports that can neither stand by themselves nor be accepted: a record was changed by other means than an act.
    static let setAsideCompletions = DutySource(permission: .managePartners) { tx, _, _ in
        let found = try tx.heldCompletions.setAside(limit: mostSetAside)
        let label = Bilingual(
            id: "Laporan selesai yang datanya diubah di luar aplikasi",
            en: "Reported completions whose records were changed outside the application")
        return [
            Duty(
                label: label, count: found.count, path: Paths.heldCompletions, people: found.count,
                oldest: found.map(\.held.decideBy).min(),
                detail: Bilingual(
                    id: "Batasnya sudah lewat, tetapi uangnya tertahan. Beri tahu auditor.",
                    en: "Their last day is over, but the money is held back. Notify the auditor."),
                verb: Bilingual(id: "Lihat", en: "See them"))
        ]
    }
}

extension HeldCompletionQueries {
    /// Proposals looked at for one officer's desk.
    private static let most = 500

    fileprivate func waiting(for officer: Officer, vault: Vault) throws -> [CompletionVerdict] {
        try openVerdicts(limit: Self.most, vault: vault)
            .filter { try DecideCompletion.second(officer, on: $0, in: tx).mayRefuse }
    }
}
