import Programme
import Storage

/// Finds codes that were committed and never handed over, because their process ended in between, and enqueues a job for
/// each.
struct SendForgottenCodes: Job {
    static let name = "account.send-forgotten-codes"
    /// How many are found in one run.
    private static let most = 500

    var uniqueKey: String? { "all" }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        let until = dependencies.realNow() - UrgentJobs.grace
        try await dependencies.database.transaction { tx in
            let codes = try tx.codes.forgotten(until: until, limit: Self.most)
            try tx.jobs.enqueue(all: codes.map { SendCode(code: $0) }, on: dependencies)
        }
        return .done
    }
}
