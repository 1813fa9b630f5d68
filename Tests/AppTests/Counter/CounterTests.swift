import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Registering people at a counter", .timeLimit(.minutes(3)))
struct CounterTests {
    @Test(
        "a person with an address of their own is registered beside an officer, to the wave; who helped is on record",
        arguments: Engine.tested)
    func wholeCase(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let lia = try await world.counterOfficer()
            let siti = try await world.assisted(lia)
            let first = try await siti.browser.get(Paths.application)
            #expect(first.status == .ok && first.text.contains("Sesi dibantu di Disnaker Ternate"))
            #expect(first.text.contains("Selesai, keluar dari komputer ini") && first.bytes.count < 50_000)

            try await world.provePhone(siti)
            try await world.fillIn(siti)
            #expect(
                try await siti.browser.get(Paths.photo(.card)).text.contains("Bila tersimpan di perangkat ini, hapus"))
            try await world.sendPhotos(siti)
            try await world.declare(siti)
            #expect(try await siti.browser.get(Paths.test).text.contains("Petugas tidak membantu menjawab"))
            try await world.takeTest(siti)
            try await siti.browser.post(Paths.check, [])
            try await world.settle()
            try await world.acceptPhotos(of: siti)
            try await world.settle()
            #expect(try await siti.browser.join().location == Paths.myEntry(1))
            #expect(try await world.joined() == 1)

            let slip = try await siti.browser.get(Paths.counterSlip).text
            let one = try #require(try await world.counterCases(of: lia).first)
            #expect(slip.contains(one.number.description) && slip.contains("Ikut gelombang 1"))
            #expect(slip.contains("Dibantu oleh") && slip.contains("lia"))

            let person = try await world.id(of: siti)
            let (acts, readings) = try await world.dependencies.database.read { tx in
                (
                    try tx.audit.latest(subject: "account:\(person)", before: nil, limit: 200).filter {
                        $0.action.hasPrefix("counter.")
                    },
                    try tx.access.readings(of: person, before: nil, limit: 50).filter { $0.officer == lia.id }
                )
            }
            #expect(acts.contains { $0.action == "counter.session-begun" })
            #expect(acts.count { $0.action == "counter.acted" } >= 8)
            #expect(acts.allSatisfy { $0.actorID == lia.id.rawValue && $0.detail.contains("Disnaker Ternate") })
            #expect(acts.allSatisfy { $0.detail.contains(one.number.description) })
            #expect(readings.map(\.kind) == [.identity])

            try await world.takeBack(lia)
            let page = try await lia.browser.get(Paths.counter).text
            #expect(page.contains("Ibu Aminah") && page.contains("Hari ini 1 dari paling banyak 40 orang."))
            let home = try await world.signIn(siti.email)
            let helped = try await home.get(Paths.whoHelped).text
            #expect(helped.contains("Disnaker Ternate") && helped.contains("Ya, tolong dibantu."))
            #expect(try await home.get(Paths.whoLooked).text.contains("Membantu mendaftar di loket"))
        }
    }

    @Test(
        "an assisted session opens no card, payee account, contact, device, message or data", arguments: Engine.tested)
    func refused(engine: Engine) async throws {
        try await World.with(engine) { world in
            let lia = try await world.counterOfficer()
            let siti = try await world.assisted(lia)
            let closed = [
                Paths.card, Paths.payee, Paths.contacts, Paths.contact(.phone), Paths.devices, Paths.ownData,
                Paths.inbox, Paths.incentives, Paths.cases, Paths.whoLooked,
            ]
            for path in closed {
                let answer = try await siti.browser.get(path)
                #expect(answer.status == .forbidden, "\(path)")
                #expect(answer.text.contains("tidak dibuka saat petugas membantu"), "\(path)")
            }
            let linked = try await siti.browser.post(
                Paths.payee, [("mitra", "gopay"), ("nomor", "081200001234")], seeing: Paths.application)
            #expect(linked.status == .forbidden)
            for path in [Paths.account, Paths.application, Paths.whoHelped, Paths.phone] {
                #expect(try await siti.browser.get(path).status == .ok, "\(path)")
            }
            #expect(try await siti.browser.get(Paths.counter).location?.hasPrefix(Paths.officeSignIn) == true)
            let home = try await world.signIn(siti.email)
            #expect(try await home.get(Paths.contacts).status == .ok)
        }
    }

    @Test(
        "the end forgets every cookie but the officer's, sealed; only the authenticator's code takes the browser back",
        arguments: Engine.tested)
    func forgets(engine: Engine) async throws {
        try await World.with(engine) { world in
            let lia = try await world.counterOfficer()
            let session = try #require(lia.browser.cookie("sesi"))
            let siti = try await world.assisted(lia)
            #expect(lia.browser.cookie("sesi") != session)
            #expect(lia.browser.cookie("loket")?.contains(session) == false)
            try await world.provePhone(siti)
            #expect(lia.browser.cookie("dikenal")?.isEmpty == false)

            let ended = try await siti.browser.post(Paths.counterEnd, [], seeing: Paths.application)
            #expect(ended.location == Paths.counterResume)
            let field = try #require(HTTPField.Name("Clear-Site-Data"))
            #expect(ended.headers[field] == "\"cache\", \"storage\"")
            for name in ["sesi", "kunjungan", "dikenal"] {
                #expect(lia.browser.cookie(name)?.isEmpty ?? true, "\(name)")
            }
            for path in [Paths.application, Paths.account, Paths.counter] {
                #expect(try await lia.browser.get(path).location == Paths.counterResume, "\(path)")
            }
            let wrong = try await lia.browser.post(Paths.counterResume, [("kode", "000000")])
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("Kode tidak cocok"))
            let back = try await lia.browser.post(Paths.counterResume, [("kode", world.counterCode())])
            #expect(back.location == Paths.counter)
            #expect(lia.browser.cookie("sesi") == session && lia.browser.cookie("loket")?.isEmpty == true)
            #expect(try await lia.browser.get(Paths.counter).status == .ok)
            let cases = try await world.counterCases(of: lia)
            #expect(cases.map(\.state) == [.ended])
        }
    }

    @Test(
        "an assisted session ends after ten minutes without a request, and after thirty in any case",
        arguments: Engine.tested)
    func ends(engine: Engine) async throws {
        try await World.with(engine) { world in
            let lia = try await world.counterOfficer()
            let siti = try await world.assisted(lia)
            for _ in 0..<3 {
                world.clock.advance(.minutes(9))
                #expect(try await siti.browser.get(Paths.application).status == .ok)
            }
            world.clock.advance(.minutes(4))
            #expect(try await siti.browser.get(Paths.application).location == Paths.counterResume, "31 minutes")

            let tono = try await world.counterOfficer("tono")
            let budi = try await world.assisted(tono, 2)
            world.clock.advance(.minutes(10))
            #expect(try await budi.browser.get(Paths.application).location == Paths.counterResume, "unused")
            let left = try await budi.browser.post(Paths.counterLeave, [], seeing: Paths.counterResume)
            #expect(left.location?.hasPrefix(Paths.officeSignIn) == true)
            #expect(try await budi.browser.get(Paths.signInForm).status == .ok, "the browser is no counter's any more")
        }
    }

    @Test(
        "SQL does not free a session from its case, nor give it another",
        arguments: Engine.tested)
    func sealed(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (lia, tono) = (try await world.counterOfficer(), try await world.counterOfficer("tono"))
            let siti = try await world.assisted(lia)
            _ = try await world.assisted(tono, 2)
            let other = try #require(try await world.counterCases(of: tono).first).id
            let person = try await world.id(of: siti)
            try await world.vandalise(
                "UPDATE session SET counter_case_id = \(other) WHERE person_id = \(person)")
            #expect(try await siti.browser.get(Paths.application).location == Paths.counterResume)
            try await world.vandalise("UPDATE session SET counter_case_id = NULL WHERE person_id = \(person)")
            #expect(try await siti.browser.get(Paths.account).location == Paths.counterResume)
        }
    }
}
