import Programme
import Storage

/// Takes in a reported completion: it stands at once, or waits for two officers where the edition's rule says so. While
/// it waits, no money of the training moves and no incentive is planned.
struct ReceiveCompletion: Sendable {
    let dependencies: Dependencies

    /// What became of a report.
    struct Outcome: Sendable {
        let report: TrainingReport
        /// Nil where it stands at once.
        let held: HeldCompletion?
    }

    /// The caller holds the purchase, has compared it with the act before, and has checked the proofs. Throws
    /// `PurchaseRefusal.underReview` while an earlier report of this training waits.
    @discardableResult
    func receive(
        _ completion: Completion, of purchase: Purchase, _ course: Course, _ institution: Partner, by actor: Actor,
        through path: TrainingReport.Path, in tx: Transaction
    ) throws -> Outcome {
        guard try tx.heldCompletions.waiting(of: purchase.id) == nil else { throw PurchaseRefusal.underReview }
        let report = try ReceiveReport(dependencies: dependencies).receive(
            .completion, of: purchase.id, course, through: path, at: completion.at, in: tx)
        let completing = CompletePurchase(dependencies: dependencies)
        if let review = try completing.rules(of: purchase, in: tx).completionReview,
            let held = try judge(completion, report, of: purchase, course, by: review, in: tx)
        {
            try hold(held, of: purchase, course, by: actor, in: tx)
            return Outcome(report: report, held: held)
        }
        try completing.complete(purchase, completion, course, institution, by: actor, in: tx)
        return Outcome(report: report, held: nil)
    }

    /// Nil for a report that stands at once.
    private func judge(
        _ completion: Completion, _ report: TrainingReport, of purchase: Purchase, _ course: Course,
        by review: CompletionReview, in tx: Transaction
    ) throws -> HeldCompletion? {
        let began = try firstAttendance(of: purchase.id, in: tx)
        let reports = try tx.trainingReports.completions(of: course, from: completion.at - review.window, review)
        let evidence = CompletionReview.Evidence(
            hours: course.hours, firstAttendance: began ?? completion.at, reportedAt: completion.at,
            ofInstitution: reports.institution, ofCourse: reports.course,
            wasRefused: try tx.heldCompletions.latest(of: purchase.id)?.state == .refused)
        let grounds = review.grounds(evidence)
        guard !grounds.isEmpty else { return nil }
        return HeldCompletion(
            id: dependencies.ids.next(), purchase: purchase.id, person: purchase.person, report: report.id,
            completion: completion, grounds: grounds, minutes: evidence.minutes,
            ofInstitution: evidence.ofInstitution, ofCourse: evidence.ofCourse,
            decideBy: review.decideBy(completion.at), state: .waiting, endedAt: nil)
    }

    /// By the attendance and by its report, whichever is later: one of the two that SQL moved back makes no report look
    /// slow. Only the attendance where it is from before there were reports. Throws `RecordRefusal.heldBack` where a
    /// report of this training is not as its act left it.
    private func firstAttendance(of purchase: ID<Purchase>, in tx: Transaction) throws -> Instant? {
        let reports = try tx.trainingReports.of(purchase)
        let intact = try tx.records.asBound(.trainingReports, of: reports.map(\.id), vault: dependencies.vault)
        if let changed = reports.first(where: { !intact.contains($0.id) }) {
            dependencies.reportChanged(.trainingReports, changed.id)
            throw RecordRefusal.heldBack
        }
        let reported = reports.first { $0.fact == .attendance(.first) }?.receivedAt
        return [try tx.attendance.verified(purchase)[.first], reported].compactMap(\.self).max()
    }

    private func hold(
        _ held: HeldCompletion, of purchase: Purchase, _ course: Course, by actor: Actor, in tx: Transaction
    ) throws {
        try tx.heldCompletions.hold(held)
        try tx.records.bind(
            .heldCompletions, held.id, at: dependencies.realNow(), ids: dependencies.ids, isFirst: true)
        try tx.purchases.noteChange(purchase.id, seenByPlatform: true, at: dependencies.clock.now())
        try PurchaseEvents(dependencies: dependencies).record(held, in: tx)
        try tx.inbox.send(
            PurchaseNotice(
                what: .held(until: held.decideBy), course: course.title, amount: purchase.price, purchase: purchase.id),
            to: purchase.person, on: dependencies)
        let grounds = held.grounds.map(\.rawValue).joined(separator: " ")
        try tx.audit.record(
            AuditEvent("completion.held", subject: "purchase:\(purchase.id)", detail: ["grounds": grounds]), by: actor,
            at: dependencies.moment(), ids: dependencies.ids)
    }
}
