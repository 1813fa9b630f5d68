import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Credentials of certificates", .timeLimit(.minutes(2)))
struct CredentialTests {
    @Test(
        "the downloaded file is signed by a key of the site's document, and stays valid when the key is replaced",
        arguments: Engine.tested)
    func signed(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let siti = try await world.cardholder()
            let certificate = try await market.certified(siti)
            let browser = world.visitor()
            try await world.signIn(browser, siti)
            func file() async throws -> Answer { try await browser.get(Paths.credential(certificate.purchase)) }
            let first = try await file()
            #expect(first.headers[.contentType] == "application/vc+json")
            #expect(first.headers[.contentDisposition]?.contains(certificate.number.text) == false)
            let document = try await world.visitor().get(Paths.didDocument)
            #expect(document.status == .ok && document.headers[.contentType] == "application/did+json")
            let checked = try CheckedCredential(first.body, document: document.body)
            #expect(checked.isKnown && checked.holder == "Siti Nurhaliza" && checked.title == "Dasar Barista")
            let list = try await world.visitor().get(Paths.statusList(certificate.status.list))
            try keep(first, document, list: list)

            let keys = CredentialKeys(dependencies: world.dependencies)
            let next = try await keys.rotate()
            let replaced = try await world.visitor().get(Paths.didDocument).body
            let later = try await file().body
            let (old, new) = (
                try CheckedCredential(first.body, document: replaced), try CheckedCredential(later, document: replaced)
            )
            #expect(old.isKnown && new.isKnown && old.key != new.key && new.key == next)
            #expect(throws: CredentialFault.unknownKey(keys.issuer.method(next))) {
                try CheckedCredential(later, document: document.body)
            }
            #expect(try await world.unbound([.credentialKeys]) == [])
            #expect(try await world.auditedActions().filter { $0.hasPrefix("certificate.key") }.count == 2)
        }
    }

    @Test("the list of a month is signed, and has the bit of a withdrawn certificate alone", arguments: Engine.tested)
    func list(engine: Engine) async throws {
        try await World.with(engine) { world in
            let answer = try await world.visitor().get(Paths.statusList(202_004))
            #expect(answer.status == .ok && answer.headers[.contentType] == "application/vc+json")
            let list = try JSONReader.read(answer.body)
            let method = try DataIntegrityProof.method(of: list)
            let key = try #require(Multikey(String(method.split(separator: "#").last ?? "")))
            try DataIntegrityProof.verify(list, by: key)
            #expect(list["type"]?.texts == ["VerifiableCredential", "BitstringStatusListCredential"])
            let encoded = try #require(list["credentialSubject"]?["encodedList"]?.text)
            let empty = try #require(Gzip.compressed(StatusList(number: 202_004, withdrawn: []).bits))
            #expect(encoded == "u" + empty.base64URL)
            for month in [201_912, 202_013, 202_005, 999_999] {
                #expect(try await world.visitor().get(Paths.statusList(month)).status == .notFound, "\(month)")
            }
        }
    }

    @Test(
        "a key that SQL put in is not published and signs nothing",
        arguments: Engine.tested)
    func forged(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            #expect(try await world.visitor().get(Paths.didDocument).status == .ok)
            try await world.bindEarlier()
            try await world.vandalise(
                """
                INSERT INTO credential_key (id, public_key, sealed_key, made_at)
                SELECT 2, sealed_key, public_key, made_at
                FROM credential_key
                """)
            #expect(try await world.visitor().get(Paths.didDocument).status == .conflict)
            #expect(try await world.visitor().get(Paths.statusList(202_004)).status == .conflict)
            #expect(try await world.verifyRecords().contains { $0.hasPrefix("key for credentials 2") })
        }
    }

    /// For an implementation that is not ours, `Tests/Partners/credential.py`: into the folder that PRAKERJA_CREDENTIALS
    /// names, where it is set.
    private func keep(_ credential: Answer, _ document: Answer, list: Answer) throws {
        guard let folder = ProcessInfo.processInfo.environment["PRAKERJA_CREDENTIALS"] else { return }
        let place = URL(filePath: folder)
        for (name, answer) in [("credential.json", credential), ("did.json", document), ("list.json", list)] {
            try answer.bytes.write(to: place.appending(path: name))
        }
    }
}
