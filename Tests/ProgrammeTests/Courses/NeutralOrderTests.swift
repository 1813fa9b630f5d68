import Programme
import Testing

@Suite("Neutral order of courses")
struct NeutralOrderTests {
    private let first = CivilDate(daysSinceEpoch: 18_368)

    private func order(_ courses: [Int64], on day: CivilDate) -> [Int64] {
        let order = NeutralOrder(day: day)
        return courses.sorted { order.number(of: ID($0)) < order.number(of: ID($1)) }
    }

    @Test("one day has one order, whatever order the courses come in; the next day has another")
    func daily() {
        let courses = Array<Int64>(1...60)
        let today = order(courses, on: first)
        #expect(today == order(courses.reversed(), on: first))
        #expect(today.sorted() == courses && today != courses)
        #expect(order(courses, on: first.adding(days: 1)) != today)
    }

    @Test("no two courses share a number, so that the order is complete")
    func distinct() {
        let order = NeutralOrder(day: first)
        #expect(Set((1...10_000).map { order.number(of: ID(Int64($0))) }).count == 10_000)
    }

    @Test("over four hundred days each of twenty courses stands first about as often as the others")
    func fair() {
        // Ids of one import follow each other closely.
        let courses = (0..<20).map { 900_000_000_000 + Int64($0) }
        var firsts: [Int64: Int] = [:]
        for day in 0..<400 {
            guard let course = order(courses, on: first.adding(days: day)).first else { continue }
            firsts[course, default: 0] += 1
        }
        #expect(courses.allSatisfy { (6...38).contains(firsts[$0] ?? 0) }, "\(firsts.values.sorted())")
    }

    @Test("a course that is added moves no other two")
    func stable() {
        let before = order(Array(1...40), on: first)
        #expect(order(Array(1...41), on: first).filter { $0 != 41 } == before)
    }
}
