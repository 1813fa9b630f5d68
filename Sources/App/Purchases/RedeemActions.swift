import Foundation
import Programme
import Storage

/// What an institution may do with redeem codes of its own courses.
struct RedeemActions: Sendable {
    let dependencies: Dependencies
    let institution: Partner

    /// A redeem code's purchase, payment, course and schedule.
    struct Found: Sendable {
        let purchase: Purchase
        let payment: Purchase.Payment
        let course: Course
        let schedule: CourseSchedule
    }

    /// Throws for a code that does not exist, belongs to another institution, or was returned, in that order.
    func find(_ code: String, in tx: Transaction) throws -> Found {
        guard let code = RedeemCode(code), let purchase = try tx.purchases.find(redeemCode: code),
            let payment = purchase.payment,
            let course = try tx.courses.find(purchase.course), let schedule = try tx.courses.schedule(purchase.schedule)
        else { throw PurchaseRefusal.unknownRedeemCode }
        guard course.institution == institution.id else { throw PurchaseRefusal.otherInstitution }
        try purchase.checkRedeemable()
        return Found(purchase: purchase, payment: payment, course: course, schedule: schedule)
    }

    func answer(_ found: Found, _ sequence: AttendanceSequence, in tx: Transaction) throws -> RedeemStatus {
        RedeemStatus(
            found, sequence: sequence, isVerified: try tx.attendance.isVerified(found.purchase.id, sequence),
            platform: try tx.partners.find(found.purchase.platform)?.name ?? "")
    }

    /// Marks the code as used, on the institution's behalf. Throws `PurchaseRefusal.alreadyRedeemed` the second time.
    func commit(_ code: String, in tx: Transaction) throws {
        let found = try find(code, in: tx)
        let now = dependencies.clock.now()
        guard found.purchase.redeemedAt == nil else { throw PurchaseRefusal.alreadyRedeemed }
        guard found.schedule.isOpenForRedeeming(mode: found.course.mode, at: now) else {
            throw PurchaseRefusal.outsideSchedule
        }
        guard try tx.purchases.redeem(found.purchase, at: now) else {
            // The platform may have voided the purchase at this moment: reading it again says so.
            _ = try find(code, in: tx)
            throw PurchaseRefusal.alreadyRedeemed
        }
        try tx.audit.record(
            AuditEvent("purchase.redeemed", subject: "purchase:\(found.purchase.id)"), by: .partner(institution.id),
            at: dependencies.moment(), ids: dependencies.ids)
    }

    /// Creates the request for the page on which the participant confirms attendance.
    func send(
        _ code: String, _ sequence: AttendanceSequence, to redirect: String, email: EmailAddress, in tx: Transaction
    ) throws -> (AttendanceRequest, Course) {
        let found = try find(code, in: tx)
        guard found.course.hasMeeting(sequence) else { throw PurchaseRefusal.otherCourseType }
        try checkOpen(found, sequence)
        guard institution.isRegistered(redirect: redirect) else { throw PurchaseRefusal.redirectNotRegistered }
        let lookup = dependencies.vault.lookup("\(institution.id)\n\(email.folded)", purpose: "participant-email")
        guard try tx.attendance.bind(email: lookup, course: found.course.id, purchase: found.purchase.id) else {
            throw PurchaseRefusal.emailReused
        }
        let request = AttendanceRequest(
            of: found.purchase.id, sequence, backTo: redirect, random: dependencies.random, vault: dependencies.vault)
        try tx.attendance.ask(request, at: dependencies.clock.now())
        return (request, found.course)
    }

    private func checkOpen(_ found: Found, _ sequence: AttendanceSequence) throws {
        let now = dependencies.clock.now()
        let isOpen =
            sequence == .first && found.purchase.redeemedAt == nil
            ? found.schedule.isOpenForRedeeming(mode: found.course.mode, at: now)
            : found.schedule.isOpenForAttendance(at: now)
        guard isOpen else { throw PurchaseRefusal.outsideSchedule }
    }
}

/// The response of `redeem-code/status` and `commit`.
struct RedeemStatus: Encodable, Sendable {
    let redeemCode: String
    let courseCode: String
    let invoiceCode: String
    let scheduleCode: String
    /// 1 when the code is used.
    let status: Int
    /// 1 when the participant's attendance of this sequence is verified.
    let attendanceStatus: Int
    /// Empty until the code is used.
    let redeemAt: String
    let platform: String
    let scheduleStartEnd: String
    let courseType: Int
    let courseTypeLabel: String
    let learningMethod: String
    let isOnline: Bool
    let sequence: Int

    init(_ found: RedeemActions.Found, sequence: AttendanceSequence, isVerified: Bool, platform: String) {
        redeemCode = found.payment.redeemCode
        courseCode = found.course.code
        invoiceCode = found.payment.invoiceCode
        scheduleCode = found.schedule.code
        status = found.purchase.redeemedAt == nil ? 0 : 1
        attendanceStatus = isVerified ? 1 : 0
        redeemAt = found.purchase.redeemedAt.map(ContractTime.text) ?? ""
        self.platform = platform
        scheduleStartEnd = "\(ContractTime.text(found.schedule.starts)) - \(ContractTime.text(found.schedule.ends))"
        courseType = found.course.contractType
        courseTypeLabel = found.course.contractTypeLabel
        learningMethod = found.course.contractMethod
        isOnline = found.course.mode != .offline
        self.sequence = sequence.number
    }

    enum CodingKeys: String, CodingKey {
        case redeemCode = "redeem_code"
        case courseCode = "course_code"
        case invoiceCode = "invoice_code"
        case scheduleCode = "schedule_code"
        case attendanceStatus = "attendance_status"
        case redeemAt = "redeem_at"
        case platform = "dp_platform"
        case scheduleStartEnd = "schedule_start_end"
        case courseType = "course_type"
        case courseTypeLabel = "course_type_label"
        case learningMethod = "course_learning_method"
        case isOnline = "is_online_attendance"
        case status, sequence
    }
}
