import Foundation

/// One line of the sealed list. It contains nothing about the person: a ticket from a random permutation, the pools in
/// which it is drawn, a household tag for this wave only, and a salt, so that the entry cannot be guessed from its
/// hash.
package struct SealedEntry: Sendable, Equatable {
    /// 1 to the number of entries.
    package let ticket: Int
    package let priority: Bool
    /// Kemendagri number of the province of residence, or its pool by `ProvincePools`.
    package let province: Int
    /// 16 random bytes, equal for the members of one family card in this wave.
    package let household: Data
    /// How many of this household were selected in earlier waves.
    package let earlier: Int
    package let salt: Data

    package init(ticket: Int, priority: Bool, province: Int, household: Data, earlier: Int, salt: Data) {
        self.ticket = ticket
        self.priority = priority
        self.province = province
        self.household = household
        self.earlier = earlier
        self.salt = salt
    }

    /// The leaf's bytes: ticket u64 ‖ priority u8 ‖ province u16 ‖ household 16 ‖ earlier u8 ‖ salt 16; 44 bytes.
    package var leaf: Data {
        var bytes = Data(capacity: 44)
        bytes.append(bigEndian: UInt64(ticket))
        bytes.append(priority ? 1 : 0)
        bytes.append(bigEndian: UInt16(province))
        bytes.append(household)
        bytes.append(bigEndian: UInt8(earlier))
        bytes.append(salt)
        return bytes
    }

    /// Whether every part has the length and range with which it is hashed.
    package var isWellFormed: Bool {
        ticket > 0 && (0...ProvincePools.others).contains(province) && household.count == 16
            && (0...255).contains(earlier)
            && salt.count == 16
    }
}
