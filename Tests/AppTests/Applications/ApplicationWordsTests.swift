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
            let page = try await siti.browser.get(Paths.photos).body
            let parts = page.split(separator: "<section class=\"photo\">").dropFirst()
            #expect(parts.count == 2)
            for (part, words) in zip(
                parts,
                [
                    ("Baik: seluruh KTP terlihat", "Kurang: terpotong"),
                    ("Baik: wajah dan KTP jelas", "Kurang: wajah tertutup"),
                ])
            {
                for word in [words.0, words.1] {
                    let drawing = part.firstRange(of: "role=\"img\" aria-label=\"\(word)\"")
                    let input = try #require(part.firstRange(of: "type=\"file\""))
                    #expect(drawing.map { $0.lowerBound < input.lowerBound } == true, "\(word)")
                }
            }
        }
    }
}
