/// The rules of one-time codes: the edition's numbers, and the limits it does not set.
package struct CodePolicy: Sendable, Equatable {
    package let validity: Span
    package let tries: Int
    package let resends: Int

    /// A code that never reached the gateway expires after this long.
    package static let longestInQueue = Span.hours(24)
    /// Another request within this long counts as a resend, also from a fresh form, so that starting over does not
    /// reset the limit.
    package static let chain = Span.hours(1)
    /// The waits before the first, second and third resend; the last applies to further ones.
    private static let waits: [Span] = [firstWait, .minutes(1), .minutes(3)]
    package static let firstWait = Span.seconds(30)

    package init(_ rules: AccountRules) {
        self.init(validity: .minutes(rules.codeValidMinutes), tries: rules.codeTries, resends: rules.codeResends)
    }

    package init(validity: Span, tries: Int, resends: Int) {
        precondition(validity > .zero && tries > 0 && resends >= 0)
        self.validity = validity
        self.tries = tries
        self.resends = resends
    }

    /// When the code expires: `validity` after the gateway took it, or `longestInQueue` after it was issued.
    package func end(of code: OneTimeCode) -> Instant {
        guard let handedOver = code.handedOverAt else { return code.issuedAt + CodePolicy.longestInQueue }
        return handedOver + validity
    }

    package func triesLeft(of code: OneTimeCode) -> Int {
        max(0, tries - code.tries)
    }

    /// The earliest instant of the next resend; nil when no resend is left.
    package func nextResend(after code: OneTimeCode) -> Instant? {
        guard code.resend < resends else { return nil }
        return code.issuedAt + CodePolicy.waits[min(code.resend, CodePolicy.waits.count - 1)]
    }

    /// The resend number of the next code, from 0. Throws while the wait lasts or when the resends are used up.
    package func resend(after previous: OneTimeCode?, at now: Instant) throws(CodeRefusal) -> Int {
        guard let previous, previous.state != .used, now < previous.issuedAt + CodePolicy.chain else { return 0 }
        guard let from = nextResend(after: previous) else { throw .noResendsLeft }
        guard now >= from else { throw .tooSoon(until: from) }
        return previous.resend + 1
    }

    /// Throws unless the answer proves consent. The answer must already be counted in `code.tries`.
    package func judge(_ code: OneTimeCode, matches: Bool, at now: Instant) throws(CodeRefusal) {
        guard code.state == .open else { throw .noCode }
        guard code.tries <= tries else { throw .exhausted }
        guard now < end(of: code) else { throw .expired }
        guard matches else {
            throw code.tries == tries ? .exhausted : .wrong(triesLeft: triesLeft(of: code))
        }
    }

    /// Within this long after a code was used, the same answer from the same browser counts as a double tap and leads
    /// to the same page as the first.
    package static let secondTap = Span.minutes(2)
    /// How many characters of an answer are read: people may paste a whole message.
    package static let longestTyped = 400

    /// The six digits that were typed or pasted; nil where there are none, or two different ones.
    ///
    /// White space, dashes, full stops and invisible characters are dropped. Where there are words around them, such as
    /// in `Kode: 123 456` or a whole message, the digits must be together or in two groups of three.
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
    /// Direction marks, joiners, byte-order marks and the like: messages and keyboards insert them, and they are
    /// invisible.
    fileprivate var isUnseen: Bool {
        unicodeScalars.allSatisfy { $0.properties.generalCategory == .format || $0.properties.isVariationSelector }
    }

    fileprivate var isDash: Bool {
        unicodeScalars.allSatisfy { $0.properties.generalCategory == .dashPunctuation }
    }
}
