import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Photo validation and conversion")
struct PictureTests {
    let rules = PhotoRules(acceptedBytes: 15_000_000, acceptedPixels: 50_000_000, keptBytes: 2_000_000)

    @Test("a 12-megapixel photo is accepted and reduced to two thousand pixels and two megabytes")
    func large() async throws {
        let photo = try sampleJPEG(width: 4_000, height: 3_000)
        let picture = try await PhotoProcessingQueue.develop(photo, rules: rules)
        #expect((picture.width, picture.height) == (2_000, 1_500))
        #expect(picture.jpeg.count <= rules.keptBytes)
        #expect(Picture.Format(picture.jpeg) == .jpeg)
    }

    @Test("3 MB of text named .jpg are refused")
    func text() async {
        let text = Data(repeating: UInt8(ascii: "a"), count: 3_000_000)
        await #expect(throws: PhotoRefusal.notAPhoto) { try await PhotoProcessingQueue.develop(text, rules: rules) }
    }

    @Test("a truncated photo is refused", arguments: [0.1, 0.5, 0.95])
    func truncated(share: Double) async throws {
        let photo = try sampleJPEG(width: 1_200, height: 900)
        let part = photo.prefix(Int(Double(photo.count) * share))
        await #expect(throws: PhotoRefusal.damaged) { try await PhotoProcessingQueue.develop(Data(part), rules: rules) }
    }

    @Test("a PNG that decompresses to gigabytes is refused by its header")
    func bomb() async {
        let bomb = PNG.claiming(width: 60_000, height: 60_000)
        await #expect(throws: PhotoRefusal.tooManyPixels(limit: 50_000_000)) {
            try await PhotoProcessingQueue.develop(bomb, rules: rules)
        }
    }

    @Test("too many bytes, too few pixels and an empty file are refused")
    func limits() async throws {
        let rules = PhotoRules(acceptedBytes: 10_000, acceptedPixels: 50_000_000, keptBytes: 2_000_000)
        let photo = try sampleJPEG(width: 1_200, height: 900)
        await #expect(throws: PhotoRefusal.tooManyBytes(limit: 10_000)) {
            try await PhotoProcessingQueue.develop(photo, rules: rules)
        }
        let stamp = try sampleJPEG(width: 100, height: 100)
        await #expect(throws: PhotoRefusal.tooSmall) {
            try await PhotoProcessingQueue.develop(stamp, rules: self.rules)
        }
        await #expect(throws: PhotoRefusal.noFile) { try await PhotoProcessingQueue.develop(Data(), rules: rules) }
    }

    @Test("a sideways photo is rotated upright, and its camera metadata is removed")
    func metadata() async throws {
        let photo = EXIF.turned(try sampleJPEG(width: 800, height: 600), note: "6°12'S 106°49'E")
        #expect(photo.range(of: Data("106".utf8)) != nil)
        let picture = try await PhotoProcessingQueue.develop(photo, rules: rules)
        #expect((picture.width, picture.height) == (600, 800))
        #expect(picture.jpeg.range(of: Data("Exif".utf8)) == nil)
        #expect(picture.jpeg.range(of: Data("106".utf8)) == nil)
    }
}

@Suite("Photos: upload and review")
struct PhotoUploadTests {
    @Test("photos are stored sealed on the disk, and only their owner sees them", arguments: Engine.tested)
    func sealed(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.signedUp(1)
            try await world.provePhone(siti)
            try await world.fillIn(siti)
            try await world.sendPhotos(siti)
            let seen = try await siti.browser.get(Paths.photoImage(.card))
            #expect(seen.status == .ok)
            #expect(seen.headers[.cacheControl] == "no-store")
            #expect(Picture.Format(seen.bytes) == .jpeg)

            let files = try files(in: world)
            #expect(files.count == 2)
            for file in files { #expect(Picture.Format(try Data(contentsOf: file)) == nil) }

            let other = try await world.signedUp(2)
            #expect(try await other.browser.get(Paths.photoImage(.card)).status == .notFound)
        }
    }

    @Test("a file that is no photo is refused beside its field, and nothing is stored", arguments: Engine.tested)
    func refused(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.signedUp()
            try await world.provePhone(siti)
            try await world.fillIn(siti)
            let text = Data(repeating: UInt8(ascii: "x"), count: 3_000_000)
            let answer = try await siti.browser.upload(
                Paths.photo(.card), files: [("ktp", "ktp.jpg", text)], seeing: Paths.photos)
            #expect(answer.status == .unprocessableContent)
            #expect(answer.text.contains("bukan foto JPEG atau PNG"))
            let large = Data([0xFF, 0xD8, 0xFF]) + Data(repeating: 0, count: 16_000_000)
            let tooLarge = try await siti.browser.upload(
                Paths.photo(.card), files: [("ktp", "ktp.jpg", large)], seeing: Paths.photos)
            #expect(tooLarge.text.contains("Paling besar 15 MB"))
            #expect(try files(in: world).isEmpty)
        }
    }

    @Test(
        "a rejected photo asks for a better one, with the reason, and the old file is deleted", arguments: Engine.tested
    )
    func rejected(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted()
            let officer = try await world.reviewer()
            try await officer.get(Paths.photoOffice)
            let id = try await world.id(of: siti)
            let photo = try await world.dependencies.database.read { try $0.photos.current(of: id)[.card]?.id }
            let card = try #require(photo)
            #expect(try await officer.get(Paths.photoReviewImage(card)).status == .ok)
            let unexplained = try await officer.post(Paths.photoRejection(card), [], seeing: Paths.photoReview(card))
            #expect(unexplained.status == .unprocessableContent)
            try await officer.post(
                Paths.photoRejection(card), [("alasan", "blurred"), ("catatan", "NIK tidak terbaca")],
                seeing: Paths.photoReview(card))

            let tasks = try await siti.browser.get(Paths.application).text
            #expect(tasks.contains("Perlu diperbaiki"))
            #expect(tasks.contains("Fotonya buram."))
            #expect(tasks.contains("NIK tidak terbaca"))
            #expect(try await world.letters(to: siti.email).contains { $0.subject.hasPrefix("Kirim ulang") })

            try await world.sendPhoto(.card, siti)
            #expect(try files(in: world).count == 2)
            try await world.settle()
            #expect(try await world.decision(of: siti) == .waiting([.photoReview]))

            let trail = try await world.dependencies.database.read { tx in
                try tx.audit.latest(subject: "photo:\(card)", before: nil, limit: 10).map(\.action)
            }
            #expect(trail == ["photo.rejected", "photo.viewed", "photo.uploaded"])
        }
    }

    @Test(
        "a pair of photos is assigned to one officer for five minutes, and a second officer's decision is refused with a notice",
        .bug(
            id: "3.25",
            """
            Two officers got the same photo, and the decision of the second was dropped without a notice: they \
            believed that it counted.
            """), arguments: Engine.tested)
    func race(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted()
            let id = try await world.id(of: siti)
            let card = try #require(
                try await world.dependencies.database.read { try $0.photos.current(of: id)[.card]?.id })
            let first = try await world.reviewer()
            let second = try await world.reviewer(as: .operations)
            try await first.get(Paths.photoReview(card))
            let taken = try await second.get(Paths.photoReview(card))
            #expect(taken.text.contains("sedang memeriksa foto ini sampai"))
            #expect(!taken.body.contains(Paths.photoAcceptance(card)))
            let list = try await second.get(Paths.photoOffice).body
            #expect(!list.contains("class=\"button\" href=\"\(Paths.photoReview(card))\""))
            let early = try await second.post(Paths.photoRejection(card), [("alasan", "dark")], seeing: Paths.office)
            #expect(early.status == .unprocessableContent)

            try await first.post(Paths.photoAcceptance(card), [], seeing: Paths.photoReview(card))
            let late = try await second.post(Paths.photoRejection(card), [("alasan", "dark")], seeing: Paths.office)
            #expect(late.status == .unprocessableContent)
            #expect(late.text.contains("lebih dulu menerima foto ini. Putusan Anda tidak disimpan."))
            #expect(try await world.dependencies.database.read { try $0.photos.photo(card) }?.state == .accepted)
        }
    }

    @Test("a pair not decided within five minutes is assigned to the next officer", arguments: Engine.tested)
    func leftLying(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted()
            let id = try await world.id(of: siti)
            let card = try #require(
                try await world.dependencies.database.read { try $0.photos.current(of: id)[.card]?.id })
            let first = try await world.reviewer()
            try await first.get(Paths.photoReview(card))
            world.clock.advance(.minutes(5))
            let second = try await world.reviewer(as: .operations)
            try await second.post(Paths.photoAcceptance(card), [], seeing: Paths.photoReview(card))
            #expect(try await world.dependencies.database.read { try $0.photos.photo(card) }?.state == .accepted)
        }
    }

    @Test(
        "an applicant who replaces a rejected photo sees that it is being checked, also after a double tap",
        .bug(
            id: "4.21",
            """
            After a better photo was sent, the page said “Belum bisa dilanjutkan” with an error status, as if the \
            photo had not arrived.
            """), arguments: Engine.tested)
    func replacing(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted()
            let id = try await world.id(of: siti)
            let card = try #require(
                try await world.dependencies.database.read { try $0.photos.current(of: id)[.card]?.id })
            let officer = try await world.reviewer()
            try await officer.post(
                Paths.photoRejection(card), [("alasan", "blurred")], seeing: Paths.photoReview(card))
            for _ in 1...2 {
                let answer = try await siti.browser.upload(
                    Paths.photo(.card), files: [("ktp", "foto.jpg", try sampleJPEG(width: 640, height: 480))],
                    seeing: Paths.application)
                #expect(answer.location == Paths.photo(.card))
                let sent = try await siti.browser.get(Paths.photo(.card))
                #expect(sent.status == .ok && sent.text.contains("Foto KTP sudah masuk"))
                let page = try await siti.browser.get(Paths.photos)
                #expect(page.status == .ok)
                #expect(page.text.contains("Kedua foto sudah masuk."))
            }
        }
    }

    @Test(
        "the preview on the page is small, and the officer sees the full photo",
        .bug(id: "4.23", "The page with two previews weighed 620 kB: each preview was the whole photo."),
        arguments: Engine.tested)
    func preview(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.signedUp()
            try await world.provePhone(siti)
            try await world.fillIn(siti)
            let photo = try sampleJPEG(width: 2_000, height: 1_500)
            try await siti.browser.upload(
                Paths.photo(.card), files: [("ktp", "foto.jpg", photo)], seeing: Paths.photos)
            let seen = try await siti.browser.get(Paths.photoImage(.card))
            #expect(seen.bytes.count <= Picture.previewBytes)
            #expect(Picture.Format(seen.bytes) == .jpeg)
            let id = try await world.id(of: siti)
            let card = try #require(try await world.dependencies.database.read { try $0.photos.current(of: id)[.card] })
            let officer = try await world.reviewer()
            #expect(try await officer.get(Paths.photoReviewImage(card.id)).bytes.count == card.bytes)
        }
    }

    @Test("an auditor may not see photos", arguments: Engine.tested)
    func permission(engine: Engine) async throws {
        try await World.with(engine) { world in
            let auditor = try await world.reviewer(as: .auditor)
            #expect(try await auditor.get(Paths.photoOffice).status == .forbidden)
        }
    }

    private func files(in world: World) throws -> [URL] {
        let directory = URL(fileURLWithPath: world.dependencies.configuration.photoDirectory)
        let walk = FileManager.default.enumerator(at: directory, includingPropertiesForKeys: [.isRegularFileKey])
        return walk?.compactMap { $0 as? URL }.filter { !$0.hasDirectoryPath } ?? []
    }
}

extension World {
    func sendPhoto(_ kind: IdentityPhoto.Kind, _ person: TestPerson) async throws {
        try await person.browser.upload(
            Paths.photo(kind), files: [(kind.slug, "foto.jpg", try sampleJPEG(width: 640, height: 480))],
            seeing: Paths.photos)
    }

    /// The browser of an officer who has just signed in.
    func reviewer(as roles: [Role] = .verifier) async throws -> Visitor {
        let session = try await dependencies.database.transaction { [dependencies] tx in
            let officer = try tx.officers.add(
                NewOfficer(
                    name: "Dewi", signIn: "\(roles[0].rawValue)@kantor.example", roles: roles, passwordHash: "-",
                    secret: Data(repeating: 1, count: 20)),
                at: dependencies.realNow(), ids: dependencies.ids, vault: dependencies.vault)
            try tx.officerIdentities.confirm(officer, by: nil, at: dependencies.realNow(), ids: dependencies.ids)
            return try tx.sessions.begin(
                officer: officer, at: dependencies.realNow(), vault: dependencies.vault, random: dependencies.random)
        }
        let browser = visitor()
        browser.carry(cookie: SessionCookie.name(secure: false), session)
        return browser
    }
}
