/// An IP address: 4 bytes, or 16.
package struct HostAddress: Sendable, Equatable {
    let bytes: [UInt8]

    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    package var text: String {
        guard bytes.count == 16 else { return bytes.map { String($0) }.joined(separator: ".") }
        return stride(from: 0, to: 16, by: 2).map { place in
            String(UInt16(bytes[place]) << 8 | UInt16(bytes[place + 1]), radix: 16)
        }.joined(separator: ":")
    }

    package var isLoopback: Bool {
        bytes.count == 4 ? bytes[0] == 127 : bytes == [UInt8](repeating: 0, count: 15) + [1]
    }

    /// Whether a server on the internet can have it. Of IPv6 only what is given out for that (2000::/3), without
    /// documentation, tunnels and what leads back into IPv4.
    package var isPublic: Bool {
        if bytes.count == 4 { return !Self.reserved.contains { $0.holds(bytes) } }
        guard bytes.count == 16, bytes[0] & 0xE0 == 0x20 else { return false }
        return !Self.reservedSix.contains { $0.holds(bytes) }
    }

    private struct Block {
        let start: [UInt8]
        let bits: Int

        init(_ start: [UInt8], _ bits: Int) {
            self.start = start
            self.bits = bits
        }

        func holds(_ address: [UInt8]) -> Bool {
            for place in 0..<start.count {
                let rest = bits - place * 8
                guard rest > 0 else { return true }
                let mask: UInt8 = rest >= 8 ? 0xFF : ~(0xFF >> UInt8(rest))
                guard address[place] & mask == start[place] & mask else { return false }
            }
            return true
        }
    }

    /// The registry of IPv4 addresses for special purposes, multicast and what is kept back.
    private static let reserved: [Block] = [
        Block([0], 8), Block([10], 8), Block([100, 64], 10), Block([127], 8), Block([169, 254], 16),
        Block([172, 16], 12), Block([192, 0, 0], 24), Block([192, 0, 2], 24), Block([192, 88, 99], 24),
        Block([192, 168], 16), Block([198, 18], 15), Block([198, 51, 100], 24), Block([203, 0, 113], 24),
        Block([224], 4), Block([240], 4),
    ]

    /// 2001::/23 has tunnels, 2001:db8::/32 and 3fff::/20 are documentation, 2002::/16 is 6to4.
    private static let reservedSix: [Block] = [
        Block([0x20, 0x01, 0x00], 23), Block([0x20, 0x01, 0x0D, 0xB8], 32), Block([0x20, 0x02], 16),
        Block([0x3F, 0xFF, 0x00], 20),
    ]
}
