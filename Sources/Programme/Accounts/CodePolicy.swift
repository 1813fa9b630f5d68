/// How one-time codes behave: the edition's numbers, and the limits it does not name.
package struct CodePolicy: Sendable, Equatable {
    package let validity: Span
    package let tries: Int
    package let resends: Int

    /// A code that never reached the gateway is void after this long, so that no code lies about for ever.
    package static let longestInQueue = Span.hours(24)
    /// Asking again within this long counts as a resend, also from a fresh form: starting over is no way round.
    package static let chain = Span.hours(1)
    package static let perDay = 10
    package static let perMonth = 60
    /// How long to wait before the first, second and third resend.
    private static let waits: [Span] = [.seconds(30), .minutes(1), .minutes(3)]

    package init(_ rules: AccountRules) {
        self.init(validity: .minutes(rules.codeValidMinutes), tries: rules.codeTries, resends: rules.codeResends)
    }

    package init(validity: Span, tries: Int, resends: Int) {
        precondition(validity > .zero && tries > 0 && resends >= 0)
        self.validity = validity
        self.tries = tries
        self.resends = resends
    }

    /// When the code stops being worth anything.
    package func end(of code: OneTimeCode) -> Instant {
        guard let handedOver = code.handedOverAt else { return code.issuedAt + CodePolicy.longestInQueue }
        return handedOver + validity
    }

    package func triesLeft(of code: OneTimeCode) -> Int {
        max(0, tries - code.tries)
    }

    /// From when on another may be asked for; nil when none is left.
    package func nextResend(after code: OneTimeCode) -> Instant? {
        guard code.resend < resends else { return nil }
        return code.issuedAt + CodePolicy.waits[min(code.resend, CodePolicy.waits.count - 1)]
    }

    /// The number of the next code in this go. Throws while the wait lasts or when the resends are used up.
    package func resend(after previous: OneTimeCode?, at now: Instant) throws(CodeRefusal) -> Int {
        guard let previous, previous.state != .used, now < previous.issuedAt + CodePolicy.chain else { return 0 }
        guard let from = nextResend(after: previous) else { throw .noResendsLeft }
        guard now >= from else { throw .tooSoon(until: from) }
        return previous.resend + 1
    }

    /// Whether an answer proves anything. `code` has this answer already counted among its tries.
    package func judge(_ code: OneTimeCode, matches: Bool, at now: Instant) throws(CodeRefusal) {
        guard code.state == .open else { throw .noCode }
        guard code.tries <= tries else { throw .exhausted }
        guard now < end(of: code) else { throw .expired }
        guard matches else {
            throw code.tries == tries ? .exhausted : .wrong(triesLeft: triesLeft(of: code))
        }
    }

    /// The six digits somebody typed or pasted, without the spaces and dashes of the message; nil for anything else.
    package static func digits(_ typed: String) -> String? {
        let kept = typed.filter { !$0.isWhitespace && $0 != "-" && $0 != "." }
        return kept.count == 6 && kept.allSatisfy(\.isASCIIDigit) ? kept : nil
    }
}
