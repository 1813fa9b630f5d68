/// A wave's whole life: its states in order, what each act needs, and the one act that is due. The scheduled job
/// `AdvanceWaves`, the office's pages and `docs/waves.md` follow this file; a test compares the document with it.

extension Wave {
    /// In the order in which a wave goes through them; no state is skipped or repeated. A wave is either abandoned or
    /// drawn: one that is abandoned has a sealed list and ends without a draw.
    package enum State: String, Sendable, Codable, CaseIterable, Comparable {
        case planned
        case open
        case closed
        case sealed
        case abandoned
        case drawn
        case decreed
        case announced

        package static func < (left: State, right: State) -> Bool {
            left.place < right.place
        }

        private var place: Int {
            switch self {
            case .planned: 0
            case .open: 1
            case .closed: 2
            case .sealed: 3
            case .abandoned: 4
            case .drawn: 5
            case .decreed: 6
            case .announced: 7
            }
        }

        /// Whether nothing more happens to the wave itself: its outcome is published, or it ended without one.
        package var isFinal: Bool { self == .announced || self == .abandoned }
    }
}

/// The acts of a wave's life. The raw value is the last part of the act's path in the office.
package enum WaveAction: String, Sendable, CaseIterable {
    case open = "buka"
    case close = "tutup"
    /// Seals the list; where the edition has no witnesses, the draw follows at once.
    case draw = "undi"
    /// Starts another attempt after one with too few signatures of witnesses.
    case tryAgain = "ronde-baru"
    case draft = "keputusan"
    case sign = "tanda-tangan"
    case announce = "umumkan"

    /// Whether the scheduled job does it at its instant. An officer may do it too, but no earlier; the other acts are
    /// an officer's alone.
    package var isScheduled: Bool {
        switch self {
        case .open, .close, .announce: true
        case .draw, .tryAgain, .draft, .sign: false
        }
    }
}

/// What people are told of a wave, each once. The raw value is stored.
package enum WaveNews: String, Codable, Sendable {
    case opened
    case closing
    case postponed
    /// The announcement is due, and the decree is not signed.
    case late
    /// It ended without a draw.
    case abandoned
}

/// What a sealed wave's witnesses are expected to do.
package enum DrawPhase: Sendable, Equatable {
    case revealing(until: Instant)
    case signing(until: Instant)
    /// However late the round's value is, nothing is substituted for it.
    case waitingForBeacon(since: Instant)
    /// The round has been overdue for days, and the annex has a second chain: another attempt may wait for one of its
    /// rounds.
    case silent(since: Instant)
    /// Too few witnesses signed in time: there is no draw until the office starts another attempt.
    case failed(at: Instant, signatures: Int, needed: Int)

    /// Whether a value of the round is drawn with, however late it is.
    package var isWaitingForBeacon: Bool {
        switch self {
        case .waitingForBeacon, .silent: true
        case .revealing, .signing, .failed: false
        }
    }
}

/// Where a wave stands, and what is due.
package struct WaveLifecycle: Sendable {
    package let wave: Wave
    /// What a sealed wave's witnesses are expected to do; nil in other states and where the edition has no witnesses.
    package let phase: DrawPhase?
    /// Whether a draft of the decree waits for signatures.
    package let isDrafted: Bool

    package init(_ wave: Wave, phase: DrawPhase?, isDrafted: Bool) {
        (self.wave, self.phase, self.isDrafted) = (wave, phase, isDrafted)
    }

    /// The one act that is due; nil while the wave waits for its instant or its witnesses, and at its end.
    package func due(at now: Instant) -> WaveAction? {
        switch wave.state {
        case .planned: isAllowed { try wave.checkOpening(at: now) } ? .open : nil
        case .open: isAllowed { try wave.checkClosing(at: now) } ? .close : nil
        case .closed: .draw
        case .sealed:
            switch phase {
            case nil: .draw
            case .failed, .silent: .tryAgain
            case .revealing, .signing, .waitingForBeacon: nil
            }
        case .drawn: isDrafted ? .sign : .draft
        case .decreed: isAllowed { try wave.checkAnnouncing(at: now) } ? .announce : nil
        case .abandoned, .announced: nil
        }
    }

    /// Whether the deadlines of witnesses run: their statement is stored and the public randomness is fetched as soon
    /// as each is possible.
    package var isWatched: Bool { phase != nil }

    /// The news that time alone brings. `opened`, `postponed` and `abandoned` are sent by the act itself.
    package func news(at now: Instant) -> [WaveNews] {
        var news: [WaveNews] = []
        if wave.isLate(at: now) { news.append(.late) }
        if wave.state == .open, now >= wave.closesSoonAt, now < wave.closesAt { news.append(.closing) }
        return news
    }

    private func isAllowed(_ check: () throws -> Void) -> Bool {
        (try? check()) != nil
    }
}

extension Wave {
    /// How long after the closing instant a request that arrived in time may still be in progress.
    package static let drain = Span.seconds(2)

    /// How long before the closing eligible people are notified; half of the wave's duration where that is shorter.
    package static let closingNotice = Span.hours(24)

    /// When eligible people who have not joined yet are notified that the wave closes soon.
    package var closesSoonAt: Instant {
        closesAt - min(Wave.closingNotice, Span(milliseconds: (closesAt - opensAt).milliseconds / 2))
    }

    /// Whether the promised instant has come and the decree is not signed, so that the outcome cannot be published.
    package func isLate(at now: Instant) -> Bool {
        state > .open && state < .decreed && state != .abandoned && now >= announcesAt
    }

    /// Whether the outcome of the draw may be shown: it is announced, or the promised instant has come although the decree
    /// is not signed. The office knows the outcome, and cannot keep it back; without a decree there is no card and no
    /// message.
    package func showsDraw(at now: Instant) -> Bool {
        state == .announced || state >= .drawn && now >= announcesAt
    }

    /// Whether the wave was not opened during its time; it stays planned.
    package func isMissed(at now: Instant) -> Bool {
        state == .planned && now >= closesAt
    }

    /// Throws unless the wave may open: not before the promised instant, and not after its closing.
    package func checkOpening(at now: Instant) throws(WaveRefusal) {
        try expect(.planned)
        guard now >= opensAt else { throw .tooEarlyToOpen(opensAt) }
        guard now < closesAt else { throw .closed(closesAt) }
    }

    /// Throws unless an applicant whose request arrived at this instant may join: up to the millisecond before the
    /// closing.
    package func admit(arrivedAt arrival: Instant) throws(WaveRefusal) {
        guard arrival < closesAt else { throw .closed(closesAt) }
        switch state {
        case .planned: throw .notYetOpen(opensAt)
        case .open: break
        case .closed, .sealed, .abandoned, .drawn, .decreed, .announced: throw .closed(closesAt)
        }
        guard arrival >= opensAt else { throw .notYetOpen(opensAt) }
    }

    /// Throws unless an applicant may leave the wave: as long as others may join.
    package func release(at now: Instant) throws(WaveRefusal) {
        guard state == .open, now < closesAt else { throw .closed(closesAt) }
    }

    package func checkClosing(at now: Instant) throws(WaveRefusal) {
        try expect(.open)
        guard now >= closesAt + Wave.drain else { throw .tooEarlyToClose(closesAt + Wave.drain) }
    }

    package func checkSealing() throws(WaveRefusal) {
        try expect(.closed)
    }

    package func checkDrawing() throws(WaveRefusal) {
        try expect(.sealed)
    }

    /// Throws unless the wave may be ended without a draw: its list is sealed, no attempt that had signatures enough can
    /// still be drawn, and either its latest attempts failed one after the other for as long as the rule requires and none
    /// is running, or the last chain of public randomness is silent for ever.
    package func checkAbandoning(
        _ phase: DrawPhase?, _ progress: AbandonmentProgress, at now: Instant
    ) throws(WaveRefusal) {
        try expect(.sealed)
        if let attempt = progress.barred(at: now) {
            throw .mustBeDrawn(attempt: attempt.number, retiredAt: attempt.retiredAt)
        }
        switch phase {
        case .failed where progress.isReached: return
        case .waitingForBeacon where progress.isSilentForEver(at: now): return
        default: throw .witnessesMaySign(failed: progress.failed, earliest: progress.earliest)
        }
    }

    package func checkDecree() throws(WaveRefusal) {
        guard state < .decreed else { throw .alreadyDecreed }
        try expect(.drawn)
    }

    /// Throws unless the outcome may be published: from the promised instant on, for all at once. No officer can do it
    /// earlier, not even two; a later instant is a postponement.
    package func checkAnnouncing(at now: Instant) throws(WaveRefusal) {
        try expect(.decreed)
        guard now >= announcesAt else { throw .tooEarlyToAnnounce(announcesAt) }
    }

    /// Throws unless the announcement may be postponed to `date`: never brought forward, and never into the past.
    ///
    /// - Parameter end: the edition's `announcementsEnd`: a card of an outcome from then on would buy nothing.
    package func checkPostponing(to date: Instant, at now: Instant, before end: Instant) throws(WaveRefusal) {
        guard !state.isFinal else { throw .wrongState(is: state, expected: .decreed) }
        guard date > announcesAt, date > now else { throw .noLaterDate(than: max(announcesAt, now)) }
        guard date < end else { throw .beyondEdition(end: end) }
    }

    private func expect(_ expected: State) throws(WaveRefusal) {
        guard state == expected else { throw .wrongState(is: state, expected: expected) }
    }
}
