import Testing

@testable import Programme

@Suite("Names of people")
struct PersonNameTests {
    @Test(
        "person name: one word is enough, and digits are refused",
        arguments: [
            ("Suparti", true), ("Siti  Nurhaliza", true), ("D'Arcy, S.E.", true), ("", false), ("R2D2", false),
            ("...", false),
        ])
    func names(typed: String, allowed: Bool) {
        #expect((PersonName(typed) != nil) == allowed)
    }

    @Test(
        "person name: every kind of apostrophe is stored as one",
        arguments: ["'", "\u{2018}", "\u{2019}", "\u{B4}", "\u{60}", "\u{2032}", "\u{2BC}", "\u{FF07}"])
    func apostrophes(sign: String) {
        #expect(PersonName("Rahmi Nur\(sign)aini")?.text == "Rahmi Nur'aini")
        #expect(PersonName("\(sign)Aisyah")?.text == "'Aisyah")
    }

    @Test(
        "person name: blanks are normalised, invisible characters removed, and letters composed",
        arguments: [
            ("Rahmi\u{A0}Nuraini", "Rahmi Nuraini"), ("Rahmi\u{200B} Nuraini", "Rahmi Nuraini"),
            ("\u{200E}Rahmi\u{202C}  Nuraini\u{FEFF}", "Rahmi Nuraini"), ("Andre\u{301}", "Andr\u{E9}"),
        ])
    func stored(typed: String, text: String) throws {
        let name = try PersonName(checking: typed)
        #expect(Array(name.text.unicodeScalars) == Array(text.unicodeScalars))
    }

    @Test("person name: registers and payment rails get plain letters")
    func plain() {
        #expect(PersonName("Andre\u{301} Nur\u{2019}aini")?.plain == "Andre Nur'aini")
    }

    @Test(
        "person name: a refusal names the character",
        arguments: [
            ("Agus 2", PersonNameRefusal.digit("2")), ("Rahmi Nur\"aini", .sign("\"")), ("Siti @", .sign("@")),
            ("\u{200B}", .empty), ("-", .empty),
        ])
    func refused(typed: String, refusal: PersonNameRefusal) {
        #expect(throws: refusal) { try PersonName(checking: typed) }
    }
}
