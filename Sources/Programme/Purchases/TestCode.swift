/// A redeem code with which an institution tries its program in a sandbox. Each is one of the contract's positive test
/// cases.
package enum TestCode: String, Sendable, CaseIterable {
    /// TC1-001-200: a self-paced course, first attendance.
    case selfPaced = "PRAT-TC1001"
    /// TC1-999-200: a self-paced course that was attended; its post-test.
    case selfPacedTest = "PRAT-TC1999"
    /// TC2-001-200: a webinar, first attendance.
    case webinar = "PRAT-TC2001"
    /// TC2-999-200: a webinar that was attended; its post-test.
    case webinarTest = "PRAT-TC2999"

    package var mode: DeliveryMode {
        switch self {
        case .selfPaced, .selfPacedTest: .selfPaced
        case .webinar, .webinarTest: .webinar
        }
    }

    /// Whether the first attendance is verified from the beginning.
    package var isAttended: Bool { self == .selfPacedTest || self == .webinarTest }
}
