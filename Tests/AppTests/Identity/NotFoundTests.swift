import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("A NIK that the registry does not have yet", .timeLimit(.minutes(2)))
struct NotFoundTests {
    @Test(
        "it waits, is asked about again every day, and after fourteen days the person is asked to correct it",
        .bug(
            id: "5.560",
            "A NIK that the registry did not have yet was called a mismatch at once, and excluded its person."),
        arguments: Engine.tested)
    func waits(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted { $0.nik = "8271052703950003" }
            try await world.settle()
            try await world.acceptPhotos(of: siti)
            #expect(try await world.decision(of: siti) == .waiting([.registry]))
            let page = try await siti.browser.get(Paths.application).text
            #expect(page.contains("Menunggu Dukcapil: NIK ini belum ditemukan.") && !page.contains("Tidak cocok"))
            #expect(try await siti.browser.get(Paths.identity).status == .ok, "a slip of one digit can be corrected")

            world.clock.advance(.days(13))
            try await world.tick()
            #expect(try await world.decision(of: siti) == .waiting([.registry]))
            world.clock.advance(.days(2))
            try await world.tick()
            #expect(try await world.decision(of: siti) == .ineligible([.identityMismatch]))
            let later = try await world.browser(of: try await world.id(of: siti)).get(Paths.application).text
            #expect(later.contains("Tidak cocok dengan data Dukcapil.") && !later.contains("Yang berbeda"))
        }
    }

    @Test("a corrected NIK ends the waiting by itself, and the person is notified", arguments: Engine.tested)
    func corrected(engine: Engine) async throws {
        try await World.with(engine) { world in
            var siti = try await world.submitted { $0.nik = "8271052703950003" }
            try await world.settle()
            siti.nik = "8271052703950009"
            try await siti.browser.post(Paths.identity, siti.identityFields)
            try await world.settle()
            try await world.acceptPhotos(of: siti)
            try await world.settle()
            #expect(try await world.decision(of: siti) == .eligible)
            #expect(try await world.letters(to: siti.email).last?.text.isEmpty == false)
        }
    }

    @Test(
        "the field that the registry disputes is named once the photos are in, and its value never",
        arguments: Engine.tested, [("8271052703950002", "Nama"), ("8271052703950004", "Tanggal lahir")])
    func disputed(engine: Engine, reported: (String, String)) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted { $0.nik = reported.0 }
            try await world.settle()
            let page = try await siti.browser.get(Paths.application).text
            #expect(page.contains("Yang berbeda: \(reported.1)."), "\(page)")
        }
    }
}
