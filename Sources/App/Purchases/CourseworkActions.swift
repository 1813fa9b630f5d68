import Programme
import Storage

/// What an institution reports of participants' works: submitting them and writing about them.
struct CourseworkActions: Sendable {
    let dependencies: Dependencies
    let institution: Partner

    /// Stores a work or feedback. Feedback on the final test completes the training where its participant has attended
    /// the test. Throws `PurchaseRefusal`.
    ///
    /// - Parameters:
    ///   - file: the file's address; empty for feedback without one.
    ///   - notes: empty for a submission.
    /// - Returns: what was stored, and the redeem code as it is stored.
    func add(
        _ kind: Coursework.Kind, _ code: String, _ task: CourseworkTask, file: String, notes: String,
        in tx: Transaction
    ) throws -> (work: Coursework, redeemCode: String) {
        guard (kind == .feedback && file.isEmpty) || Coursework.isFile(file) else { throw PurchaseRefusal.fileAddress }
        let redeeming = RedeemActions(dependencies: dependencies, institution: institution)
        let sold = try tx.records.findHeld(.purchases, by: \.purchase.id) { try redeeming.find(code, in: tx) }
        guard let (found, held) = sold else { throw PurchaseRefusal.unknownRedeemCode }
        let (purchase, now) = (found.purchase, dependencies.clock.now())
        try dependencies.requireAsBound(held, in: tx)
        let completing = CompletePurchase(dependencies: dependencies)
        try found.schedule.checkReport(completing.rules(of: purchase, in: tx), at: now)
        try check(kind, task, purchase.id, in: tx)
        let work = Coursework(id: dependencies.ids.next(), kind: kind, task: task, file: file, notes: notes)
        try tx.coursework.add(work, to: purchase.id, at: now, vault: dependencies.vault)
        let event = AuditEvent(
            kind == .submission ? "coursework.submitted" : "coursework.graded", subject: "purchase:\(purchase.id)",
            detail: ["coursework": work.id.description])
        try tx.audit.record(
            event, by: .partner(institution.id), at: dependencies.moment(), ids: dependencies.ids)
        if kind == .feedback, task == .finalTest {
            try completing.completeIfProved(
                purchase, found.course, institution, by: .partner(institution.id), through: .contract, in: tx)
        }
        return (work, found.payment.redeemCode)
    }

    private func check(
        _ kind: Coursework.Kind, _ task: CourseworkTask, _ purchase: ID<Purchase>, in tx: Transaction
    ) throws {
        if kind == .feedback, try tx.coursework.count(.submission, of: task, purchase) == 0 {
            throw PurchaseRefusal.nothingSubmitted
        }
        guard try tx.coursework.count(kind, of: task, purchase) < Coursework.most,
            try tx.coursework.count(of: purchase) < Coursework.mostOfPurchase
        else { throw PurchaseRefusal.tooManySubmissions }
    }
}
