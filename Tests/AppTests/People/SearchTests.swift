import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("The office's search", .timeLimit(.minutes(2)))
struct SearchTests {
    private static let why = "Menelepon soal insentif yang belum sampai"

    @Test(
        "a person is found by NIK, phone, e-mail and name, after a reason that is recorded and visible to the person",
        arguments: Engine.tested)
    func kinds(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted(1) { $0.name = "Siti Nurhaliza" }
            let person = try await world.id(of: siti)
            let wati = try await world.officer("Wati", .verifier)
            let terms = [siti.nik, siti.phone, siti.email, "nurhaliza siti", "\(person)"]
            for term in terms {
                let asked = try await wati.browser.post(Paths.officeSearch, [("cari", term)])
                #expect(asked.status == .ok && asked.text.contains("Satu langkah lagi: tulis alasannya"), "\(term)")
                #expect(!asked.body.contains(Paths.person(person)))
                let found = try await wati.browser.post(
                    Paths.officeSearch, [("cari", term), ("alasan", Self.why)])
                #expect(found.body.contains("href=\"\(Paths.person(person))\""), "\(term)")
                #expect(found.text.contains("Siti N•••") && !found.text.contains("Siti Nurhaliza "), "\(term)")
            }
            let readings = try await world.dependencies.database.read {
                try $0.access.readings(of: person, before: nil, limit: 10)
            }
            #expect(readings.contains { $0.kind == .search && $0.officer == wati.id && $0.reason == Self.why })
        }
    }

    @Test("a search without a real reason, or of a text that is nothing, says what to do", arguments: Engine.tested)
    func refused(engine: Engine) async throws {
        try await World.with(engine) { world in
            let wati = try await world.officer("Wati", .verifier).browser
            let empty = try await wati.post(Paths.officeSearch, [("cari", "")])
            #expect(empty.status == .unprocessableContent && empty.text.contains("Tulis dulu"))
            let odd = try await wati.post(Paths.officeSearch, [("cari", "siti@")])
            #expect(odd.status == .unprocessableContent && odd.body.contains("value=\"siti@\""))
            let short = try await wati.post(Paths.officeSearch, [("cari", "Siti"), ("alasan", "x")])
            #expect(short.status == .unprocessableContent && short.body.contains("href=\"#alasan\""))
            let nothing = try await wati.post(Paths.officeSearch, [("cari", "Zubaidah"), ("alasan", Self.why)])
            #expect(nothing.text.contains("Tidak ada yang cocok"))
        }
    }

    @Test(
        "after the hour's searches the officer is refused, and auditors see it on their desk", arguments: Engine.tested)
    func limit(engine: Engine) async throws {
        try await World.with(engine) { world in
            let wati = try await world.officer("Wati", .verifier)
            let now = world.dependencies.realNow()
            let counted = try await world.dependencies.database.transaction { tx in
                try (1..<Opening.searchesPerHour).count { _ in try tx.openings.countSearch(by: wati.id, at: now) }
            }
            #expect(counted == Opening.searchesPerHour - 1)
            let fields = [("cari", "Zubaidah"), ("alasan", Self.why)]
            #expect(try await wati.browser.post(Paths.officeSearch, fields).status == .ok)
            for _ in 1...2 {
                let refused = try await wati.browser.post(Paths.officeSearch, fields)
                #expect(refused.status == .tooManyRequests && refused.text.contains("dalam satu jam"))
            }
            let desk = try await world.officer("Lestari", .auditor).browser.get(Paths.office).text
            #expect(desk.contains("Petugas yang mencari orang sampai batas"))
            #expect(try await world.trail(of: "officer:\(wati.id)").count { $0 == "search.too-many" } == 1)
            world.clock.advance(.hours(1))
            try await world.signInAgain(wati)
            #expect(try await wati.browser.post(Paths.officeSearch, fields).status == .ok)
        }
    }

    @Test(
        "names of before the index are entered by the job, and a changed name is found by the new words only",
        arguments: Engine.tested)
    func index(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted(1)
            let person = try await world.id(of: siti)
            let vault = world.dependencies.vault
            func found(_ name: String) async throws -> [ID<Account>]? {
                try await world.dependencies.database.read {
                    try $0.nameWords.people(named: NameWords.of(name), limit: 5, vault: vault)
                }
            }
            try await world.dependencies.database.transaction { tx in
                try tx.nameWords.index("", of: person, vault: vault)
            }
            #expect(try await found("Siti") == [])
            for _ in 1...2 { _ = try await IndexNames().run(on: world.dependencies) }
            #expect(try await found("siti NURHALIZA") == [person])
            try await world.dependencies.database.transaction { tx in
                try tx.nameWords.index("Rina Marasabessy", of: person, vault: vault)
            }
            #expect(try await found("Siti") == [])
            #expect(try await found("Marasabesy") == [person])
        }
    }
}
