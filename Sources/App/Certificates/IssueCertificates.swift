import Programme
import Storage

/// Makes the certificates of trainings that were completed before there were certificates. Running it again makes none
/// twice.
struct IssueCertificates: Job {
    static let name = "certificates.issue"
    static let chunk = 100

    var uniqueKey: String? { "all" }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        let issuing = IssueCertificate(dependencies: dependencies)
        var last: ID<Purchase>?
        while true {
            let due = try await dependencies.database.read { [last] tx in
                try tx.certificates.due(after: last, limit: Self.chunk)
            }
            for purchase in due {
                do {
                    try await dependencies.database.transaction { tx in
                        let held = try tx.records.hold(.purchases, purchase)
                        // One that was changed by other means than an act gets none, and the others go on.
                        guard try tx.records.isAsBound(held, vault: dependencies.vault) else { return }
                        try issuing.issue(for: purchase, in: tx)
                        try tx.certificates.markMade(purchase)
                    }
                } catch is VaultFault {
                    // The same of one whose name cannot be read.
                    dependencies.unreadable.note("completion", "participant_name", row: purchase.rawValue)
                }
                last = purchase
            }
            guard due.count == Self.chunk else { return .done }
        }
    }
}
