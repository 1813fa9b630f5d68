import Programme
import Storage

/// Completes a purchase, if attendance and post-test are verified: pays the rest of the escrow to institution and
/// platform and plans the incentives.
struct ReportCompletion: Sendable {
    let dependencies: Dependencies
    let institution: Partner

    func report(_ code: String, _ completion: Completion, in tx: Transaction) throws -> ID<Purchase> {
        let redeeming = RedeemActions(dependencies: dependencies, institution: institution)
        let sold = try tx.records.findHeld(.purchases, by: \.purchase.id) { try redeeming.find(code, in: tx) }
        guard let (found, held) = sold else { throw PurchaseRefusal.unknownRedeemCode }
        let purchase = found.purchase
        guard purchase.state != .completed else { throw PurchaseRefusal.alreadyCompleted }
        try dependencies.requireAsBound(held, in: tx)
        try Completion.check(attended: Set(tx.attendance.verified(purchase.id).keys))
        guard try tx.purchases.end(purchase, as: .completed, at: completion.at) else { throw StorageFault.contended }
        let name = try tx.accounts.name(of: purchase.person) ?? ""
        try tx.purchases.complete(purchase, completion, name: name)
        try tx.records.bind(.purchases, purchase.id, at: dependencies.realNow(), ids: dependencies.ids)
        try tx.cards.finishTraining(purchase.card)
        try ConfirmAttendance(dependencies: dependencies).release(
            .completion, of: purchase, institution: institution, at: completion.at, in: tx)
        try tx.jobs.enqueue(
            PlanIncentives(card: purchase.card, purchase: purchase.id, completedAt: completion.at), on: dependencies)
        try tx.inbox.send(
            PurchaseNotice(what: .completed, course: found.course.title, amount: purchase.price, purchase: purchase.id),
            to: purchase.person, on: dependencies)
        try tx.audit.record(
            AuditEvent(
                "purchase.completed", subject: "purchase:\(purchase.id)", detail: ["score": String(completion.score)]),
            by: .partner(institution.id), at: dependencies.moment(), ids: dependencies.ids)
        return purchase.id
    }
}
