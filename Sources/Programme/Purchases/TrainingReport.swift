/// What was reported of a training, as it was received. Participant, platform, institution and office name it by one
/// number.
package struct TrainingReport: Sendable, Equatable {
    package let id: ID<TrainingReport>
    package let number: ReportNumber
    package let purchase: ID<Purchase>
    package let fact: Fact
    package let path: Path
    /// By the programme's clock.
    package let receivedAt: Instant

    package init(
        id: ID<TrainingReport>, number: ReportNumber, purchase: ID<Purchase>, fact: Fact, path: Path,
        receivedAt: Instant
    ) {
        self.id = id
        self.number = number
        self.purchase = purchase
        self.fact = fact
        self.path = path
        self.receivedAt = receivedAt
    }

    package enum Fact: Sendable, Equatable {
        case attendance(AttendanceSequence)
        case completion
    }

    /// By which way it came.
    package enum Path: String, Sendable, CaseIterable {
        /// The participant confirmed it on our page, at the institution's request.
        case participant
        /// A call that the institution signed as in the contract.
        case contract
        /// A call with a token of the modern API.
        case api
    }
}

/// The number on the receipt of a report: `T-2041-8763-5196`.
///
/// Eleven random digits and a check digit. Random and not counted, because a counted number would tell each reader how
/// many reports others have. It opens nothing: a report is shown to its participant, its partners and officers only.
package struct ReportNumber: Sendable, Hashable, CustomStringConvertible {
    /// Twelve digits.
    package let digits: String

    package static let randomDigits = 11
    /// The first number that is too large for the digits.
    package static let end = 100_000_000_000

    /// - Parameter drawn: the first eleven digits; of a larger number the last eleven.
    package init(drawn: Int) {
        let random = padded(Int(drawn.magnitude % UInt(Self.end)), to: Self.randomDigits)
        digits = random + String(CheckDigit.of(random) ?? 0)
    }

    /// Parses a number as typed or read aloud: with or without the letter, blanks and dashes. Nil when it is no number
    /// of a report.
    package init?(_ typed: String) {
        var text = TypedText.digits(typed)
        if let first = text.first, first == "T" || first == "t" { text.removeFirst() }
        guard text.count == Self.randomDigits + 1, CheckDigit.of(text) == 0 else { return nil }
        digits = text
    }

    package var description: String {
        "T-\(digits.prefix(4))-\(digits.dropFirst(4).prefix(4))-\(digits.dropFirst(8))"
    }
}
