/// A point in time with millisecond precision: closings, expiries, postings.
///
/// An integer rather than `Date`, so that "one millisecond before the closing" is exact and equal on every machine.
package struct Instant: Hashable, Comparable, Sendable, Codable {
    /// Milliseconds since 1970-01-01T00:00:00Z, within `range`.
    package let milliseconds: Int64

    /// From 2 January of the year 1 to 30 December 9999, in milliseconds: every zone has a date for each, and no sum or
    /// difference of instants and spans overflows.
    package static let range: ClosedRange<Int64> = -62_135_510_400_000...253_402_214_399_999

    /// Values outside `range` are clamped.
    package init(milliseconds: Int64) {
        self.milliseconds = min(max(milliseconds, Self.range.lowerBound), Self.range.upperBound)
    }

    package static func < (left: Instant, right: Instant) -> Bool {
        left.milliseconds < right.milliseconds
    }

    package static func + (instant: Instant, span: Span) -> Instant {
        Instant(milliseconds: instant.milliseconds + span.milliseconds)
    }

    package static func - (instant: Instant, span: Span) -> Instant {
        Instant(milliseconds: instant.milliseconds - span.milliseconds)
    }

    package static func - (left: Instant, right: Instant) -> Span {
        Span(milliseconds: left.milliseconds - right.milliseconds)
    }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let instant = Instant(text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "“\(text)” is not an instant such as 2020-04-16T16:00:00+07:00"))
        }
        self = instant
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// A length of time, in milliseconds.
package struct Span: Hashable, Comparable, Sendable, Codable {
    package let milliseconds: Int64

    /// About thirty thousand years in both directions, in milliseconds: more than the distance of any two instants.
    package static let range: ClosedRange<Int64> = -1_000_000_000_000_000...1_000_000_000_000_000

    /// Values outside `range` are clamped.
    package init(milliseconds: Int64) {
        self.milliseconds = min(max(milliseconds, Self.range.lowerBound), Self.range.upperBound)
    }

    package static func seconds(_ count: Int) -> Span { Span(count, each: 1_000) }
    package static func minutes(_ count: Int) -> Span { Span(count, each: 60_000) }
    package static func hours(_ count: Int) -> Span { Span(count, each: 3_600_000) }
    package static func days(_ count: Int) -> Span { Span(count, each: 86_400_000) }

    private init(_ count: Int, each milliseconds: Int64) {
        let (product, overflow) = Int64(count).multipliedReportingOverflow(by: milliseconds)
        self.init(milliseconds: overflow ? ((count < 0) == (milliseconds < 0) ? .max : .min) : product)
    }

    package static let zero = Span(milliseconds: 0)

    package var seconds: Int64 { milliseconds / 1_000 }

    /// A multiple of the span, clamped to `range`.
    package static func * (span: Span, count: Int) -> Span { Span(count, each: span.milliseconds) }

    package static func < (left: Span, right: Span) -> Bool {
        left.milliseconds < right.milliseconds
    }
}

extension Span {
    private enum CodingKeys: CodingKey { case milliseconds }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(milliseconds: try container.decode(Int64.self, forKey: .milliseconds))
    }

    package static func - (left: Span, right: Span) -> Span {
        Span(milliseconds: left.milliseconds - right.milliseconds)
    }
    package static func + (left: Span, right: Span) -> Span {
        Span(milliseconds: left.milliseconds + right.milliseconds)
    }
}

extension Instant: CustomStringConvertible {
    /// ISO 8601 in UTC, such as `2020-04-16T09:00:00.000Z`.
    package var description: String {
        let (date, time) = Zone.utc.local(self)
        return "\(date)T\(time.padded(withMilliseconds: true))Z"
    }

    /// Parses ISO 8601 with a zone: `2020-04-16T16:00+07:00`, `2020-04-16T16:00:00.250Z`. Nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: "T", maxSplits: 1)
        guard parts.count == 2, let date = CivilDate(String(parts[0])) else { return nil }
        var clock = parts[1]
        var offset: Int64 = 0
        if clock.hasSuffix("Z") {
            clock = clock.dropLast()
        } else if let sign = clock.lastIndex(where: { $0 == "+" || $0 == "-" }) {
            let zone = clock[clock.index(after: sign)...].split(separator: ":")
            guard zone.count == 2, let hours = Int64(zone[0], in: 0...14), let minutes = Int64(zone[1], in: 0...59)
            else { return nil }
            offset = (hours * 60 + minutes) * 60_000 * (clock[sign] == "-" ? -1 : 1)
            clock = clock[..<sign]
        } else {
            return nil
        }
        guard let time = TimeOfDay(String(clock)) else { return nil }
        self.init(milliseconds: date.daysSinceEpoch * 86_400_000 + time.milliseconds - offset)
    }
}
