import Programme
import Storage

/// A signed-in participant confirms attendance. Both sides are needed: the institution requests the link, and the
/// participant confirms it.
struct ConfirmAttendance: Sendable {
    let dependencies: Dependencies

    /// What the page shows before the participant confirms.
    struct PendingAttendance: Sendable {
        let request: AttendanceRequest
        let purchase: Purchase
        let course: Course
        let institution: Partner
    }

    /// Finds a request of this person's own purchases only, and none that SQL put in or changed.
    func find(_ state: String, of person: ID<Account>, in tx: Transaction) throws -> PendingAttendance? {
        guard let request = try tx.attendance.request(state), request.isOurs(dependencies.vault),
            let purchase = try tx.purchases.of(person, request.purchase),
            let course = try tx.courses.find(purchase.course),
            let institution = try tx.partners.find(course.institution)
        else { return nil }
        return PendingAttendance(request: request, purchase: purchase, course: course, institution: institution)
    }

    /// Verifies the attendance, once; the first one also uses the redeem code.
    func confirm(_ pending: PendingAttendance, in tx: Transaction) throws {
        let (request, now) = (pending.request, dependencies.clock.now())
        let held = try tx.records.hold(.purchases, pending.purchase.id)
        guard let purchase = try tx.purchases.find(pending.purchase.id) else { throw PurchaseRefusal.unknownRedeemCode }
        try purchase.checkRedeemable()
        try dependencies.requireAsBound(held, in: tx)
        let compared = try SaleRecords(dependencies: dependencies).require(
            pending.course, givenBy: pending.institution.id, for: purchase, in: tx)
        let schedule = compared.offered.schedules.first { $0.id == purchase.schedule }
        guard schedule?.isOpenForAttendance(at: now) ?? false else {
            throw PurchaseRefusal.outsideSchedule
        }
        if request.sequence != .first, try !tx.attendance.isVerified(purchase.id, .first) {
            throw PurchaseRefusal.attendanceMissing(.first)
        }
        try tx.attendance.confirm(request, at: now)
        guard try tx.attendance.verify(purchase.id, request.sequence, at: now) else { return }
        try ReceiveReport(dependencies: dependencies).receive(
            .attendance(request.sequence), of: purchase.id, compared.course, through: .participant, at: now, in: tx)
        if request.sequence == .first {
            _ = try tx.purchases.redeem(purchase, at: now)
            try tx.purchases.markAttended(purchase)
            let shares = try release(
                .firstAttendance, of: purchase, institution: compared.giver, at: now, in: tx)
            try PurchaseEvents(dependencies: dependencies).record(
                .attendanceRecorded, of: purchase.id, attendance: request.sequence, paying: shares, in: tx)
        } else {
            try PurchaseEvents(dependencies: dependencies).record(
                .attendanceRecorded, of: purchase.id, attendance: request.sequence, in: tx)
        }
        let event = AuditEvent(
            "attendance.verified", subject: "purchase:\(purchase.id)",
            detail: ["sequence": String(request.sequence.number)])
        try tx.audit.record(event, by: .person(purchase.person), at: dependencies.moment(), ids: dependencies.ids)
        guard request.sequence == .postTest else { return }
        try CompletePurchase(dependencies: dependencies).completeIfProved(
            purchase, compared.course, compared.giver, by: .person(purchase.person), through: .participant, in: tx)
    }

    /// Pays the milestone's share of the escrow to institution and platform.
    @discardableResult
    func release(
        _ milestone: MilestoneShare.Milestone, of purchase: Purchase, institution: Partner, at now: Instant,
        in tx: Transaction
    ) throws -> EscrowShares {
        guard let fee = try tx.purchases.feeBasisPoints(of: purchase.id) else {
            throw Inconsistency("a paid purchase has the platform's fee")
        }
        let shares = EscrowShares(
            of: milestone, price: purchase.price,
            left: try dependencies.requireProved(.purchaseEscrow(purchase.id), in: tx).balance.available,
            feeBasisPoints: fee,
            rules: try tx.cards.edition(of: purchase.card, among: dependencies.editions).training)
        let entry = JournalEntry.milestone(
            milestone, id: dependencies.ids.next(), purchase: purchase.id, shares: shares, institution: institution.id,
            platform: purchase.platform, at: now)
        if let entry { try tx.ledger.post(entry, ids: dependencies.ids) }
        return shares
    }
}
