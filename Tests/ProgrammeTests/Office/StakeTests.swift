import Testing

@testable import Programme

@Suite("What is at stake in the office's work")
struct StakeTests {
    private static let now = Instant(milliseconds: 1_589_508_720_000)

    @Test("stakes: what is final comes first, then what is near its limit, money, then people, then the earlier limit")
    func order() {
        let late = Stake(people: 1, due: Self.now - .hours(1))
        let soon = Stake(people: 2, due: Self.now + .hours(7))
        let money = Stake(amount: Rupiah(25_000_000_000), due: Self.now + .days(3))
        let crowd = Stake(people: 6_318, due: Self.now + .days(5))
        let few = Stake(people: 17, due: Self.now + .days(2))
        let old = Stake(oldest: Self.now - .days(4))
        let new = Stake(oldest: Self.now - .hours(4))
        let final = Stake(people: 1, due: Self.now + .days(1), isFinal: true)
        let sorted = [new, crowd, old, few, money, soon, late, final].sorted { $0.comes(before: $1, at: Self.now) }
        #expect(sorted == [final, soon, late, money, crowd, few, old, new])
    }

    @Test("stakes: the bar shows how much of the time up to the limit is used")
    func used() {
        let stake = Stake(oldest: Self.now - .hours(6), due: Self.now + .hours(18))
        #expect(stake.used(at: Self.now) == 25)
        #expect(stake.used(at: Self.now + .days(2)) == 100 && stake.isLate(at: Self.now + .days(2)))
        #expect(stake.used(at: Self.now - .days(2)) == 0)
        #expect(Stake(oldest: Self.now).used(at: Self.now) == nil)
        #expect(Stake(oldest: Self.now, due: Self.now).used(at: Self.now) == nil)
    }
}
