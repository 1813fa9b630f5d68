/// What an officer found in the rail's statement about a payment the rail does not know. It moves money, so an officer
/// of another duty must confirm it.
package struct StatementFinding: Sendable, Equatable {
    /// Whether the statement shows the payment.
    package let arrived: Bool
    /// The payment's number in the statement; where it is absent, the number of the statement itself.
    package let number: String

    package static let longestNumber = 64
    /// In letters and digits, without punctuation.
    package static let shortestNumber = 4

    /// Throws `PayoutRefusal.numberMissing` for a number that no statement has: too short, without a digit, or one
    /// repeated character.
    package init(arrived: Bool, number typed: String) throws(PayoutRefusal) {
        let number = typed.trimmingWhitespace()
        let kept = number.filter { $0.isLetter || $0.isNumber }
        guard number.count <= Self.longestNumber, kept.count >= Self.shortestNumber, Set(kept).count > 1,
            kept.contains(where: \.isASCIIDigit), number.allSatisfy({ $0.isASCII && !$0.isNewline })
        else { throw .numberMissing }
        self.arrived = arrived
        self.number = number
    }

    package enum State: String, Sendable, CaseIterable {
        case proposed
        case confirmed
        case refused
    }
}
