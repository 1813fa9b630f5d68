import Foundation
import Programme

/// The signed cookie of a waiting or admitted browser, valid only with its own visit cookie. No node stores tickets.
struct AdmissionTicket: Sendable, Equatable {
    enum Kind: UInt8, Sendable {
        /// Joined the queue at `since`.
        case waiting = 1
        /// Admitted at `since`, and may finish what was begun.
        case inside = 2
    }

    let kind: Kind
    let since: Instant

    static let cookie = "antrean"
    /// Long enough to sign up and sign in, however slow the phone.
    static let insideFor = Span.hours(2)
    /// A visitor who comes back later joins at the end again.
    static let waitingFor = Span.hours(12)
    private static let signatureBytes = 15

    init(kind: Kind, since: Instant) {
        self.kind = kind
        self.since = since
    }

    /// Nil when it was not signed by this installation for this visit, or has run out.
    init?(_ text: String, visit: String, now: Instant, vault: Vault) {
        guard let bytes = Data(base64URL: text), bytes.count == 9 + Self.signatureBytes,
            let kind = Kind(rawValue: bytes[0])
        else { return nil }
        let ticket = AdmissionTicket(
            kind: kind, since: Instant(milliseconds: bytes[1..<9].reduce(0) { $0 << 8 | Int64($1) }))
        guard constantTimeEqual(bytes.suffix(Self.signatureBytes), ticket.signature(visit: visit, vault)),
            now - ticket.since < (kind == .inside ? Self.insideFor : Self.waitingFor)
        else { return nil }
        self = ticket
    }

    func text(visit: String, vault: Vault) -> String {
        (content + signature(visit: visit, vault)).base64URL
    }

    private var content: Data {
        Data([kind.rawValue]) + withUnsafeBytes(of: since.milliseconds.bigEndian) { Data($0) }
    }

    private func signature(visit: String, _ vault: Vault) -> Data {
        let signed = content + Data(visit.utf8)
        return vault.authenticationCode(of: signed, for: "admission").prefix(Self.signatureBytes)
    }
}
