import Foundation
import Programme
import Storage

/// What an institution may do with test codes, in a sandbox only: each is answered like the code of a sold course, and
/// no purchase and no money is behind it.
struct TestCodes: Sendable {
    let dependencies: Dependencies
    let institution: Partner

    /// The refusals whose codes an institution may type as a redeem code to be refused so.
    private static let refusals: [PurchaseRefusal] = [
        .unknownRedeemCode, .otherCourseType, .outsideSchedule, .otherInstitution, .codeVoided, .transactionVoided,
        .alreadyRedeemed, .redirectNotRegistered, .emailReused,
    ]

    /// Nil for any other code, and outside a sandbox. Throws the refusal of which the code is the error code.
    func find(_ typed: String) throws -> TestCode? {
        guard dependencies.configuration.sandbox else { return nil }
        let text = typed.trimmingWhitespace()
        let named = Self.refusals.first { ContractError.purchase($0).code == text.uppercased() }
        if let named { throw named }
        return TestCode(text)
    }

    func answer(_ code: TestCode, _ sequence: AttendanceSequence, in tx: Transaction) throws -> RedeemStatus {
        let isTaken = try tx.testCodes.hasTaken(.attendance, sequence.number, of: code, by: institution.id)
        let usedAt = try tx.testCodes.usedAt(code, of: institution.id)
        let used = usedAt ?? (code.isAttended ? dependencies.clock.now() - .hours(1) : nil)
        return RedeemStatus(
            found(code, redeemedAt: used), sequence: sequence,
            isVerified: isTaken || (code.isAttended && sequence == .first), platform: "Uji")
    }

    /// Throws `PurchaseRefusal.alreadyRedeemed` the second time.
    func commit(_ code: TestCode, in tx: Transaction) throws {
        guard try !code.isAttended && tx.testCodes.usedAt(code, of: institution.id) == nil else {
            throw PurchaseRefusal.alreadyRedeemed
        }
        try tx.testCodes.add(.use, 0, of: code, by: institution.id, at: dependencies.clock.now())
    }

    func reset(_ code: TestCode, in tx: Transaction) throws {
        try tx.testCodes.reset(code, of: institution.id)
    }

    /// A work or feedback, as `CourseworkActions.add` takes it; only that it came is stored.
    func add(
        _ kind: Coursework.Kind, _ code: TestCode, _ task: CourseworkTask, file: String, notes: String,
        in tx: Transaction
    ) throws -> (work: Coursework, redeemCode: String) {
        guard (kind == .feedback && file.isEmpty) || Coursework.isFile(file) else { throw PurchaseRefusal.fileAddress }
        if kind == .feedback, try !hasTask(.submission, code, task, in: tx) { throw PurchaseRefusal.nothingSubmitted }
        try tx.testCodes.add(
            kind == .submission ? .submission : .feedback, task.sequence, of: code, by: institution.id,
            at: dependencies.clock.now())
        let work = Coursework(id: dependencies.ids.next(), kind: kind, task: task, file: file, notes: notes)
        return (work, code.text)
    }

    func hasTask(
        _ kind: Coursework.Kind, _ code: TestCode, _ task: CourseworkTask, in tx: Transaction
    ) throws -> Bool {
        try tx.testCodes.hasTaken(
            kind == .submission ? .submission : .feedback, task.sequence, of: code, by: institution.id)
    }

    /// Verifies the attendance at once: the address leads straight back to the institution, as if the participant had
    /// confirmed on our page.
    func attend(
        _ code: TestCode, _ sequence: AttendanceSequence, backTo redirect: String, in tx: Transaction
    ) throws -> (AttendanceRequest, Course) {
        let course = found(code, redeemedAt: nil).course
        guard course.hasMeeting(sequence) else { throw PurchaseRefusal.otherCourseType }
        guard institution.isRegistered(redirect: redirect) else { throw PurchaseRefusal.redirectNotRegistered }
        try tx.testCodes.add(
            .attendance, sequence.number, of: code, by: institution.id, at: dependencies.clock.now())
        let request = AttendanceRequest(
            state: dependencies.random.token(18), purchase: ID(1), sequence: sequence, redirectURI: redirect)
        return (request, course)
    }

    /// A course and its sale that exist in answers only.
    private func found(_ code: TestCode, redeemedAt: Instant?) -> RedeemActions.Found {
        let now = dependencies.clock.now()
        let name = "uji-\(code.mode.rawValue)"
        let payment = Purchase.Payment(
            invoiceCode: "INV-\(code.text)", transactionCode: code.text, redeemCode: code.text,
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
