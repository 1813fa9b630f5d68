import Programme
import Storage

/// Gives the answers of an approved batch, some in each run. A case that was answered, withdrawn or taken by an officer
/// meanwhile is skipped.
struct AnswerCases: Job {
    static let name = "cases.answer"
    /// Cases in one transaction.
    private static let chunk = 25

    let batch: ID<CaseBatch>

    var uniqueKey: String? { batch.description }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        do {
            while try await answerSome(on: dependencies) {}
            return .done
        } catch RecordRefusal.changed {
            return .giveUp("the answer for many cases \(batch) is not as two officers approved it")
        }
    }

    /// False when none is left.
    private func answerSome(on dependencies: Dependencies) async throws -> Bool {
        try await dependencies.database.transaction { tx in
            let held = try tx.records.hold(.caseBatches, batch)
            guard let found = try tx.caseBatches.find(batch, vault: dependencies.vault), found.state == .running,
                let approver = found.decidedBy, let template = try tx.caseTemplates.find(found.template)
            else { return false }
            try tx.records.check(held, vault: dependencies.vault)
            let waiting = try tx.caseBatches.waiting(in: batch, limit: Self.chunk)
            guard !waiting.isEmpty else {
                try tx.caseBatches.finish(batch)
                return false
            }
            let acts = CaseBatchActions(dependencies: dependencies)
            for id in waiting { try acts.answer(id, in: found, by: approver, template, tx) }
            return true
        }
    }
}
