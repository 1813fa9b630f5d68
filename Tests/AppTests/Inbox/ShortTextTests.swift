import Connectors
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Text messages fit one part")
struct ShortTextTests {
    private static let site = "https://www.prakerja.go.id"
    private static let name = "www.prakerja.go.id"

    @Test(
        "for any content, the official address ends the only part of a text message",
        .bug(
            id: "6.30",
            """
            A text outside the networks' alphabet was cut to 76 characters instead of 70: it became two messages, with \
            the official address in the second.
            """),
        .bug(
            id: "6.31",
            "One û in a course's title made a text Unicode, and pushed the official address into a second message."),
        arguments: [
            "Kode redeem AB12CD34EF56 untuk Pâtisserie: Bûche de Noël, Crème brûlée dan Île flottante bagi pemula.",
            "Kode redeem AB12CD34EF56 untuk " + String(repeating: "Dasar Barista ", count: 20),
            "Selamat, 咖啡师基础课程 selesai. Beri ulasan di situs resmi supaya orang lain terbantu memilih.",
            String(repeating: "🎉", count: 80), String(repeating: "€", count: 150), "", "ő",
            "Buka https://www.prakerja.go.id/kartu/pembelian/91442938471293847 " + String(repeating: "x", count: 150),
        ])
    func fits(text: String) {
        let short = ShortText.fit(text, site: Self.site)
        #expect(GSMAlphabet.parts(of: short) == 1, "\(short)")
        #expect(short.hasSuffix(Self.name), "\(short)")
        #expect(short.matches(of: /www\.prakerja\.go\.id/).count == 1, "\(short)")
    }

    @Test("letters outside the alphabet lose their diacritics, and letters inside keep them")
    func folding() {
        let text = "Crème brûlée – “Bûche” 5 × 10\u{A0}€ à Ñandú ŁÓDŹ e\u{301}"
        #expect(GSMAlphabet.folded(text) == "Crème brulée - \"Buche\" 5 x 10 € à Ñandu LODZ é")
        #expect(GSMAlphabet.folded("咖啡 🎉") == "咖啡 🎉")
    }

    @Test(
        "a notice about a course with û is one message that ends with the address", arguments: Engine.tested)
    func notice(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.person("081234567890")
            let course = "Pâtisserie: Bûche, Crème brûlée dan Île flottante bagi pemula, kelas malam di Kota Ternate"
            let notice = PurchaseNotice(
                what: .bought(redeemCode: "AB12CD34EF56", seller: "Pijarmahir"), course: course,
                amount: Rupiah(600_000), purchase: ID(1))
            try await world.tell(siti, notice)
            try await world.settle()
            let text = try #require(try await world.received(channel: "sms").last?.text)
            #expect(text.contains("AB12CD34EF56") && text.contains("Bûche") == false && text.contains("Buche"))
            #expect(text.hasSuffix(Self.name) && GSMAlphabet.parts(of: text) == 1)
        }
    }

    @Test(
        "a wrong gateway address shows at the office, and loses no notice",
        .bug(
            id: "5.8",
            """
            With SMS_URL as .env.example had it every text was answered with 404 and lost without a trace: nothing was \
            retried, and no lost code was reported anywhere.
            """), arguments: Engine.tested)
    func wrongAddress(engine: Engine) async throws {
        try await World.with(
            engine,
            settings: { $0.outside.smsURL = $0.outside.smsURL.replacing("/cgi-bin/sendsms", with: "/sendsms") }
        ) { world in
            let siti = try await world.person("081234567890")
            try await world.tell(siti, InboxTests.TestNotice(name: "Kabar"))
            try await world.sendCode(InboxTests.TestNotice(), to: "081234567890")
            try await world.settle()
            #expect(try await world.states(of: siti) == [.queued])
            #expect(try await world.dead() == [])
            world.clock.advance(.minutes(16))
            try await world.settle()
            // The code has expired, and its loss is on the office's page; the notice still waits.
            let dead = try await world.dead()
            #expect(dead.count == 1 && dead[0].contains("404") && dead[0].contains("check SMS_URL"))
            #expect(try await world.states(of: siti) == [.queued])
        }
    }
}

extension World {
    /// The errors of dead jobs, as the office reads them.
    fileprivate func dead() async throws -> [String] {
        try await dependencies.database.read { try $0.jobs.dead(limit: 10) }.map(\.error)
    }
}
