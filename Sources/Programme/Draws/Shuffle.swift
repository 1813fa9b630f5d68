import Foundation

/// A permutation that reveals nothing about the original order.
package enum Shuffle {
    /// The numbers 1…count in an order that `key` determines. With 32 random bytes that are discarded afterwards, the
    /// order is random and cannot be reconstructed.
    ///
    /// Each number is put into one of 64 buckets at random, and each bucket is shuffled by Fisher–Yates: every order is
    /// equally likely, as with a single bucket, but a bucket of millions fits in the processor's cache.
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

    /// Uniform below the bound: products from the biased start of the range are rejected.
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
