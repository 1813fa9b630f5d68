import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("The log of a partner's calls", .timeLimit(.minutes(3)))
struct PartnerCallLogTests {
    @Test(
        "each call stands in its own partner's log; of a refused signature the text we signed, and no value of the request",
        arguments: Engine.tested)
    func log(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let own = try await world.visitorAtDesk(of: market.institution)
            let other = try await world.visitorAtDesk(of: market.stranger, name: "Tono")
            let body = "{\"redeem_code\":\"RAHASIA1234\", \"sequence\": 7, \"email\":\"siti@contoh.id\"}"
            let good = try await market.call(market.institution, Paths.redeemStatus, body)
            #expect(good.status >= 400 && good.code.hasPrefix("ERRTRX"), "\(good.text)")
            let bad = try await market.call(market.institution, Paths.redeemStatus, body, key: "kunci lain")
            #expect(bad.code == "ERRAUT40101")
            let page = try await own.browser.get(Paths.deskCalls)
            #expect(page.text.contains(good.code) && page.text.contains("ERRAUT40101"))
            #expect(
                page.text.contains("POST\(Paths.redeemStatus){\"redeem_code\":\"…\", \"sequence\": …, \"email\":\"…\"}")
            )
            #expect(page.text.contains("underscores_in_headers"))
            for value in ["RAHASIA1234", "siti@contoh.id", "kunci lain"] {
                #expect(!page.body.contains(value), "\(value)")
            }
            #expect(try await own.browser.get(Paths.partnerDesk).text.contains("Panggilan API yang ditolak: 2"))
            #expect(try await !other.browser.get(Paths.deskCalls).text.contains("ERRAUT40101"))

            let uses = try await world.dependencies.database.read { try $0.partners.keyUses(of: market.institution.id) }
            #expect(uses.values.map(\.self) == [world.clock.now()])
            world.clock.advance(.days(31))
            try await world.tick()
            let left: Int? = try await world.dependencies.database.read { tx in
                try tx.row("SELECT COUNT(*) AS calls FROM partner_call")?["calls"]
            }
            #expect(left == 0)
        }
    }

    @Test(
        "calls with a token stand in the log with the code that was answered, and are uses of the token's key",
        .bug(
            id: "5.790",
            """
            Calls of the newer API were in no log at the partner's desk, and a key that was used for tokens alone was \
            shown as never used.
            """), arguments: Engine.tested)
    func tokens(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let own = try await market.world.visitorAtDesk(of: market.institution)
            let other = try await market.world.visitorAtDesk(of: market.stranger, name: "Tono")
            let token = try await market.token(of: market.institution)
            let (code, key) = (market.institution.clientCode, Market.key(market.institution))
            #expect(try await market.askToken(code, key, form: "grant_type=client_credentials&scope=x").status == 400)
            #expect(try await market.askToken(code, "kunci lain").status == 401)
            #expect(try await market.read(Paths.apiCourses, token).status == 200)
            #expect(try await market.read("\(Paths.apiPurchases)/17", token).status == 404)
            let page = try await own.browser.get(Paths.deskCalls)
            for text in [Paths.apiToken, "invalid_scope", Paths.apiCourses, "api.no-such-purchase"] {
                #expect(page.text.contains(text), "\(text): \(page.text)")
            }
            #expect(!page.text.contains("invalid_client") && !page.body.contains(token))
            #expect(try await !other.browser.get(Paths.deskCalls).text.contains(Paths.apiCourses))
            let uses = try await market.world.dependencies.database.read { tx in
                try tx.partners.keyUses(of: market.institution.id)
            }
            #expect(uses.values.map(\.self) == [market.world.clock.now()])
        }
    }

    @Test("an hour of one partner has a bounded number of rows, and refused calls leave room for the others")
    func bounded() async throws {
        try await Market.with(.sqlite) { market in
            let (world, id) = (market.world, market.institution.id)
            func call(_ refused: Bool) -> PartnerCall {
                var call = PartnerCall(
                    partner: id, at: world.clock.now(), route: Paths.redeemStatus, status: refused ? 401 : 200,
                    errorCode: refused ? "ERRAUT40101" : nil, milliseconds: 3, request: "a")
                if refused {
                    call.refused = PartnerCall.Refused(text: "x", signature: "ab", bodyBytes: 1, clockSeconds: 0)
                }
                return call
            }
            let key = try await world.dependencies.database.read { try $0.partners.keys(of: id).first?.id }
            let answered = (1...PartnerQueries.mostAnswered + 5).map { _ in
                var one = call(false)
                one.key = key
                return one
            }
            let refused = (1...PartnerQueries.mostRefused + 5).map { _ in call(true) }
            try await world.dependencies.database.transaction { [dependencies = world.dependencies] tx in
                try tx.partners.write(refused, ids: dependencies.ids)
                try tx.partners.write(answered, ids: dependencies.ids)
                try tx.partners.write(answered, ids: dependencies.ids)
            }
            let logged = try await world.dependencies.database.read { tx in
                try tx.partners.calls(of: id, onlyRefused: false, from: Instant(milliseconds: 0), limit: 10_000)
            }
            #expect(logged.count { $0.status == 200 } == PartnerQueries.mostAnswered)
            #expect(logged.count { $0.status == 401 } == PartnerQueries.mostRefused)
        }
    }
}
