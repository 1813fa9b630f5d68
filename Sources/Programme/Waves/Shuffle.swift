import Foundation

/// A permutation that shows nothing of the order it came from.
package enum Shuffle {
    /// The numbers 1…count in an order fixed by `key`. With a key of 32 random bytes that is thrown away afterwards, the
    /// order is random and cannot be found again.
    ///
    /// Each number is thrown into one of 64 bowls, and each bowl is shuffled by Fisher–Yates: every order is equally
    /// likely, as with one bowl, but a bowl of millions stays in the processor's cache.
    package static func tickets(_ count: Int, key: Data) -> [UInt32] {
        precondition((0...Int(UInt32.max)).contains(count))
        var stream = HashStream(key: key)
        var bowls = [[UInt32]](repeating: [], count: 64)
        for index in bowls.indices { bowls[index].reserveCapacity(count / 60 + 16) }
        var throwing = UInt64(0)
        for number in 0..<count {
            if number % 8 == 0 { throwing = stream.next() }
            bowls[Int(throwing & 63)].append(UInt32(number + 1))
            throwing >>= 8
        }
        var tickets: [UInt32] = []
        tickets.reserveCapacity(count)
        for index in bowls.indices {
            let size = bowls[index].count
            for place in stride(from: size - 1, to: 0, by: -1) {
                bowls[index].swapAt(place, Int(stream.number(below: UInt64(place + 1))))
            }
            tickets += bowls[index]
        }
        return tickets
    }
}

/// SHA-256(key ‖ 0), SHA-256(key ‖ 1), …, read eight bytes at a time.
package struct HashStream {
    private var message: BlockHash
    private var counter: UInt64 = 0
    private var block: [UInt64] = []

    package init(key: Data) {
        precondition(key.count == 32)
        message = BlockHash(count: 40)
        message.set(key, at: 0)
    }

    /// Even for every number below the bound: a product from the uneven beginning of the range is thrown away.
    package mutating func number(below bound: UInt64) -> UInt64 {
        var product = next().multipliedFullWidth(by: bound)
        while product.low < bound, product.low < (0 &- bound) % bound {
            product = next().multipliedFullWidth(by: bound)
        }
        return product.high
    }

    package mutating func next() -> UInt64 {
        if let number = block.popLast() { return number }
        message.set(bigEndian: counter, at: 32)
        counter += 1
        var digest = (UInt64(0), UInt64(0), UInt64(0), UInt64(0))
        withUnsafeMutableBytes(of: &digest) { bytes in
            if let start = bytes.baseAddress { message.write(to: start) }
        }
        block.append(digest.3.bigEndian)
        block.append(digest.2.bigEndian)
        block.append(digest.1.bigEndian)
        return digest.0.bigEndian
    }
}
