import Programme
import Testing

@Suite("Opening hours of local offices")
struct OpeningHoursTests {
    private static let week = "08:00-12:00,13:00-16:00;08:00-16:00;08:00-16:00;08:00-16:00;08:00-11:30;09:00-12:00;"

    private func office(in region: String, hours: String = week) throws -> HelpOffice {
        HelpOffice(
            kind: .labour, regency: try #require(Regency(code: region)), name: "Dinas", address: "Jalan Contoh 1",
            phone: nil, computers: 2, hours: try #require(OpeningHours(text: hours)))
    }

    private func opening(_ date: String, _ time: String) throws -> OpeningHours.State {
        .closed(next: .init(date: try #require(CivilDate(date)), time: try #require(TimeOfDay(time))))
    }

    private func open(until time: String) throws -> OpeningHours.State {
        .open(until: try #require(TimeOfDay(time)))
    }

    private func state(
        in region: String, _ instant: String, holidays: [String] = []
    ) throws -> OpeningHours.State {
        let days = try holidays.map { try #require(CivilDate($0)) }
        return try office(in: region).state(at: try #require(Instant(instant)), holidays: Set(days))
    }

    @Test(
        "opening hours: an office is open from the first minute to the last but one, and closed in its pause",
        arguments: [
            // Monday, 20 April 2020.
            ("2020-04-20T07:59:59+07:00", "", "2020-04-20 08:00"), ("2020-04-20T08:00:00+07:00", "12:00", ""),
            ("2020-04-20T11:59:59+07:00", "12:00", ""), ("2020-04-20T12:00:00+07:00", "", "2020-04-20 13:00"),
            ("2020-04-20T15:59:59+07:00", "16:00", ""), ("2020-04-20T16:00:00+07:00", "", "2020-04-21 08:00"),
            // Friday afternoon leads to Saturday, Saturday noon and Sunday to Monday.
            ("2020-04-24T11:30:00+07:00", "", "2020-04-25 09:00"),
            ("2020-04-25T12:00:00+07:00", "", "2020-04-27 08:00"),
            ("2020-04-26T10:00:00+07:00", "", "2020-04-27 08:00"),
        ])
    func day(instant: String, until: String, next: String) throws {
        let expected = try until.isEmpty ? opening(String(next.prefix(10)), String(next.suffix(5))) : open(until: until)
        #expect(try state(in: "32.73", instant) == expected)
    }

    @Test("opening hours: each office keeps the time of its own province, also across midnight of another")
    func zones() throws {
        // 14.30 WIB is 15.30 WITA and 16.30 WIT.
        let afternoon = "2020-04-20T14:30:00+07:00"
        #expect(try state(in: "32.73", afternoon) == open(until: "16:00"))
        #expect(try state(in: "51.71", afternoon) == open(until: "16:00"))
        #expect(try state(in: "82.71", afternoon) == opening("2020-04-21", "08:00"))
        // 23.30 WIB on Sunday is 01.30 WIT on Monday.
        let night = "2020-04-19T23:30:00+07:00"
        #expect(try state(in: "82.71", night) == opening("2020-04-20", "08:00"))
        #expect(try state(in: "82.71", night, holidays: ["2020-04-20"]) == opening("2020-04-21", "08:00"))
    }

    @Test("opening hours: holidays and joint leave are skipped, in a row over a weekend as well")
    func holidays() throws {
        let days = ["2020-05-21", "2020-05-22", "2020-05-23", "2020-05-25", "2020-05-26"]
        #expect(try state(in: "32.73", "2020-05-21T10:00:00+07:00", holidays: days) == opening("2020-05-27", "08:00"))
    }

    @Test("opening hours: an office that is closed on all days ahead names no day")
    func never() throws {
        let monday = try #require(CivilDate("2020-04-20"))
        let all = Set((0...60).map { monday.adding(days: $0) })
        let state = try office(in: "32.73").state(at: Zone.wib.instant(monday), holidays: all)
        #expect(state == .closed(next: nil))
    }

    @Test(
        "opening hours: a day is read as people write it",
        arguments: [
            ("08.00-16.00", 1), ("8:00 – 16:00", 1), ("08.00-12.00, 13.00-16.00", 2),
            ("08.00-12.00 dan 13.00-16.00", 2),
            ("08.00-12.00/13.00-16.00", 2), ("tutup", 0), ("Libur", 0), ("-", 0), ("", 0), ("٠٨.٠٠-١٦.٠٠", 1),
        ])
    func written(text: String, intervals: Int) {
        #expect(OpeningHours.day(written: text)?.count == intervals)
    }

    @Test(
        "opening hours: what is no day is refused",
        arguments: [
            "24.00-25.00", "16.00-08.00", "08.00-08.00", "08.00", "08-16", "08.00-16", "pagi",
            "08.00-12.00,12.00-16.00",
            "13.00-16.00, 08.00-12.00", "08.00-12.00, 10.00-16.00", "08.00-16.00,", "08.00-16.00-17.00", "08.60-16.00",
            "1-2,3-4", "06.00-07.00,08.00-09.00,10.00-11.00,12.00-13.00", "🕗-🕓", "99999999999999999999.00-16.00",
        ])
    func refused(text: String) {
        #expect(OpeningHours.day(written: text) == nil)
    }

    @Test("opening hours: the stored text gives the same hours, and no other text gives any")
    func stored() throws {
        let hours = try #require(OpeningHours(text: Self.week))
        #expect(hours.text == Self.week)
        #expect(hours.intervals(onWeekday: 1).count == 2 && hours.intervals(onWeekday: 7).isEmpty)
        #expect(hours.intervals(onWeekday: 0).isEmpty && hours.intervals(onWeekday: 8).isEmpty)
        for text in [
            "", ";;;;;;", "08:00-16:00;;;;;", "08:00-16:00;;;;;;;", "8:00-16:00;;;;;;", "tutup;;;;;;08:00-16:00",
        ] {
            #expect(OpeningHours(text: text) == nil, "\(text)")
        }
    }
}
