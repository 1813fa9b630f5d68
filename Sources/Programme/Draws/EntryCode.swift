import Foundation

/// HMAC-SHA256 over what the act of joining wrote of an entry: without the key an entry can be inserted or changed, and
/// its code cannot be made. Computed by block, because sealing compares the codes of millions of entries (decision 7).
package struct EntryCode {
    /// What a code covers. It names the row, so that two entries cannot be exchanged.
    package struct Content: Sendable {
        let entry: Int64
        let wave: Int64
        let person: Int64
        /// Milliseconds since 1970.
        let arrivedAt: Int64
        let priority: Bool
        let province: Int
        let household: Data

        package init(
            entry: Int64, wave: Int64, person: Int64, arrivedAt: Int64, priority: Bool, province: Int, household: Data
        ) {
            (self.entry, self.wave, self.person, self.arrivedAt) = (entry, wave, person, arrivedAt)
            (self.priority, self.province, self.household) = (priority, province, household)
        }
    }

    private var inner: BlockHash
    private var outer: BlockHash

    private static let block = 64
    private static let digest = 32
    private static let householdBytes = 32
    /// Five numbers of eight bytes: entry, wave, person, arrival, and the marks; then the household.
    private static let contentBytes = 5 * 8 + householdBytes

    /// - Parameter key: at most 64 bytes.
    package init(key: Data) {
        precondition(key.count <= Self.block, "a longer key is hashed first")
        let padded = [UInt8](key) + [UInt8](repeating: 0, count: Self.block - key.count)
        inner = BlockHash(count: Self.block + Self.contentBytes)
        outer = BlockHash(count: Self.block + Self.digest)
        inner.set(padded.map { $0 ^ 0x36 }, at: 0)
        outer.set(padded.map { $0 ^ 0x5C }, at: 0)
    }

    package mutating func code(of content: Content) -> Data {
        compute(content)
        var code = Data(count: Self.digest)
        code.withUnsafeMutableBytes { bytes in
            if let start = bytes.baseAddress { outer.write(to: start) }
        }
        return code
    }

    package mutating func fits(_ code: Data, _ content: Content) -> Bool {
        guard code.count == Self.digest else { return false }
        compute(content)
        var right: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        return withUnsafeMutableBytes(of: &right) { right in
            guard let start = right.baseAddress else { return false }
            outer.write(to: start)
            return code.withUnsafeBytes { zip($0, right).reduce(into: UInt8(0)) { $0 |= $1.0 ^ $1.1 } == 0 }
        }
    }

    private mutating func compute(_ content: Content) {
        let household = content.household
        let marks =
            (content.priority ? 1 : 0) << 16 | UInt64(UInt8(clamping: content.province)) << 8
            | UInt64(UInt8(clamping: household.count))
        var place = Self.block
        for number in [content.entry, content.wave, content.person, content.arrivedAt, Int64(marks)] {
            inner.set(bigEndian: UInt64(bitPattern: number), at: place)
            place += 8
        }
        if household.count < Self.householdBytes {
            for zeros in stride(from: place, to: place + Self.householdBytes, by: 8) {
                inner.set(bigEndian: 0, at: zeros)
            }
        }
        household.withUnsafeBytes { bytes in
            inner.set(UnsafeRawBufferPointer(rebasing: bytes.prefix(Self.householdBytes)), at: place)
        }
        var digest: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        withUnsafeMutableBytes(of: &digest) { bytes in
            if let start = bytes.baseAddress { inner.write(to: start) }
        }
        withUnsafeBytes(of: digest) { outer.set($0, at: Self.block) }
    }
}
