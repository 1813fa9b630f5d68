import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Screens of the two photos")
struct PhotoScreenTests {
    @Test(
        "the step leads from the card to the face and then to both, and each page leads on and back",
        .bug(
            id: "5.640",
            """
            Both photos were on one page of four screens on a phone, and of a photo that was sent the page showed two \
            states at once.
            """), arguments: Engine.tested)
    func order(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.beforePhotos()
            #expect(try await siti.browser.get(Paths.photos).location == Paths.photo(.card))
            #expect(try await siti.browser.get(Paths.photo(.card)).body.contains("id=\"ktp\""))
            try await world.sendPhoto(.card, siti)
            let card = try await siti.browser.get(Paths.photo(.card))
            #expect(card.body.contains("class=\"button\" href=\"\(Paths.photo(.selfie))\""))
            #expect(card.body.contains("href=\"\(Paths.photoAgain(.card))\""))
            #expect(card.body.matches(of: /class="tag\b/).count == 1)

            #expect(try await siti.browser.get(Paths.photos).location == Paths.photo(.selfie))
            try await world.sendPhoto(.selfie, siti)
            let selfie = try await siti.browser.get(Paths.photo(.selfie))
            #expect(selfie.body.contains("class=\"button\" href=\"\(Paths.photos)\""))
            #expect(selfie.body.contains("src=\"\(Paths.photoImage(.selfie))?"))

            let both = try await siti.browser.get(Paths.photos)
            #expect(both.status == .ok && !both.body.contains("type=\"file\""))
            for kind in IdentityPhoto.Kind.allCases {
                #expect(both.body.contains("src=\"\(Paths.photoImage(kind))?"))
                #expect(both.body.contains("href=\"\(Paths.photoAgain(kind))\""))
            }
            #expect(both.body.matches(of: /class="tag\b/).count == 2)
            #expect(both.body.contains("class=\"button\" href=\"\(Paths.declarations)\""))
        }
    }

    @Test(
        "each screen has one field with one button, and for scripts a button for the right camera and one without it",
        .bug(
            id: "5.825",
            """
            Without scripts the screen of a photo had two ways below each other, each with a label that looked like a \
            button, a file field and a button.
            """))
    func ways() async throws {
        try await World.with(.sqlite) { world in
            let siti = try await world.beforePhotos()
            for (kind, camera) in [(IdentityPhoto.Kind.card, "environment"), (.selfie, "user")] {
                let page = try await siti.browser.get(Paths.photo(kind)).body
                let parts = page.split(separator: "<template data-photo-ways>").map(String.init)
                let (plain, ways) = (try #require(parts.first), try #require(parts.last))
                #expect(parts.count == 2)
                #expect(plain.ranges(of: "type=\"file\"").count == 1 && !plain.contains("capture="))
                let field = try #require(plain.split(separator: "<form class=\"take\"").last)
                #expect(field.contains("<input id=\"\(kind.slug)\" name=\"\(kind.slug)\" type=\"file\""))
                #expect(field.ranges(of: "type=\"submit\"").count == 1)
                #expect(field.contains("kamera atau galeri"))
                let forms = ways.split(separator: "<form class=\"take\"").map(String.init)
                #expect(forms.count == 2)
                #expect(forms.first?.contains("accept=\"image/*\" capture=\"\(camera)\"") == true)
                #expect(forms.last?.contains("capture=") == false)
                for form in forms {
                    #expect(form.contains("name=\"\(kind.slug)\" type=\"file\"") && form.contains("type=\"submit\""))
                }
            }
        }
    }

    @Test("a rejected photo is shown with its reason above the camera, the other one stays as it is")
    func rejected() async throws {
        try await World.with(.sqlite) { world in
            let siti = try await world.submitted()
            let id = try await world.id(of: siti)
            try await world.dependencies.database.transaction { [dependencies = world.dependencies] tx in
                for photo in try tx.photos.current(of: id).values {
                    _ = try tx.photos.review(
                        photo.id, fault: photo.kind == .selfie ? .faceHidden : nil, note: "", by: ID(1),
                        at: dependencies.moment(), ids: dependencies.ids, vault: dependencies.vault)
                }
                try tx.applications.decide(id, on: dependencies)
            }
            #expect(try await siti.browser.get(Paths.photos).location == Paths.photo(.selfie))
            let page = try await siti.browser.get(Paths.photo(.selfie))
            #expect(page.text.contains("Lepas masker, topi, dan kacamata.") && page.body.contains("capture=\"user\""))
            #expect(page.body.contains("src=\"\(Paths.photoImage(.selfie))?"))
            let card = try await siti.browser.get(Paths.photo(.card))
            #expect(card.text.contains("Petugas sudah menerima foto ini.") && !card.body.contains("Ganti foto"))
            #expect(try await siti.browser.get(Paths.photoAgain(.card)).location == Paths.photo(.card))
            try await world.sendPhoto(.selfie, siti)
            let both = try await siti.browser.get(Paths.photos)
            #expect(both.body.contains("class=\"button\" href=\"\(Paths.account)\""))
        }
    }

    @Test("a photo that was sent is kept until a better one arrives, and an unknown kind is not found")
    func again() async throws {
        try await World.with(.sqlite) { world in
            let siti = try await world.beforePhotos()
            try await world.sendPhoto(.card, siti)
            let page = try await siti.browser.get(Paths.photoAgain(.card))
            #expect(page.text.contains("Batal, pakai foto ini") && page.body.contains("class=\"preview\""))
            let refused = try await siti.browser.upload(
                Paths.photo(.card), files: [("ktp", "ktp.jpg", Data())], seeing: Paths.photoAgain(.card))
            #expect(refused.status == .unprocessableContent && refused.text.contains("Pilih foto dulu."))
            #expect(try await siti.browser.get(Paths.photo(.card)).text.contains("Foto KTP sudah masuk"))
            for path in ["/pendaftaran/foto/paspor", "/pendaftaran/foto/paspor/ganti"] {
                #expect(try await siti.browser.get(path).status == .notFound)
            }
        }
    }
}

extension World {
    /// An applicant who has filled in everything before the photos.
    fileprivate func beforePhotos() async throws -> TestPerson {
        let person = try await signedUp()
        try await provePhone(person)
        try await fillIn(person)
        return person
    }
}
