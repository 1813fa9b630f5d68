/// Why the person of the next ticket could not take a place that became free after the draw.
package enum PassReason: String, Sendable, CaseIterable {
    /// No longer eligible.
    case ineligible
    /// The household has reached the limit per family card.
    case familyLimit = "family-limit"
    /// The person has a place in another wave, or a card.
    case otherPlace = "other-place"
    /// The entry does not count any more.
    case absent
}
