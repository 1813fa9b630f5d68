import Programme
import Storage

/// Completes a purchase: pays the rest of the escrow to institution and platform, makes the certificate, plans the
/// incentives and notifies the participant.
struct CompletePurchase: Sendable {
    let dependencies: Dependencies

    /// Reads what the contract's calls have proved of a purchase. Throws `RecordRefusal.heldBack` for a proof that SQL
    /// put in.
    ///
    /// - Parameter isEnd: whether the time to report is over: only then the attendances of the whole schedule count and
    ///   are read.
    func progress(of purchase: Purchase, _ course: Course, isEnd: Bool, in tx: Transaction) throws -> CourseProgress {
        guard let schedule = try tx.courses.schedule(purchase.schedule) else {
            throw Inconsistency("a purchase has a schedule")
        }
        let proved = ProvedTraining(dependencies: dependencies, purchase: purchase.id)
        let attended = try proved.attended(in: tx)
        return CourseProgress(
            mode: course.mode, schedule: schedule, attended: attended,
            held: try isEnd ? held(purchase.schedule, besides: attended, in: tx) : [],
            isGraded: try proved.isGraded(in: tx),
            isRefused: try tx.heldCompletions.latest(of: purchase.id)?.state == .refused)
    }

    /// The attendances that were taken of any participant of the schedule. Throws `RecordRefusal.heldBack` where one that
    /// this participant lacks is proved by no participant: a row that SQL put in would leave their training unfinished.
    private func held(
        _ schedule: ID<CourseSchedule>, besides attended: Set<AttendanceSequence>, in tx: Transaction
    ) throws -> Set<AttendanceSequence> {
        let held = try tx.purchases.held(schedule: schedule)
        for purchase in Set(held.filter { !attended.contains($0.key) }.values).sorted() {
            _ = try ProvedTraining(dependencies: dependencies, purchase: purchase).attended(in: tx)
        }
        return Set(held.keys)
    }

    /// The rules of the purchase's card.
    func rules(of purchase: Purchase, in tx: Transaction) throws -> TrainingRules {
        try tx.cards.edition(of: purchase.card, among: dependencies.editions).training
    }

    /// Takes in the completion where the post-test is attended and graded, unless an earlier report of it waits. The
    /// caller holds the purchase, and has compared it with the act before.
    func completeIfProved(
        _ purchase: Purchase, _ course: Course, _ institution: Partner, by actor: Actor,
        through path: TrainingReport.Path, in tx: Transaction
    ) throws {
        guard purchase.state == .attended, try tx.heldCompletions.waiting(of: purchase.id) == nil else { return }
        let now = dependencies.clock.now()
        let outcome = try progress(of: purchase, course, isEnd: false, in: tx)
            .outcome(rules: rules(of: purchase, in: tx), at: now)
        guard case .completed(let basis) = outcome else { return }
        let completion = Completion(of: purchase.id, by: basis, at: now)
        try ReceiveCompletion(dependencies: dependencies).receive(
            completion, of: purchase, course, institution, by: actor, through: path, in: tx)
    }

    /// The caller holds the purchase, has compared it with the act before, and has checked the proofs. What was earned
    /// follows the day of the report, and what is paid the present one.
    func complete(
        _ purchase: Purchase, _ completion: Completion, _ course: Course, _ institution: Partner, by actor: Actor,
        in tx: Transaction
    ) throws {
        let compared = try SaleRecords(dependencies: dependencies).require(
            course, givenBy: institution.id, for: purchase, in: tx)
        let now = dependencies.clock.now()
        guard try tx.purchases.end(purchase, as: .completed, at: now) else { throw StorageFault.contended }
        let name = try tx.accounts.name(of: purchase.person, vault: dependencies.vault) ?? ""
        try tx.purchases.complete(purchase, completion, name: name, vault: dependencies.vault)
        try tx.records.bind(.purchases, purchase.id, at: dependencies.realNow(), ids: dependencies.ids)
        try IssueCertificate(dependencies: dependencies).issue(for: purchase.id, in: tx)
        try tx.cards.finishTraining(purchase.card)
        let shares = try ConfirmAttendance(dependencies: dependencies).release(
            .completion, of: purchase, institution: compared.giver, at: now, in: tx)
        try PurchaseEvents(dependencies: dependencies).record(
            completion, of: purchase.id, paying: shares, in: tx)
        try tx.jobs.enqueue(
            PlanIncentives(card: purchase.card, purchase: purchase.id, completedAt: completion.at), on: dependencies)
        try tx.inbox.send(
            PurchaseNotice(
                what: .completed, course: compared.course.title, amount: purchase.price, purchase: purchase.id),
            to: purchase.person, on: dependencies)
        let proof = completion.score.map { ["score": String($0)] } ?? ["basis": completion.basis.rawValue]
        try tx.audit.record(
            AuditEvent("purchase.completed", subject: "purchase:\(purchase.id)", detail: proof), by: actor,
            at: dependencies.moment(), ids: dependencies.ids)
    }
}
