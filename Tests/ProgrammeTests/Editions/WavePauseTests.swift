import Foundation
import Programme
import Testing

@Suite("Pauses between waves")
struct WavePauseTests {
    /// Edition 3 with these pauses in place of its own, and with a third wave listed where one is given.
    private func edition(
        _ pauses: [(from: String, to: String)], total: Int = 30, third opens: String? = nil
    ) throws -> Edition {
        let lines = pauses.map { "    - { from: \"\($0.from)\", to: \"\($0.to)\", why: { id: Libur, en: Holiday } }\n" }
        let third = opens.map { day in
            "    - { number: 3, opens: \"\(day)T08:00:00+07:00\", closes: \"\(day)T16:00:00+07:00\", "
                + "announced: \"\(day)T20:00:00+07:00\" }\n"
        }
        let written = pauses.isEmpty ? "" : "  pauses:\n\(lines.joined())"
        let yaml = try String(contentsOf: EditionFiles.url("edition-3"), encoding: .utf8)
            .replacing(/\ {2}pauses:\n(?:\ {4}- .*\n)+/, with: "")
            .replacing("assumed: [waves.pauses]\n", with: "")
            .replacingOccurrences(of: "  total: 30", with: "  total: \(total)")
            .replacingOccurrences(of: "  calendar:\n", with: "\(written)  calendar:\n")
            .replacingOccurrences(of: "\nbenefits:", with: "\n\(third ?? "")benefits:")
        return try Edition(yaml: yaml)
    }

    @Test(
        "shipped editions: waves follow weekly with three weeks left out for public holidays, each with its reason",
        .bug(
            id: "5.570",
            """
            The programme runs to the fourth week of November in 30 waves, and the 30 waves of the shipped editions \
            ended on 6 November: no week was left out for Eid al-Fitr and joint leave, and the public read no reason.
            """),
        arguments: ["edition-3", "edition-4", "demo"])
    func shipped(name: String) throws {
        let edition = try Edition.load(path: EditionFiles.url(name).path)
        let dates = edition.waves.dates()
        let pauses = try #require(edition.waves.pauses)
        let zone = edition.waves.zone
        #expect(dates.count == 30 && zone.date(of: dates[0].opens) == CivilDate("2020-04-11"))
        // Wave 2 and all after it open on Mondays, a week apart but for the weeks left out.
        let days = dates.dropFirst().map { zone.date(of: $0.opens) }
        let gaps = zip(days, days.dropFirst()).map { Int($1.daysSinceEpoch - $0.daysSinceEpoch) }
        #expect(days.allSatisfy { $0.weekday == 1 } && gaps.allSatisfy { [7, 14].contains($0) })
        #expect(gaps.count { $0 == 14 } == pauses.count && pauses.count == 3)
        #expect(pauses.allSatisfy { !$0.why.id.isEmpty && !$0.why.en.isEmpty })
        let last = try #require(dates.last)
        #expect((22...28).contains(zone.date(of: last.announced).day) && zone.date(of: last.announced).month == 11)
        // Each pause holds a public holiday on which offices are closed.
        let file = EditionFiles.repository.appending(path: "Editions/service.yaml")
        let service = try String(contentsOf: file, encoding: .utf8)
        let holidays = service.matches(of: /date: "([0-9-]+)"/).compactMap { CivilDate(String($0.1)) }
        for pause in pauses { #expect(holidays.contains { pause.contains($0) }, "\(pause.why.en)") }
        #expect(edition.assumed?.contains("waves.pauses") == true)
    }

    @Test("wave pause: the rhythm goes on after it on the same weekday, and later waves follow")
    func moved() throws {
        // Waves open on Mondays: 18 May is wave 6, and the week of 25 May is left out.
        let dates = try edition([("2020-05-21", "2020-05-31")]).waves.dates()
        #expect(dates[5].opens == Instant("2020-05-18T08:00:00+07:00"))
        #expect(dates[6].opens == Instant("2020-06-01T08:00:00+07:00"))
        #expect(dates[6].closes == Instant("2020-06-04T16:00:00+07:00"))
        #expect(dates[6].announced == Instant("2020-06-05T16:00:00+07:00"))
        #expect(dates[7].opens == Instant("2020-06-08T08:00:00+07:00"))
        #expect(try edition([("2020-05-21", "2020-05-31")]).check().allSatisfy { $0.severity == .warning })
    }

    @Test(
        "wave pause: its first and last day count, and several weeks or pauses add up",
        arguments: [
            ([("2020-05-25", "2020-05-25")], "2020-06-01"), ([("2020-05-19", "2020-05-24")], "2020-05-25"),
            ([("2020-05-26", "2020-05-31")], "2020-05-25"), ([("2020-05-25", "2020-06-15")], "2020-06-22"),
            ([("2020-06-01", "2020-06-02"), ("2020-05-24", "2020-05-26")], "2020-06-08"),
            ([("2020-05-24", "2020-05-26"), ("2020-05-20", "2020-06-01")], "2020-06-08"),
        ])
    func boundaries(pauses: [(String, String)], opens: String) throws {
        let dates = try edition(pauses.map { (from: $0.0, to: $0.1) }).waves.dates()
        #expect(dates[6].opens == Instant("\(opens)T08:00:00+07:00"))
    }

    @Test("wave pause: property: no wave opens in one, and every opening is a Monday (200 random calendars)")
    func property() throws {
        var random = SystemRandomNumberGenerator()
        let first = try #require(CivilDate("2020-04-27"))
        for _ in 1...200 {
            let pauses = (0..<Int.random(in: 1...4, using: &random)).map { _ in
                let from = first.adding(days: Int.random(in: 0...180, using: &random))
                return (
                    from: from.description,
                    to: from.adding(days: Int.random(in: 0...25, using: &random)).description
                )
            }
            let waves = try edition(pauses, total: 12).waves
            let dates = waves.dates().dropFirst(2).map { waves.zone.date(of: $0.opens) }
            #expect(dates.allSatisfy { $0.weekday == 1 }, "\(pauses)")
            #expect(zip(dates, dates.dropFirst()).allSatisfy { $0 < $1 }, "\(pauses)")
            let kept = try #require(waves.pauses)
            #expect(!dates.contains { date in kept.contains { $0.contains(date) } }, "\(pauses)")
        }
    }

    @Test("edition check: a pause that ends before it begins, or that a listed wave opens in, is an error")
    func mistakes() throws {
        for pause in [("2020-05-31", "2020-05-21"), ("2020-04-20", "2020-04-21")] {
            let findings = try edition([(from: pause.0, to: pause.1)]).check()
            #expect(findings.contains { $0.severity == .error && $0.place == "waves.pauses[0]" }, "\(findings)")
        }
    }

    @Test("edition check: a week without a wave that no pause explains is a warning")
    func unexplained() throws {
        func warned(_ pauses: [(from: String, to: String)], third: String) throws -> Bool {
            let findings = try edition(pauses, total: 12, third: third).check()
            return findings.contains { $0.severity == .warning && $0.place == "waves.calendar[3].opens" }
        }
        #expect(try warned([], third: "2020-05-04"))
        #expect(try !warned([], third: "2020-04-28"))
        #expect(try !warned([("2020-04-24", "2020-04-30")], third: "2020-05-04"))
        #expect(try warned([("2020-06-01", "2020-06-02")], third: "2020-05-04"))
    }
}
