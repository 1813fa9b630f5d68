import Programme
import Storage

/// Ends trainings whose time to report is over: completed where the contract's calls prove it by the edition's rule,
/// otherwise settled, with the rest of the money returned.
struct SettlePurchases: Sendable {
    let dependencies: Dependencies

    /// - Returns: whether more are waiting.
    func settle(limit: Int) async throws -> Bool {
        let now = dependencies.clock.now()
        var isMore = false
        for edition in dependencies.editions {
            let end = now - .days(edition.training.daysToReport)
            let isMoreOfIt = try await EndPurchases.past(limit) { last in
                let due = try await dependencies.database.read { tx in
                    try tx.purchases.overdue(edition: edition.id, endedBy: end, after: last, limit: limit)
                }
                return (due, try await settle(due))
            }
            isMore = isMore || isMoreOfIt
        }
        return isMore
    }

    /// - Returns: how many ended.
    private func settle(_ due: [ID<Purchase>]) async throws -> Int {
        var ended = 0
        for purchase in due {
            do {
                try await dependencies.database.transaction { tx in try settle(purchase, in: tx) }
                ended += 1
            } catch is PurchaseRefusal {
                // Its institution reported the completion at this moment, which may wait for two officers.
                ended += 1
            } catch is RecordRefusal {
                // It was changed by other means: no money moves by it, and the others go on.
                continue
            }
        }
        return ended
    }

    private func settle(_ id: ID<Purchase>, in tx: Transaction) throws {
        let held = try tx.records.hold(.purchases, id)
        guard let purchase = try tx.purchases.find(id), purchase.state == .attended,
            let course = try tx.courses.find(purchase.course),
            let institution = try tx.partners.find(course.institution)
        else { throw PurchaseRefusal.alreadyCompleted }
        guard try tx.heldCompletions.waiting(of: id) == nil else { throw PurchaseRefusal.underReview }
        try dependencies.requireAsBound(held, in: tx)
        let completing = CompletePurchase(dependencies: dependencies)
        let (now, rules) = (dependencies.clock.now(), try completing.rules(of: purchase, in: tx))
        try CardStanding(dependencies: dependencies).requireWithCard(purchase.card, in: tx)
        try ReturnPurchase(dependencies: dependencies).requireEnded(
            purchase, by: now - .days(rules.daysToReport), in: tx)
        let outcome = try completing.progress(of: purchase, course, isEnd: true, in: tx).outcome(rules: rules, at: now)
        switch outcome {
        case .underWay: return
        case .completed(let basis):
            let completion = Completion(of: purchase.id, by: basis, at: now)
            try completing.complete(purchase, completion, course, institution, by: .system, in: tx)
        case .unfinished(let missing):
            try ReturnPurchase(dependencies: dependencies).settle(purchase, because: missing, in: tx)
        }
    }
}
