import Crypto
import Foundation

/// Money that moves from one account to another. It names both sides, so an unbalanced entry cannot be written.
package struct Posting: Hashable, Sendable {
    package let from: LedgerAccount.Code
    package let to: LedgerAccount.Code
    package let amount: Rupiah

    package init(from: LedgerAccount.Code, to: LedgerAccount.Code, amount: Rupiah) {
        precondition(amount > .zero, "a posting moves something")
        precondition(from != to, "a posting has two sides")
        self.from = from
        self.to = to
        self.amount = amount
    }
}

/// One business event in the books. It is never edited; a mistake is corrected by another entry.
package struct JournalEntry: Hashable, Sendable {
    package let id: ID<JournalEntry>
    package let kind: Kind
    /// The business id for which the event happens once: a wave's number, a purchase's id.
    package let subject: String
    /// The reason, for auditors.
    package let reason: String
    package let postings: [Posting]
    package let at: Instant

    package init(
        id: ID<JournalEntry>, kind: Kind, subject: String, reason: String, postings: [Posting], at: Instant
    ) {
        precondition(!postings.isEmpty, "an entry moves something")
        precondition(postings.count <= Self.maximumPostings, "an entry is written in one transaction")
        self.id = id
        self.kind = kind
        self.subject = subject
        self.reason = reason
        self.postings = postings
        self.at = at
    }

    /// A chunk of 1,000 cards, two purses each.
    package static let maximumPostings = 2_000

    package enum Kind: String, Sendable, CaseIterable {
        case appropriation, cut, decree, release, reallocation
        case cards
        case purchase
        case milestone
        case refund
        case settlement
        case settlementPaid = "settlement-paid"
        case instalmentSent = "instalment-sent"
        case instalmentPaid = "instalment-paid"
        case instalmentFailed = "instalment-failed"
        case bankReturn = "bank-return"
        case expiry
        case recovery
        case correction
    }

    /// Idempotency key: a repeated request with it writes nothing.
    package var key: IdempotencyKey { IdempotencyKey(kind.rawValue, subject) }

    /// The change of each account's balance. The sum is zero.
    package var changes: [LedgerAccount.Code: Rupiah] {
        postings.reduce(into: [:]) { changes, posting in
            changes[posting.from, default: .zero] -= posting.amount
            changes[posting.to, default: .zero] += posting.amount
        }
    }

    /// SHA-256 over the entry without its id and time, so that a later repetition is recognised as the same.
    package var content: Data {
        var hasher = SHA256()
        hasher.update(field: key.text)
        hasher.update(field: reason)
        for posting in postings {
            hasher.update(field: posting.from.description)
            hasher.update(field: posting.to.description)
            hasher.update(field: String(posting.amount.amount))
        }
        return Data(hasher.finalize())
    }
}

extension SHA256 {
    /// The length comes first, so that two fields cannot be split differently and hash the same.
    fileprivate mutating func update(field: String) {
        update(data: Data("\(field.utf8.count):\(field)".utf8))
    }
}

/// A kind and a business id: identifies a request, however often it is repeated.
package struct IdempotencyKey: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    /// Bytes of a key, its colon included.
    package static let longest = 200

    package init(_ kind: String, _ subject: String) {
        precondition(!kind.isEmpty && !subject.isEmpty && kind.utf8.count + subject.utf8.count < Self.longest)
        text = "\(kind):\(subject)"
    }

    package init(stored: String) {
        text = stored
    }

    package var description: String { text }
}

/// Money reserved on one account. It ends once: posted, voided or expired.
package struct Hold: Hashable, Sendable {
    package let id: ID<Hold>
    /// Kind and business id: a repeated request reserves once.
    package let key: IdempotencyKey
    package let account: LedgerAccount.Code
    package let amount: Rupiah
    package let placedAt: Instant
    /// Nil for a hold behind an outside effect, which never expires by itself.
    package let expiresAt: Instant?

    package init(
        id: ID<Hold>, key: IdempotencyKey, account: LedgerAccount.Code, amount: Rupiah, placedAt: Instant,
        expiresAt: Instant?
    ) {
        precondition(amount > .zero, "a hold reserves something")
        precondition(!account.isSink, "nothing is reserved where money is gone")
        self.id = id
        self.key = key
        self.account = account
        self.amount = amount
        self.placedAt = placedAt
        self.expiresAt = expiresAt
    }

    package enum State: String, Sendable, CaseIterable {
        case placed, posted, voided, expired
    }
}

/// The books refuse an entry. The transaction must roll back: it must not end in a `CommittedRefusal` refusal, because part of
/// the entry may have been written.
package enum LedgerRefusal: Refusal {
    case belowFloor(LedgerAccount.Code, available: Rupiah)
    /// The key was used before, for something else.
    case keyReused(IdempotencyKey)
    case unknownAccount(LedgerAccount.Code)
    case unknownHold(IdempotencyKey)
    /// The hold has ended already, and differently.
    case holdEnded(IdempotencyKey, Hold.State)

    package var code: String {
        switch self {
        case .belowFloor: "ledger.below-floor"
        case .keyReused: "ledger.key-reused"
        case .unknownAccount: "ledger.unknown-account"
        case .unknownHold: "ledger.unknown-hold"
        case .holdEnded: "ledger.hold-ended"
        }
    }
}
