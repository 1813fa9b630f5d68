/// One person's visit to a counter, where a local officer registers them beside them.
package struct CounterCase: Sendable, Equatable {
    package let id: ID<CounterCase>
    package let number: CounterNumber
    package let officer: ID<Officer>
    /// Province and office where the officer worked at that moment.
    package let region: String
    package let place: String
    /// By which the officer recognises the person in the list of the day.
    package let label: String
    package let way: Way
    package let consent: Consent
    /// What the person said, as the officer wrote it down.
    package let words: String
    /// Of a household member's number, whose it is.
    package let relation: Relation?
    /// The number of an earlier case of the person's, with the same household member's number.
    package let earlier: CounterNumber?
    /// The account; nil until it is known.
    package let person: ID<Account>?
    package let state: State
    /// By the real clock.
    package let begunAt: Instant
    package let assistedAt: Instant?
    package let endedAt: Instant?

    package init(
        id: ID<CounterCase>, number: CounterNumber, officer: ID<Officer>, region: String, place: String, label: String,
        way: Way, consent: Consent, words: String, relation: Relation?, earlier: CounterNumber?,
        person: ID<Account>?, state: State, begunAt: Instant, assistedAt: Instant?, endedAt: Instant?
    ) {
        (self.id, self.number, self.officer) = (id, number, officer)
        (self.region, self.place, self.label) = (region, place, label)
        (self.way, self.consent, self.words, self.relation) = (way, consent, words, relation)
        (self.earlier, self.person, self.state) = (earlier, person, state)
        (self.begunAt, self.assistedAt, self.endedAt) = (begunAt, assistedAt, endedAt)
    }

    /// How the person is reached.
    package enum Way: String, Sendable, CaseIterable {
        /// Their own number or address.
        case own
        /// A household member's number, with that member's consent.
        case household
        /// Not at all: they get a printed slip with the next steps.
        case slip
    }

    /// How the person agreed to be helped.
    package enum Consent: String, Sendable, CaseIterable {
        /// The text was read to them, and they said yes.
        case spoken
        /// They read the text on the screen and ticked it.
        case ticked
        /// They signed the paper form, which is keyed in now.
        case paperForm = "paper-form"
    }

    /// Whose number a household's is.
    package enum Relation: String, Sendable, CaseIterable {
        case spouse, parent, child, sibling, other
    }

    package enum State: String, Sendable {
        /// Consent is recorded; the code is awaited.
        case begun
        /// The session at the counter has begun.
        case assisted
        case ended
    }

    /// Whether its session may still be open: one that is not used ends by itself.
    package func isOpen(at now: Instant) -> Bool {
        switch state {
        case .begun: now < begunAt + AssistedSession.lifetime
        case .assisted: (assistedAt ?? begunAt) + AssistedSession.lifetime > now
        case .ended: false
        }
    }
}

/// How long a person's session at a counter lasts, by the real clock.
package enum AssistedSession {
    package static let lifetime = Span.minutes(30)
    /// After how long without a request it ends.
    package static let idle = Span.minutes(10)
}

/// The number of a case at a counter, as it stands on the slip: `L-123-456-7890`. It is drawn at random and opens
/// nothing by itself.
package struct CounterNumber: Sendable, Hashable, CustomStringConvertible {
    package static let length = 10
    package let digits: String

    /// Parses a number as printed, typed or read aloud. Nil when it is no number of a case.
    package init?(_ typed: String) {
        guard typed.utf8.count <= 40 else { return nil }
        var text = typed.filter { !" -–.".contains($0) }
        if let first = text.first, first == "L" || first == "l" { text.removeFirst() }
        guard text.utf8.count == Self.length, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        digits = text
    }

    private init(valid: String) { digits = valid }

    /// For previews.
    package static let example = CounterNumber(valid: "2044187730")

    package var description: String {
        "L-\(digits.prefix(3))-\(digits.dropFirst(3).prefix(3))-\(digits.dropFirst(6))"
    }
}
