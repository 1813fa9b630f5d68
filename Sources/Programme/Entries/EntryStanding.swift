/// How the entry of a person with a receipt stands, compared with the log.
package enum EntryStanding: String, Sendable, CaseIterable {
    /// It counts, and is on the list where there is one.
    case counts
    /// Its person withdrew.
    case withdrawn
    /// Its person did not qualify any more before the list was sealed.
    case removed
    /// It is gone, does not count or is not on the list, and no act did that.
    case missing
}
