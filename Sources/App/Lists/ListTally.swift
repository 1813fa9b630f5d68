import Foundation

/// The lines of a list in any order: how many, and the sum of their keyed hashes. SQL without the key cannot make
/// other lines of the same sum.
struct ListTally: Sendable, Equatable {
    private(set) var lines = 0
    private var sum = SIMD4<UInt64>()

    mutating func add(_ lookup: Data, _ vault: Vault) {
        let code = vault.authenticationCode(of: lookup, for: "list-line")
        lines += 1
        sum &+= code.withUnsafeBytes { bytes in
            SIMD4(
                bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self),
                bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self),
                bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self),
                bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self))
        }
    }
}
