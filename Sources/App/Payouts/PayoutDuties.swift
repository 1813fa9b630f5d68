import Programme

extension DutySource {
    /// What people asked for and nobody has put into a batch.
    static let requestedPayouts = DutySource(permission: .draftPayouts) { tx, _, _ in
        let label = Bilingual(id: "Permintaan insentif menunggu disusun", en: "Requests that wait for a batch")
        return [Duty(label: label, count: try tx.incentives.waiting().count, path: Paths.payouts)]
    }

    /// Batches of others that wait for a second pair of eyes.
    static let payoutApprovals = DutySource(permission: .approvePayouts) { tx, officer, _ in
        let label = Bilingual(id: "Kelompok penyaluran menunggu persetujuan", en: "Batches that wait for approval")
        return [Duty(label: label, count: try tx.payouts.awaitingApproval(by: officer.id), path: Paths.payouts)]
    }
}
