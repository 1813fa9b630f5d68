import Foundation
import Testing

@testable import Programme

@Suite("Working days")
struct WorkingDaysTests {
    @Test(
        "working days: weekends and the edition's holidays do not count",
        arguments: [
            ("2020-04-15", 1, "2020-04-16"), ("2020-04-15", 3, "2020-04-20"), ("2020-04-17", 1, "2020-04-20"),
            ("2020-04-18", 1, "2020-04-20"), ("2020-05-20", 1, "2020-05-22"), ("2020-05-20", 2, "2020-05-26"),
        ])
    func counting(from: String, count: Int, to: String) throws {
        // Ascension Day, and the first day of Eid.
        let days = WorkingDays(holidays: [try #require(CivilDate("2020-05-21")), try #require(CivilDate("2020-05-25"))])
        #expect(days.day(count, after: try #require(CivilDate(from))) == CivilDate(to))
    }

    @Test("edition check: no days or too many for a contested NIK are an error", arguments: [0, 31])
    func limits(days: Int) throws {
        let text = try String(contentsOf: EditionFiles.url("demo"), encoding: .utf8)
            .replacing("eligibility:\n", with: "eligibility:\n  disputeDays: \(days)\n")
        let review = EditionReview(yaml: text)
        #expect(review.findings.contains { $0.place == "eligibility.disputeDays" })
    }
}
