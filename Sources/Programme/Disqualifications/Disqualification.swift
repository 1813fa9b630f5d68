/// Taking a selected entry out after the draw, by a list that was sealed together with it.
///
/// One officer proposes and another approves; then the person hears the reason and has the edition's days to contest it.
/// Until that is over the place is kept and nobody moves up. A third officer decides what was contested. What nobody
/// contested, and what was dismissed, is carried out by a job.
package struct Disqualification: Sendable, Equatable {
    package let id: ID<Disqualification>
    package let state: State
    package let proposedBy: ID<Officer>
    package let approvedBy: ID<Officer>?
    /// The instant from which it can be contested no more; nil until it is approved.
    package let contestBy: Instant?

    package init(
        id: ID<Disqualification>, state: State, proposedBy: ID<Officer>, approvedBy: ID<Officer>?, contestBy: Instant?
    ) {
        self.id = id
        self.state = state
        self.proposedBy = proposedBy
        self.approvedBy = approvedBy
        self.contestBy = contestBy
    }

    package enum State: String, Sendable, CaseIterable {
        case proposed
        /// The second officer did not agree; nobody was told anything.
        case refused
        /// Approved, and the person was told. The card rests.
        case told
        /// Contested: the place is kept until a third officer has decided.
        case reserved
        /// The person was right: place and card are theirs as before.
        case upheld
        /// The person was not right; it is carried out next.
        case dismissed
        /// The entry is out, and the next rank has its place.
        case done
    }
}

extension Disqualification {
    /// The second pair of eyes, whether it agrees or not.
    package func checkDecision(by officer: ID<Officer>) throws(DisqualificationRefusal) {
        guard state == .proposed else { throw .notWaiting }
        guard officer != proposedBy else { throw .sameOfficer }
    }

    package func checkContest(at now: Instant) throws(DisqualificationRefusal) {
        guard state == .told, let contestBy else { throw .notContestable }
        guard now < contestBy else { throw .contestOver(contestBy) }
    }

    /// The third pair of eyes: neither of the two who took the entry out.
    package func checkAppeal(by officer: ID<Officer>) throws(DisqualificationRefusal) {
        guard state == .reserved else { throw .notWaiting }
        guard officer != proposedBy, officer != approvedBy else { throw .involved }
    }

    /// Whether nothing stands between it and being carried out.
    package func isDue(at now: Instant) -> Bool {
        switch state {
        case .dismissed: true
        case .told: contestBy.map { now >= $0 } ?? false
        case .proposed, .refused, .reserved, .upheld, .done: false
        }
    }
}

package enum DisqualificationRefusal: Refusal {
    /// The outcome is not out yet: until then nobody has a place that could be taken away.
    case notAnnounced
    /// No entry of this wave has this ticket.
    case unknownTicket(Int)
    /// Only somebody selected has a place.
    case notSelected(Int)
    /// The list was not among those published when the wave was sealed, or keeps nobody out.
    case listNotSealed(String)
    /// The person does not stand on the list as it was sealed.
    case notOnList(ticket: Int, list: String)
    case alreadyProposed(Int)
    /// The wave's cards are still being issued.
    case cardPending
    /// Money was spent, or is about to be: what was promised and used is not taken back.
    case cardUsed
    case notWaiting
    case sameOfficer
    case involved
    case notContestable
    case contestOver(Instant)
    case reasonMissing

    package var code: String {
        switch self {
        case .notAnnounced: "disqualification.not-announced"
        case .unknownTicket: "disqualification.unknown-ticket"
        case .notSelected: "disqualification.not-selected"
        case .listNotSealed: "disqualification.list-not-sealed"
        case .notOnList: "disqualification.not-on-list"
        case .alreadyProposed: "disqualification.already-proposed"
        case .cardPending: "disqualification.card-pending"
        case .cardUsed: "disqualification.card-used"
        case .notWaiting: "disqualification.not-waiting"
        case .sameOfficer: "disqualification.same-officer"
        case .involved: "disqualification.involved"
        case .notContestable: "disqualification.not-contestable"
        case .contestOver: "disqualification.contest-over"
        case .reasonMissing: "disqualification.reason-missing"
        }
    }
}

extension WaveRules {
    /// Where an edition says nothing.
    package static let usualContestDays = 14
    /// A place is not kept for ever.
    package static let mostContestDays = 90

    /// How many days somebody has who was taken out after the draw.
    package var daysToContest: Int { contestDays ?? Self.usualContestDays }
}
