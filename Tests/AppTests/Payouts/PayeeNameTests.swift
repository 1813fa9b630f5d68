import Connectors
import HTTPTypes
import Programme
import Simulators
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Account names the bank writes a little differently")
struct PayeeNameTests {
    @Test(
        "the page shows what differs, two officers of different duties decide, and then the account can be linked",
        .bug(
            id: "6.46",
            """
            A bank's shortened or cut name was refused like a stranger's account: the applicant did not learn what \
            differed, and no officer could decide.
            """),
        arguments: Engine.tested)
    func ask(engine: Engine) async throws {
        try await World.with(engine) { world in
            let ali = try await world.beneficiary(1, name: "Muhammad Ali")
            try await world.open("0123456789", name: "M ALI")
            let refused = try await world.link("0123456789", of: ali, at: "bni")
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("Di bank tertulis M ALI, di Dukcapil Muhammad Ali: salah satunya disingkat."))
            #expect(refused.text.contains("Dua petugas memutuskan"))
            // Linking again opens no second case for the officers.
            _ = try await world.link("0123456789", of: ali, at: "bni")

            let ani = try await world.officer(.operations, "ani-nama")
            let budi = try await world.officer(.approver, "budi-nama")
            let list = try await ani.browser.get(Paths.payeeNames)
            let links = list.body.matches(of: /\/kantor\/nama-rekening\/\d+/).map { String($0.0) }
            #expect(links.count == 1)
            let path = try #require(links.first)
            let proposal = [("usul", "boleh"), ("alasan", "KTP dan buku tabungan sudah dicocokkan")]
            let silent = try await ani.browser.post(path, [("usul", "boleh"), ("alasan", "x")], seeing: path)
            #expect(silent.status == .unprocessableContent)
            #expect(try await ani.browser.post(path, proposal, seeing: path).location == path)
            let decision = [("putusan", "setuju"), ("alasan-putusan", "Saya melihat dokumen yang sama")]
            let own = try await ani.browser.post(path + "/putusan", decision, seeing: Paths.payouts)
            #expect(own.status == .conflict)
            #expect(try await world.link("0123456789", of: ali, at: "bni").status == .unprocessableContent)
            try await world.vandalise("UPDATE payee_question SET holder = 'ORANG LAIN'")
            let changed = try await budi.browser.post(path + "/putusan", decision, seeing: path)
            #expect(changed.status == .conflict && changed.text.contains("diubah di luar aplikasi"))
            try await world.vandalise("UPDATE payee_question SET holder = ''")
            #expect(try await budi.browser.post(path + "/putusan", decision, seeing: path).location == Paths.payeeNames)

            // The text message is delivered before the code is requested.
            try await world.settle()
            let inbox = try await world.browser(of: ali.person).get(Paths.inbox).text
            #expect(inbox.contains("Rekening Anda boleh disambungkan"))
            world.clock.advance(.minutes(5))
            #expect(try await world.link("0123456789", of: ali, at: "bni").location == Paths.payee)
        }
    }

    @Test("a malformed request of ours is reported as our fault, not as a wrong account", arguments: Engine.tested)
    func ours(engine: Engine) async throws {
        try await World.with(engine, settings: { $0.outside.railProfile.texts = .asWritten }) { world in
            let siti = try await world.beneficiary(1, name: "Rahmi Nur'aini")
            try await world.setRailVariant(.plainTexts)
            let answer = try await world.link("0123456789", of: siti, at: "bni")
            #expect(answer.status == .serviceUnavailable)
            #expect(answer.text.contains("Ini kesalahan kami"))
            #expect(try await world.auditedActions().contains("rail.request-refused"))
        }
    }
}

extension World {
    /// Opens an account in that name at the simulated rail.
    func open(_ number: String, name: String) async throws {
        try await postToRail("/_holders", #"{"number":"\#(number)","name":"\#(name)"}"#)
    }
}
