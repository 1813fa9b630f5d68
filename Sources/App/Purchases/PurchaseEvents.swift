import Programme
import Storage

/// Tells the webhooks of a purchase's platform and institution what became of it, in the transaction of the fact. Each
/// reads its own numbers of the purchase, its own share, and nothing about the participant.
struct PurchaseEvents: Sendable {
    let dependencies: Dependencies

    /// - Parameters:
    ///   - data: what both may read.
    ///   - shares: what the fact pays; nil where it pays nothing.
    func record(
        _ type: WebhookType, of id: ID<Purchase>, attendance: AttendanceSequence? = nil,
        _ data: [String: WebhookValue] = [:], paying shares: EscrowShares? = nil, in tx: Transaction
    ) throws {
        guard try tx.webhooks.isUsed() else { return }
        guard let purchase = try tx.purchases.find(id), let payment = purchase.payment,
            let course = try tx.courses.find(purchase.course), let schedule = try tx.courses.schedule(purchase.schedule)
        else { throw Inconsistency("a paid purchase has a course and a schedule") }
        var common = data.merging([
            "course_code": .text(course.code), "schedule_code": .text(schedule.code),
            "invoice_code": .text(payment.invoiceCode), "amount": .number(purchase.price.amount),
            "state": .text(purchase.state.rawValue),
        ]) { $1 }
        if let attendance { common["attendance"] = .number(Int64(attendance.number)) }
        let (moment, ids) = (dependencies.moment(), dependencies.ids)
        if type.concernsPlatform(attendance: attendance?.number) {
            var own = common
            own["transaction_code"] = .text(payment.transactionCode)
            if let shares { own["paid"] = .number(shares.platform.amount) }
            try tx.webhooks.record(type, of: id, to: purchase.platform, own, at: moment, ids: ids)
        }
        if type.concernsInstitution(isRedeemed: purchase.redeemedAt != nil) {
            var own = common
            own["redeem_code"] = .text(payment.redeemCode)
            if let shares { own["paid"] = .number(shares.institution.amount) }
            try tx.webhooks.record(type, of: id, to: course.institution, own, at: moment, ids: ids)
        }
    }

    /// Of the result only what proved it: score and certificate are the institution's own.
    func record(
        _ completion: Completion, of id: ID<Purchase>, paying shares: EscrowShares, in tx: Transaction
    ) throws {
        try record(
            .completionRecorded, of: id, ["basis": .text(completion.basis.rawValue)], paying: shares,
            in: tx)
    }

    /// A report waits for two officers, or does not any more. Why is between them and the office.
    func record(_ held: HeldCompletion, in tx: Transaction) throws {
        guard try tx.webhooks.isUsed() else { return }
        var data: [String: WebhookValue] = [:]
        if let report = try tx.trainingReports.find(held.report) { data["receipt"] = .text(report.number.description) }
        guard held.state != .waiting else {
            data["held_until"] = .instant(held.decideBy)
            return try record(.completionHeld, of: held.purchase, data, in: tx)
        }
        data["decision"] = .text(held.state.rawValue)
        try record(.completionDecided, of: held.purchase, data, in: tx)
    }
}
