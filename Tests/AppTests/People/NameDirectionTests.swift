import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Names of every script", .timeLimit(.minutes(2)))
struct NameDirectionTests {
    /// Written from right to left, with Latin letters at its end: without isolation the words around it change places.
    private static let name = "سيتي نورهاليزا, S.Kom"
    private static let isolated = "<bdi>\(name)</bdi>"

    @Test("a name from right to left is typed, checked and greeted as it was written", arguments: Engine.tested)
    func typed(engine: Engine) async throws {
        try await World.with(engine) { world in
            var siti = try await world.signedUp()
            try await world.provePhone(siti)
            // A direction mark from a keyboard is no part of the name.
            siti.name = "\u{200F}\(Self.name)\u{202C}"
            try await world.fillIn(siti)
            try await world.sendPhotos(siti)
            try await world.declareAndTest(siti)
            for path in [Paths.account, Paths.check] {
                let page = try await siti.browser.get(path)
                #expect(page.status == .ok && page.body.contains(Self.isolated), "\(path): \(page.text)")
            }
            #expect(try await siti.browser.get(Paths.account).body.contains("Halo, \(Self.isolated)"))
        }
    }

    @Test(
        "a name with an emoji is refused by the sign in question, and the field keeps what was typed",
        arguments: ["Siti 🌸", "😀 Siti Nur"])
    func emoji(name: String) async throws {
        try await World.with(.sqlite) { world in
            var siti = try await world.signedUp()
            try await world.provePhone(siti)
            siti.name = name
            try await siti.browser.post(Paths.identity, siti.identityFields)
            let answer = try await siti.browser.post(Paths.personal, siti.personalFields)
            #expect(answer.status == .unprocessableContent && answer.text.contains("tidak dipakai di nama"))
            #expect(answer.body.contains("value=\"\(name)\""), "\(answer.text)")
        }
    }

    @Test(
        "card, certificate and the office's pages keep a name's direction apart from the words around it",
        arguments: Engine.tested)
    func shown(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let siti = try await world.cardholder(Self.name)
            let certificate = try await market.certified(siti)
            #expect(certificate.training.name == Self.name)
            try await world.announceWave(1)
            let browser = try await world.browser(of: siti.person)
            for path in [Paths.card, Paths.account, Paths.certificate(certificate.purchase)] {
                #expect(try await browser.get(path).body.contains(Self.isolated), "\(path)")
            }
            let checked = try await world.checkCertificate(certificate.number.description, name: Self.name)
            #expect(checked.body.contains(Self.isolated), "\(checked.text)")

            let rini = try await world.officer([.helpdesk], "rini")
            try await world.open(siti.person, by: rini)
            #expect(try await rini.browser.get(Paths.person(siti.person)).body.contains("<h1>\(Self.isolated)</h1>"))
        }
    }

    @Test("a name in a sentence of plain text is between isolating marks if it is written from right to left")
    func plainText() {
        #expect(Self.name.isolated == "\u{2068}\(Self.name)\u{2069}")
        for name in ["Siti Nurhaliza", "Ni Lūh Ayu", "É", "陳", ""] { #expect(name.isolated == name) }
        let question = PayeeRefusal.nameUncertain(.shortened, registry: Self.name, holder: "SITI NURHALIZA")
        for t in [Words.indonesian, .english] {
            #expect(question.sentence(t).contains("\u{2068}\(Self.name)\u{2069}"))
            #expect(question.sentence(t).contains(" SITI NURHALIZA,"))
        }
    }

    @Test("the names of officers and of their batches keep their direction in every sentence", arguments: Engine.tested)
    func officers(engine: Engine) async throws {
        try await World.with(engine) { world in
            let rini = try await world.officer(Self.name, [.helpdesk])
            let wulan = try await world.officer("Wulan", [.helpdesk])
            let names = try await world.dependencies.database.read { try $0.officers.names() }
            #expect(names[rini.id] == Self.name.isolated && names[wulan.id] == "Wulan")
        }
    }
}
