import Crypto
import Foundation
import FuzzRunner
import Programme

/// Untrusted notes, checkpoints, receipts and draw files.
@main
enum FuzzProofs {
    private static let key = Curve25519.Signing.PrivateKey().publicKey

    static func main() {
        Fuzzer.run { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            if let verifier = try? NoteVerifier(text) {
                demand((try? NoteVerifier(verifier.description))?.description == verifier.description, "verifier")
            }
            let verifier = NoteVerifier(name: "www.prakerja.go.id", key: key)
            demand((try? SignedNote.open(text, with: verifier)) == nil, "an unsigned note opened")
            demand((try? JoinReceipt(text, key: key)) == nil, "an unsigned receipt was accepted")
            if let checkpoint = try? Checkpoint(text: text) {
                demand((try? Checkpoint(text: checkpoint.text)) == checkpoint, "checkpoint")
            }
            _ = (try? SignedNote.text(of: text), SignedNote.signatures(of: text))
            _ = try? DrawBundle(bytes)
        }
    }
}
