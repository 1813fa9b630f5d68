import Programme
import Storage

/// Lets reported completions stand whose last day passed without a decision of two officers.
struct AcceptCompletions: Job {
    static let name = "completions.accept"
    static let chunk = 100

    var uniqueKey: String? { "all" }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        let isMore = try await EndOverdueCompletions(dependencies: dependencies).end(limit: Self.chunk)
        return isMore ? .again(after: .zero) : .done
    }
}
