import Programme
import Storage

/// Invitations of a priority list: drafted and counted, started by another officer, paused and continued.
struct InvitationActions: Sendable {
    let dependencies: Dependencies

    /// Counts whom the list would invite; a short list at once. Returns the batch that is not done, where there is one.
    func draft(
        _ id: ID<ListImport>, because reason: OfficeReason, by officer: Officer
    ) async throws -> ID<InvitationBatch> {
        let batch: ID<InvitationBatch> = dependencies.ids.next()
        let found = try await dependencies.database.transaction { [dependencies] tx -> ID<InvitationBatch>? in
            guard let list = try tx.lists.find(id)?.value else { throw ListRefusal.notInForce }
            try list.checkInviting()
            try tx.lists.checkIsAnother(officer.id, thanOn: id)
            guard
                try tx.invitationBatches.begin(
                    batch, of: id, because: reason, benefit: dependencies.edition.benefits.perPerson,
                    by: officer.signatory(for: .importLists), at: dependencies.realNow())
            else { return try tx.invitationBatches.latest(of: id)?.value.id }
            try record("list.invitations-drafted", batch, ["reason": reason.text], by: officer.id, tx)
            return nil
        }
        if let found { return found }
        let count = CountInvitations(batch: batch)
        if try await count.step(on: dependencies) {
            try await dependencies.database.transaction { [dependencies] tx in
                try tx.jobs.enqueue(count, on: dependencies)
            }
        }
        return batch
    }

    /// The second officer starts the batch or refuses it.
    func decide(
        _ id: ID<InvitationBatch>, approved: Bool, because reason: OfficeReason, by officer: Officer
    ) async throws {
        let now = dependencies.realNow()
        try await dependencies.database.transaction { [dependencies] tx in
            let held = try tx.records.hold(.invitationDrafts, id)
            let batch = try require(id, tx)
            do {
                try batch.checkDecision(by: officer.signatory(for: .approveLists), approving: approved)
                if approved { try tx.records.check(held, vault: dependencies.vault) }
            } catch let error as any Refusal {
                let isFourEyes = if case .fourEyes? = error as? ListRefusal { true } else { false }
                guard isFourEyes || error is RecordRefusal else { throw error }
                throw try dependencies.denied(
                    error, "list.invitations-denied", about: "invitation-batch:\(id)", by: .officer(officer.id), in: tx)
            }
            if approved {
                try checkIsAnother(batch, officer, tx)
                guard let list = try tx.lists.find(batch.list)?.value else { throw ListRefusal.notInForce }
                try list.checkInviting()
            }
            let state: InvitationBatch.State = approved ? .running : .refused
            guard try tx.invitationBatches.decide(id, as: state, because: reason, by: officer.id, at: now) else {
                throw ListRefusal.notProposed
            }
            for kind in [BoundKind.invitationBatches, .invitationDrafts] {
                try tx.records.bind(kind, id, at: now, ids: dependencies.ids)
            }
            if approved { try tx.jobs.enqueue(InvitePeople(batch: id), on: dependencies) }
            let act = approved ? "list.inviting" : "list.invitations-refused"
            try record(act, id, ["reason": reason.text, "people": "\(batch.counts.people)"], by: officer.id, tx)
        }
    }

    /// Any of the officers who may draft or start batches stops one for now.
    func pause(_ id: ID<InvitationBatch>, because reason: OfficeReason, by officer: Officer) async throws {
        try await dependencies.database.transaction { tx in
            try require(id, tx).checkPausing()
            guard try tx.invitationBatches.set(id, from: .running, to: .paused) else { throw ListRefusal.notRunning }
            try record("list.invitations-paused", id, ["reason": reason.text], by: officer.id, tx)
        }
    }

    func goOn(_ id: ID<InvitationBatch>, because reason: OfficeReason, by officer: Officer) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            let batch = try require(id, tx)
            try batch.checkGoingOn()
            try checkIsAnother(batch, officer, tx)
            guard try tx.invitationBatches.set(id, from: .paused, to: .running) else { throw ListRefusal.notPaused }
            try tx.jobs.enqueue(InvitePeople(batch: id), on: dependencies)
            try record("list.invitations-continued", id, ["reason": reason.text], by: officer.id, tx)
        }
    }

    /// Throws `ListRefusal.ownLine` for an officer whom the batch might invite; the attempt is recorded.
    private func checkIsAnother(_ batch: InvitationBatch, _ officer: Officer, _ tx: Transaction) throws {
        do {
            try tx.lists.checkIsAnother(officer.id, thanOn: batch.list)
        } catch let refusal as ListRefusal {
            throw try dependencies.denied(
                refusal, "list.invitations-denied", about: "invitation-batch:\(batch.id)", by: .officer(officer.id),
                in: tx)
        }
    }

    private func require(_ id: ID<InvitationBatch>, _ tx: Transaction) throws -> InvitationBatch {
        guard let stored = try tx.invitationBatches.find(id) else { throw ListRefusal.notProposed }
        return stored.value
    }

    private func record(
        _ action: String, _ batch: ID<InvitationBatch>, _ detail: [String: String], by officer: ID<Officer>,
        _ tx: Transaction
    ) throws {
        try tx.audit.record(
            AuditEvent(action, subject: "invitation-batch:\(batch)", detail: detail), by: .officer(officer),
            at: dependencies.moment(), ids: dependencies.ids)
    }
}
