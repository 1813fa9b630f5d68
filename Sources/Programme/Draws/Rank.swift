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
