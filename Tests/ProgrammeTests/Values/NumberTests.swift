import Foundation
import Programme
import Testing

@Suite("Numbers from outside")
struct NumberTests {
    @Test(
        "number: only digits within the range are parsed",
        .bug(
            id: "1.1",
            "A page, a question or a day could be any number of 64 bits, and arithmetic with it crashed the process."
        ),
        arguments: [
            ("7", 7), ("07", 7), ("31", 31), ("1", 1), ("-9223372036854775808", nil), ("9223372036854775807", nil),
            ("9223372036854775808", nil), ("0", nil), ("32", nil), ("", nil), ("-", nil), ("+7", nil), (" 7", nil),
            ("7 ", nil), ("7.0", nil), ("٧", nil), ("0x7", nil), ("7\0", nil), ("--7", nil),
            (String(repeating: "9", count: 10_000), nil),
        ] as [(String, Int?)])
    func ranges(text: String, number: Int?) {
        #expect(Int(text, in: 1...31) == number)
        #expect(Int64(text[...], in: 1...31) == number.map(Int64.init(_:)))
    }

    @Test(
        "number: a duration from another system is clamped to our limit",
        arguments: [
            ("5", 5), ("0", 0), ("-1", 0), ("3601", 3_600), ("9223372036854775807", 3_600),
            (String(repeating: "9", count: 10_000), 3_600), ("soon", nil), ("", nil), ("-", nil),
        ] as [(String, Int?)])
    func clamping(text: String, number: Int?) {
        #expect(Int(clamping: text, to: 0...3_600) == number)
    }

    /// The limits of 64 bits and of the calendar.
    private static let extremes: [Int64] = [
        .min, .min + 1, -62_135_596_800_000, -1, 0, 1, 253_402_300_800_000, .max - 1, .max,
    ]

    @Test(
        "instants and spans: arithmetic at the limits does not overflow",
        .bug(id: "1.2", "Arithmetic with an instant far in the past or future overflowed."),
        arguments: extremes, extremes)
    func ends(left: Int64, right: Int64) throws {
        let (instant, span) = (Instant(milliseconds: left), Span(milliseconds: right))
        for moment in [instant + span, instant - span, instant + (span + span) * .max, instant - span * .min] {
            #expect(Instant.range.contains(moment.milliseconds))
            #expect(Instant(moment.description) == moment)
            for zone in Zone.allCases { #expect((1...9999).contains(zone.date(of: moment).year)) }
        }
        let between = instant - Instant(milliseconds: right)
        #expect(Span.range.contains((between - span).milliseconds))
        #expect((left < right) == (between < .zero) || between == .zero)
    }

    @Test("spans: long ones are clamped", arguments: [Int.min, Int.max, Int.max / 1_000])
    func spans(count: Int) {
        for span in [Span.seconds(count), .minutes(count), .hours(count), .days(count)] {
            #expect(Span.range.contains(span.milliseconds))
            #expect((span < .zero) == (count < 0))
        }
    }

    @Test(
        "dates: days and months are clamped to the calendar",
        arguments: [Int.min, -9_999_999, -1, 0, 1, 9_999_999, Int.max])
    func calendar(count: Int) throws {
        for date in [try #require(CivilDate("0001-01-01")), try #require(CivilDate("9999-12-31"))] {
            for moved in [date.adding(days: count), date.adding(months: count)] {
                #expect(CivilDate(moved.description) == moved)
                #expect((-1...1).contains(count) || moved.year == (count < 0 ? 1 : 9999))
            }
        }
        #expect(CivilDate(daysSinceEpoch: Int64(count)).year > 0)
    }

    @Test("amounts: those of a file have a range, and products do not overflow")
    func money() throws {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([Rupiah].self, from: Data("[9223372036854775807]".utf8))
        }
        #expect(
            try JSONDecoder().decode([Rupiah].self, from: Data("[20000000000000]".utf8)) == [Rupiah(20_000_000_000_000)]
        )
        for count in [Int.min, Int.max] {
            #expect((Rupiah(3_550_000) * count + Rupiah(1) < .zero) == (count < 0))
        }
        #expect(Rupiah(3_550_000) * 5_600_000 == Rupiah(19_880_000_000_000))
    }
}
