import Foundation
import Testing

@testable import Programme

@Suite("Working days of the service file")
struct ServiceRulesTests {
    private static func shipped() throws -> ServiceRules {
        try ServiceRules(
            yaml: String(
                contentsOf: EditionFiles.repository.appending(path: "Editions/\(ServiceRules.fileName)"),
                encoding: .utf8))
    }

    private static func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    @Test(
        "service file: holidays and joint leave as the last decrees on 2020 and 2021 set them",
        arguments: [
            ("2020-05-22", true), ("2020-05-26", true), ("2020-05-25", false), ("2020-08-21", false),
            ("2020-10-28", false), ("2020-10-30", false), ("2020-12-09", false), ("2020-12-24", false),
            ("2020-12-28", true), ("2020-12-30", true), ("2020-12-31", false), ("2021-03-12", true),
            ("2021-05-12", false), ("2021-05-17", true), ("2021-08-10", true), ("2021-08-11", false),
            ("2021-10-19", true), ("2021-10-20", false), ("2021-12-24", true), ("2021-12-27", true),
        ])
    func days(day: String, isWorking: Bool) throws {
        let days = WorkingDays(holidays: try Self.shipped().holidays.map(\.date))
        #expect(days.contains(try Self.date(day)) == isWorking)
    }

    @Test("service file: 243 working days in 2020 and 248 in 2021")
    func years() throws {
        let days = WorkingDays(holidays: try Self.shipped().holidays.map(\.date))
        let eve = [2019, 2020, 2021].compactMap { CivilDate(year: $0, month: 12, day: 31) }
        #expect(days.count(from: eve[0], through: eve[1]) == 243)
        #expect(days.count(from: eve[1], through: eve[2]) == 248)
    }

    @Test("working days: the n-th day after any date is a working day, and n of them lie between")
    func counting() throws {
        let days = WorkingDays(holidays: try Self.shipped().holidays.map(\.date))
        let first = try Self.date("2020-01-01")
        for offset in 0..<730 {
            let start = first.adding(days: offset)
            for count in [1, 2, 5, 10, 21] {
                let day = days.day(count, after: start)
                #expect(days.contains(day) && days.count(from: start, through: day) == count, "\(count) after \(start)")
            }
        }
    }

    @Test("working days: a later beginning never gives an earlier deadline, and a holiday more never an earlier one")
    func monotone() throws {
        let holidays = try Self.shipped().holidays.map(\.date)
        let (with, without) = (WorkingDays(holidays: holidays), WorkingDays())
        var last = Instant(milliseconds: 0)
        let first = Zone.wib.instant(try Self.date("2020-01-01"))
        for hour in stride(from: 0, to: 24 * 730, by: 7) {
            let begun = first + .hours(hour)
            let due = with.deadline(from: begun, days: 5, in: .wib)
            #expect(due >= last && due > begun && due >= without.deadline(from: begun, days: 5, in: .wib))
            last = due
        }
    }

    @Test("working days: what ended on the day it began took none")
    func none() throws {
        let day = try Self.date("2020-04-15")
        #expect(WorkingDays().count(from: day, through: day) == 0)
        #expect(WorkingDays().count(from: day, through: day.adding(days: -3)) == 0)
    }

    @Test("service file: one from before cases of missing entries is read, and gives them one working day")
    func earlier() throws {
        let file = EditionFiles.repository.appending(path: "Editions/\(ServiceRules.fileName)")
        let text = try String(contentsOf: file, encoding: .utf8)
        let earlier = text.replacing(#/ *- \{ category: missing-entry.*\n/#, with: "")
        #expect(earlier != text)
        let promise = try ServiceRules(yaml: earlier).promise(for: .missingEntry)
        #expect(promise.days == 1 && promise.twoOfficers)
    }

    @Test(
        "service file: a date twice, a category missing, no days and a wrong kind are refused with the place",
        arguments: [
            ("date: \"2020-01-25\"", "date: \"2020-01-01\"", "twice"), ("category: survey", "category: card", "every"),
            ("category: photos, days: 3", "category: photos, days: 0", "days must be"),
            ("kind: joint-leave", "kind: leave", "kind"), ("reopenDays: 14", "reopenDays: 0", "reopenDays"),
        ])
    func refused(old: String, new: String, said: String) throws {
        let file = EditionFiles.repository.appending(path: "Editions/\(ServiceRules.fileName)")
        let text = try String(contentsOf: file, encoding: .utf8)
        let changed = text.replacing(old, with: new, maxReplacements: 1)
        #expect(changed != text)
        do {
            _ = try ServiceRules(yaml: changed)
            Issue.record("\(new) was accepted")
        } catch {
            #expect("\(error)".contains(said), "\(error)")
        }
    }
}
