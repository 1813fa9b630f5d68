/// How one-time codes behave: the edition's numbers, and the limits it does not name.
package struct CodePolicy: Sendable, Equatable {
    package let validity: Span
    package let tries: Int
    package let resends: Int

    /// A code that never reached the gateway is void after this long, so that no code lies about for ever.
    package static let longestInQueue = Span.hours(24)
    /// Asking again within this long counts as a resend, also from a fresh form: starting over is no way round.
    package static let chain = Span.hours(1)
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

    /// Within this long after a code was used, the same answer from the same browser is the second tap of one finger:
    /// it leads where the first one did.
    package static let secondTap = Span.minutes(2)
    /// What is read of an answer, in characters: a whole message may be pasted.
    package static let longestTyped = 400

    /// The six digits somebody typed or pasted; nil where none are found, or where two different ones are.
    ///
    /// Blanks, dashes, full stops and signs that nobody sees are dropped. Where words stand around them, such as in
    /// `Kode: 123 456` or a whole message, the digits stand together or in two threes.
    package static func digits(_ typed: String) -> String? {
        let text = typed.prefix(longestTyped).filter { !$0.isUnseen }
        let kept = text.filter { !$0.isWhitespace && !$0.isDash && $0 != "." }
        if kept.count == digitCount, kept.allSatisfy(\.isASCIIDigit) { return kept }
        var found: Set<String> = []
        for run in text.split(whereSeparator: { !$0.isASCIIDigit && !$0.isWhitespace && !$0.isDash }) {
            let parts = run.split { !$0.isASCIIDigit }
            found.formUnion(parts.filter { $0.count == digitCount }.map(String.init))
            if parts.map(\.count) == [digitCount / 2, digitCount / 2] { found.insert(parts.joined()) }
        }
        return found.count == 1 ? found.first : nil
    }

    private static let digitCount = 6
}

extension Character {
    /// Marks of direction, joiners, byte-order marks: messages and keyboards put them in, and no screen shows them.
    fileprivate var isUnseen: Bool {
        unicodeScalars.allSatisfy { $0.properties.generalCategory == .format || $0.properties.isVariationSelector }
    }

    fileprivate var isDash: Bool {
        unicodeScalars.allSatisfy { $0.properties.generalCategory == .dashPunctuation }
    }
}
