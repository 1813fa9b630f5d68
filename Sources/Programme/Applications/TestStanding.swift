/// A marked sitting: how many answers about ability were right, of how many that were asked.
package struct TestResult: Sendable, Equatable {
    package let right: Int
    package let asked: Int

    package init(right: Int, asked: Int) {
        self.right = right
        self.asked = asked
    }
}

/// What a person's sittings amount to under the edition in force.
package struct TestStanding: Sendable, Equatable {
    /// Whether a sitting is over, under whichever edition: a test that was taken is not asked for again.
    package var isOver: Bool
    /// The best result under this edition; nil while none is marked.
    package var best: TestResult?
    /// A sitting of this edition is over and not marked yet.
    package var isUnmarked: Bool
    package var again: Again

    /// Whether the person may take the test again.
    package enum Again: Sendable, Equatable {
        case no
        /// From this day on.
        case from(CivilDate)
        /// The office gave another sitting on an appeal: at once.
        case granted
        /// Another sitting given by the office is running.
        case running
    }

    package init(isOver: Bool = false, best: TestResult? = nil, isUnmarked: Bool = false, again: Again = .no) {
        self.isOver = isOver
        self.best = best
        self.isUnmarked = isUnmarked
        self.again = again
    }

    /// Whether a sitting may begin on that day, after one that is over.
    package func mayBeginAgain(on today: CivilDate) -> Bool {
        switch again {
        case .no, .running: false
        case .from(let day): today >= day
        case .granted: true
        }
    }
}

extension TestThreshold {
    /// Whether a person below the threshold may take the test again.
    ///
    /// - Parameters:
    ///   - own: sittings begun under the edition, without those that the office gave.
    ///   - endedOn: the day on which the last sitting ended.
    package func again(after best: TestResult?, own: Int, hasGrant: Bool, endedOn: CivilDate) -> TestStanding.Again {
        guard let best, best.right < right else { return .no }
        if hasGrant { return .granted }
        return own < sittings ? .from(endedOn.adding(days: waitDays)) : .no
    }
}

extension Eligibility {
    /// Without a threshold a finished test passes, whatever the result. A sitting that is not marked decides nothing.
    static func test(_ standing: TestStanding, _ threshold: TestThreshold?) -> Verdict {
        guard standing.isOver else { return .unknown(.test) }
        guard let threshold else { return .pass }
        guard let best = standing.best else { return standing.isUnmarked ? .unknown(.test) : .pass }
        guard best.right < threshold.right else { return .pass }
        switch standing.again {
        case .granted, .running: return .unknown(.test)
        case .no: return .fail(.testBelow(right: best.right, asked: best.asked, needed: threshold.right, again: nil))
        case .from(let day):
            return .fail(.testBelow(right: best.right, asked: best.asked, needed: threshold.right, again: day))
        }
    }
}
