/// An application's participation in one wave.
package struct Entry: Sendable, Equatable {
    package let id: ID<Entry>
    package let wave: ID<Wave>
    package let state: State

    package init(id: ID<Entry>, wave: ID<Wave>, state: State) {
        self.id = id
        self.wave = wave
        self.state = state
    }

    package enum State: String, Sendable, Codable, CaseIterable {
        case joined
        /// On the sealed list, with a ticket.
        case sealed
        case selected
        case notSelected = "not-selected"
        case withdrawn
        case disqualified
    }
}
