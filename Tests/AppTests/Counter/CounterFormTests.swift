import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("The form of a new case at a counter", .timeLimit(.minutes(3)))
struct CounterFormTests {
    @Test("the officer chooses the way first, and each form asks only for what this way needs")
    func ways() async throws {
        try await World.with(.sqlite) { world in
            let lia = try await world.counterOfficer()
            let first = try await lia.browser.get(Paths.counterStart)
            #expect(!first.body.contains("name=\"sebutan\""))
            for way in CounterCase.Way.allCases {
                #expect(first.body.contains("href=\"\(Paths.counterStartBy(way))\""), "\(way)")
                let form = try await lia.browser.get(Paths.counterStartBy(way)).body
                #expect(form.contains("name=\"setuju\"") && form.contains("name=\"formulir\""), "\(way)")
                #expect(form.contains("name=\"kontak\"") == (way != .slip), "\(way)")
                #expect(form.contains("name=\"anggota-setuju\"") == (way == .household), "\(way)")
                #expect(form.contains("name=\"ktp-asli\"") == (way == .slip), "\(way)")
                #expect(form.contains("name=\"nomor-kasus\"") == (way != .own), "\(way)")
            }
            #expect(try await lia.browser.get("\(Paths.counterStart)/merpati").location == Paths.counterStart)
            let wrong = try await lia.browser.post(
                Paths.counterStart, World.household("0812").filter { $0.0 != "hubungan" },
                seeing: Paths.counterStartBy(.household))
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("Pilih hubungannya"))
            #expect(wrong.body.contains("value=\"Ibu Aminah\"") && !wrong.body.contains("name=\"ktp-asli\""))
        }
    }

    @Test(
        "a form that is sent twice begins one case and sends one code; filled in again it begins another",
        .bug(
            id: "5.643",
            "A double tap on the form of a new case began two cases, and sent two codes to the person's number."),
        arguments: Engine.tested)
    func twice(engine: Engine) async throws {
        try await World.with(engine) { world in
            let lia = try await world.counterOfficer()
            let page = try await lia.browser.open(Paths.counterStartBy(.own))
            let key = try #require(page.body.firstMatch(of: /name="formulir" value="(\d+)"/)?.output.1)
            let fields = World.consent + [("jalur", "own"), ("kontak", "warga@contoh.id"), ("formulir", String(key))]
            let first = try await lia.browser.post(Paths.counterStart, fields, token: page)
            let second = try await lia.browser.post(Paths.counterStart, fields, token: page)
            #expect(first.location != nil && first.location == second.location)
            #expect(try await world.counterCases(of: lia).count == 1)
            _ = try await world.code(to: "warga@contoh.id")
            #expect(try await world.letters(to: "warga@contoh.id").count == 1)

            let other = fields.map { $0.0 == "sebutan" ? ("sebutan", "Pak Amir") : $0 }.map {
                $0.0 == "kontak" ? ("kontak", "amir@contoh.id") : $0
            }
            let third = try await lia.browser.post(Paths.counterStart, other, token: page)
            #expect(third.location != nil && third.location != first.location)
            #expect(try await world.counterCases(of: lia).count == 2)
        }
    }

    @Test(
        "a double tap on the form of a slip begins one case, and both answers open its session",
        arguments: Engine.tested)
    func slipTwice(engine: Engine) async throws {
        try await World.with(engine) { world in
            let lia = try await world.counterOfficer()
            let other = try await world.another(lia)
            let page = try await lia.browser.open(Paths.counterStartBy(.slip))
            let key = try #require(page.body.firstMatch(of: /name="formulir" value="(\d+)"/)?.output.1)
            let fields = World.slip() + [("formulir", String(key))]
            #expect(try await lia.browser.post(Paths.counterStart, fields, token: page).location == Paths.application)
            #expect(try await other.post(Paths.counterStart, fields).location == Paths.application)
            let cases = try await world.counterCases(of: lia)
            #expect(cases.count == 1 && cases.first?.state == .assisted)
            #expect(try await other.get(Paths.application).status == .ok)
        }
    }

    @Test(
        "a case whose code was not typed ends after a day, and where the code went is erased",
        .bug(
            id: "5.644",
            "The sealed number of a case whose code was never typed was kept for ever, though it was not proved."),
        arguments: Engine.tested)
    func unanswered(engine: Engine) async throws {
        try await World.with(engine) { world in
            let lia = try await world.counterOfficer()
            let own = World.consent + [("jalur", "own"), ("kontak", "warga@contoh.id")]
            try await lia.browser.post(Paths.counterStart, own)
            try await lia.browser.post(Paths.counterStart, World.household("081299990001"))
            let cases = try await world.counterCases(of: lia)
            #expect(cases.count == 2)
            _ = try await PruneAccounts().run(on: world.dependencies)
            #expect(try await world.contacts(of: cases) == 2)

            world.clock.advance(.days(1) + .minutes(1))
            _ = try await PruneAccounts().run(on: world.dependencies)
            #expect(try await world.contacts(of: cases) == 0)
            try await world.dependencies.database.read { [dependencies = world.dependencies] tx in
                for one in cases {
                    #expect(try tx.counterCases.find(one.id, vault: dependencies.vault)?.state == .ended)
                    #expect(try tx.records.isAsBound(.counterCases, one.id, vault: dependencies.vault))
                }
                let household = try #require(Contact("081299990001"))
                let lookup = CounterQueries.lookup(household, dependencies.vault)
                #expect(try tx.row("SELECT 1 AS found FROM counter_case WHERE contact_lookup = \(lookup)") == nil)
            }
        }
    }
}

extension World {
    /// How many of the cases still have the contact to which their code went.
    fileprivate func contacts(of cases: [CounterCase]) async throws -> Int {
        try await dependencies.database.read { [dependencies] tx in
            try cases.count { try tx.counterCases.contact(of: $0.id, vault: dependencies.vault) != nil }
        }
    }
}
