import CCrypto
import Dispatch
import Foundation
import Synchronization

/// SHA-256 for millions of short messages, by libcrypto's block function, so that no memory is allocated per hash
/// (decision 7). For anything else use `Crypto`.
struct BlockHash {
    /// The padded message; a caller that hashes many similar messages changes only the bytes that differ.
    private(set) var message: [UInt8]
    private let start: SHA256_CTX

    /// - Parameter count: the length of the message, in bytes.
    init(count: Int) {
        let blocks = (count + 9 + 63) / 64
        let length = withUnsafeBytes(of: UInt64(count * 8).bigEndian) { Array($0) }
        var message = [UInt8](repeating: 0, count: blocks * 64 - 8) + length
        message[count] = 0x80
        self.message = message
        var context = SHA256_CTX()
        SHA256_Init(&context)
        start = context
    }

    mutating func set(_ bytes: some Collection<UInt8>, at place: Int) {
        message.replaceSubrange(place..<place + bytes.count, with: bytes)
    }

    mutating func set(_ bytes: UnsafeRawBufferPointer, at place: Int) {
        message.withUnsafeMutableBytes { $0.baseAddress?.advanced(by: place).copyMemory(from: bytes) }
    }

    mutating func set(bigEndian number: UInt64, at place: Int) {
        message.withUnsafeMutableBytes { $0.storeBytes(of: number.bigEndian, toByteOffset: place, as: UInt64.self) }
    }

    /// The first eight bytes of the digest as a number.
    func prefix() -> UInt64 {
        let context = digest()
        return UInt64(context.h.0) << 32 | UInt64(context.h.1)
    }

    /// Writes the 32 bytes of the digest.
    func write(to place: UnsafeMutableRawPointer) {
        let h = digest().h
        let words = (
            h.0.bigEndian, h.1.bigEndian, h.2.bigEndian, h.3.bigEndian, h.4.bigEndian, h.5.bigEndian, h.6.bigEndian,
            h.7.bigEndian
        )
        withUnsafeBytes(of: words) { place.copyMemory(from: $0) }
    }

    private func digest() -> SHA256_CTX {
        var context = start
        message.withUnsafeBytes { blocks in
            for place in stride(from: 0, to: blocks.count, by: 64) {
                SHA256_Transform(&context, blocks.baseAddress?.advanced(by: place).assumingMemoryBound(to: UInt8.self))
            }
        }
        return context
    }
}

extension UnsafeMutableRawPointer {
    fileprivate func copyMemory(from bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        copyMemory(from: start, byteCount: bytes.count)
    }
}

/// Runs work on parts of a range in parallel, on every core.
enum InPieces {
    /// Returns each part's result, in the order of the parts.
    static func map<Piece: Sendable>(
        _ count: Int, each size: Int, _ body: @Sendable (Range<Int>) -> Piece
    ) -> [Piece] {
        let pieces = (count + size - 1) / size
        let done = Mutex([Piece?](repeating: nil, count: pieces))
        DispatchQueue.concurrentPerform(iterations: pieces) { number in
            let piece = body(number * size..<min(count, (number + 1) * size))
            done.withLock { $0[number] = piece }
        }
        return done.withLock { $0.compactMap(\.self) }
    }
}
