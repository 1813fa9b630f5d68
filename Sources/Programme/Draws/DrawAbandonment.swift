import Foundation

/// The end of a sealed wave without a draw, because its witnesses cannot give as many signatures as the edition requires:
/// a text that the site signs. A reader verifies that the rule allowed it, without the office; a witness who holds a
/// receipt for a signature that is not in it has proof that the office kept the signature back.
package struct DrawAbandonment: Sendable, Equatable {
    package static let version = "prakerja-draw-abandoned-1"

    /// The edition's id, and the digest of its text.
    package let edition: String
    package let editionDigest: Data
    package let annex: Data
    package let wave: Int
    /// Of the sealed list.
    package let root: Data
    /// All attempts of the wave, the first one first.
    package let attempts: [Attempt]
    /// When two officers had decided it.
    package let endedAt: Instant

    package init(
        edition: String, editionDigest: Data, annex: Data, wave: Int, root: Data, attempts: [Attempt], endedAt: Instant
    ) {
        self.edition = edition
        self.editionDigest = editionDigest
        self.annex = annex
        self.wave = wave
        self.root = root
        self.attempts = attempts
        self.endedAt = endedAt
    }

    package struct Attempt: Sendable, Equatable {
        package let number: Int
        /// Of the annex, 1 or 2.
        package let chain: Int
        package let round: Int
        /// The witnesses that signed in time.
        package let signed: [String]

        package init(number: Int, chain: Int, round: Int, signed: [String]) {
            self.number = number
            self.chain = chain
            self.round = round
            self.signed = signed
        }

        fileprivate var line: String {
            let names = signed.isEmpty ? DrawStatement.none : signed.joined(separator: ",")
            return "attempt \(number) \(chain) \(round) \(names)"
        }

        fileprivate init?(line: String) {
            let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
            guard words.count == 5, words[0] == "attempt", let number = Int(words[1], in: StatementReader.attempts),
                let chain = Int(words[2], in: 1...2), let round = Int(words[3], in: StatementReader.rounds)
            else { return nil }
            let names = words[4] == DrawStatement.none ? [] : words[4].components(separatedBy: ",")
            self.init(number: number, chain: chain, round: round, signed: names)
        }
    }

    package var text: String {
        let head = [
            Self.version, "edition \(edition) \(editionDigest.hex)", "annex \(annex.hex)", "wave \(wave)",
            "root \(root.hex)",
        ]
        return (head + attempts.map(\.line) + ["ended \(endedAt)"]).map { $0 + "\n" }.joined()
    }

    /// More attempts than a wave can have had; the limit of a reader.
    private static let mostAttempts = 10_000

    /// Only the exact text that `text` would write is accepted.
    package init(text: String) throws(DrawFault) {
        var reader = StatementReader(text)
        guard reader.next() == Self.version else { throw .version(String(text.prefix { $0 != "\n" }.prefix(40))) }
        let edition = try reader.value("edition").split(separator: " ").map(String.init)
        guard edition.count == 2 else { throw .malformed("edition") }
        let digest = try StatementReader.hash(edition[1], "edition")
        let (annex, wave) = (try reader.hash("annex"), try reader.number("wave", in: Wave.numbers))
        let root = try reader.hash("root")
        var attempts: [Attempt] = []
        while reader.isAt("attempt") {
            guard attempts.count < Self.mostAttempts, let attempt = reader.next().flatMap(Attempt.init) else {
                throw .malformed("attempt")
            }
            attempts.append(attempt)
        }
        self.init(
            edition: edition[0], editionDigest: digest, annex: annex, wave: wave, root: root, attempts: attempts,
            endedAt: try reader.instant("ended"))
        guard self.text == text else { throw .malformed("text") }
    }
}

extension DrawAbandonment {
    /// - Parameters:
    ///   - attempts: the first one first.
    ///   - rules: with all chains of the annex.
    ///   - isRunning: whether the last attempt has not failed: it may have too few signatures so far.
    package static func progress(
        _ attempts: [Attempt], under rules: DrawRules, isRunning: Bool = false
    ) -> AbandonmentProgress {
        let over = isRunning ? attempts.dropLast() : attempts[...]
        let failed = over.reversed().prefix { $0.signed.count < rules.cosignatures }
        func time(_ attempt: Attempt?) -> Instant? {
            attempt.flatMap { one in rules.on(chain: one.chain)?.beacon.time(of: one.round) }
        }
        let place = attempts.lastIndex { $0.signed.count >= rules.cosignatures }
        let drawable = place.flatMap { place -> AbandonmentProgress.Drawable? in
            let attempt = attempts[place]
            guard let at = time(attempt) else { return nil }
            let isLast = place == attempts.count - 1 && (attempt.chain == 2 || !rules.hasSecondChain)
            return .init(
                number: attempt.number, retiredAt: at + .days(AbandonmentProgress.retiredDays), isLast: isLast)
        }
        return AbandonmentProgress(
            failed: failed.count, first: time(failed.last), last: time(failed.first), drawable: drawable)
    }

    /// Throws unless the rule allowed it under this edition and annex. What no reader can see is whether a signature
    /// arrived that is not named: the witness's receipt shows it.
    package func check(edition rules: Edition) throws(DrawFault) {
        guard edition == rules.id else { throw .edition(is: edition, expected: rules.id) }
        guard editionDigest == rules.digest else {
            throw .editionText(is: rules.digest.hex, expected: editionDigest.hex)
        }
        guard let own = rules.annex, let draw = rules.waves.draw else {
            throw .abandonment("the edition has no witnesses, so none of them can be out of reach")
        }
        guard annex == own.digest else {
            throw .annex("it is the one with digest \(own.digest.hex), and the draw was begun under \(annex.hex)")
        }
        guard let dates = rules.waves.dates().first(where: { $0.number == wave }) else { throw .unknownWave(wave) }
        try checkAttempts(draw, closing: dates.closes)
        let progress = Self.progress(attempts, under: draw)
        if let attempt = progress.barred(at: endedAt) {
            throw .abandonment(
                "attempt \(attempt.number) had signatures enough, so it had to be drawn; its chain counts as retired from "
                    + "\(attempt.retiredAt) on")
        }
        if progress.isSilentForEver(at: endedAt) { return }
        try checkFailures(progress)
    }

    private func checkFailures(_ progress: AbandonmentProgress) throws(DrawFault) {
        guard let earliest = progress.earliest, let last = progress.last else {
            throw .abandonment("the last attempt had signatures enough")
        }
        guard progress.failed >= AbandonmentProgress.attempts else {
            throw .abandonment(
                "\(progress.failed) attempts in a row failed, and \(AbandonmentProgress.attempts) must have")
        }
        guard last >= earliest else {
            throw .abandonment("the round of the last attempt is of \(last), and must not be before \(earliest)")
        }
        guard endedAt >= last else {
            throw .abandonment("it was decided before the round of the last attempt, when witnesses could still sign")
        }
    }

    /// Attempts that had signatures enough. Their outcome could be computed as soon as their round was out, so the wave
    /// may only have ended if none of them came out: that leaves no trace in the document.
    package func drawable(under rules: DrawRules) -> [Attempt] {
        attempts.filter { $0.signed.count >= rules.cosignatures }
    }

    private func checkAttempts(_ draw: DrawRules, closing: Instant) throws(DrawFault) {
        guard zip(attempts, attempts.dropFirst()).allSatisfy({ $0.number < $1.number }) else {
            throw .abandonment("the attempts are not named once each, in order")
        }
        for attempt in attempts {
            guard let rules = draw.on(chain: attempt.chain) else {
                throw .abandonment("attempt \(attempt.number) is of a second chain, and the annex has only one")
            }
            let round = rules.attempt(attempt.number, closing: closing).round
            guard attempt.round == round else { throw .round(is: attempt.round, expected: round) }
            let known = draw.witnesses.map(\.id).filter(attempt.signed.contains)
            guard known == attempt.signed else {
                throw .abandonment("attempt \(attempt.number) does not name witnesses of the annex, in its order")
            }
        }
        for (one, next) in zip(attempts, attempts.dropFirst()) { try checkOrder(one, next, draw) }
        try checkSecondChain(draw)
    }

    /// Only an attempt with signatures enough waits for a round, so only after one can the first chain be found silent.
    /// Witnesses' tools sign none on the second chain before, and such attempts would fail as the office likes.
    private func checkSecondChain(_ draw: DrawRules) throws(DrawFault) {
        guard let place = attempts.firstIndex(where: { $0.chain == 2 }) else { return }
        guard place > 0, attempts[place - 1].signed.count >= draw.cosignatures else {
            throw .abandonment(
                "attempt \(attempts[place].number) is on the second chain, and none on the first had signatures enough")
        }
    }

    /// After an attempt with signatures enough only the second chain may follow, once the first was silent for days; and
    /// no attempt goes back to the first.
    private func checkOrder(_ one: Attempt, _ next: Attempt, _ draw: DrawRules) throws(DrawFault) {
        guard one.chain <= next.chain else {
            throw .abandonment("attempt \(next.number) goes back to the first chain")
        }
        guard one.signed.count >= draw.cosignatures else { return }
        guard one.chain < next.chain else {
            throw .abandonment("attempt \(one.number) had signatures enough, and another followed on the same chain")
        }
        func time(_ attempt: Attempt) -> Instant? { draw.on(chain: attempt.chain)?.beacon.time(of: attempt.round) }
        guard let since = time(one), let at = time(next), at >= since + .days(DrawRules.silentDays) else {
            throw .abandonment(
                "attempt \(next.number) follows one with signatures enough sooner than after \(DrawRules.silentDays) days"
            )
        }
    }
}
