/// What a case of a person is about who holds a receipt of a wave and is not in its draw.
package struct MissingEntry: Sendable, Equatable {
    package let wave: ID<Wave>
    /// As the log names it: its row may be gone.
    package let entry: ID<Entry>
    /// From then on nothing can be put right: the round of public randomness comes out, or the outcome is announced.
    package let until: Instant

    package init(wave: ID<Wave>, entry: ID<Entry>, until: Instant) {
        self.wave = wave
        self.entry = entry
        self.until = until
    }
}
