/// What a partner's endpoint is told of. An event is recorded in the transaction of the fact.
package enum WebhookType: String, Sendable, CaseIterable, Codable {
    case purchasePosted = "purchase.posted"
    case purchaseVoided = "purchase.voided"
    /// The schedule ended without attendance.
    case purchaseLapsed = "purchase.lapsed"
    case attendanceRecorded = "attendance.recorded"
    /// A reported completion waits for two officers: nothing is paid by it yet.
    case completionHeld = "completion.held"
    /// Two officers have decided on it, or its last day is over.
    case completionDecided = "completion.decided"
    case completionRecorded = "completion.recorded"
    /// The time to report ended before the training was finished.
    case completionSettled = "completion.settled"
    /// The card of a purchase that was returned lapsed unused.
    case cardExpired = "card.expired"

    /// The types that a partner of either kind can be told of.
    package static func of(isPlatform: Bool) -> [WebhookType] {
        isPlatform
            ? allCases
            : [
                .attendanceRecorded, .completionHeld, .completionDecided, .completionRecorded, .completionSettled,
            ]
    }

    /// Whether the institution of a purchase is told. It learns of a purchase from its participant, who shows it the
    /// redeem code: before that it is told nothing. The card's state is the platform's matter, which asks for codes.
    ///
    /// - Parameter isRedeemed: whether the institution has used the redeem code.
    package func concernsInstitution(isRedeemed: Bool) -> Bool {
        isRedeemed && Self.of(isPlatform: false).contains(self)
    }

    /// Whether the platform of a purchase is told: of an attendance only when it pays the platform's share.
    ///
    /// - Parameter attendance: its number; nil for another fact.
    package func concernsPlatform(attendance: Int?) -> Bool {
        self != .attendanceRecorded || attendance == 1
    }

    /// As stored: sorted, separated by blanks.
    package static func stored(_ types: [WebhookType]) -> String {
        Set(types).map(\.rawValue).sorted().joined(separator: " ")
    }

    /// Without names that this version does not know.
    package static func read(_ stored: String) -> [WebhookType] {
        stored.split(separator: " ").compactMap { WebhookType(rawValue: String($0)) }
    }
}
