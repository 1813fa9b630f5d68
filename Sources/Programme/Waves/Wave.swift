/// Gelombang: one round of the programme, with a time to join, a number of places and a draw.
package struct Wave: Sendable, Equatable {
    package let id: ID<Wave>
    /// The id of its edition, which never changes.
    package let edition: String
    /// Within `numbers`.
    package let number: Int
    /// Its address in the paths of its pages.
    package let address: WaveAddress
    /// Its name in the ledger and the audit trail: its address, or its number alone where it began before waves had
    /// addresses.
    package let books: WaveAddress
    /// How many people can be selected.
    package let quota: Int
    package let opensAt: Instant
    /// The first instant at which joining is refused.
    package let closesAt: Instant
    /// The instant at which the outcome is published for all at once, without an officer's act: it was promised, and no
    /// officer can bring it forward.
    package let announcesAt: Instant
    package let state: State

    /// - Parameters:
    ///   - address: edition and number by default.
    ///   - books: the address by default.
    package init(
        id: ID<Wave>, edition: String, number: Int, address: WaveAddress? = nil, books: WaveAddress? = nil, quota: Int,
        opensAt: Instant, closesAt: Instant, announcesAt: Instant, state: State
    ) {
        self.id = id
        self.edition = edition
        self.number = number
        self.address = address ?? WaveAddress(edition: edition, number: number)
        self.books = books ?? self.address
        self.quota = quota
        self.opensAt = opensAt
        self.closesAt = closesAt
        self.announcesAt = announcesAt
        self.state = state
    }

    /// The valid numbers of a wave, in an address, in a file and in the books.
    package static let numbers = 1...9_999

    /// In the order in which a wave goes through them; no state is skipped or repeated.
    package enum State: String, Sendable, Codable, CaseIterable, Comparable {
        case planned
        case open
        case closed
        case sealed
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
            case .drawn: 4
            case .decreed: 5
            case .announced: 6
            }
        }
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
        state > .open && state < .decreed && now >= announcesAt
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
        case .closed, .sealed, .drawn, .decreed, .announced: throw .closed(closesAt)
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
    /// - Parameter last: the end of the edition's time; a later outcome brings no person a card that buys anything.
    package func checkPostponing(to date: Instant, at now: Instant, last: Instant) throws(WaveRefusal) {
        guard state < .announced else { throw .wrongState(is: state, expected: .decreed) }
        guard date > announcesAt, date > now else { throw .noLaterDate(than: max(announcesAt, now)) }
        guard date <= last else { throw .beyondEdition(last: last) }
    }

    private func expect(_ expected: State) throws(WaveRefusal) {
        guard state == expected else { throw .wrongState(is: state, expected: expected) }
    }
}

package enum WaveRefusal: Refusal {
    case unknown
    case notYetOpen(Instant)
    case closed(Instant)
    case tooEarlyToOpen(Instant)
    case tooEarlyToClose(Instant)
    case tooEarlyToAnnounce(Instant)
    case wrongState(is: Wave.State, expected: Wave.State)
    /// The application is not eligible, or still waits for an answer.
    case notEligible
    /// A person who was selected cannot join again.
    case alreadySelected
    /// It is open to people of these regions only.
    case otherRegion([String])
    /// The outcome of this earlier wave is not published yet.
    case outcomePending(wave: Int)
    case notJoined
    case alreadyDecreed
    case noDecree
    /// Its edition is over; results stay, and nothing is added.
    case earlierEdition(String)
    /// Another process is sealing this wave at the moment.
    case sealedElsewhere
    /// Witnesses, or the public randomness, are still outstanding.
    case notReadyToDraw
    /// The new date for the announcement must be later than the promised one.
    case noLaterDate(than: Instant)
    /// Another date for the announcement must come before the edition's time is over.
    case beyondEdition(last: Instant)
    /// Another date has been proposed and waits for an officer of another duty.
    case postponementWaiting
    /// No date is proposed, or it was decided meanwhile.
    case noPostponement
    /// The decree needs more than the programme's remaining budget.
    case budgetShort(needed: Rupiah, available: Rupiah)

    package var code: String {
        switch self {
        case .unknown: "waves.unknown"
        case .notYetOpen: "waves.not-yet-open"
        case .closed: "waves.closed"
        case .tooEarlyToOpen: "waves.too-early-to-open"
        case .tooEarlyToClose: "waves.too-early-to-close"
        case .tooEarlyToAnnounce: "waves.too-early-to-announce"
        case .wrongState: "waves.wrong-state"
        case .notEligible: "waves.not-eligible"
        case .alreadySelected: "waves.already-selected"
        case .otherRegion: "waves.other-region"
        case .outcomePending: "waves.outcome-pending"
        case .notJoined: "waves.not-joined"
        case .alreadyDecreed: "waves.already-decreed"
        case .noDecree: "waves.no-decree"
        case .earlierEdition: "waves.earlier-edition"
        case .sealedElsewhere: "waves.sealed-elsewhere"
        case .noLaterDate: "waves.no-later-date"
        case .beyondEdition: "waves.beyond-edition"
        case .postponementWaiting: "waves.postponement-waiting"
        case .noPostponement: "waves.no-postponement"
        case .notReadyToDraw: "waves.not-ready-to-draw"
        case .budgetShort: "waves.budget-short"
        }
    }
}
