import Foundation

/// The list of a Bitstring Status List (W3C, 1.0): one bit for each certificate of a month, set where it is withdrawn.
package struct StatusList: Sendable, Equatable {
    /// Certificates of one month at most; places are drawn at random among them.
    package static let size = 1_048_576

    /// The list's month, such as 202004.
    package let number: Int
    package let bits: Data

    /// - Parameter withdrawn: the places of the withdrawn certificates; others than 0 to `size` - 1 are left out.
    package init(number: Int, withdrawn: [Int]) {
        self.number = number
        var bytes = [UInt8](repeating: 0, count: Self.size / 8)
        // The first place is the leftmost bit of the first byte.
        for index in withdrawn where (0..<Self.size).contains(index) { bytes[index / 8] |= 0x80 >> UInt8(index % 8) }
        bits = Data(bytes)
    }

    /// The month of a day, as a list is numbered.
    package static func number(of day: CivilDate) -> Int { day.year * 100 + day.month }

    /// The list as a credential, without its proof.
    ///
    /// - Parameters:
    ///   - compressed: `bits` by gzip.
    ///   - now: from when on it is valid.
    package func credential(of issuer: CredentialIssuer, compressed: Data, at now: Instant) -> JSONValue {
        let address = issuer.statusList(number)
        return [
            "@context": ["https://www.w3.org/ns/credentials/v2"],
            "id": .string(address),
            "type": ["VerifiableCredential", "BitstringStatusListCredential"],
            "issuer": .string(issuer.did),
            "validFrom": .string(now.inWholeSeconds),
            "credentialSubject": [
                "id": .string(address + "#list"),
                "type": "BitstringStatusList",
                "statusPurpose": "revocation",
                "encodedList": .string("u" + compressed.base64URL),
            ],
        ]
    }
}
