import Foundation
import HTTPTypes
import Programme
import Storage
import Testing

@testable import App

@Suite("The application on paper")
struct PaperFormTests {
    @Test(
        "the form is in the reader's language, leads to the other, and has boxes for digits and lines of one width",
        .bug(
            id: "5.646",
            "The paper form was in both languages at once, on four sheets, with lines drawn by underscores."))
    func form() async throws {
        try await World.with(.sqlite) { world in
            let visitor = world.visitor()
            let indonesian = try await visitor.get(Paths.paperForm)
            #expect(indonesian.text.contains("Nama lengkap") && !indonesian.text.contains("Full name"))
            #expect(!indonesian.body.contains("___"))
            #expect(indonesian.body.matches(of: /<i><\/i>/).count == 2 * 16 + 8 + 11 + 10)
            #expect(indonesian.body.matches(of: /class="rule"/).count >= 10)
            for declaration in world.dependencies.edition.declarations {
                #expect(indonesian.text.contains("☐ \(declaration.text.id)"), "\(declaration.id)")
            }
            let link = try #require(
                indonesian.body.firstMatch(of: /<a href="([^"]*)"[^>]*>This form in English/)?.output.1)
            let english = try await visitor.follow(visitor.get(String(link).replacing("&amp;", with: "&")))
            #expect(english.text.contains("Full name") && !english.text.contains("Nama lengkap"))
        }
    }
}
