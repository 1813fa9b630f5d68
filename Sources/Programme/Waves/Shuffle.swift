import Crypto
import Foundation

/// A permutation that shows nothing of the order it came from.
package enum Shuffle {
    /// The numbers 1…count in an order fixed by `key`: Fisher–Yates over a SHA-256 counter stream. With a key of 32
    /// random bytes that is thrown away afterwards, the order is random and cannot be found again.
    package static func tickets(_ count: Int, key: Data) -> [Int] {
        precondition(key.count == 32 && count >= 0)
        var stream = HashStream(key: key)
        var tickets = Array(0..<count).map { $0 + 1 }
        for place in stride(from: count - 1, to: 0, by: -1) {
            tickets.swapAt(place, stream.number(below: UInt64(place + 1)))
        }
        return tickets
    }
}

/// SHA-256(key ‖ 0), SHA-256(key ‖ 1), …, read eight bytes at a time.
private struct HashStream {
    private let key: Data
    private var counter: UInt64 = 0
    private var block: [UInt64] = []

    init(key: Data) {
        self.key = key
    }

    /// Even for every number below the bound: a value from the uneven end of the range is thrown away.
    mutating func number(below bound: UInt64) -> Int {
        let limit = UInt64.max - (UInt64.max % bound + 1) % bound
        var value = next()
        while value > limit { value = next() }
        return Int(value % bound)
    }

    private mutating func next() -> UInt64 {
        if block.isEmpty {
            var message = key
            message.append(bigEndian: counter)
            counter += 1
            let digest = Array(SHA256.hash(data: message))
            block = stride(from: 0, to: 32, by: 8).map { start in
                digest[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) }
            }
        }
        return block.removeLast()
    }
}
