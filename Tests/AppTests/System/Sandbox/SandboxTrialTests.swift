import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("What a sandbox gives every visitor", .timeLimit(.minutes(3)))
struct SandboxTrialTests {
    private static let secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

    private static func with(
        _ engine: Engine, isSandbox: Bool = true, _ body: @escaping @Sendable (Market) async throws -> Void
    ) async throws {
        try await World.with(
            engine, start: "2020-04-20T09:00:00+07:00", settings: { $0.sandbox = isSandbox }
        ) { world in
            let market = try await Market(opening: world)
            func partner(_ partner: Partner) -> DemoPartner {
                DemoPartner(
                    name: partner.name, kind: partner.kind.rawValue, clientCode: partner.clientCode,
                    signKey: Market.key(partner))
            }
            var file = DemoFile(
                baseURL: "", outbox: "", redirectURI: "", people: SandboxPeople.sample, officers: [],
                partners: [partner(market.institution), partner(market.platform)], courses: [], redeemCodes: [])
            file.partnerPeople = [
                DemoOfficer(
                    name: "Budi",
                    signIn: PartnerPersonQueries.signIn(try #require(EmailAddress("budi@pijarmahir.example"))),
                    password: "k3mbang", totpSecret: Self.secret, role: market.platform.name)
            ]
            try file.write(to: world.dependencies.configuration.dataDirectory)
            try await body(market)
        }
    }

    @Test(
        "the keys of the page sign a call and get a token, and no other installation shows any",
        .bug(
            id: "5.890",
            "Nothing on a sandbox's public pages gave a key that works, and the example's was not called a placeholder."
        ),
        arguments: Engine.tested)
    func keys(engine: Engine) async throws {
        try await Self.with(engine) { market in
            let guide = try await market.world.visitor().get(Paths.partnerGuide)
            for partner in [market.institution, market.platform] {
                #expect(guide.body.contains("<code>\(partner.clientCode)</code>"), "\(guide.text)")
                #expect(guide.body.contains("<code>\(Market.key(partner))</code>"))
            }
            let shown = try #require(guide.body.firstMatch(of: /export KLIEN=(\S+)\nexport KUNCI=([^<\s]+)/))
            #expect(shown.1 == market.institution.clientCode)
            let answer = try await market.call(
                market.institution, Paths.redeemStatus, #"{"redeem_code":"PRAT-TC1001","sequence":1}"#,
                key: String(shown.2))
            #expect(answer.status == 200, "\(answer.text)")
            #expect(try await market.askToken(String(shown.1), String(shown.2)).status == 200)
            #expect(guide.text.contains("dipakai bersama"))
        }
        try await Self.with(engine, isSandbox: false) { market in
            let visitor = market.world.visitor()
            let guide = try await visitor.get(Paths.partnerGuide)
            #expect(!guide.body.contains(Market.key(market.institution)) && guide.text.contains("hanya contoh tulisan"))
            #expect(try await visitor.get(Paths.trial).status == .notFound)
            #expect(
                try await visitor.post(Paths.trialEntry, [("orang", "budi")], seeing: Paths.home).status == .notFound)
        }
    }

    @Test(
        "the trial room enters a desk without a password, and shows the authenticator's code", arguments: Engine.tested)
    func desk(engine: Engine) async throws {
        try await Self.with(engine) { market in
            let world = market.world
            _ = try await world.personAtDesk(of: market.platform)
            let page = try await world.visitor().get(Paths.trial)
            let totp = TOTP(secret: try #require(Base32.decode(Self.secret)))
            let code = totp.code(step: TOTP.step(at: world.dependencies.realNow()))
            #expect(page.status == .ok && page.body.contains("<code>\(code)</code>"), "\(page.text)")
            #expect(page.text.contains("6030123412341234") && page.text.contains("k3mbang"))
            #expect(page.body.contains("<code>\(Market.redirect)</code>"), "what url-generate takes")
            // Two visitors in the same half minute.
            for visitor in [world.visitor(), world.visitor()] {
                let entered = try await visitor.post(
                    Paths.trialEntry, [("orang", "budi@pijarmahir.example")], seeing: Paths.trial)
                #expect(entered.location == Paths.deskTrial, "\(entered.text)")
                #expect(try await visitor.get(Paths.deskTrial).status == .ok)
            }
            let other = world.visitor()
            let refused = try await other.post(
                Paths.trialEntry, [("orang", "lain@pijarmahir.example")], seeing: Paths.trial)
            #expect(refused.location == nil && refused.status.code >= 400)
        }
    }

    @Test(
        "the guide to sales has what the test platform sells, by the catalogue",
        .bug(id: "5.891", "The guide named a course that no sandbox sells, and no place with those that are sold."),
        arguments: Engine.tested)
    func goods(engine: Engine) async throws {
        try await Self.with(engine) { market in
            let page = try await market.world.visitor().get(GuideChapter.platform.path)
            #expect(page.body.contains("<code>\(market.schedule.code)</code>"), "\(page.text)")
            #expect(page.body.contains("<code>\(market.price.amount)</code>"))
            #expect(page.text.contains(market.institution.name), "whose key completes the training")
            #expect(page.text.contains(Paths.apiCourses))
            let invoice = try #require(page.text.firstMatch(of: /Sebagai invoice_url ?, [^.]* misalnya (\S+) ?\./)).1
            let siti = try await market.world.cardholder()
            let token = try await market.sendOTP(siti.number).token
            let paid = try await market.authorize(
                token, otp: try await market.code(for: siti), at: String(invoice))
            #expect(paid.status == 200, "\(paid.text)")
        }
    }

    @Test(
        "what is said of a test person's card changes with what visitors do, and their codes are listed",
        .bug(
            id: "6.643",
            """
            A card that a visitor had used was called unused for ever, by the file that was written when the sandbox was \
            made, and the codes of later purchases were not listed.
            """),
        arguments: Engine.tested)
    func cards(engine: Engine) async throws {
        try await Self.with(engine) { market in
            let (world, siti) = (market.world, try await market.world.cardholder())
            let directory = world.dependencies.configuration.dataDirectory
            var file = try #require(try DemoFile.read(from: directory))
            file.people = [
                DemoPerson(
                    name: "Siti", signIn: "siti@example.id", cardNumber: siti.number.digits, state: "cardholder")
            ]
            try file.write(to: directory)
            let desk = try await world.visitorAtDesk(of: market.platform).browser
            func expect(_ standing: String, _ place: String) async throws {
                for path in [Paths.trial, Paths.partnerGuide, Paths.deskTrial] {
                    let page = try await desk.get(path)
                    #expect(page.status == .ok && page.text.contains(standing), "\(place): \(path): \(page.text)")
                }
            }
            try await expect("Kartu belum dipakai", "before")
            let code = try await market.buy(siti)
            try await expect("Satu pelatihan belum selesai", "bought")
            #expect(try await desk.get(Paths.deskTrial).body.contains("<code>\(code)</code>"))
            let purchases = try await world.dependencies.database.read { try $0.purchases.of(siti.person) }
            try await market.void(try #require(purchases.first?.payment?.transactionCode))
            try await expect("Kartu belum dipakai", "taken back")
            #expect(try await !desk.get(Paths.deskTrial).body.contains("<code>\(code)</code>"))
        }
    }

    @Test(
        "the chapters of an institution name the return address that is taken",
        .bug(id: "6.644", "The example of url-generate was refused, and another page alone named what is taken."),
        arguments: Engine.tested)
    func returning(engine: Engine) async throws {
        for isSandbox in [true, false] {
            try await Self.with(engine, isSandbox: isSandbox) { market in
                for chapter in [GuideChapter.institution, .testing] {
                    let page = try await market.world.visitor().get(chapter.path)
                    #expect(page.body.contains("<code>\(Market.redirect)</code>") == isSandbox, "\(page.text)")
                }
            }
        }
    }

    @Test("the page of keys says whose they are, and where a rotation is practised", arguments: Engine.tested)
    func sharedKeys(engine: Engine) async throws {
        for isSandbox in [true, false] {
            try await Self.with(engine, isSandbox: isSandbox) { market in
                let desk = try await market.world.visitorAtDesk(of: market.platform).browser
                let page = try await desk.get(Paths.deskKeys)
                #expect(page.text.contains("dipakai semua pengunjung") == isSandbox, "\(page.text)")
            }
        }
    }
}
