import Foundation
import Programme
import Testing

@Suite("Shares of a course's price")
struct EscrowSharesTests {
    let rules: TrainingRules

    init() throws {
        let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Editions/edition-3.yaml")
        rules = try Edition.load(path: path.path).training
    }

    @Test("escrow: nothing is released at the first attendance, all at completion, with the fee under the cap")
    func edition3() {
        let first = shares(.firstAttendance, 600_001, left: 600_001, fee: 1_000)
        #expect(first.total == .zero)
        let last = shares(.completion, 600_001, left: 600_001, fee: 1_000)
        #expect(last.platform == Rupiah(60_000))
        #expect(last.institution == Rupiah(540_001))
    }

    @Test("escrow: a fee above the cap is paid at the cap")
    func cap() {
        let shares = shares(.completion, 1_000_000, left: 1_000_000, fee: 4_000)
        #expect(shares.platform == Rupiah(150_000))
        #expect(shares.institution == Rupiah(850_000))
    }

    @Test(
        "escrow: completion releases exactly what is left", arguments: [1, 7, 99_999, 1_000_000])
    func whole(left: Int64) {
        #expect(shares(.completion, 1_000_000, left: left, fee: 1_333).total == Rupiah(left))
    }

    private func shares(
        _ milestone: MilestoneShare.Milestone, _ price: Int64, left: Int64, fee: Int
    ) -> EscrowShares {
        EscrowShares(of: milestone, price: Rupiah(price), left: Rupiah(left), feeBasisPoints: fee, rules: rules)
    }
}

@Suite("Purchase")
struct PurchaseTests {
    @Test(
        "purchase: it can be refunded only before the participant was taught",
        arguments: [
            (Purchase.State.posted, nil), (.attended, .alreadyAttended), (.completed, .alreadyAttended),
            (.voided, .alreadyVoided), (.lapsed, .alreadyVoided), (.held, .notPaid), (.expired, .notPaid),
        ] as [(Purchase.State, PurchaseRefusal?)])
    func void(state: Purchase.State, expected: PurchaseRefusal?) {
        do throws(PurchaseRefusal) {
            try purchase(state).checkVoid()
            #expect(expected == nil)
        } catch {
            #expect(error == expected)
        }
    }

    @Test("purchase: it cannot be refunded once its code was reported as used")
    func redeemed() {
        #expect(throws: PurchaseRefusal.alreadyAttended) {
            try purchase(.posted, redeemedAt: Instant(milliseconds: 5)).checkVoid()
        }
    }

    @Test("completion: first attendance and final test are required")
    func proof() throws {
        #expect(throws: PurchaseRefusal.attendanceMissing(.first)) { try Completion.check(attended: [.postTest]) }
        #expect(throws: PurchaseRefusal.attendanceMissing(.postTest)) { try Completion.check(attended: [.first]) }
        try Completion.check(attended: [.first, .postTest])
    }

    @Test(
        "attendance: its numbers are 1 to 10, and 999",
        arguments: [(0, false), (1, true), (10, true), (11, false), (999, true)])
    func sequences(number: Int, allowed: Bool) {
        #expect((AttendanceSequence(number) != nil) == allowed)
    }

    private func purchase(_ state: Purchase.State, redeemedAt: Instant? = nil) -> Purchase {
        Purchase(
            id: ID(1), person: ID(2), card: ID(3), platform: ID(4), course: ID(5), schedule: ID(6), price: Rupiah(1),
            state: state, attempt: 1, askedAt: Instant(milliseconds: 0), payment: nil, redeemedAt: redeemedAt,
            endedAt: nil)
    }
}

@Suite("Course schedule")
struct CourseScheduleTests {
    let start = Instant(milliseconds: 1_590_000_000_000)

    @Test("schedule: a webinar is sold before it starts, a self-paced course until it ends")
    func sale() {
        #expect(schedule.isOnSale(mode: .webinar, at: start - Span(milliseconds: 1)))
        #expect(!schedule.isOnSale(mode: .webinar, at: start))
        #expect(schedule.isOnSale(mode: .selfPaced, at: start + .days(1)))
        #expect(!schedule.isOnSale(mode: .selfPaced, at: start + .days(2)))
    }

    @Test("schedule: a code is redeemed from an hour before the start to an hour after it")
    func redeeming() {
        #expect(!schedule.isOpenForRedeeming(mode: .webinar, at: start - .hours(1) - Span(milliseconds: 1)))
        #expect(schedule.isOpenForRedeeming(mode: .webinar, at: start - .hours(1)))
        #expect(!schedule.isOpenForRedeeming(mode: .webinar, at: start + .hours(1)))
        #expect(schedule.isOpenForRedeeming(mode: .selfPaced, at: start + .days(1)))
    }

    private var schedule: CourseSchedule {
        CourseSchedule(
            id: ID(1), course: ID(2), code: "s", starts: start, ends: start + .days(2), quota: 10, taken: 0)
    }
}
