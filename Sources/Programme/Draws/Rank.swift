import Crypto
import Foundation

/// A ticket's rank in the draw, recomputable from the seed: SHA-256(seed ‖ stratum as u32 ‖ ticket as u64), 44 bytes,
/// one block. The smallest rank is drawn first; equal digests are ordered by the ticket.
package struct Rank: Comparable, Sendable {
    package let digest: Data
    package let ticket: Int

    package init(seed: Data, stratum: Stratum, ticket: Int) {
        precondition(seed.count == 32 && ticket > 0)
        var message = Data(capacity: 44)
        message.append(seed)
        message.append(bigEndian: UInt32(stratum.number))
        message.append(bigEndian: UInt64(ticket))
        digest = Data(SHA256.hash(data: message))
        self.ticket = ticket
    }

    package static func < (left: Rank, right: Rank) -> Bool {
        for (one, other) in zip(left.digest, right.digest) where one != other { return one < other }
        return left.ticket < right.ticket
    }
}

/// The pool in which a ticket is drawn: priority, one province, or all that remain.
package enum Stratum: Hashable, Sendable {
    case priority
    /// By its Kemendagri number, 11 to 97; 98 is the merged pool of provinces with too few entries.
    case province(Int)
    case everyone

    /// The number that is hashed. A province has its Kemendagri number, so that a reader of the bundle recognises it.
    package var number: Int {
        switch self {
        case .priority: 1
        case .everyone: 2
        case .province(let code): code
        }
    }

    package init?(number: Int) {
        switch number {
        case 1: self = .priority
        case 2: self = .everyone
        case 11...ProvincePools.others: self = .province(number)
        default: return nil
        }
    }
}
