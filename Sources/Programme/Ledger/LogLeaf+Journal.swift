import Foundation

extension LogLeaf {
    /// The leaf of a journal entry, without its row's code.
    ///
    /// - Parameter content: the entry's hash over its key, reason and postings, so that the leaf covers these too.
    package init(
        entry id: ID<JournalEntry>, key: IdempotencyKey, kind: JournalEntry.Kind, content: Data, reason: String,
        at: Instant
    ) {
        self.init(
            kind: .journal, id: id.rawValue,
            fields: [key.text, kind.rawValue, content.hex, reason, String(at.milliseconds)])
    }
}
