import Programme
import Storage

extension DutySource {
    /// Requests that are in no batch yet.
    static let requestedPayouts = DutySource(permission: .draftPayouts) { tx, _, _ in
        let label = Bilingual(id: "Permintaan insentif menunggu disusun", en: "Requests that wait for a batch")
        let waiting = try tx.incentives.waiting()
        return [
            Duty(
                label: label, count: waiting.count, path: Paths.payouts, amount: waiting.amount,
                oldestDay: waiting.since,
                verb: Bilingual(id: "Susun kelompok", en: "Draft a batch"))
        ]
    }

    /// Batches drafted by other officers that await approval.
    static let payoutApprovals = DutySource(permission: .approvePayouts) { tx, officer, _ in
        let label = Bilingual(id: "Kelompok penyaluran menunggu persetujuan", en: "Batches that wait for approval")
        return [
            Duty(
                label: label, try tx.payouts.awaitingApproval(by: officer.id), path: Paths.payouts,
                verb: Bilingual(id: "Periksa", en: "Check"))
        ]
    } items: { tx, officer, _ in
        try tx.payouts.firstAwaitingApproval(by: officer.id, limit: mostItems).map { Paths.payoutBatch($0) }
    }

    /// Payments unknown to the rail, for the officers who draft: one of them looks the payment up in the statement.
    static let lostPayments = DutySource(permission: .draftPayouts) { tx, _, _ in
        let label = Bilingual(id: "Pembayaran yang perlu dicari di mutasi", en: "Payments to look up in the statement")
        return [
            Duty(
                label: label, try tx.statements.notLookedUp(), path: Paths.payouts,
                verb: Bilingual(id: "Cocokkan", en: "Match"))
        ]
    } items: { tx, _, _ in
        try tx.statements.firstNotLookedUp(limit: mostItems).map { Paths.payoutStatement($0.batch, $0.payment) }
    }

    /// Statement findings by officers of another duty, for drafters and for approvers.
    static let draftersFindings = findings(.draftPayouts)
    static let approversFindings = findings(.approvePayouts)

    private static func findings(_ permission: Permission) -> DutySource {
        DutySource(permission: permission) { tx, officer, dependencies in
            let label = Bilingual(id: "Hasil mutasi menunggu putusan", en: "Statement outcomes that await a decision")
            let waiting = try tx.statements.waiting(for: officer, on: dependencies)
            return [
                Duty(
                    label: label, count: waiting.count, path: Paths.payouts, people: waiting.count,
                    verb: Bilingual(id: "Putuskan", en: "Decide"))
            ]
        } items: { tx, officer, dependencies in
            try tx.statements.waiting(for: officer, on: dependencies).prefix(mostItems)
                .map { Paths.payoutStatement($0.batch, $0.payment) }
        }
    }

    /// Accounts whose holder's name differs slightly from the registry's.
    static let draftersNames = names(.draftPayouts)
    static let approversNames = names(.approvePayouts)

    private static func names(_ permission: Permission) -> DutySource {
        DutySource(permission: permission) { tx, _, _ in
            let label = Bilingual(
                id: "Nama pemilik rekening menunggu putusan", en: "Account holders' names to decide on")
            return [
                Duty(
                    label: label, try tx.payeeQuestions.backlog(), path: Paths.payeeNames,
                    verb: Bilingual(id: "Putuskan", en: "Decide"))
            ]
        } items: { tx, officer, dependencies in
            try tx.payeeQuestions.open(limit: PayeeNameOffice.listed, vault: dependencies.shownVault)
                .filter { !officer.isSame(as: $0.proposal?.by) }
                .prefix(mostItems).map { Paths.payeeName($0.id) }
        }
    }
}

extension StatementQueries {
    /// Findings that this officer may decide on.
    fileprivate func waiting(for officer: Officer, on dependencies: Dependencies) throws -> [OpenFinding] {
        try waiting().filter { finding in
            try SecondOfficer(
                payout: finding.proposer, as: finding.duty, by: officer, in: tx, on: dependencies
            ).mayRefuse
        }
    }
}

extension SecondOfficer {
    /// Of what `proposer` found out about a payment.
    init(
        payout proposer: ID<Officer>, as duty: Role?, by officer: Officer, in tx: Transaction,
        on dependencies: Dependencies
    ) throws {
        self.init(
            try FourEyes.payoutAuthor(proposer, as: duty, in: tx, on: dependencies),
            by: officer.signatory(for: .draftPayouts, .approvePayouts))
    }
}

extension FourEyes {
    /// Throws unless `officer` may decide what the proposer found out about a payment: another officer, of another duty
    /// in payouts.
    static func confirmPayout(
        of proposer: ID<Officer>, as duty: Role?, by officer: Officer, approving: Bool, in tx: Transaction,
        on dependencies: Dependencies
    ) throws {
        try confirm(
            try payoutAuthor(proposer, as: duty, in: tx, on: dependencies),
            by: officer.signatory(for: .draftPayouts, .approvePayouts), approving: approving)
    }

    static func payoutAuthor(
        _ proposer: ID<Officer>, as duty: Role?, in tx: Transaction, on dependencies: Dependencies
    ) throws -> Signatory? {
        try tx.officers.author(
            proposer, as: duty, or: .draftPayouts, .approvePayouts, at: dependencies.realNow(),
            of: dependencies.officeRoles)
    }

    /// The duty with which an officer's finding is stored.
    static func payoutDuty(
        of officer: ID<Officer>, in tx: Transaction, on dependencies: Dependencies
    ) throws -> Role? {
        try tx.officers.duty(
            of: officer, for: .draftPayouts, .approvePayouts, at: dependencies.realNow(), of: dependencies.officeRoles)
    }
}
