/// What an operator can close at once when something is wrong with it, whatever the edition says. Everything else goes
/// on: whoever is in stays in, and can leave, look, and get money back.
package enum Door: String, Sendable, Codable, CaseIterable {
    /// New accounts.
    case signUp = "sign-up"
    /// Joining a wave. The wave's dates do not move; postponing is the office's own act.
    case join
    /// Buying a training: asking for a code and paying with it.
    case buy
}

/// A door that is closed, and what people are told.
package struct ClosedDoor: Sendable, Equatable {
    package let door: Door
    package let why: Bilingual
    package let since: Instant

    /// The longest reason, in characters: it stands on every page.
    package static let longestReason = 200

    package init(_ door: Door, why: Bilingual, since: Instant) {
        self.door = door
        self.why = why
        self.since = since
    }
}

package enum DoorRefusal: Refusal {
    case closed(ClosedDoor)

    package var code: String { "doors.closed" }
}
