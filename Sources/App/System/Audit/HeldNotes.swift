import NIOConcurrencyHelpers
import Programme
import Storage

/// What held an act or a value back: a row that is not as an act left it.
struct HeldNote: Hashable, Sendable {
    enum Cause: String, Sendable, SQLConvertible {
        /// A record is not as its last act left it.
        case record
        /// An account of the ledger is not what its postings say.
        case balance
        /// A sealed entry of an account is gone.
        case entries
        /// A training has a proof that no act left.
        case proof
        /// What a card paid before is not what the ledger wrote.
        case paid
        /// A sealed value cannot be read in its row.
        case unreadable
    }

    let cause: Cause
    /// The kind of the record, the account's code, or `table.column`.
    let what: String
    /// The record, card, purchase or row; 0 of an account of the ledger, which `what` names.
    let row: Int64

    init(_ cause: Cause, _ what: String, row: Int64 = 0) {
        (self.cause, self.what, self.row) = (cause, what, row)
    }
}

/// The notes of this process that `StoreHeldMatters` has yet to store: the transaction that met the row is rolled back,
/// or reads only.
final class HeldNotes: Sendable {
    /// More different ones are in the log only.
    private static let most = 1_000
    private let notes = NIOLockedValueBox<Set<HeldNote>>([])

    func note(_ note: HeldNote) {
        notes.withLockedValue { if $0.count < Self.most { $0.insert(note) } }
    }

    func take() -> Set<HeldNote> {
        notes.withLockedValue { notes in
            defer { notes = [] }
            return notes
        }
    }
}
