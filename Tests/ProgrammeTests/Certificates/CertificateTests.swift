import Crypto
import Foundation
import Testing

@testable import Programme

@Suite("Certificates")
struct CertificateTests {
    private static func number() -> CertificateNumber {
        CertificateNumber(random: (0..<13).map { _ in UInt8.random(in: 0...255) })
    }

    @Test("a number: it is read as typed, with letters for digits, without hyphens, in lower case")
    func typed() throws {
        for _ in 0..<200 {
            let number = Self.number()
            #expect(number.description.count == 19 && number.text.count == 16)
            for typed in [
                number.description, number.text.lowercased(), " \(number.text.replacing("0", with: "O")) ",
                number.description.replacing("-", with: "\u{2013}"), number.text.replacing("1", with: "l"),
            ] {
                #expect(try CertificateNumber(typed: typed) == number, "\(typed)")
            }
        }
    }

    @Test("a number: every one, two or three wrong characters and every swapped pair are noticed")
    func mistyped() throws {
        let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        for _ in 0..<40 {
            let right = Array(Self.number().text)
            for place in 0..<15 where right[place] != right[place + 1] {
                var wrong = right
                wrong.swapAt(place, place + 1)
                #expect(throws: CertificateNumberFault.check) { try CertificateNumber(typed: String(wrong)) }
            }
            for count in 1...3 {
                var wrong = right
                for place in (0..<16).shuffled().prefix(count) {
                    wrong[place] = alphabet.filter { $0 != right[place] }.randomElement() ?? "0"
                }
                #expect(throws: CertificateNumberFault.check) { try CertificateNumber(typed: String(wrong)) }
            }
        }
    }

    @Test("a number: another length or character is named")
    func refused() {
        let text = Self.number().text
        #expect(throws: CertificateNumberFault.length) { try CertificateNumber(typed: String(text.dropLast())) }
        #expect(throws: CertificateNumberFault.length) { try CertificateNumber(typed: text + "0") }
        #expect(throws: CertificateNumberFault.length) { try CertificateNumber(typed: "") }
        #expect(throws: CertificateNumberFault.character("U")) { try CertificateNumber(typed: "U" + text.dropFirst()) }
        // A number is read in capitals.
        #expect(throws: CertificateNumberFault.character("É")) { try CertificateNumber(typed: "é" + text.dropFirst()) }
    }

    @Test("a name: only its first letters are shown, and the full one is recognised however it is typed")
    func names() {
        let name = HiddenName("Siti Nur'aini, S.Kom.")
        #expect(name.initials == "S••• N••• S•••")
        for typed in ["siti nur aini s kom", "  SITI  NUR'AINI S.KOM ", "Síti Nur-aini, S. Kom"] {
            #expect(name.isSame(as: typed), "\(typed)")
        }
        for typed in ["", "Siti", "Siti Nuraini S Kom", "Siti Nur aini"] {
            #expect(!name.isSame(as: typed), "\(typed)")
        }
        #expect(!HiddenName("").isSame(as: ""))
    }

    @Test("a list: the bit of each withdrawn certificate is set, from the left, and no other")
    func list() {
        let list = StatusList(number: 202_004, withdrawn: [0, 9, StatusList.size - 1, StatusList.size, -1])
        #expect(list.bits.count == StatusList.size / 8)
        #expect(list.bits[0] == 0x80 && list.bits[1] == 0x40 && list.bits.last == 0x01)
        #expect(list.bits.count { $0 != 0 } == 3)
        #expect(StatusList.number(of: CivilDate("2020-04-30")!) == 202_004)
    }

    @Test(
        "a site: its did:web has a port encoded",
        arguments: [
            ("https://www.prakerja.go.id", "did:web:www.prakerja.go.id"),
            ("http://localhost:8080/", "did:web:localhost%3A8080"),
        ])
    func did(site: String, did: String) {
        #expect(CredentialIssuer(site: site).did == did)
    }
}

@Suite("Credentials")
struct CredentialTests {
    private static let issuer = CredentialIssuer(site: "https://www.prakerja.go.id")

    private static func certificate(score: Int? = 86) -> Certificate {
        let at = Instant(milliseconds: 1_588_230_000_123)
        return Certificate(
            id: ID(91), number: CertificateNumber(random: [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9]), person: ID(1),
            purchase: ID(7),
            training: .init(
                name: "Siti Nurhaliza", course: ID(3), title: "Dasar Barista", institution: ID(6),
                institutionName: "Balai Latihan Nusantara", hours: 12, score: score, completedAt: at),
            issuedAt: at, status: .init(list: 202_004, index: 94_567), withdrawal: nil)
    }

    private static func sign(
        _ credential: JSONValue, with key: Curve25519.Signing.PrivateKey
    ) throws -> JSONValue {
        try DataIntegrityProof(
            verificationMethod: issuer.method(Multikey(key.publicKey)), created: "2020-05-01T00:00:00Z"
        ).sign(credential, with: key)
    }

    @Test("a credential: the members that Open Badges 3.0 requires are there", arguments: [86, nil])
    func members(score: Int?) throws {
        let badge = OpenBadge(certificate: Self.certificate(score: score), issuer: Self.issuer).credential
        let subject = try #require(badge["credentialSubject"])
        #expect(badge["@context"]?.texts == OpenBadge.contexts)
        #expect(badge["type"]?.texts == ["VerifiableCredential", "OpenBadgeCredential"])
        #expect(badge["validFrom"]?.text == "2020-04-30T07:00:00Z")
        #expect(badge["issuer"]?["id"]?.text == "did:web:www.prakerja.go.id")
        #expect(subject["type"]?.texts == ["AchievementSubject"])
        for name in ["id", "type", "name", "description", "criteria"] { #expect(subject["achievement"]?[name] != nil) }
        #expect((subject["result"] == nil) == (score == nil))
        let status = badge["credentialStatus"]
        #expect(status?["statusListCredential"]?.text == "https://www.prakerja.go.id/sertifikat/status/202004")
        #expect(status?["statusListIndex"]?.text == "94567")
    }

    @Test("a credential: it is checked with the issuer's document, also after the key was replaced")
    func checked() throws {
        let (old, new) = (Curve25519.Signing.PrivateKey(), Curve25519.Signing.PrivateKey())
        let badge = OpenBadge(certificate: Self.certificate(), issuer: Self.issuer).credential
        let text = try Self.sign(badge, with: old).canonical
        let keys = [Multikey(new.publicKey), Multikey(old.publicKey)]
        let document = try Self.issuer.document(keys).canonical
        let checked = try CheckedCredential(text, document: document)
        #expect(checked.isKnown && checked.holder == "Siti Nurhaliza" && checked.title == "Dasar Barista")
        #expect(try !CheckedCredential(text, document: nil).isKnown)
        let others = try Self.issuer.document([Multikey(new.publicKey)]).canonical
        #expect(throws: CredentialFault.unknownKey(Self.issuer.method(keys[1]))) {
            try CheckedCredential(text, document: others)
        }
        let stranger = CredentialIssuer(site: "https://prakerja.example")
        #expect(throws: CredentialFault.otherDocument(stranger.did)) {
            try CheckedCredential(text, document: try stranger.document(keys).canonical)
        }
    }

    @Test("a credential: no single byte of its file can be changed")
    func bytes() throws {
        let key = Curve25519.Signing.PrivateKey()
        let badge = OpenBadge(certificate: Self.certificate(), issuer: Self.issuer).credential
        let text = Array(try Self.sign(badge, with: key).canonical.utf8)
        let document = try Self.issuer.document([Multikey(key.publicKey)]).canonical
        for place in text.indices {
            var changed = text
            changed[place] = text[place] == UInt8(ascii: "x") ? UInt8(ascii: "y") : UInt8(ascii: "x")
            #expect(throws: CredentialFault.self, "byte \(place)") {
                try CheckedCredential(String(decoding: changed, as: UTF8.self), document: document)
            }
        }
    }

    @Test("a credential: one that another issuer signed in the programme's name, or that was changed, is refused")
    func forged() throws {
        let key = Curve25519.Signing.PrivateKey()
        let badge = OpenBadge(certificate: Self.certificate(), issuer: Self.issuer).credential
        let signed = try Self.sign(badge, with: key)
        let document = try Self.issuer.document([Multikey(key.publicKey)]).canonical
        #expect(throws: CredentialFault.wrongSignature) {
            try CheckedCredential(signed.with("name", "Dokter").canonical, document: document)
        }
        let method = "did:web:prakerja.example#\(Multikey(key.publicKey))"
        let foreign = try DataIntegrityProof(verificationMethod: method, created: "2020-05-01T00:00:00Z")
            .sign(badge, with: key).canonical
        #expect(throws: CredentialFault.otherIssuer(method)) { try CheckedCredential(foreign, document: nil) }
        #expect(throws: CredentialFault.member("type")) {
            try CheckedCredential(signed.with("type", ["VerifiableCredential"]).canonical, document: document)
        }
        #expect(throws: CredentialFault.json(.malformed(at: 1))) { try CheckedCredential("", document: nil) }
    }
}
