import Foundation
import Programme
import Testing

@Suite("What completes a training")
struct CourseProgressTests {
    private static let starts = Instant(milliseconds: 1_590_000_000_000)
    private static let ends = starts + .days(2)
    /// One millisecond before the time to report is over, and that moment.
    private static let last = Instant(milliseconds: (ends + .days(30)).milliseconds - 1)
    private static let over = ends + .days(30)

    struct Case: CustomTestStringConvertible, Sendable {
        let attended: [Int]
        var held: [Int] = [1, 2, 999]
        var graded = false
        var refused = false
        var mode = DeliveryMode.webinar
        var rule = ""
        let at: Instant
        let outcome: CourseProgress.Outcome
        var testDescription: String { "\(attended) of \(held), \(mode), \(rule), \(graded): \(outcome)" }
    }

    private static let attendance = "  completion: attendance\n"

    @Test(
        "a training is completed by its graded post-test, or by the edition's rule at the end of the time to report",
        arguments: [
            Case(attended: [1, 999], graded: true, at: starts, outcome: .completed(.postTest)),
            Case(attended: [1, 999], graded: true, mode: .selfPaced, at: starts, outcome: .completed(.postTest)),
            Case(attended: [1, 999], graded: true, rule: attendance, at: starts, outcome: .completed(.postTest)),
            Case(attended: [999], graded: true, at: starts, outcome: .underWay),
            Case(attended: [1, 2], graded: true, at: last, outcome: .underWay),
            Case(attended: [1, 2, 999], at: last, outcome: .underWay),
            Case(attended: [1, 999], graded: true, refused: true, at: last, outcome: .completed(.postTest)),
            Case(attended: [1, 999], graded: true, refused: true, at: over, outcome: .unfinished(.refused)),
            Case(
                attended: [1, 2, 999], refused: true, rule: attendance, at: over, outcome: .unfinished(.refused)),
            Case(attended: [1, 2, 999], at: over, outcome: .unfinished(.grade)),
            Case(attended: [1, 2], graded: true, at: over, outcome: .unfinished(.postTest)),
            Case(attended: [1], at: over, outcome: .unfinished(.postTest)),
            Case(attended: [1, 2], held: [1, 2], rule: attendance, at: last, outcome: .underWay),
            Case(attended: [1, 2], held: [1, 2], rule: attendance, at: over, outcome: .completed(.attendance)),
            Case(attended: [1], held: [1, 2], rule: attendance, at: over, outcome: .unfinished(.attendance)),
            Case(attended: [2], held: [2], rule: attendance, at: over, outcome: .unfinished(.attendance)),
            Case(
                attended: [1], held: [1], mode: .selfPaced, rule: attendance, at: over,
                outcome: .unfinished(.postTest)),
        ])
    func outcomes(one: Case) throws {
        let progress = CourseProgress(
            mode: one.mode,
            schedule: CourseSchedule(
                id: ID(1), course: ID(2), code: "s", starts: Self.starts, ends: Self.ends, quota: 1, taken: 1),
            attended: Set(one.attended.compactMap(AttendanceSequence.init)),
            held: Set(one.held.compactMap(AttendanceSequence.init)), isGraded: one.graded,
            isRefused: one.refused)
        #expect(progress.outcome(rules: try Self.rules(one.rule), at: one.at) == one.outcome)
    }

    @Test("a result is reported until the edition's days after the schedule are over")
    func late() throws {
        let schedule = CourseSchedule(
            id: ID(1), course: ID(2), code: "s", starts: Self.starts, ends: Self.ends, quota: 1, taken: 1)
        try schedule.checkReport(Self.rules(""), at: Self.last)
        #expect(throws: PurchaseRefusal.reportedTooLate) { try schedule.checkReport(Self.rules(""), at: Self.over) }
        let short = try Self.rules("  reportDays: 1\n")
        try schedule.checkReport(short, at: Self.ends + .hours(23))
        #expect(throws: PurchaseRefusal.reportedTooLate) { try schedule.checkReport(short, at: Self.ends + .days(1)) }
    }

    @Test(
        "a work is an exercise of sequence 1 to 998, or the final test of sequence 999",
        arguments: [
            ("tpm", 1, true), ("tpm", 998, true), ("tpm", 999, false), ("tpm", 0, false), ("uk", 999, true),
            ("uk", 1, false), ("uk", 1000, false),
        ])
    func tasks(scope: String, sequence: Int, exists: Bool) throws {
        let scope = try #require(CourseworkTask.Scope(rawValue: scope))
        #expect((CourseworkTask(scope, sequence) != nil) == exists)
    }

    @Test(
        "a file's address is one of the web",
        arguments: [
            ("https://lp.example/a.pdf", true), ("http://lp.example/a?b=c&d", true), ("ftp://lp.example/a", false),
            ("javascript:alert(1)", false), ("lp.example/a", false), ("https://", false),
            ("https://a@b.example/", false),
            ("https://lp.example/a b", false), ("", false),
        ])
    func files(address: String, isFile: Bool) {
        #expect(Coursework.isFile(address) == isFile)
    }

    private static func rules(_ lines: String) throws -> TrainingRules {
        let text = try String(contentsOf: EditionFiles.url("edition-3"), encoding: .utf8)
        return try Edition(yaml: text.replacing("  otpValidMinutes:", with: "\(lines)  otpValidMinutes:")).training
    }
}
