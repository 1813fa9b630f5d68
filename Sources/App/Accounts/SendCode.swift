import Programme
import Storage

/// Sends one code that could not be handed over straight after its commit: the gateway asked to try later, no worker runs
/// in the process that made the code, or that process has ended.
struct SendCode: Job {
    static let name = "account.send-code"
    static let mayBeGivenUp = true

    let code: ID<OneTimeCode>

    var uniqueKey: String? { code.description }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        let unsent = try await dependencies.database.read { [code] tx in
            try tx.codes.unsent(code, vault: dependencies.vault)
        }
        guard let unsent else { return .done }
        return try await HandOverCode(code: unsent).submit(on: dependencies)
    }

    /// The words are deleted: a code is sent late or never, but not after an officer has had the cause repaired.
    func isBuried(because reason: String, in tx: Transaction, on dependencies: Dependencies) throws {
        try tx.codes.failed([.init(id: code, at: dependencies.realNow(), failure: reason)])
    }
}
