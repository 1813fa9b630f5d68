package struct TrainingRules: Sendable, Codable, Equatable {
    /// The card lapses when no first training is bought within this many days of the decree.
    package let firstUseDays: Int
    /// The consequence of a lapse for the person.
    package let lapse: Lapse
    package let reminderDays: [Int]
    package let buyBy: CivilDate
    /// The last day the law allows, where a later regulation sets an earlier one than the edition announced.
    package let lawBuyBy: CivilDate?
    package let attendBy: CivilDate
    /// The most that platforms may keep of a course's price, in hundredths of a percent.
    package let feeCapBasisPoints: Int
    package let milestones: [MilestoneShare]
    package let deliveryModes: [DeliveryPeriod]
    package let nextTrainingNeedsCompletion: Bool
    package let otpValidMinutes: Int
    /// What completes a training that its institution reports by attendance and grades alone; nil for the usual proof.
    package let completion: CompletionProof?
    /// Days after a schedule's end in which its institution may still grade and report completion; nil for the usual.
    package let reportDays: Int?
    /// Which reports of completion wait for two officers; nil where none does.
    package let completionReview: CompletionReview?

    package static let usualReportDays = 30
    package static let longestReportDays = 180

    package var completionProof: CompletionProof { completion ?? .postTest }
    package var daysToReport: Int { reportDays ?? Self.usualReportDays }

    package enum Lapse: String, Sendable, Codable, CaseIterable {
        /// The money returns and the person may join a later wave.
        case mayJoinAgain = "may-join-again"
        /// The money returns and the person may not join again.
        case barred
    }

    /// Whether a training of this kind may be sold on that day.
    package func allows(_ mode: DeliveryMode, on date: CivilDate) -> Bool {
        deliveryModes.contains { $0.mode == mode && $0.contains(date) }
    }

    /// The ways of teaching that may be sold on that day.
    package func allowedModes(on date: CivilDate) -> Set<DeliveryMode> {
        Set(DeliveryMode.allCases.filter { allows($0, on: date) })
    }

    /// The first day after `date` on which a training of this kind may be sold; nil where there is none.
    package func allows(_ mode: DeliveryMode, after date: CivilDate) -> CivilDate? {
        deliveryModes.filter { $0.mode == mode }.compactMap(\.from).filter { $0 > date }.min()
    }
}

/// A way of teaching and the days on which it is allowed: during the pandemic there are no classes on site.
package struct DeliveryPeriod: Sendable, Codable, Equatable {
    package let mode: DeliveryMode
    /// Nil where it is allowed from the edition's first day.
    package let from: CivilDate?
    /// The last day; nil where it is allowed until the edition's end.
    package let to: CivilDate?

    package init(mode: DeliveryMode, from: CivilDate? = nil, to: CivilDate? = nil) {
        self.mode = mode
        self.from = from
        self.to = to
    }

    package func contains(_ date: CivilDate) -> Bool {
        (from.map { $0 <= date } ?? true) && (to.map { date <= $0 } ?? true)
    }
}

/// The share of the escrow that is released at a milestone, in hundredths of a percent; they add up to 10,000.
package struct MilestoneShare: Sendable, Codable, Equatable {
    package let milestone: Milestone
    package let basisPoints: Int

    package enum Milestone: String, Sendable, Codable { case firstAttendance = "first-attendance", completion }
}

/// What proves that a participant finished.
package enum CompletionProof: String, Sendable, Codable, CaseIterable {
    /// The post-test, attended by the participant and graded by the institution.
    case postTest = "post-test"
    /// That, or every attendance the institution took for the schedule. Not for a self-paced course, which has no
    /// meetings.
    case attendance
}

package enum DeliveryMode: String, Sendable, Codable, CaseIterable {
    case selfPaced = "self-paced"
    case webinar
    case offline
}
