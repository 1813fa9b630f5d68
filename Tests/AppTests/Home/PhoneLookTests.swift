import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Look of a person's pages on a phone")
struct PhoneLookTests {
    private func sheet(_ name: String) throws -> String {
        let folder = World.repository.appending(path: "Sources/App/Resources/Public")
        return try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    private func rule(_ selector: String, in sheet: String) throws -> Substring {
        let start = try #require(sheet.firstRange(of: "\n\(selector) {"), "\(selector)").upperBound
        return sheet[start...].prefix { $0 != "}" }
    }

    @Test("the parts of the way have their names in one line, whether or not a name is a link")
    func way() throws {
        let link = try rule(".way a", in: try sheet("pages.css"))
        // What the link is taller than its name sticks out on both sides.
        #expect(link.contains("display: inline-block"))
        #expect(link.contains("padding: 15px 0; margin: -15px 0"))
    }

    @Test("the rows of a table that is shown as cards end at the right edge, also where a value has a line of its own")
    func cards() throws {
        let shared = try sheet("app.css")
        let phone = try #require(shared.firstRange(of: "@media (max-width: 640px) {\n  thead")).lowerBound
        let narrow = shared[phone...].prefix(900)
        let cell = try #require(narrow.firstMatch(of: /\n  td \{([^}]*)\}/)).1
        #expect(cell.contains("flex-wrap: wrap") && cell.contains("justify-content: flex-end"))
        #expect(try #require(narrow.firstMatch(of: /\n  td::before \{([^}]*)\}/)).1.contains("margin-right: auto"))
    }

    @Test("one rule divides a summary from the list of ways under it")
    func rules() throws {
        #expect(try rule(".summary + .ways", in: try sheet("pages.css")).contains("border: 0"))
        let account = AccountPage.sample(.indonesian).body.text
        #expect(account.contains("</dl>\n<ul class=\"ways two\">"))
    }

    @Test("no line break divides a mobile number or what a balance is of")
    func numbers() async throws {
        let card = CardPage.sample(.indonesian).body.text
        #expect(card.contains("<span class=\"together\">dari Rp1.000.000</span>"))
        // The number comes first: at the end of a phone's line it would be broken.
        #expect(StartPage.sample(.indonesian).body.text.contains("Contoh: 0812-3456-7890 atau"))
        try await World.with(.sqlite) { world in
            let siti = try await world.signedUp()
            try await world.provePhone(siti)
            for path in [Paths.account, Paths.contacts, Paths.contact(.phone)] {
                let page = try await siti.browser.get(path)
                let number = /<span class="together">0\d{3}-\d{4}-\d{3,5}<\/span>/
                #expect(page.body.contains(number), "\(path): \(page.text)")
            }
        }
    }

    @Test("the number of a question stands before its part, which moves to the next line as a whole")
    func question() {
        let page = TestQuestionPage.sample(.indonesian).body.text
        #expect(page.contains(/<h1 class="caption">Pertanyaan \d+ dari \d+ <span/))
        #expect(page.contains(/<span class="together">\(bagian \d: [a-z ]+\)<\/span><\/h1>/))
    }
}
