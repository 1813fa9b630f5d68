import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("A version of a list that drops many lines", .timeLimit(.minutes(2)))
struct ListLossTests {
    private static func list(_ range: ClosedRange<Int>) -> String {
        "nik\n" + range.map { "82710527039\(50_000 + $0)" }.joined(separator: "\n") + "\n"
    }

    @Test(
        "a version that drops every line, or many, is approved only with the typed number of lost lines",
        .bug(
            id: "5.455",
            "A new version that dropped every line of the list in force was approved by one button, like any other."),
        arguments: Engine.tested)
    func typed(engine: Engine) async throws {
        try await World.with(engine, edition: World.strictLists) { world in
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            let first = try #require(try await ratna.browser.bringIn("education", Self.list(1...10)))
            #expect(!(try await hendra.browser.get(first).body.contains("name=\"\(TypedFigure.field)\"")))
            #expect(try await hendra.browser.approve(first).location == first)
            try await world.settle()

            // Two of ten are a fifth, and no more.
            let fifth = try #require(try await ratna.browser.bringIn("education", Self.list(1...8), asOf: ("2", "4")))
            #expect(!(try await hendra.browser.get(fifth).body.contains("name=\"\(TypedFigure.field)\"")))
            #expect(try await hendra.browser.approve(fifth).location == fifth)
            try await world.settle()

            let other = try #require(
                try await ratna.browser.bringIn("education", Self.list(101...120), asOf: ("3", "4")))
            let page = try await hendra.browser.get(other)
            for words in [
                "Versi ini menghapus semua baris", "8 dari 8 baris yang berlaku hilang", "Ketik jumlahnya: 8",
            ] {
                #expect(page.text.contains(words), "\(words)")
            }
            #expect(try await ratna.browser.get(other).text.contains("Versi ini menghapus semua baris"))
            for typed in ["", "7", "80"] {
                let refused = try await hendra.browser.approve(other, losing: typed)
                #expect(refused.status == .unprocessableContent, "\(typed)")
                #expect(refused.body.contains("href=\"#\(TypedFigure.field)\"") && refused.text.contains("Ketik 8"))
                #expect(refused.text.contains("Cocok dengan surat Kemnaker nomor B-77"), "what was typed is kept")
            }
            hendra.browser.carry(cookie: "bahasa", "en")
            let english = try await hendra.browser.approve(other, losing: "9").text
            #expect(english.contains("This version drops every line") && english.contains("You typed 9"))
            #expect(try await world.state(of: other) == .proposed)
            #expect(try await hendra.browser.approve(other, losing: "8").location == other)
            #expect(try await world.state(of: other) == .inForce)
            try await world.settle()

            let many = try #require(
                try await ratna.browser.bringIn("education", Self.list(101...110), asOf: ("4", "4")))
            hendra.browser.carry(cookie: "bahasa", "id")
            #expect(try await hendra.browser.get(many).text.contains("Versi ini menghapus banyak baris"))
            #expect(try await hendra.browser.approve(many).status == .unprocessableContent)
        }
    }

    @Test(
        "a version without a readable line is refused, and says which act takes a list away", arguments: [Engine.sqlite]
    )
    func empty(engine: Engine) async throws {
        try await World.with(engine, edition: World.strictLists) { world in
            let ratna = try await world.officer("Ratna", .operations)
            let hendra = try await world.officer("Hendra", .approver)
            let first = try #require(try await ratna.browser.bringIn("education", Self.list(1...3)))
            try await hendra.browser.approve(first)
            let fields = Visitor.listFields("education", "Dapodik", ("2", "4"))
            let refused = try await ratna.browser.upload(
                Paths.officeLists, files: [("berkas", "daftar.csv", Data("nik\n".utf8))], fields: fields)
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("dicabut di halamannya, bukan diganti berkas kosong"))
            #expect(try await world.state(of: first) == .inForce)
        }
    }
}

extension World {
    fileprivate func state(of path: String) async throws -> ListImport.State? {
        let list = try list(at: path)
        return try await dependencies.database.read { try $0.lists.find(list)?.value.state }
    }
}
