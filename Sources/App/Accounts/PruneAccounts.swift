import Programme
import Storage

/// Deletes what is no longer needed: old codes, sessions, tokens and officers' searches that have ended, and the contacts
/// of cases at a counter that were not continued.
struct PruneAccounts: Job {
    static let name = "account.tidy"
    /// Longer than the month over which a destination's codes are counted. The privacy notice promises it.
    static let daysKept = 40
    private static let codesKept = Span.days(daysKept)
    /// Codes deleted in one transaction.
    static let piece = 5_000
    /// Cases at counters that are ended in one transaction.
    private static let cases = 100
    /// Counts of unknown card numbers: longer than the day that the office sees.
    private static let unknownNumbersKept = Span.days(2)

    var uniqueKey: String? { "all" }

    func run(on dependencies: Dependencies) async throws -> JobResult {
        let now = dependencies.realNow()
        let isFull = try await dependencies.database.transaction { tx in
            let codes = try tx.codes.prune(before: now - Self.codesKept, limit: Self.piece)
            try tx.contactChanges.prune(before: now - Self.codesKept)
            try tx.payees.pruneInquiries(before: now - Self.codesKept)
            try tx.sessions.prune(before: now)
            try tx.consents.prune(before: now)
            try tx.textBudget.prune(before: now)
            try tx.partners.prune(before: now - Self.unknownNumbersKept)
            try tx.partnerPeople.prune(at: now)
            try tx.keptSearches.prune(at: now)
            try tx.partners.pruneCalls(before: now - PartnerQueries.callsKept)
            try tx.partners.pruneAnswers(before: now - PartnerQueries.answersKept)
            try tx.partnerTokens.prune(before: now)
            let isMore = try tx.counterCases.endUnanswered(limit: Self.cases, on: dependencies)
            return codes == Self.piece || isMore
        }
        return isFull ? .again(after: .seconds(1)) : .done
    }
}
