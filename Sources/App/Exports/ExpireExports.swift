import Programme
import Storage

/// Deletes files whose time is over.
struct ExpireExports: Job {
    static let name = "exports.expire"
    /// Files deleted in one run; each in a transaction of its own.
    static let atOnce = 20

    var uniqueKey: String? { "all" }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        let now = dependencies.realNow()
        let over = try await dependencies.database.read { try $0.exports.expired(at: now, limit: Self.atOnce) }
        for id in over {
            try await dependencies.database.transaction { tx in
                guard try tx.exports.expire(id) else { return }
                try tx.audit.record(
                    AuditEvent("export.expired", subject: "export:\(id)"), by: .system, at: dependencies.moment(),
                    ids: dependencies.ids)
            }
        }
        return .done
    }
}
