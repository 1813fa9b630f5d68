import Programme
import Storage

/// The signed-in participant says to be there. The institution's word alone proves nothing, and neither does the
/// participant's: the link came from the one and is answered by the other.
struct ConfirmAttendance: Sendable {
    let platform: Platform

    /// What the page shows before the participant agrees.
    struct Asked: Sendable {
        let request: AttendanceRequest
        let purchase: Purchase
        let course: Course
        let institution: Partner
    }

    /// Through its owner: a link that belongs to somebody else is not there.
    func find(_ state: String, of person: ID<Account>, in tx: Transaction) throws -> Asked? {
        guard let request = try tx.attendance.request(state),
            let purchase = try tx.purchases.of(person, request.purchase),
            let course = try tx.courses.find(purchase.course),
            let institution = try tx.partners.find(course.institution)
        else { return nil }
        return Asked(request: request, purchase: purchase, course: course, institution: institution)
    }

    /// Verifies the attendance, once; the first of all also uses the redeem code.
    func confirm(_ asked: Asked, in tx: Transaction) throws {
        let (request, purchase) = (asked.request, asked.purchase)
        let now = platform.clock.now()
        try purchase.checkRedeemable()
        if request.sequence != .first, try !tx.attendance.isVerified(purchase.id, .first) {
            throw PurchaseRefusal.attendanceMissing(.first)
        }
        try tx.attendance.confirm(request, at: now)
        guard try tx.attendance.verify(purchase.id, request.sequence, at: now) else { return }
        if request.sequence == .first {
            _ = try tx.purchases.redeem(purchase, at: now)
            try tx.purchases.markAttended(purchase)
            try release(.firstAttendance, of: purchase, institution: asked.institution, at: now, in: tx)
        }
        let event = AuditEvent(
            "attendance.verified", subject: "purchase:\(purchase.id)",
            detail: ["sequence": String(request.sequence.number)])
        try tx.audit.record(event, by: .person(purchase.person), on: platform)
    }

    /// What the milestone releases goes from escrow to those who earned it.
    func release(
        _ milestone: MilestoneShare.Milestone, of purchase: Purchase, institution: Partner, at now: Instant,
        in tx: Transaction
    ) throws {
        guard let seller = try tx.partners.find(purchase.platform) else {
            throw Inconsistency("a purchase has a platform")
        }
        let shares = EscrowShares(
            of: milestone, price: purchase.price,
            left: try tx.ledger.balance(.purchaseEscrow(purchase.id)).available,
            feeBasisPoints: seller.feeBasisPoints,
            rules: try tx.cards.edition(of: purchase.card, on: platform).training)
        let entry = JournalEntry.milestone(
            milestone, id: platform.ids.next(), purchase: purchase.id, shares: shares, institution: institution.id,
            platform: seller.id, at: now)
        if let entry { try tx.ledger.post(entry) }
    }
}
