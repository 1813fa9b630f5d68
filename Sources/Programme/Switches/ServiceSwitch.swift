/// A part of the service that an operator can switch off at once when something is wrong with it, whatever the edition
/// says. The rest continues: people keep their session and can sign out, look at their data and get refunds.
package enum ServiceSwitch: String, Sendable, Codable, CaseIterable {
    /// New accounts.
    case signUp = "sign-up"
    /// Joining a wave. The wave's dates do not change; postponing is a separate act of the office.
    case join
    /// Buying a training: requesting a code and paying with it.
    case buy
}

/// A part that is switched off, and the notice people see.
package struct ClosedService: Sendable, Equatable {
    package let service: ServiceSwitch
    package let why: Bilingual
    package let since: Instant

    /// The longest notice, in characters: it is shown on every page.
    package static let longestReason = 200

    package init(_ service: ServiceSwitch, why: Bilingual, since: Instant) {
        self.service = service
        self.why = why
        self.since = since
    }
}

package enum ServiceClosedRefusal: Refusal {
    case closed(ClosedService)

    /// Begins with the switch's former name: the code is published.
    package var code: String { "doors.closed" }
}
