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
        let proved = ProvedTraining(dependencies: dependencies, purchase: purchase.id)
        try Completion.check(attended: proved.attended(in: tx))
        let completing = CompletePurchase(dependencies: dependencies)
        try found.schedule.checkReport(completing.rules(of: purchase, in: tx), at: completion.at)
        try completing.complete(
            purchase, completion, found.course, institution, by: .partner(institution.id), in: tx)
        return purchase.id
    }
}
