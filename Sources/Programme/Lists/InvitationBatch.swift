/// Invitations of one priority list: counted, drafted by one officer, started by another, sent some at a time.
package struct InvitationBatch: Sendable, Equatable {
    package let id: ID<InvitationBatch>
    package let list: ID<ListImport>
    package let state: State
    package let reason: String
    /// The amount that the text names.
    package let benefit: Rupiah
    package let counts: Counts
    package let proposer: Signatory
    package let decidedBy: ID<Officer>?
    package let answer: String?
    /// People invited so far.
    package let invited: Int

    package init(
        id: ID<InvitationBatch>, list: ID<ListImport>, state: State, reason: String, benefit: Rupiah, counts: Counts,
        proposer: Signatory, decidedBy: ID<Officer>?, answer: String?, invited: Int
    ) {
        (self.id, self.list, self.state, self.reason, self.benefit) = (id, list, state, reason, benefit)
        (self.counts, self.proposer, self.decidedBy) = (counts, proposer, decidedBy)
        (self.answer, self.invited) = (answer, invited)
    }

    package enum State: String, Sendable, CaseIterable {
        case counting
        /// Counted; waits for the second officer.
        case drafted
        case running
        case paused
        case done
        case refused
    }

    /// Whom the list's people are, as far as an invitation is concerned.
    package struct Counts: Sendable, Equatable {
        /// Would be invited.
        package let people: Int
        /// Have an account.
        package let registered: Int
        /// Were invited before, by any list.
        package let invitedBefore: Int
        package let texts: Int
        package let mails: Int

        package init(people: Int = 0, registered: Int = 0, invitedBefore: Int = 0, texts: Int = 0, mails: Int = 0) {
            (self.people, self.registered, self.invitedBefore) = (people, registered, invitedBefore)
            (self.texts, self.mails) = (texts, mails)
        }
    }

    /// Whether the list may have another batch.
    package var isOver: Bool { state == .done || state == .refused }

    /// Throws unless this officer may start or refuse the batch.
    package func checkDecision(by officer: Signatory, approving: Bool = true) throws(ListRefusal) {
        guard state == .drafted else { throw .notProposed }
        do throws(FourEyesRefusal) {
            try FourEyes.confirm(proposer, by: officer, approving: approving)
        } catch {
            throw .fourEyes(error)
        }
    }

    package func checkPausing() throws(ListRefusal) {
        guard state == .running else { throw .notRunning }
    }

    package func checkGoingOn() throws(ListRefusal) {
        guard state == .paused else { throw .notPaused }
    }
}

/// How long invitations take. Their pace leaves the gateways free for codes, for which people wait.
package struct InvitationPlan: Sendable, Equatable {
    /// People invited per minute.
    package static let perMinute = 600
    /// People invited per day, from all lists, as many as the call centre can handle.
    package static let mostADay = 100_000

    package let people: Int
    /// People invited within the last day.
    package let today: Int

    package init(people: Int, today: Int) {
        (self.people, self.today) = (people, today)
    }

    /// How many can be invited at once; the others follow on later days.
    package var now: Int { min(people, max(0, Self.mostADay - today)) }

    /// How many further days the others take.
    package var furtherDays: Int { (people - now + Self.mostADay - 1) / Self.mostADay }

    /// How long the first ones take.
    package var minutes: Int { (now + Self.perMinute - 1) / Self.perMinute }
}
