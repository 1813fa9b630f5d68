import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Phases, names of waves and an announced range on pages", .timeLimit(.minutes(2)))
struct EditionNamesTests {
    @Test(
        "the rules show the phases with their days, on the start page too before registration opens",
        .bug(id: "5.571", "No edition held the phases of the programme, and no page showed them."))
    func phases() async throws {
        try await World.with(.sqlite, start: "2020-04-10T09:00:00+07:00") { world in
            let rules = try await world.visitor().get(Paths.edition(world.dependencies.edition.id)).text
            #expect(rules.contains("Tahapan program"))
            #expect(rules.contains("Pendaftaran dan gelombang 11 April 2020 – 27 November 2020"))
            let home = try await world.visitor().get(Paths.home).text
            #expect(home.contains("Penjelasan di situs 1 Februari 2020 – 10 April 2020"))
            world.clock.set("2020-04-15T09:00:00+07:00")
            #expect(try await !world.visitor().get(Paths.home).text.contains("Penjelasan di situs"))
        }
    }

    @Test(
        "the start page says for how many people the programme is, also as a range",
        .bug(id: "5.572", "A target was one number, so that the announced 3 to 7 million people stood in no edition."))
    func target() async throws {
        try await World.with(.sqlite) { world in
            let home = try await world.visitor().get(Paths.home).text
            #expect(home.contains("Sasaran program: 5.600.000 orang."))
        }
        let ranged: @Sendable (String) -> String = {
            $0.replacing("{ people: 5600000 }", with: "{ people: 5600000, range: { from: 3000000, to: 7000000 } }")
        }
        try await World.with(.sqlite, edition: ranged) { world in
            let said = "3.000.000 sampai 7.000.000 orang"
            #expect(try await world.visitor().get(Paths.home).text.contains("Sasaran program: \(said)."))
            let rules = try await world.visitor().get(Paths.edition(world.dependencies.edition.id)).text
            #expect(rules.contains("Sasaran yang diumumkan \(said)"))
        }
    }

    @Test("a wave's name stands beside its number: on the start page, in the list, on its page and in the rules")
    func names() async throws {
        let named: @Sendable (String) -> String = {
            $0.replacing(
                "  calendar:\n",
                with: """
                      names:
                        - { number: 1, name: { id: "Tahap pertama", en: "First stage" } }
                      calendar:

                    """)
        }
        try await World.with(.sqlite, edition: named) { world in
            try await world.advanceWaves()
            for path in [Paths.home, Paths.waves, Paths.wave(1), Paths.edition(world.dependencies.edition.id)] {
                #expect(try await world.visitor().get(path).text.contains("Gelombang 1 Tahap pertama"), "\(path)")
            }
            #expect(try await !world.visitor().get(Paths.wave(2)).text.contains("Tahap pertama"))
        }
    }

    @Test(
        "a person who is signed in finds the button “Cek Status Pendaftaran” on the start page",
        .bug(id: "5.574", "No button had the words by which the programme tells people to look up their application."))
    func status() async throws {
        try await World.with(.sqlite) { world in
            let siti = try await world.signedUp()
            let home = try await siti.browser.get(Paths.home)
            #expect(home.text.contains("Cek Status Pendaftaran") && home.body.contains("href=\"\(Paths.account)\""))
            #expect(try await !world.visitor().get(Paths.home).text.contains("Cek Status Pendaftaran"))
        }
    }
}
