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
            // Two numbers of 16 digits, a date of 8, RT, RW and postcode of 11, a case number of 10.
            let boxes = indonesian.body.matches(of: /<i><\/i>/).count
            #expect(boxes == 61)
            let lines = indonesian.body.matches(of: /class="rule"/).count
            #expect(lines >= 10)
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
