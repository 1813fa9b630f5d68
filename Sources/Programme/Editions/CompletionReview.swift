/// Which reports of completion two officers look at before money moves by them, and for how long the report waits. Part
/// of an edition: one without it holds no report.
package struct CompletionReview: Sendable, Codable, Equatable {
    /// A training that is reported within this part of its hours after its first attendance waits, in hundredths; 0
    /// where none waits for being quick.
    package let leastPercent: Int
    /// In which completions of one institution and of one course are counted.
    package let windowMinutes: Int
    package let mostOfInstitution: Int
    package let mostOfCourse: Int
    /// Days after which a report that two officers did not decide stands.
    package let decideDays: Int

    package static let percents = 0...100
    package static let windows = 1...1_440
    package static let counts = 1...1_000_000
    package static let periods = 1...30

    package init(leastPercent: Int, windowMinutes: Int, mostOfInstitution: Int, mostOfCourse: Int, decideDays: Int) {
        self.leastPercent = leastPercent
        self.windowMinutes = windowMinutes
        self.mostOfInstitution = mostOfInstitution
        self.mostOfCourse = mostOfCourse
        self.decideDays = decideDays
    }

    /// Why a report waits.
    package enum Ground: String, Sendable, CaseIterable {
        case quick
        case manyOfInstitution = "many-institution"
        case manyOfCourse = "many-course"
        /// Two officers refused an earlier report of the same training.
        case refusedBefore = "refused-before"

        /// As stored: words separated by blanks. Without a word that this version does not know.
        package static func read(_ stored: String) -> [Ground] {
            stored.split(separator: " ").compactMap { Ground(rawValue: String($0)) }
        }
    }

    /// What is known of a training when its completion is reported.
    package struct Evidence: Sendable, Equatable {
        package let hours: Int
        package let firstAttendance: Instant
        package let reportedAt: Instant
        /// Completions of the institution and of the course in the window, this one included.
        package let ofInstitution: Int
        package let ofCourse: Int
        package let wasRefused: Bool

        package init(
            hours: Int, firstAttendance: Instant, reportedAt: Instant, ofInstitution: Int, ofCourse: Int,
            wasRefused: Bool
        ) {
            self.hours = hours
            self.firstAttendance = firstAttendance
            self.reportedAt = reportedAt
            self.ofInstitution = ofInstitution
            self.ofCourse = ofCourse
            self.wasRefused = wasRefused
        }

        package var minutes: Int { Int(clamping: max(0, (reportedAt - firstAttendance).milliseconds) / 60_000) }
    }

    package var window: Span { .minutes(windowMinutes) }

    /// Empty for a report that stands at once.
    package func grounds(_ evidence: Evidence) -> [Ground] {
        let passed = evidence.reportedAt - evidence.firstAttendance
        let (whole, isMuch) = passed.milliseconds.multipliedReportingOverflow(by: 100)
        let least = Span.hours(evidence.hours).milliseconds.multipliedReportingOverflow(by: Int64(leastPercent))
        var grounds: [Ground] = []
        if !isMuch, least.overflow || whole < least.partialValue { grounds.append(.quick) }
        if evidence.ofInstitution > mostOfInstitution { grounds.append(.manyOfInstitution) }
        if evidence.ofCourse > mostOfCourse { grounds.append(.manyOfCourse) }
        if evidence.wasRefused { grounds.append(.refusedBefore) }
        return grounds
    }

    package func decideBy(_ reportedAt: Instant) -> Instant { reportedAt + .days(decideDays) }
}

extension CompletionReview {
    /// Every value outside its range.
    func check() -> [Finding] {
        let values = [
            ("leastPercent", leastPercent, Self.percents), ("windowMinutes", windowMinutes, Self.windows),
            ("mostOfInstitution", mostOfInstitution, Self.counts), ("mostOfCourse", mostOfCourse, Self.counts),
            ("decideDays", decideDays, Self.periods),
        ]
        return values.filter { !$0.2.contains($0.1) }.map { name, _, range in
            .error("training.completionReview.\(name)", "must be \(range.lowerBound) to \(range.upperBound)")
        }
    }
}
