import Foundation
import Programme
import Storage

/// What an institution may do with test codes, in a sandbox only: each is answered like the code of a sold course, and
/// no purchase and no money is behind it.
struct TestCodes: Sendable {
    let dependencies: Dependencies
    let institution: Partner

    /// The step that stands for the use of a code.
    private static let use = 0

    /// The refusals whose codes an institution may type as a redeem code to be refused so.
    private static let refusals: [PurchaseRefusal] = [
        .unknownRedeemCode, .otherCourseType, .outsideSchedule, .otherInstitution, .codeVoided, .transactionVoided,
        .alreadyRedeemed, .redirectNotRegistered, .emailReused,
    ]

    /// Nil for any other code, and outside a sandbox. Throws the refusal of which the code is the error code.
    func find(_ typed: String) throws -> TestCode? {
        guard dependencies.configuration.sandbox else { return nil }
        let text = typed.trimmingWhitespace().uppercased()
        if let refusal = Self.refusals.first(where: { ContractError.purchase($0).code == text }) { throw refusal }
        return TestCode(rawValue: text)
    }

    func answer(_ code: TestCode, _ sequence: AttendanceSequence, in tx: Transaction) throws -> RedeemStatus {
        let steps = try tx.testCodes.steps(code, of: institution.id)
        let isVerified = steps[sequence.number] != nil || (code.isAttended && sequence == .first)
        let now = dependencies.clock.now()
        let used = steps.values.min() ?? (code.isAttended ? now - .hours(1) : nil)
        return RedeemStatus(found(code, redeemedAt: used), sequence: sequence, isVerified: isVerified, platform: "Uji")
    }

    /// Throws `PurchaseRefusal.alreadyRedeemed` the second time.
    func commit(_ code: TestCode, in tx: Transaction) throws {
        let isUsed = try code.isAttended || !tx.testCodes.steps(code, of: institution.id).isEmpty
        guard try !isUsed && tx.testCodes.add(Self.use, of: code, by: institution.id, at: dependencies.clock.now())
        else { throw PurchaseRefusal.alreadyRedeemed }
    }

    /// Verifies the attendance at once: the address leads straight back to the institution, as if the participant had
    /// confirmed on our page.
    func attend(
        _ code: TestCode, _ sequence: AttendanceSequence, backTo redirect: String, in tx: Transaction
    ) throws -> (AttendanceRequest, Course) {
        let course = found(code, redeemedAt: nil).course
        guard course.hasMeeting(sequence) else { throw PurchaseRefusal.otherCourseType }
        guard institution.isRegistered(redirect: redirect) else { throw PurchaseRefusal.redirectNotRegistered }
        _ = try tx.testCodes.add(
            sequence.number, of: code, by: institution.id, at: dependencies.clock.now())
        let request = AttendanceRequest(
            state: dependencies.random.token(18), purchase: ID(1), sequence: sequence, redirectURI: redirect)
        return (request, course)
    }

    /// A course and its sale that exist in answers only.
    private func found(_ code: TestCode, redeemedAt: Instant?) -> RedeemActions.Found {
        let now = dependencies.clock.now()
        let name = "uji-\(code.mode.rawValue)"
        let payment = Purchase.Payment(
            invoiceCode: "INV-\(code.rawValue)", transactionCode: code.rawValue, redeemCode: code.rawValue,
            at: now - .days(2))
        let purchase = Purchase(
            id: ID(1), person: ID(1), card: ID(1), platform: ID(1), course: ID(1), schedule: ID(1), price: Rupiah(1),
            state: redeemedAt == nil ? .posted : .attended, attempt: 1, askedAt: payment.at, payment: payment,
            redeemedAt: redeemedAt, endedAt: nil)
        let course = Course(
            id: ID(1), code: name, institution: institution.id, title: name, summary: "", category: "",
            mode: code.mode, hours: 1)
        let schedule = CourseSchedule(
            id: ID(1), course: ID(1), code: "\(name)-1", starts: now - .days(1), ends: now + .days(30), quota: 1,
            taken: 1)
        return RedeemActions.Found(purchase: purchase, payment: payment, course: course, schedule: schedule)
    }
}
