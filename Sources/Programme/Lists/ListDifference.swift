/// How many lines a version of a list adds, removes and keeps.
package struct ListDifference: Sendable, Equatable {
    package let added: Int
    package let removed: Int
    /// On both versions, regardless of their contacts.
    package let unchanged: Int
    /// Of the unchanged people, those with other contacts.
    package let changed: Int

    package init(added: Int = 0, removed: Int = 0, unchanged: Int = 0, changed: Int = 0) {
        (self.added, self.removed, self.unchanged, self.changed) = (added, removed, unchanged, changed)
    }

    package enum Change: String, Sendable, CaseIterable {
        case added
        case removed
        /// The same person with other contacts.
        case changed
    }

    /// Throws unless the second officer can see what the list changes: it is counted, against the version in force.
    ///
    /// - Parameters:
    ///   - counted: the version it was counted against; `.none` where it is not counted yet.
    ///   - inForce: the version in force now; nil for the first one.
    package static func check(
        countedAgainst counted: ID<ListImport>??, inForce: ID<ListImport>?
    ) throws(ListRefusal) {
        guard let counted, counted == inForce else { throw .notCompared }
    }
}

extension ListDifference {
    /// A version that loses more than this share of the lines in force, in percent, is approved only with the number of
    /// lost lines: a file that was cut off looks like one that takes people off the list.
    package static let shareToConfirm = 20

    /// The lines of the version that it was counted against.
    package var before: Int { removed + unchanged }

    /// How many lines are lost, where so many are that the number is typed; nil otherwise.
    package var lossToConfirm: Int? { removed * 100 > before * Self.shareToConfirm ? removed : nil }

    /// Throws unless the officer typed how many lines are lost, where that is needed.
    ///
    /// - Parameter typed: nil where no number was typed.
    package func checkLoss(typed: Int64?) throws(ListRefusal) {
        guard let lossToConfirm, typed != Int64(lossToConfirm) else { return }
        throw .lossNotConfirmed(lost: lossToConfirm, of: before)
    }
}

/// A person with an account whom a change of a list touches: where they stand, and what the change means for them.
package struct ListTouch: Sendable, Hashable {
    package let standing: Standing
    package let consequence: Consequence

    package enum Standing: String, Sendable, CaseIterable {
        /// Has a card, which no list takes away.
        case cardholder
        /// Is in a wave that is sealed, or was selected. The draw stays as it is.
        case drawn
        /// Has joined a wave that is not sealed yet.
        case entered
        case applicant
    }

    package enum Consequence: String, Sendable, CaseIterable {
        /// Would become ineligible.
        case barred
        /// Is ineligible for this list only, and would become eligible.
        case cleared
        /// Would be drawn before all others.
        case preferred
        case noLongerPreferred = "no-longer-preferred"
        /// Nothing changes for them.
        case none
    }

    /// What the rules said of the person before the change.
    package enum Decision: Sendable {
        case eligible
        /// Ineligible, and a list of this kind is the only reason.
        case ineligibleByKind
        case ineligible
        case waiting
        /// No application was sent.
        case none
    }

    /// One of the groups by which touched people are counted.
    package init(standing: Standing, consequence: Consequence) {
        (self.standing, self.consequence) = (standing, consequence)
    }

    /// - Parameter isOnAnother: another office's list of the same kind has the person, too.
    package init(
        _ change: ListDifference.Change, of effect: ListKind.Effect, standing: Standing, decision: Decision,
        isOnAnother: Bool
    ) {
        self.standing = standing
        guard standing != .cardholder, !isOnAnother, change != .changed else {
            consequence = .none
            return
        }
        consequence =
            switch (effect, change, decision) {
            case (.excludes, .added, .eligible), (.excludes, .added, .waiting): .barred
            case (.excludes, .removed, .ineligibleByKind): .cleared
            case (.prefers, .added, _): .preferred
            case (.prefers, .removed, _): .noLongerPreferred
            default: .none
            }
    }
}
