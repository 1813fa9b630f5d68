/// What a partner has reported by the contract about a training that is under way.
package struct CourseProgress: Sendable, Equatable {
    package let mode: DeliveryMode
    package let schedule: CourseSchedule
    package let attended: Set<AttendanceSequence>
    /// The attendances that the institution took of any participant of the schedule.
    package let held: Set<AttendanceSequence>
    /// Whether the institution graded the post-test.
    package let isGraded: Bool
    /// Whether two officers refused the last report of its completion.
    package let isRefused: Bool

    package init(
        mode: DeliveryMode, schedule: CourseSchedule, attended: Set<AttendanceSequence>,
        held: Set<AttendanceSequence>, isGraded: Bool, isRefused: Bool = false
    ) {
        self.mode = mode
        self.schedule = schedule
        self.attended = attended
        self.held = held
        self.isGraded = isGraded
        self.isRefused = isRefused
    }

    package enum Outcome: Sendable, Equatable {
        case underWay
        case completed(Completion.Basis)
        /// The time to report is over: what the attendance earned stays paid, and the rest returns.
        case unfinished(Missing)
    }

    /// The first proof that an unfinished training lacks.
    package enum Missing: String, Sendable, CaseIterable {
        /// An attendance that other participants of the schedule have.
        case attendance
        case postTest = "post-test"
        /// The institution has not graded the post-test.
        case grade
        /// Two officers refused the last report of its completion, and no later one stands.
        case refused = "not-accepted"
    }

    /// - Parameter rules: of the card's edition.
    package func outcome(rules: TrainingRules, at now: Instant) -> Outcome {
        let isOver = now >= schedule.reportBy(rules)
        if isRefused, isOver { return .unfinished(.refused) }
        if attended.contains(.first), attended.contains(.postTest), isGraded { return .completed(.postTest) }
        guard isOver else { return .underWay }
        let attendanceProves = rules.completionProof == .attendance && mode != .selfPaced
        guard attendanceProves else { return .unfinished(attended.contains(.postTest) ? .grade : .postTest) }
        let isComplete = attended.contains(.first) && held.isSubset(of: attended)
        return isComplete ? .completed(.attendance) : .unfinished(.attendance)
    }
}

extension Course {
    /// Whether attendance of this sequence can be taken. A self-paced course has the first and the post-test only.
    package func hasMeeting(_ sequence: AttendanceSequence) -> Bool {
        mode != .selfPaced || sequence == .first || sequence == .postTest
    }
}

extension CourseSchedule {
    /// Until when results are reported; from then on an unfinished training is settled.
    ///
    /// - Parameter rules: of the card's edition.
    package func reportBy(_ rules: TrainingRules) -> Instant { ends + .days(rules.daysToReport) }

    /// Throws when a result is reported too late.
    package func checkReport(_ rules: TrainingRules, at now: Instant) throws(PurchaseRefusal) {
        guard now < reportBy(rules) else { throw .reportedTooLate }
    }
}
