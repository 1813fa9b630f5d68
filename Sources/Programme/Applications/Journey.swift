/// The steps from an account to a submitted application, with their status; answers "where next?".
package struct Journey: Sendable, Equatable {
    package let steps: [(step: Step, status: Status)]
    package let submitted: Bool
    /// Another person holds the NIK, and whose it is has not been decided; or the registry has no such NIK yet. A slip of
    /// one digit can still be corrected.
    private let mayCorrectNIK: Bool

    /// In the order in which people take them. The phone is proved before a NIK is asked for, so that trying other
    /// people's NIKs costs a telephone number each time.
    package enum Step: String, Sendable, CaseIterable {
        case phone
        case identity
        case personal
        case photos
        case declarations
        case test
        case check
    }

    /// The status of a row of the task list.
    package enum Status: String, Sendable, CaseIterable {
        case notStarted
        case checking
        case needsFix
        case done
        case blocked
    }

    /// The facts from which the journey is computed.
    package struct Facts: Sendable, Equatable {
        package var phoneProved: Bool
        package var identity: IdentityProgress
        package var personalSaved: Bool
        package var photos: PhotoProgress
        package var declared: Bool
        package var testFinished: Bool
        package var submitted: Bool
        /// The edition limits beneficiaries per family, and this person's family card number is missing.
        package var familyCardMissing: Bool

        package init(
            phoneProved: Bool = false, identity: IdentityProgress = .missing, personalSaved: Bool = false,
            photos: PhotoProgress = .missing, declared: Bool = false, testFinished: Bool = false,
            submitted: Bool = false, familyCardMissing: Bool = false
        ) {
            self.phoneProved = phoneProved
            self.identity = identity
            self.personalSaved = personalSaved
            self.photos = photos
            self.declared = declared
            self.testFinished = testFinished
            self.submitted = submitted
            self.familyCardMissing = familyCardMissing
        }
    }

    package init(_ facts: Facts) {
        var open = true
        var list: [(step: Step, status: Status)] = []
        for step in Step.allCases {
            let status = open ? Journey.status(of: step, facts) : .blocked
            list.append((step, status))
            if status == .notStarted { open = false }
        }
        steps = list
        submitted = facts.submitted
        mayCorrectNIK = facts.identity == .contested || facts.identity == .notFound
    }

    package func status(of step: Step) -> Status {
        steps.first { $0.step == step }?.status ?? .blocked
    }

    /// The first step that needs the person: one to correct, else one not started. Nil when only others have to act.
    package var next: Step? {
        steps.first { $0.status == .needsFix }?.step ?? steps.first { $0.status == .notStarted }?.step
    }

    /// Whether `step` may be filled in or changed now.
    package func mayEdit(_ step: Step) -> Bool {
        switch status(of: step) {
        case .blocked: false
        case .needsFix, .notStarted: true
        case .checking, .done: !submitted || (step == .identity && mayCorrectNIK)
        }
    }

    /// How many steps the person has completed, for "3 of 7".
    package var given: Int {
        steps.count { $0.status == .done || $0.status == .checking }
    }

    private static func status(of step: Step, _ facts: Facts) -> Status {
        switch step {
        case .phone: facts.phoneProved ? .done : .notStarted
        case .identity:
            facts.familyCardMissing && facts.identity != .contested
                ? .needsFix : status(facts.identity, photosGiven: facts.photos.given)
        case .personal: status(personal: facts)
        case .photos: status(facts.photos)
        case .declarations: facts.declared ? .done : .notStarted
        case .test: facts.testFinished ? .done : .notStarted
        case .check: facts.submitted ? .done : .notStarted
        }
    }

    /// Until the photos are uploaded, the registry's answer is not shown: it would reveal which NIKs are real.
    private static func status(_ identity: IdentityProgress, photosGiven: Bool) -> Status {
        switch identity {
        case .missing: .notStarted
        case .waiting, .notFound, .contested: .checking
        case .verified: photosGiven ? .done : .checking
        case .mismatch: photosGiven ? .needsFix : .checking
        case .refused: .needsFix
        }
    }

    private static func status(personal facts: Facts) -> Status {
        guard facts.personalSaved else { return .notStarted }
        // The name on this page is one of the fields the registry compares.
        return facts.identity == .mismatch && facts.photos.given ? .needsFix : .done
    }

    private static func status(_ photos: PhotoProgress) -> Status {
        switch photos {
        case .missing: .notStarted
        case .waiting: .checking
        case .rejected: .needsFix
        case .accepted: .done
        }
    }

    package static func == (left: Journey, right: Journey) -> Bool {
        left.submitted == right.submitted && left.steps.elementsEqual(right.steps, by: ==)
    }
}

/// The progress of the check with the civil registry.
package enum IdentityProgress: String, Sendable, CaseIterable {
    case missing
    case waiting
    /// The registry has no such NIK yet, and is asked again every day: local offices deliver late.
    case notFound
    case verified
    case mismatch
    /// Another person holds the same NIK; this claim waits until the office has decided whose it is.
    case contested
    /// The office has decided that the NIK is another person's.
    case refused
}

/// The progress of the two photos together: that of the one further behind.
package enum PhotoProgress: String, Sendable, CaseIterable {
    case missing
    case waiting
    case rejected
    case accepted

    package var given: Bool { self != .missing }
}
