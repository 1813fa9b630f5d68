/// A checkpoint of a course at which the participant's attendance is verified.
package struct AttendanceSequence: Hashable, Comparable, Sendable {
    package let number: Int

    /// 1 is the first attendance, up to 10; 999 the post-test. Nil for any other number.
    package init?(_ number: Int) {
        guard (1...10).contains(number) || number == 999 else { return nil }
        self.number = number
    }

    private init(known number: Int) {
        self.number = number
    }

    package static let first = AttendanceSequence(known: 1)
    package static let postTest = AttendanceSequence(known: 999)

    package static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

/// That a participant finished, with the certificate.
package struct Completion: Sendable, Equatable {
    /// 0 to 100; nil where the institution gave none.
    package let score: Int?
    package let certificateNumber: String
    package let basis: Basis
    package let at: Instant

    package static let maximumNumberLength = 60
    package static let scores = 0...100

    /// What proved it.
    package enum Basis: String, Sendable, CaseIterable {
        /// The institution reported score and certificate.
        case reported
        /// The post-test was attended and graded.
        case postTest = "post-test"
        /// All attendances of the schedule.
        case attendance
    }

    /// An institution's report.
    package init(score: Int, certificateNumber: String, at: Instant) throws(PurchaseRefusal) {
        guard Self.scores.contains(score) else { throw .impossibleScore }
        let number = TypedText.visible(certificateNumber).trimmingWhitespace()
        guard (1...Self.maximumNumberLength).contains(number.count), number.allSatisfy({ !$0.isNewline }) else {
            throw .certificateNumber
        }
        self.score = score
        self.certificateNumber = number
        basis = .reported
        self.at = at
    }

    /// What the contract's attendance and grades prove. The contract has neither score nor certificate, so the
    /// certificate's number is ours.
    package init(of purchase: ID<Purchase>, by basis: Basis, at: Instant) {
        score = nil
        certificateNumber = "PRAKERJA/\(purchase)"
        self.basis = basis
        self.at = at
    }

    /// As it was stored while it waited for two officers.
    package init(score: Int?, certificateNumber: String, basis: Basis, at: Instant) {
        self.score = score
        self.certificateNumber = certificateNumber
        self.basis = basis
        self.at = at
    }

    /// Without proof there is no payment: first attendance and post-test must both have been verified before the
    /// report.
    package static func check(attended: Set<AttendanceSequence>) throws(PurchaseRefusal) {
        guard attended.contains(.first) else { throw .attendanceMissing(.first) }
        guard attended.contains(.postTest) else { throw .attendanceMissing(.postTest) }
    }
}
