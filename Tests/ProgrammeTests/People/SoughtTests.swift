import Testing

@testable import Programme

@Suite("What a search term can be")
struct SoughtTests {
    @Test(
        "search: each kind of text is recognised",
        arguments: [
            ("8271052703950001", ["nik", "number", "bankReference"]),
            ("8271 0527 0395 0001", ["nik", "number", "bankReference"]),
            ("0812-3456-7890", ["phone"]), ("+62 812 3456 7890", ["phone"]),
            ("Siti@Contoh.ID", ["email"]), ("siti@", []), ("84117", ["ticket"]), ("2/84.117", ["ticket"]),
            ("gelombang 5", ["wave"]), ("Kelompok 17", ["batch"]), ("batch 3", ["batch"]),
            ("S-20418", ["caseNumber", "code"]),
            ("S-204-187-635", ["caseNumber"]), ("s 204187635", ["caseNumber"]), ("204 187 635", ["caseNumber"]),
            ("GHP7NYXUVMT2", ["code", "bankReference"]), ("BCA/2020/0417.9", ["bankReference"]),
            ("20201029777700000000090001", ["bankReference"]),
            ("4821", ["ticket", "cardEnding"]), ("kartu 4821", ["cardEnding"]), ("•••• 4821", ["cardEnding"]),
            ("Kartu 4821 Siti Rahma", ["cardEnding"]), ("kartu 48211", ["name", "words"]),
            ("Rina Marasabessy", ["name", "words"]), ("Sukarno", ["name", "words"]),
            ("4182907123456", ["number", "bankReference"]),
            ("T-2041-8763-5196", ["report", "code", "bankReference"]), ("T-2041-8763-5190", ["code", "bankReference"]),
            ("PRK1-abc", ["receipt"]), ("", []), ("   ", []), ("!!", []),
        ])
    func kinds(text: String, expected: [String]) {
        #expect(Sought.read(text).map(kind) == expected)
    }

    @Test("search: a card number is told from a NIK by its prefix and check digit")
    func card() {
        let number = CardNumber(random: "123456789012").grouped
        #expect(Sought.read(number).map(kind) == ["card"])
    }

    @Test("search: whatever finds a person is personal, and nothing else")
    func personal() {
        #expect(Sought.read("0812-3456-7890").map(\.isPersonal) == [true])
        #expect(Sought.read("kartu 4821").map(\.isPersonal) == [true])
        #expect(Sought.read("BCA/2020/0417.9").map(\.isPersonal) == [true])
        #expect(Sought.read("gelombang 5").map(\.isPersonal) == [false])
        #expect(Sought.read("kelompok 5").map(\.isPersonal) == [false])
        #expect(Sought.read("Rina").map(\.isPersonal) == [true, false])
    }

    @Test("names: spelling, accents, case, signs and double letters make no difference")
    func names() {
        #expect(NameWords.of("Soekarno") == NameWords.of("SUKARNO"))
        #expect(NameWords.of("Tjokroaminoto") == NameWords.of("Cokroaminoto"))
        #expect(NameWords.of("Muhammad") == NameWords.of("muhamad"))
        #expect(NameWords.of("H. José D'Cruz, S.E.") == ["jose", "dcruz"])
        #expect(NameWords.of("siti siti") == ["siti"])
        #expect(NameWords.of(". , '").isEmpty)
    }

    private func kind(_ sought: Sought) -> String {
        switch sought {
        case .nik: "nik"
        case .phone: "phone"
        case .email: "email"
        case .card: "card"
        case .cardEnding: "cardEnding"
        case .name: "name"
        case .number: "number"
        case .ticket: "ticket"
        case .code: "code"
        case .bankReference: "bankReference"
        case .receipt: "receipt"
        case .report: "report"
        case .caseNumber: "caseNumber"
        case .wave: "wave"
        case .batch: "batch"
        case .words: "words"
        }
    }
}
