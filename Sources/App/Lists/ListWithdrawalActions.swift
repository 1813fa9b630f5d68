import Programme
import Storage

/// Withdrawing a list in force: counted first, proposed by one officer, decided by another.
struct ListWithdrawalActions: Sendable {
    let dependencies: Dependencies

    /// Counts what withdrawing the list changes. A short list is counted at once.
    func count(_ id: ID<ListImport>) async throws {
        let comparison = try await dependencies.database.transaction { [dependencies] tx -> CompareList in
            guard let list = try tx.lists.find(id)?.value, list.state == .inForce else {
                throw ListRefusal.notInForce
            }
            return CompareList(
                difference: try tx.listDifferences.begin(
                    .withdrawal, of: list, at: dependencies.realNow(), ids: dependencies.ids))
        }
        guard try await comparison.step(on: dependencies) else { return }
        try await dependencies.database.transaction { [dependencies] tx in
            try tx.jobs.enqueue(comparison, on: dependencies)
        }
    }

    func propose(_ id: ID<ListImport>, because reason: OfficeReason, by officer: Officer) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            guard let list = try tx.lists.find(id)?.value else { throw ListRefusal.notInForce }
            try checkIsAnother(id, officer, tx)
            try list.checkWithdrawing(isCounted: try isCounted(list, tx))
            let withdrawal: ID<ListWithdrawal> = dependencies.ids.next()
            guard
                try tx.listWithdrawals.propose(
                    withdrawal, of: id, because: reason, by: officer.signatory(for: .importLists),
                    at: dependencies.realNow())
            else { throw ListRefusal.withdrawalWaits }
            try tx.records.bind(.listWithdrawals, withdrawal, at: dependencies.realNow(), ids: dependencies.ids)
            try record("list.withdrawal-proposed", id, ["reason": reason.text], by: officer.id, tx)
        }
    }

    /// A second officer withdraws the list or refuses to. All people on a withdrawn list are decided on again.
    func decide(
        _ id: ID<ListImport>, approved: Bool, because reason: OfficeReason, by officer: Officer
    ) async throws {
        let now = dependencies.realNow()
        try await dependencies.database.transaction { [dependencies] tx in
            let found = try tx.records.findHeld(.listWithdrawals, by: \.id) { try tx.listWithdrawals.latest(of: id) }
            guard let (stored, held) = found else { throw ListRefusal.notProposed }
            try checkIsAnother(id, officer, tx)
            try stored.checkDecision()
            do {
                try FourEyes.confirm(stored.proposer, by: officer.signatory(for: .approveLists), approving: approved)
                if approved { try tx.records.check(held, vault: dependencies.vault) }
            } catch let error as any Refusal {
                throw try dependencies.denied(
                    error, "list.withdrawal-denied", about: "list:\(id)", by: .officer(officer.id), in: tx)
            }
            if approved, let list = try tx.lists.find(id)?.value {
                try list.checkWithdrawing(isCounted: try isCounted(list, tx))
            }
            let state: ListWithdrawal.State = approved ? .inForce : .refused
            guard try tx.listWithdrawals.decide(stored.id, as: state, because: reason, by: officer.id, at: now) else {
                throw ListRefusal.notProposed
            }
            if approved {
                guard let list = try tx.lists.find(id)?.value, try tx.listWithdrawals.withdraw(id, at: now) else {
                    throw ListRefusal.notInForce
                }
                for other in try tx.lists.proposedVersions(of: list) {
                    let comparison = try tx.listDifferences.begin(
                        .version, of: other.value, at: now, ids: dependencies.ids)
                    try tx.jobs.enqueue(CompareList(difference: comparison), on: dependencies)
                }
                try tx.jobs.enqueue(ApplyList(list: id, group: .touched, after: nil), on: dependencies)
            }
            try tx.records.bind(.listWithdrawals, stored.id, at: now, ids: dependencies.ids)
            let act = approved ? "list.withdrawn" : "list.withdrawal-refused"
            try record(act, id, ["reason": reason.text], by: officer.id, tx)
        }
    }

    /// Whether what the withdrawal changes is counted. While people are still decided on again by the list it is not:
    /// it is counted once more after that.
    private func isCounted(_ list: ListImport, _ tx: Transaction) throws -> Bool {
        guard try !tx.lists.isBeingApplied(list) else { return false }
        return try tx.listDifferences.latest(of: list.id, .withdrawal)?.isCounted ?? false
    }

    /// Throws `ListRefusal.ownLine` for an officer who is on the list; the attempt is recorded.
    private func checkIsAnother(_ list: ID<ListImport>, _ officer: Officer, _ tx: Transaction) throws {
        do {
            try tx.lists.checkIsAnother(officer.id, thanOn: list)
        } catch let refusal as ListRefusal {
            throw try dependencies.denied(
                refusal, "list.withdrawal-denied", about: "list:\(list)", by: .officer(officer.id), in: tx)
        }
    }

    private func record(
        _ action: String, _ list: ID<ListImport>, _ detail: [String: String], by officer: ID<Officer>, _ tx: Transaction
    ) throws {
        try tx.audit.record(
            AuditEvent(action, subject: "list:\(list)", detail: detail), by: .officer(officer),
            at: dependencies.moment(), ids: dependencies.ids)
    }
}
