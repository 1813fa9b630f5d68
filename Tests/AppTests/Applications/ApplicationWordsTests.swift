import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("What the application tells people beside its inputs", .timeLimit(.minutes(2)))
struct ApplicationWordsTests {
    @Test("the form for personal data and the first declaration say what false data leads to", arguments: Engine.tested)
    func falseData(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.signedUp()
            try await world.provePhone(siti)
            try await siti.browser.post(Paths.identity, siti.identityFields)
            let form = try await siti.browser.get(Paths.personal).text
            #expect(form.contains("Data palsu dapat membatalkan kepesertaan."))
            try await siti.browser.post(Paths.personal, siti.personalFields)
            try await world.sendPhotos(siti)
            let declared = try await siti.browser.get(Paths.declarations).text
            #expect(declared.contains("data palsu dapat membatalkan kepesertaan dan dituntut"))
        }
    }

    @Test(
        "a good and a bad example stand above the input of each photo, with a text for each", arguments: Engine.tested)
    func examples(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.signedUp()
            try await world.provePhone(siti)
            try await world.fillIn(siti)
            for (kind, words) in [
                (IdentityPhoto.Kind.card, ["Baik: semua sudut KTP terlihat", "Terpotong: geser KTP ke tengah"]),
                (.selfie, ["Baik: wajah dan KTP jelas", "Wajah tertutup: lepas masker"]),
            ] {
                let page = try await siti.browser.get(Paths.photo(kind)).body
                let input = try #require(page.firstRange(of: "type=\"file\""))
                for word in words {
                    let label = page.firstRange(of: "aria-label=\"\(word)\"")
                    #expect(label.map { $0.lowerBound < input.lowerBound } == true, "\(word)")
                }
                #expect(page.matches(of: /<figure\b/).count == 2)
            }
        }
    }
}
