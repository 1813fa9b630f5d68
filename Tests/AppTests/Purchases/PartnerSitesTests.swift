import Foundation
import Hummingbird
import HummingbirdTesting
import Programme
import Simulators
import Storage
import TestSupport
import Testing

@testable import App

/// Runs the simulated partners against a listening server over the network, with the real clock, because their
/// signatures carry the time.
@Suite("Faulty partners")
struct PartnerSitesTests {
    @Test(
        "every request sent twice, or again after a lost answer, sells and completes once",
        arguments: Engine.tested, ["twice", "lost"])
    func once(engine: Engine, habit: String) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            let live = market.world.dependencies.inRealTime
            try await Application(router: makeRouter(live)).test(.live) { client in
                let port = try #require(client.port)
                let (shop, school) = (market.world.simulators[.platform], market.world.simulators[.institution])
                try await PartnerSites.learn(market.told(at: "http://localhost:\(port)"), at: [shop, school])
                try await PartnerSites.behave(habit, at: shop)
                try await PartnerSites.behave(habit, at: school)

                let asked = try await market.ask(shop, "payment/send-otp", market.order(of: siti.number))
                let token = try #require(asked.firstMatch(of: /"payment_token":"([^"]+)"/)).1
                try await JobRunner(dependencies: live).drain()
                let text = try #require(try await market.world.texts(to: siti.phone).last)
                #expect(try await market.world.texts(to: siti.phone).count == 1)
                let paid = try await market.ask(
                    shop, "payment/authorize",
                    #"{"otp":"\#(text.prefix(6))","invoice_url":"https://dp.example/1","invoice_code":"INV-1"}"#,
                    authorization: "Payment \(token)")
                #expect(paid.contains(#""status":"SUCCESS""#))
                #expect(try await market.balance(.cardTraining(siti.card)) == Balance(posted: Rupiah(400_000)))

                let code = try await market.redeemCode(of: siti)
                try await market.attend(siti, code, on: live)
                let done = try await PartnerSites.post(
                    Data(market.completion(of: code).utf8), to: school + "/_call")
                #expect(String(decoding: done.body, as: UTF8.self).contains(#""status":200"#))
                #expect(try await market.balance(.partnerPayable(market.institution.id)).posted == Rupiah(540_000))
                try await market.expectCleanBooks()
            }
        }
    }

    @Test(
        "the institution's site accepts a redeem code in lower case with dashes and blanks, up to the certificate",
        .bug(
            id: "4.60",
            """
            The institution's site accepted a redeem code in lower case with dashes and blanks, and put it unchanged \
            into a signed address: the certificate failed with "Tanda tangan permintaan tidak sesuai".
            """), arguments: Engine.tested)
    func spelling(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            let code = try await market.buy(siti)
            let live = market.world.dependencies.inRealTime
            try await market.attend(siti, code, on: live)
            try await Application(router: makeRouter(live)).test(.live) { client in
                let port = try #require(client.port)
                let school = market.world.simulators[.institution]
                try await PartnerSites.learn(market.told(at: "http://localhost:\(port)"), at: [school])
                let typed = "\(code.prefix(4))-\(code.dropFirst(4).prefix(4)) \(code.dropFirst(8)) ".lowercased()
                let form = Data("kode=\(typed.replacing(" ", with: "+"))&email=peserta%40example.com".utf8)
                let site = "\(school)/\(market.institution.clientCode)"
                let entered = try await PartnerSites.post(form, to: "\(site)/masuk")
                #expect(String(decoding: entered.body, as: UTF8.self).contains("value=\"\(code)\""))
                let done = try await PartnerSites.post(form, to: "\(site)/selesai")
                #expect(done.status == 200, "\(String(decoding: done.body, as: UTF8.self))")
            }
        }
    }

    @Test("the platform's site signs a person in, who agrees on ours, and shows what it read", arguments: Engine.tested)
    func signIn(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let siti = try await market.world.cardholder()
            let (live, shop) = (market.world.dependencies.inRealTime, market.world.simulators[.platform])
            let site = "\(shop)/\(market.platform.clientCode)"
            try await SignInSite(market: market, partner: market.platform).register([
                "\(site)/masuk/kembali", "\(site)/masuk",
            ])
            let cookie = try await live.database.transaction { tx in
                try tx.sessions.begin(
                    person: siti.person, at: live.realNow(), vault: live.vault, random: live.random)
            }
            try await Application(router: makeRouter(live)).test(.live) { client in
                let port = try #require(client.port)
                try await PartnerSites.learn(market.told(at: "http://localhost:\(port)"), at: [shop])
                let front = String(decoding: try await PartnerSites.open(site).body, as: UTF8.self)
                #expect(front.contains("Masuk dengan Prakerja"))
                let begun = try #require(try await PartnerSites.press("\(site)/masuk"))
                #expect(begun.hasPrefix("http://127.0.0.1:8080\(Paths.consent)?"), "\(begun)")
                let browser = Visitor(client)
                browser.carry(cookie: SessionCookie.name(secure: false), cookie)
                let page = String(begun.dropFirst("http://127.0.0.1:8080".count))
                let agreed = try await browser.post(page, [(ConsentPage.answerField, ConsentPage.agreed)])
                let back = try #require(agreed.location, "\(agreed.text)")
                let shown = String(decoding: try await PartnerSites.open(back).body, as: UTF8.self)
                for text in ["Selamat datang, Siti Nurhaliza", siti.number.digits, "Email: tidak ada"] {
                    #expect(shown.contains(text), "\(text)")
                }
                // The same address once more is no sign-in.
                #expect(try await PartnerSites.open(back).status == 400)
            }
        }
    }
}

extension Dependencies {
    /// A copy with the system's real clock, and the programme's clock advanced to its present time.
    var inRealTime: Dependencies {
        let now = Dependencies.systemClock()
        return Dependencies(
            configuration: configuration, database: database,
            clock: ProgrammeClock(
                realNow: Dependencies.systemClock, timeline: ProgrammeTimeline(lead: clock.now() - now)),
            realClock: Dependencies.systemClock,
            ids: IDSource(node: 2, mark: RowMark(vault), realNow: Dependencies.systemClock), random: random,
            edition: edition,
            vault: vault,
            connectors: connectors, jobSignal: jobSignal, logger: logger, officeRoles: officeRoles)
    }
}

extension Market {
    /// The configuration of the simulated partners, in the form of `demo.json`.
    fileprivate func told(at address: String) -> Data {
        let partners = [platform, institution].map {
            """
            {"name":"\($0.name)","kind":"\($0.kind.rawValue)","client_code":"\($0.clientCode)","sign_key":"\(Self.key($0))"}
            """
        }
        return Data(#"{"base_url":"\#(address)","courses":[],"partners":[\#(partners.joined(separator: ","))]}"#.utf8)
    }

    fileprivate func order(of number: CardNumber) -> String {
        """
        {"user_platform_id":"U-1","prakerja_id":"\(number.digits)","course_code":"\(course.code)",\
        "schedule_code":"\(schedule.code)","amount":\(price.amount)}
        """
    }

    /// Has the simulated platform sign and send a call; returns the body of the response.
    fileprivate func ask(
        _ shop: String, _ call: String, _ body: String, authorization: String = ""
    ) async throws -> String {
        let asked = """
            {"client_code":"\(platform.clientCode)","path":"/api/v1/integration/\(call)","body":\(body),\
            "authorization":"\(authorization)"}
            """
        return String(decoding: try await PartnerSites.post(Data(asked.utf8), to: shop + "/_call").body, as: UTF8.self)
    }

    fileprivate func completion(of code: String) -> String {
        """
        {"client_code":"\(institution.clientCode)","path":"/api/v2/redeem-codes/\(code)/completion",\
        "idempotency_key":"selesai","body":{"score":86,"certificate_number":"BLN/2020/1"}}
        """
    }

    /// First attendance and final test, confirmed by the participant.
    fileprivate func attend(_ who: Cardholder, _ code: String, on dependencies: Dependencies) async throws {
        let institution = institution
        guard let email = EmailAddress("peserta@example.com") else { preconditionFailure("an address") }
        for sequence in [AttendanceSequence.first, .postTest] {
            try await dependencies.database.transaction { tx in
                let actions = RedeemActions(dependencies: dependencies, institution: institution)
                let (request, _) = try actions.send(code, sequence, to: Self.redirect, email: email, in: tx)
                let confirming = ConfirmAttendance(dependencies: dependencies)
                guard let asked = try confirming.find(request.state, of: who.person, in: tx) else {
                    preconditionFailure("the request was just made")
                }
                try confirming.confirm(asked, in: tx)
            }
        }
    }
}
