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
    /// The person's account is suspended.
    case suspended
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
    /// So many entries are not as their people's joining left them.
    case entriesChanged(Int)
    /// The places of another wave are not those that its draw gave.
    case placesChanged(WaveAddress)
    /// The sealed list, who holds which ticket, or what the list was made from is not as sealing left it.
    case listChanged
    /// What the witnesses signed, their signatures, their secrets or the round of public randomness are not as they were
    /// taken in.
    case signaturesChanged
    /// Witnesses, or the public randomness, are still outstanding.
    case notReadyToDraw
    /// The new date for the announcement must be later than the promised one.
    case noLaterDate(than: Instant)
    /// Another date for the announcement must be before this instant, at which the edition's time is over.
    case beyondEdition(end: Instant)
    /// Another date has been proposed and waits for an officer of another duty.
    case postponementWaiting
    /// No date is proposed, or it was decided meanwhile.
    case noPostponement
    /// The wave cannot be ended without a draw: too few attempts in a row failed, the round of the last one is too early,
    /// or one is running.
    case witnessesMaySign(failed: Int, earliest: Instant?)
    /// This attempt had signatures enough, so it is drawn as soon as its public randomness comes out; until its chain
    /// counts as retired, the wave cannot be ended without a draw.
    case mustBeDrawn(attempt: Int, retiredAt: Instant)
    /// The public randomness of this attempt, which had signatures enough, is out.
    case randomnessIsOut(attempt: Int)
    /// It was proposed to end the wave without a draw, and the proposal waits for an officer of another duty.
    case abandonmentWaiting
    /// No end without a draw is proposed, or it was decided meanwhile.
    case noAbandonment
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
        case .suspended: "waves.suspended"
        case .alreadySelected: "waves.already-selected"
        case .otherRegion: "waves.other-region"
        case .outcomePending: "waves.outcome-pending"
        case .notJoined: "waves.not-joined"
        case .alreadyDecreed: "waves.already-decreed"
        case .noDecree: "waves.no-decree"
        case .earlierEdition: "waves.earlier-edition"
        case .sealedElsewhere: "waves.sealed-elsewhere"
        case .entriesChanged: "waves.entries-changed"
        case .placesChanged: "waves.places-changed"
        case .listChanged: "waves.list-changed"
        case .signaturesChanged: "waves.signatures-changed"
        case .noLaterDate: "waves.no-later-date"
        case .beyondEdition: "waves.beyond-edition"
        case .postponementWaiting: "waves.postponement-waiting"
        case .noPostponement: "waves.no-postponement"
        case .notReadyToDraw: "waves.not-ready-to-draw"
        case .witnessesMaySign: "waves.witnesses-may-sign"
        case .mustBeDrawn: "waves.must-be-drawn"
        case .randomnessIsOut: "waves.randomness-is-out"
        case .abandonmentWaiting: "waves.abandonment-waiting"
        case .noAbandonment: "waves.no-abandonment"
        case .budgetShort: "waves.budget-short"
        }
    }
}
