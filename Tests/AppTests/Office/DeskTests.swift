import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("The desk and the frame of the office", .timeLimit(.minutes(2)))
struct DeskTests {
    @Test("the desk shows what is at stake, the limit and the act, and what waits for others", arguments: Engine.tested)
    func desk(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            try await world.candidate().browser.join()
            world.clock.set(try await world.wave().closesAt + Wave.drain)
            try await world.advanceWaves()
            let ratna = try await world.officer("Ratna", .operations)
            let hendra = try await world.officer("Hendra", .approver)
            for act in [WaveAction.draw, .draft] { try await ratna.browser.act(act) }
            let desk = try await hendra.browser.get(Paths.office)
            #expect(desk.text.contains("Menunggu Anda: 1 pekerjaan"))
            let perPerson = world.dependencies.edition.benefits.perPerson
            let words = Words.indonesian
            #expect(desk.text.contains("1 orang") && desk.text.contains(words.roundSum(perPerson)))
            #expect(desk.text.contains("Tanda tangani") && desk.text.contains("Pekan ini"))
            #expect(desk.body.contains("class=\"count\">1<"))
            try await ratna.browser.act(.sign)
            let hers = try await ratna.browser.get(Paths.office).text
            #expect(hers.contains("1 pekerjaan menunggu orang lain"))
        }
    }

    @Test("the navigation shows the sections an officer may open, and marks the current one", arguments: Engine.tested)
    func navigation(engine: Engine) async throws {
        try await World.with(engine) { world in
            let wati = try await world.officer("Wati", .verifier).browser
            let page = try await wati.get(Paths.photoOffice).body
            #expect(page.contains("<a href=\"\(Paths.photoOffice)\" aria-current=\"page\">"))
            #expect(page.contains("href=\"\(Paths.officeWaves)\"") && !page.contains("href=\"\(Paths.payouts)\""))
            #expect(page.contains("Semua layanan buka") && page.contains("Wati"))
        }
    }

    @Test(
        "near times, ages and sums are short, and each time has its zone",
        .bug(
            id: "5.913", "“Kamis 16.00” on the desk of an officer in the east was Jakarta's hour, and did not say so."),
        arguments: Language.allCases)
    func words(language: Language) {
        let t = Words(language: language, zone: .wib)
        let now = Instant(milliseconds: 1_589_508_720_000)
        let first = language == .indonesian
        #expect(t.near(now, at: now) == (first ? "Hari ini 09.12 WIB" : "Today 09:12 WIB"))
        #expect(t.near(now + .days(1), at: now) == (first ? "Besok 09.12 WIB" : "Tomorrow 09:12 WIB"))
        #expect(t.near(now + .days(3), at: now) == (first ? "Senin 09.12 WIB" : "Monday 09:12 WIB"))
        let eastern = Words(language: language, zone: .wit, isOffice: true)
        #expect(
            eastern.near(now + .days(1), at: now)
                == (first ? "Besok 11.12 WIT (09.12 WIB)" : "Tomorrow 11:12 WIT (09:12 WIB)"))
        #expect(eastern.near(now - .days(1), at: now) == (first ? "Kemarin 11.12 WIT" : "Yesterday 11:12 WIT"))
        #expect(t.age(.hours(17)) == (first ? "17 jam" : "17 h"))
        #expect(t.roundSum(Rupiah(582_200_000_000)) == (first ? "Rp582,2 miliar" : "Rp582.2 billion"))
        #expect(t.roundSum(Rupiah(900_000)) == "Rp900.000")
    }
}
