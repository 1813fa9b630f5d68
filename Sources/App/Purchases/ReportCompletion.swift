import Programme
import Storage

/// Takes in an institution's report of a completion, if attendance and post-test are verified.
struct ReportCompletion: Sendable {
    let dependencies: Dependencies
    let institution: Partner

    func report(
        _ code: String, _ completion: Completion, through path: TrainingReport.Path, in tx: Transaction
    ) throws -> ReceiveCompletion.Outcome {
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
        return try ReceiveCompletion(dependencies: dependencies).receive(
            completion, of: purchase, found.course, institution, by: .partner(institution.id), through: path, in: tx)
    }
}
