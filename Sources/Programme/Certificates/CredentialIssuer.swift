import Crypto
import Foundation

/// The installation as the issuer of credentials: `did:web` of its site.
package struct CredentialIssuer: Sendable, Hashable {
    /// The site's address without a slash at its end: `https://www.prakerja.go.id`.
    package let site: String

    package static let name = "Kartu Prakerja"

    package init(site: String) {
        var site = site
        while site.last == "/" { site.removeLast() }
        self.site = site
    }

    /// `did:web:www.prakerja.go.id`. A port's colon is encoded, because a colon begins a component of a path.
    package var did: String {
        let host = site.split(separator: "://", maxSplits: 1).last.map(String.init) ?? site
        return "did:web:" + host.replacing(":", with: "%3A").replacing("/", with: ":")
    }

    package func method(_ key: Multikey) -> String { "\(did)#\(key)" }

    /// Where a certificate is checked, in ASCII, as its QR code says it.
    package func check(_ number: CertificateNumber) -> String { "\(site)/sertifikat/\(number)" }

    package func statusList(_ number: Int) -> String { "\(site)/sertifikat/status/\(number)" }

    func course(_ id: ID<Course>) -> String { "\(site)/pelatihan/\(id)" }

    func institution(_ id: ID<Partner>) -> String { "\(site)/mitra-kami#lembaga-\(id)" }

    /// The document that says which keys sign for the site. A key that was replaced stays listed for what it has signed:
    /// otherwise no credential from before could be checked.
    ///
    /// - Parameter keys: the newest first.
    package func document(_ keys: [Multikey]) -> JSONValue {
        [
            "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
            "id": .string(did),
            "verificationMethod": .array(
                keys.map { key in
                    [
                        "id": .string(method(key)), "type": "Multikey", "controller": .string(did),
                        "publicKeyMultibase": .string(key.description),
                    ]
                }),
            "assertionMethod": .array(keys.map { .string(method($0)) }),
        ]
    }
}

extension Instant {
    /// ISO 8601 without a fraction, as readers of credentials compare it.
    package var inWholeSeconds: String {
        let seconds = Instant(milliseconds: milliseconds - (milliseconds % 1_000 + 1_000) % 1_000)
        return seconds.description.replacing(".000Z", with: "Z")
    }
}
