/// Removes a selected entry after the draw, by a list that was sealed together with the draw.
///
/// One officer proposes and another approves; then the person is notified of the reason and has the edition's days to
/// contest it. Until that is over the place is kept and no later rank moves up. A third officer decides a contested
/// case. A job carries out uncontested and dismissed cases.
package struct Disqualification: Sendable, Equatable {
    package let id: ID<Disqualification>
    package let state: State
    package let proposedBy: ID<Officer>
    package let approvedBy: ID<Officer>?
    /// The first instant at which it cannot be contested any more; nil until it is approved.
    package let contestBy: Instant?
    /// Whether the officer who proposed it is suspended.
    package let isStopped: Bool

    package init(
        id: ID<Disqualification>, state: State, proposedBy: ID<Officer>, approvedBy: ID<Officer>?, contestBy: Instant?,
        isStopped: Bool = false
    ) {
        self.isStopped = isStopped
        self.id = id
        self.state = state
        self.proposedBy = proposedBy
        self.approvedBy = approvedBy
        self.contestBy = contestBy
    }

    package enum State: String, Sendable, CaseIterable {
        case proposed
        /// The second officer did not agree; the person was not notified.
        case refused
        /// Approved, and the person was notified. The card is suspended.
        case told
        /// Contested: the place is kept until a third officer has decided.
        case reserved
        /// The objection was upheld: the person keeps place and card.
        case upheld
        /// The objection was dismissed; the removal is carried out next.
        case dismissed
        /// The entry is removed, and the next rank has its place.
        case done
    }
}

extension Disqualification {
    /// Throws unless `officer` may decide as the second officer.
    package func checkDecision(by officer: Signatory, approving: Bool = true) throws(DisqualificationRefusal) {
        guard state == .proposed else { throw .notWaiting }
        guard !officer.isSame(as: proposedBy) else { throw .sameOfficer }
        guard approving else { return }
        do throws(FourEyesRefusal) {
            try FourEyes.checkStanding(isSuspended: isStopped)
        } catch {
            throw .fourEyes(error)
        }
    }

    package func checkContest(at now: Instant) throws(DisqualificationRefusal) {
        guard state == .told, let contestBy else { throw .notContestable }
        guard now < contestBy else { throw .contestOver(contestBy) }
    }

    /// Throws unless `officer` may decide the objection: neither of the two who decided before.
    package func checkAppeal(by officer: Signatory) throws(DisqualificationRefusal) {
        guard state == .reserved else { throw .notWaiting }
        guard !officer.isSame(as: proposedBy), !officer.isSame(as: approvedBy) else { throw .involved }
    }

    /// Whether it can be carried out now.
    package func isDue(at now: Instant) -> Bool {
        switch state {
        case .dismissed: true
        case .told: contestBy.map { now >= $0 } ?? false
        case .proposed, .refused, .reserved, .upheld, .done: false
        }
    }
}

package enum DisqualificationRefusal: Refusal {
    /// The outcome is not published yet: before that there is no place that could be taken away.
    case notAnnounced
    /// No entry of this wave has this ticket.
    case unknownTicket(Int)
    /// Only a selected entry has a place.
    case notSelected(Int)
    /// The list was not published when the wave was sealed, or is not an excluding list.
    case listNotSealed(String)
    /// The person is not on the list as it was sealed.
    case notOnList(ticket: Int, list: String)
    case alreadyProposed(Int)
    /// The wave's cards are still being issued.
    case cardPending
    /// Money was spent or is about to be: a used benefit is not taken back.
    case cardUsed
    case notWaiting
    case sameOfficer
    case involved
    case notContestable
    case contestOver(Instant)
    case reasonMissing
    case fourEyes(FourEyesRefusal)

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
        case .fourEyes(let refusal): refusal.code
        }
    }
}

extension WaveRules {
    /// Where an edition sets no number, in days.
    package static let usualContestDays = 14
    /// The highest number an edition may set, in days.
    package static let mostContestDays = 90

    /// How many days a removed person has to contest.
    package var daysToContest: Int { contestDays ?? Self.usualContestDays }
}
