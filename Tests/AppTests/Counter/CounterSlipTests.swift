import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("The slip of a counter, and numbers on narrow screens")
struct CounterSlipTests {
    @Test(
        "the slip has the official address, in letters and as QR code, of the page where its holder goes on",
        .bug(id: "5.823", "The printed slip named no address: its holder could not find the site at home."),
        arguments: Engine.tested)
    func address(engine: Engine) async throws {
        try await World.with(engine) { world in
            let site = world.dependencies.edition.site
            let lia = try await world.counterOfficer()
            _ = try await world.assisted(lia)
            try check(try await lia.browser.get(Paths.counterSlip), leadsTo: site + Paths.signIn)
            try await world.takeBack(lia)
            try await lia.browser.post(Paths.counterStart, World.slip())
            try check(try await lia.browser.get(Paths.counterSlip), leadsTo: site + Paths.helpOffices)
        }
    }

    private func check(_ slip: Answer, leadsTo link: String) throws {
        let typed = try #require(link.split(separator: "://").last)
        #expect(slip.body.contains("<strong>\(typed)</strong>"), "\(slip.text)")
        let code = try #require(QRCode(link))
        #expect(slip.body.contains(code.html(title: "Kode QR ke \(typed)").text))
    }

    @Test(
        "a case number is not divided at the end of a line, in the bar of a session at a counter and on the slip",
        .bug(id: "5.824", "On a phone the bar of a session at a counter showed “L-” on one line and the number below.")
    )
    func number() async throws {
        try await World.with(.sqlite) { world in
            let lia = try await world.counterOfficer()
            _ = try await world.assisted(lia)
            let one = try #require(try await world.counterCases(of: lia).first)
            let whole = "<span class=\"together\">\(one.number)</span>"
            #expect(try await lia.browser.get(Paths.application).body.contains(whole))
            #expect(try await lia.browser.get(Paths.counterSlip).body.ranges(of: whole).count == 2)
        }
    }
}
