import Crypto
import Foundation
import Programme

/// The programme's signing key, for checkpoints of the log and receipts. It is derived from the master key, so it needs
/// no file or backup of its own; its public half is shown on `/bukti`.
struct ProgrammeSeal: Sendable {
    private let key: Curve25519.Signing.PrivateKey
    let name: String

    init(vault: Vault, site: String) {
        let bytes = vault.key("programme-seal").withUnsafeBytes { Data($0) }
        do {
            key = try Curve25519.Signing.PrivateKey(rawRepresentation: bytes)
        } catch {
            preconditionFailure("any 32 bytes are an Ed25519 key")
        }
        name = Self.origin(site)
    }

    var verifier: NoteVerifier { NoteVerifier(name: name, key: key.publicKey) }

    func note(_ checkpoint: Checkpoint) throws -> String {
        try SignedNote.sign(checkpoint.text, as: name, with: key)
    }

    /// A text signed by the site, such as an annex or the statement of a draw.
    func note(_ text: String) throws -> String {
        try SignedNote.sign(text, as: name, with: key)
    }

    func text(of receipt: JoinReceipt) throws -> String {
        try receipt.text(signedWith: key)
    }

    /// The site without its scheme, as transparency logs are named: `www.prakerja.go.id`.
    private static func origin(_ site: String) -> String {
        String(site.split(separator: "/").last ?? "prakerja")
    }
}

extension Dependencies {
    var seal: ProgrammeSeal { ProgrammeSeal(vault: vault, site: edition.site) }
}
