import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Linking an account")
struct PayeeTests {
    @Test("an account in another name is refused, and nothing is linked", arguments: Engine.tested)
    func nameDiffers(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.beneficiary()
            let refused = try await world.link("0812-3456-7815", of: siti)
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("berbeda dari nama Anda di Dukcapil"))
            #expect(try await world.platform.database.read { try $0.payees.linked(to: siti.person) == nil })
        }
    }

    @Test("a number the wallet does not know, or that is none, is said so at the field", arguments: Engine.tested)
    func unknownNumber(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.beneficiary()
            #expect(try await world.link("0812-3456-7817", of: siti).text.contains("tidak mengenal nomor ini"))
            #expect(try await world.link("12345", of: siti).text.contains("nomor HP yang terdaftar"))
            #expect(try await world.link("12", of: siti, at: "bni").text.contains("Anda mengetik 2 angka"))
            #expect(try await world.link("0812-3456-7890", of: siti, at: "dana").text.contains("Pilih bank"))
        }
    }

    @Test("a wrong code links nothing", arguments: Engine.tested)
    func wrongCode(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.beneficiary()
            let browser = try await world.browser(of: siti.person)
            try await browser.post(Paths.payee, [("mitra", "gopay"), ("nomor", "0812-3456-7890")])
            let answer = try await browser.post(Paths.payeeCode, [("kode", "000000")])
            #expect(answer.location == nil)
            #expect(try await world.platform.database.read { try $0.payees.linked(to: siti.person) == nil })
        }
    }

    @Test("one wallet belongs to one person, even of the same name", arguments: Engine.tested)
    func oneOwner(engine: Engine) async throws {
        try await World.with(engine) { world in
            _ = try await world.ready(1)
            let namesake = try await world.beneficiary(2)
            #expect(try await world.link("0812-3456-7890", of: namesake).status == .conflict)
            #expect(try await world.link("0812-3456-7891", of: namesake).location == Paths.payee)
        }
    }

    @Test("while money is on its way the account stays", arguments: Engine.tested)
    func underway(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready(wallet: "0812-3456-7813")
            _ = try await world.ask(for: world.instalment(.incentive, 1, of: siti), of: siti)
            _ = try await world.payOut()
            let refused = try await world.link("0812-3456-7899", of: siti)
            #expect(refused.status == .conflict)
            #expect(refused.text.contains("Uang sedang dikirim"))
        }
    }

    @Test("the number is stored sealed, and found by a keyed hash alone", arguments: Engine.tested)
    func sealed(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            let row = try await world.platform.database.read { tx in
                try tx.row("SELECT number, lookup, last_four FROM payee_account WHERE person_id = \(siti.person)")
            }
            let stored: Data = try #require(row)["number"]
            #expect(stored.range(of: Data("081234567890".utf8)) == nil)
            let payee = try await world.platform.database.read { try $0.payees.linked(to: siti.person) }
            #expect(try payee?.open(world.platform.vault).digits == "081234567890")
        }
    }

    @Test("a rail that is away changes nothing and says so", arguments: Engine.tested)
    func railAway(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.beneficiary()
            try await world.turnRail("down")
            let answer = try await world.link("0812-3456-7890", of: siti)
            #expect(answer.status == .serviceUnavailable)
            #expect(answer.text.contains("sedang tidak menjawab"))
        }
    }
}
