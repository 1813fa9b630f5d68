import Foundation
import Programme

/// The link in the notice about a lost contact, by which any contact of the account stops the case without signing in:
/// its owner may have no signed-in device, and stopping does no harm. The token names the case and proves that it comes
/// from the notice; it is stored nowhere.
struct StopLink: Sendable {
    let vault: Vault

    /// Bytes of the keyed hash in a token: too many to guess, few enough for a text message.
    private static let proofBytes = 8

    func address(of id: ID<ContactCase>, under baseURL: String) -> String {
        baseURL + Paths.stopLink(token(of: id))
    }

    func token(of id: ID<ContactCase>) -> String { Base32.encode(Self.bytes(id) + proof(of: id)) }

    /// The case that a token names; nil for a token that no notice had.
    func read(_ token: String) -> ID<ContactCase>? {
        guard let bytes = Base32.decode(token), bytes.count == MemoryLayout<Int64>.size + Self.proofBytes else {
            return nil
        }
        let id = ID<ContactCase>(bytes.prefix(MemoryLayout<Int64>.size).reduce(0) { $0 << 8 | Int64($1) })
        return Data(bytes.suffix(Self.proofBytes)) == proof(of: id) ? id : nil
    }

    private func proof(of id: ID<ContactCase>) -> Data {
        vault.authenticationCode(of: Self.bytes(id), for: "stop-contact-case").prefix(Self.proofBytes)
    }

    private static func bytes(_ id: ID<ContactCase>) -> Data {
        withUnsafeBytes(of: id.rawValue.bigEndian) { Data($0) }
    }
}
