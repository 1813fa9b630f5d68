import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("The file with a person's own data")
struct OwnDataTests {
    @Test(
        "a cardholder downloads what is held about them in their language, and nothing of the other cardholder",
        arguments: Engine.tested, Language.allCases)
    func cardholder(engine: Engine, language: Language) async throws {
        try await World.with(engine) { world in
            let siti = try await world.beneficiary(1)
            let budi = try await world.beneficiary(2, name: "Budi Santoso")
            try await world.give("siti@contoh.id", to: siti.person)
            try await world.give("budi@contoh.id", to: budi.person)
            try await world.look(at: siti.person)
            let browser = try await world.browser(of: siti.person)
            try await browser.get("\(Paths.language(language))?kembali=\(Paths.account)")

            let t = Words(language: language)
            let page = try await browser.get(Paths.ownData).text
            for source in OwnDataSource.all { #expect(page.contains(t(source.title)), "\(source.key)") }

            let answer = try await world.download("siti@contoh.id", in: browser)
            #expect(answer.status == .ok && answer.headers[.cacheControl] == "no-store")
            #expect(answer.headers[.contentType]?.hasPrefix("application/json") == true)
            #expect(answer.headers[.contentDisposition]?.hasPrefix("attachment; filename=") == true)
            let file = try JSONDecoder().decode(DownloadedData.self, from: answer.bytes)
            #expect(file.parts.map(\.key) == OwnDataSource.all.map(\.key))
            #expect(file.parts.map(\.title) == OwnDataSource.all.map { t($0.title) })
            #expect(file.parts.allSatisfy { $0.complete })
            #expect(file.values("contacts", "contact") == ["siti@contoh.id", "+6281200001001"])
            #expect(file.values("identity", "nik") == ["8271052703951001"])
            #expect(file.values("identity", "state") == ["verified"])
            #expect(file.values("application", "name") == ["Siti Nurhaliza"])
            #expect(file.values("purchases", "state") == ["completed"])
            #expect(file.values("readings", "what") == ["photo"])
            for key in ["incentives", "messages", "devices"] {
                #expect(file.part(key)?.records.isEmpty == false, "\(key)")
            }
            for other in try await world.marks(of: budi.person) + ["Budi Santoso", "budi@contoh.id"] {
                #expect(!answer.body.contains(other), "\(other)")
            }
            for secret in try await world.secrets(of: siti.person) {
                #expect(!answer.body.contains(secret), "\(secret)")
            }
            #expect(try await world.downloads(of: siti.person) == 1)
            #expect(try await world.downloads(of: budi.person) == 0)
        }
    }

    @Test(
        "an applicant's file has the application, declarations, photos, test and decisions, and only theirs",
        arguments: Engine.tested)
    func applicant(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (siti, budi) = (try await world.eligible(1), try await world.eligible(2))
            let answer = try await world.download(siti.email, in: siti.browser)
            let file = try JSONDecoder().decode(DownloadedData.self, from: answer.bytes)
            #expect(file.values("application", "occupation") == ["job-seeker"])
            let declared = world.dependencies.edition.declarations.map(\.id)
            #expect(Set(file.values("declarations", "declaration")) == Set(declared))
            #expect(file.values("photos", "state") == ["accepted", "accepted"])
            let addresses = file.values("photos", "address")
            #expect(Set(addresses) == Set(IdentityPhoto.Kind.allCases.map { Paths.photoImage($0) }))
            #expect(file.part("tests")?.records.count == 1)
            #expect(file.values("decisions", "outcome").first == "eligible")
            #expect(file.part("decisions")?.records.first?.contains { $0.key.hasPrefix("rule.") } == true)
            #expect(file.part("card")?.records.isEmpty == true)
            let person = try await world.id(of: budi)
            for other in try await world.marks(of: person) + [budi.email, budi.phone] {
                #expect(!answer.body.contains(other), "\(other)")
            }
            for secret in try await world.secrets(of: world.id(of: siti)) {
                #expect(!answer.body.contains(secret), "\(secret)")
            }
        }
    }

    @Test("a card is in the file from its announcement on, by its last four digits", arguments: Engine.tested)
    func card(engine: Engine) async throws {
        try await World.with(engine, start: "2020-04-20T09:00:00+07:00") { world in
            let siti = try await world.cardholder()
            let browser = try await world.browser(of: siti.person)
            let phone = try world.contact(siti.phone).canonical
            let before = try await world.download(phone, in: browser)
            try await world.announceWave(1)
            world.clock.advance(.hours(2))
            let after = try await world.download(phone, in: browser)
            let files = try [before, after].map { try JSONDecoder().decode(DownloadedData.self, from: $0.bytes) }
            #expect(files.map { $0.values("card", "last_four") } == [[], [siti.number.lastFour]])
            #expect(files[1].values("card", "status") == ["active"])
            for answer in [before, after] {
                #expect(!answer.body.contains(siti.number.digits) && !answer.body.contains(siti.number.grouped))
            }
        }
    }

    @Test(
        "three files a day: the fourth request is answered with the time of the next, a second tap is not counted",
        arguments: Engine.tested)
    func limit(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.withBothContacts()
            let person = try await world.id(of: siti)
            let first = try await world.download(siti.email, in: siti.browser)
            let typed = [("kode", try await world.code(to: siti.email))]
            let again = try await siti.browser.post(Paths.ownDataCode, typed, seeing: Paths.ownData)
            #expect(first.status == .ok && again.status == .ok && again.bytes == first.bytes)
            #expect(try await world.downloads(of: person) == 1)
            for _ in 2...DownloadOwnData.most {
                world.clock.advance(.hours(2))
                #expect(try await world.download(siti.email, in: siti.browser).status == .ok)
            }
            world.clock.advance(.hours(2))
            let full = try await siti.browser.post(Paths.ownData, [])
            #expect(full.status == .tooManyRequests)
            #expect(full.text.contains("Data Anda sudah diunduh 3 kali dalam sehari."))
            #expect(full.text.contains("Kamis, 16 April 2020, 09.00 WIB"))
            #expect(full.forms(to: Paths.ownData) == 0)
            #expect(try await world.downloads(of: person) == 3)

            world.clock.advance(.hours(18))
            #expect(try await world.download(siti.email, in: siti.browser).status == .ok)
        }
    }

    @Test(
        "without a session, without a code, and with the code of another act no file is made",
        arguments: Engine.tested)
    func refused(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.withBothContacts()
            let person = try await world.id(of: siti)
            for path in [Paths.ownData, Paths.ownDataCode] {
                let answer = try await world.visitor().get(path)
                #expect(answer.location?.hasPrefix(Paths.signIn) == true, "\(path)")
            }
            let stranger = try await world.visitor().post(Paths.ownDataCode, [("kode", "123456")])
            #expect(stranger.headers[.contentDisposition] == nil && stranger.status != .ok)
            #expect(try await siti.browser.get(Paths.ownDataCode).location == Paths.ownData)

            try await siti.browser.post(Paths.ownData, [])
            let wrong = try await siti.browser.post(Paths.ownDataCode, [("kode", "000000")])
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("Kode belum cocok"))

            // A code by which the person agreed to another number, typed here while it is open and just after.
            try await siti.browser.post(Paths.contact(.email), [("kontak", "baru@contoh.id")])
            let typed = [("kode", try await world.code(to: siti.email))]
            let open = try await siti.browser.post(Paths.ownDataCode, typed, seeing: Paths.contacts)
            #expect(open.status == .unprocessableContent)
            let agreed = try await siti.browser.post(
                Paths.contactCode(.email), typed + [("langkah", "begun")], seeing: Paths.contactCode(.email))
            #expect(agreed.location == Paths.contactCode(.email))
            let used = try await siti.browser.post(Paths.ownDataCode, typed, seeing: Paths.contacts)
            #expect(used.status == .unprocessableContent && used.headers[.contentDisposition] == nil)
            #expect(try await world.downloads(of: person) == 0)
        }
    }

    @Test("a message in the file has no code that still opens a course")
    func codes() async throws {
        try await World.with(.sqlite) { world in
            let siti = try await world.signedUp()
            let notice = PurchaseNotice.sample(.bought(redeemCode: "GHP7NYXUVMT2", seller: "Pijarmahir"))
            let person = try await world.id(of: siti)
            try await world.dependencies.database.transaction { tx in
                try tx.inbox.send(notice, to: person, on: world.dependencies)
            }
            let answer = try await world.download(siti.email, in: siti.browser)
            #expect(answer.status == .ok && answer.body.contains("Pijarmahir"))
            #expect(!answer.body.contains("GHP7NYXUVMT2"))
        }
    }

    @Test("a part with more records than the limit says that it is not complete")
    func bounded() async throws {
        try await World.with(.sqlite) { world in
            let siti = try await world.signedUp()
            let dependencies = world.dependencies
            let reading = OwnDataReading(
                person: try await world.id(of: siti), now: dependencies.clock.now(), t: .indonesian,
                dependencies: dependencies)
            let parts = try await dependencies.database.read { tx in
                try [OwnDataSource.most, OwnDataSource.most + 1].map { count in
                    let source = OwnDataSource(key: "x", title: Bilingual(id: "x", en: "x")) { _, own in
                        (0..<count).map { OwnDataRecord([own.count("number", "x", $0)]) }
                    }
                    return try source.part(reading, in: tx)
                }
            }
            #expect(parts.map(\.complete) == [true, false])
            #expect(parts.map(\.records.count) == [OwnDataSource.most, OwnDataSource.most])
        }
    }
}

/// The file as a program reads it.
struct DownloadedData: Decodable {
    struct Part: Decodable {
        let key: String
        let title: String
        let complete: Bool
        let records: [[Field]]
    }

    struct Field: Decodable {
        let key: String
        let label: String
        let value: String
        let meaning: String?
    }

    let parts: [Part]

    func part(_ key: String) -> Part? { parts.first { $0.key == key } }

    func values(_ part: String, _ field: String) -> [String] {
        (self.part(part)?.records ?? []).flatMap { $0.filter { $0.key == field }.map(\.value) }
    }
}

extension World {
    /// The answer to the code for the file, which was sent to `address`.
    func download(_ address: String, in browser: Visitor) async throws -> Answer {
        #expect(try await browser.post(Paths.ownData, []).location == Paths.ownDataCode)
        return try await browser.post(Paths.ownDataCode, [("kode", try await code(to: address))])
    }

    func downloads(of person: ID<Account>) async throws -> Int {
        try await dependencies.database.read { tx in
            try tx.audit.latest(subject: "account:\(person)", before: nil, limit: 100)
                .count { $0.action == "account.data-downloaded" }
        }
    }

    /// An operator looks at a photo of the person.
    fileprivate func look(at person: ID<Account>) async throws {
        try await dependencies.database.transaction { [dependencies] tx in
            try tx.access.record(
                .photo, of: [person], by: nil, as: nil, why: .work("photo:5"), from: "10.1.2.3",
                at: dependencies.moment(), ids: dependencies.ids)
        }
    }

    /// What would give the person away in the file of another one.
    fileprivate func marks(of person: ID<Account>) async throws -> [String] {
        let contacts = try await contacts(of: person)
        return try await dependencies.database.read { [dependencies] tx in
            let niks = try tx.identity.claims(of: person).map { try $0.openNIK(dependencies.vault).digits }
            let transactions = try tx.purchases.of(person).compactMap { $0.payment?.transactionCode }
            #expect(!niks.isEmpty)
            return contacts + niks + transactions + [person.description]
        }
    }

    /// The person's sealed columns and keyed hashes, as programs write bytes, and the codes that still open something.
    fileprivate func secrets(of person: ID<Account>) async throws -> [String] {
        try await dependencies.database.read { tx in
            let bytes = try tx.identity.claims(of: person).flatMap { [$0.nikSealed, $0.nikLookup, $0.household] }
            let codes = try tx.purchases.of(person).compactMap { $0.payment?.redeemCode }
            let written = bytes.flatMap { data in
                [data.base64EncodedString(), data.map { String(format: "%02x", $0) }.joined()]
            }
            return written + codes
        }
    }
}
