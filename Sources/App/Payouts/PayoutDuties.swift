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

    /// Payments the rail does not know: for the officers who draft, because one of them looks in the statement.
    static let lostPayments = DutySource(permission: .draftPayouts) { tx, _, _ in
        let label = Bilingual(id: "Pembayaran yang perlu dicari di mutasi", en: "Payments to look up in the statement")
        return [Duty(label: label, count: try tx.statements.unlooked(), path: Paths.payouts)]
    }

    /// What another duty's officers found in the statement, for those who draft and for those who approve.
    static let draftersFindings = findings(.draftPayouts)
    static let approversFindings = findings(.approvePayouts)

    private static func findings(_ permission: Permission) -> DutySource {
        DutySource(permission: permission) { tx, officer, _ in
            let label = Bilingual(id: "Hasil mutasi menunggu putusan", en: "Statement outcomes that await a decision")
            let waiting = try tx.statements.proposers().filter { proposer in
                let author = try tx.officers.author(proposer)
                return FourEyes.mayConfirm(author, by: officer.signatory)
            }
            return [Duty(label: label, count: waiting.count, path: Paths.payouts)]
        }
    }

    /// Account holders' names that differ a little from the registry's.
    static let draftersNames = names(.draftPayouts)
    static let approversNames = names(.approvePayouts)

    private static func names(_ permission: Permission) -> DutySource {
        DutySource(permission: permission) { tx, _, _ in
            let label = Bilingual(
                id: "Nama pemilik rekening menunggu putusan", en: "Account holders' names to decide on")
            return [Duty(label: label, count: try tx.payeeQuestions.openCount(), path: Paths.payeeNames)]
        }
    }
}

extension FourEyes {
    /// Whether `second` is the other pair of eyes for what `author` proposed.
    static func mayConfirm(_ author: Signatory?, by second: Signatory) -> Bool {
        do throws(FourEyesRefusal) {
            try confirm(author, by: second)
            return true
        } catch {
            return false
        }
    }
}
