import Programme
import Storage

/// Seals names, addresses and notes about people that earlier versions stored in clear text, and blanks their columns. Each
/// step is one transaction of a few hundred rows, so that a process that ends between two leaves every row either sealed or
/// as it was; the statements find what is left by an index of rows without a sealed text. Running it again changes nothing.
struct SealNames: Job {
    static let name = "people.seal-names"
    /// Rows in one transaction, and transactions in one run; the rest follow a second later.
    static let batch = 500
    private static let steps = 40

    var uniqueKey: String? { "all" }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        for _ in 0..<Self.steps {
            guard try await Self.step(on: dependencies) else { return .done }
        }
        return .again(after: .seconds(1))
    }

    /// Seals the next rows. False where none were left.
    ///
    /// - Parameter limit: fewer in tests.
    static func step(on dependencies: Dependencies, limit: Int = Self.batch) async throws -> Bool {
        try await dependencies.database.transaction { [vault = dependencies.vault] tx in
            if try tx.applications.sealEarlier(limit: limit, vault: vault) > 0 { return true }
            if try tx.applications.sealEarlierAddresses(limit: limit, vault: vault) > 0 { return true }
            if try tx.counterCases.sealEarlier(limit: limit, vault: vault) > 0 { return true }
            if try tx.payeeQuestions.sealEarlier(limit: limit, vault: vault) > 0 { return true }
            return try SealedText.oneByOne.contains { text, key in
                try text.sealEarlier(key: key, limit: limit, vault: vault, in: tx) > 0
            }
        }
    }
}
