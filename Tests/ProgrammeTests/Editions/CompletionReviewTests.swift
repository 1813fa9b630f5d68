import Foundation
import Programme
import Testing

@Suite("Reports of completion that wait")
struct CompletionReviewTests {
    private static let start = Instant(milliseconds: 1_590_000_000_000)
    private static let rule = CompletionReview(
        leastPercent: 10, windowMinutes: 60, mostOfInstitution: 300, mostOfCourse: 150, decideDays: 14)

    struct Case: CustomTestStringConvertible, Sendable {
        var hours = 12
        var passed = Span.minutes(72)
        var ofInstitution = 300
        var ofCourse = 150
        var wasRefused = false
        let grounds: [CompletionReview.Ground]
        var testDescription: String { "\(hours) h, \(passed), \(ofInstitution), \(ofCourse): \(grounds)" }
    }

    @Test(
        "a report waits below the least time, above either number, or after a refusal",
        arguments: [
            Case(grounds: []), Case(passed: .minutes(72) - Span(milliseconds: 1), grounds: [.quick]),
            Case(passed: .minutes(0), grounds: [.quick]), Case(hours: 1, passed: .minutes(6), grounds: []),
            Case(ofInstitution: 301, grounds: [.manyOfInstitution]), Case(ofCourse: 151, grounds: [.manyOfCourse]),
            Case(wasRefused: true, grounds: [.refusedBefore]),
            Case(
                passed: .minutes(1), ofInstitution: 999, ofCourse: 999, wasRefused: true,
                grounds: [.quick, .manyOfInstitution, .manyOfCourse, .refusedBefore]),
            Case(passed: Span(milliseconds: .max / 2), grounds: []),
        ])
    func grounds(one: Case) {
        let evidence = CompletionReview.Evidence(
            hours: one.hours, firstAttendance: Self.start, reportedAt: Self.start + one.passed,
            ofInstitution: one.ofInstitution, ofCourse: one.ofCourse, wasRefused: one.wasRefused)
        #expect(Self.rule.grounds(evidence) == one.grounds)
    }

    @Test("with no least time no report waits for being quick")
    func noLeast() {
        let rule = CompletionReview(
            leastPercent: 0, windowMinutes: 60, mostOfInstitution: 300, mostOfCourse: 150, decideDays: 14)
        let evidence = CompletionReview.Evidence(
            hours: 12, firstAttendance: Self.start, reportedAt: Self.start, ofInstitution: 1, ofCourse: 1,
            wasRefused: false)
        #expect(rule.grounds(evidence) == [])
        #expect(rule.decideBy(Self.start) == Self.start + .days(14))
    }

    @Test(
        "edition check: a value outside its range is named with its place, and the values at its ends are good",
        arguments: [
            ("leastPercent: 101", "leastPercent"), ("leastPercent: -1", "leastPercent"),
            ("windowMinutes: 0", "windowMinutes"), ("windowMinutes: 1441", "windowMinutes"),
            ("mostOfInstitution: 0", "mostOfInstitution"), ("mostOfCourse: 1000001", "mostOfCourse"),
            ("decideDays: 31", "decideDays"), ("decideDays: 30", nil), ("leastPercent: 0", nil),
        ])
    func check(value: String, place: String?) throws {
        let values = [
            "leastPercent: 100", "windowMinutes: 1440", "mostOfInstitution: 1", "mostOfCourse: 1000000",
            "decideDays: 1",
        ]
        let name = value.prefix { $0 != ":" }
        let rule = values.map { $0.hasPrefix(name) ? value : $0 }.joined(separator: ", ")
        let text = try String(contentsOf: EditionFiles.url("edition-3"), encoding: .utf8)
            .replacing("  otpValidMinutes:", with: "  completionReview: { \(rule) }\n  otpValidMinutes:")
        let places = try Edition(yaml: text).check().filter { $0.severity == .error }.map(\.place)
        #expect(places == (place.map { ["training.completionReview.\($0)"] } ?? []))
    }

    @Test("the number of a receipt is read as it is typed or read aloud, and a mistyped one is not")
    func numbers() throws {
        let number = ReportNumber(drawn: 20_418_763_519)
        let text = number.description
        #expect(text.wholeMatch(of: /T-\d{4}-\d{4}-\d{4}/) != nil)
        #expect(ReportNumber(text) == number && ReportNumber("t \(number.digits)") == number)
        #expect(ReportNumber(number.digits) == number)
        #expect(ReportNumber(drawn: 0).digits == "000000000000")
        #expect(ReportNumber(drawn: .max) == ReportNumber(drawn: Int.max % ReportNumber.end))
        #expect(ReportNumber("") == nil && ReportNumber("T-") == nil && ReportNumber(text + "1") == nil)
        for place in number.digits.indices {
            for digit in "0123456789" where digit != number.digits[place] {
                var mistyped = number.digits
                mistyped.replaceSubrange(place...place, with: String(digit))
                #expect(ReportNumber(mistyped) == nil, "\(mistyped)")
            }
        }
        #expect(Sought.read(text).first == .report(number))
    }
}
