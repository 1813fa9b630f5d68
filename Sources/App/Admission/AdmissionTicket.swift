import Foundation
import Programme

/// What a browser carries while it waits, and once it is inside: signed, and worth something with its own visit only. No
/// node keeps a list of them.
struct AdmissionTicket: Sendable, Equatable {
    enum Kind: UInt8, Sendable {
        /// Joined the line at `since`.
        case waiting = 1
        /// Came in at `since`, and goes on with what was begun.
        case inside = 2
    }

    let kind: Kind
    let since: Instant

    static let cookie = "antrean"
    /// Time enough for signing up and in, however slow the telephone.
    static let insideFor = Span.hours(2)
    /// Whoever comes back later joins anew.
    static let waitingFor = Span.hours(12)
    private static let signatureBytes = 15

    init(kind: Kind, since: Instant) {
        self.kind = kind
        self.since = since
    }

    /// Nil when it was not signed by this platform for this visit, or has run out.
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
