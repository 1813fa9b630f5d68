import Connectors
import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Pages of a sandbox", .timeLimit(.minutes(3)))
struct SandboxPagesTests {
    private static let banner = "Situs uji coba: tidak ada uang dan kartu sungguhan"

    @Test("every page says that it is the trial site, and none of the programme does", arguments: Engine.tested)
    func banner(engine: Engine) async throws {
        for isSandbox in [true, false] {
            try await World.with(
                engine, start: "2020-04-20T09:00:00+07:00", settings: { $0.sandbox = isSandbox }
            ) { world in
                let market = try await Market(opening: world)
                let siti = try await world.signedUp()
                let ratna = try await world.officer("Ratna", .operations)
                let desk = try await world.visitorAtDesk(of: market.platform).browser
                let stranger = world.visitor()
                let open = [
                    Paths.home, Paths.signUp, Paths.signIn, Paths.partnerGuide, Paths.partnerSignIn, Paths.officeSignIn,
                    Paths.catalogue, "/tidak-ada",
                ]
                var pages = [(desk, Paths.partnerDesk), (siti.browser, Paths.account), (ratna.browser, Paths.office)]
                pages += open.map { (stranger, $0) }
                for (browser, path) in pages {
                    let page = try await browser.get(path)
                    #expect(page.text.contains(Self.banner) == isSandbox, "\(path): \(page.status)")
                }
                #expect(try await desk.get(Paths.partnerDesk).body.contains(Paths.deskTrial) == isSandbox)
            }
        }
    }

    @Test(
        "the guide and the desk name the test people's cards, and the desk their messages alone",
        arguments: Engine.tested)
    func people(engine: Engine) async throws {
        try await World.with(engine, settings: { $0.sandbox = true }) { world in
            let (market, dependencies) = (try await Market(opening: world), world.dependencies)
            let desk = try await world.visitorAtDesk(of: market.platform).browser
            let directory = dependencies.configuration.dataDirectory
            #expect(try await desk.get(Paths.deskTrial).text.contains("Orang uji belum dibuat"))
            try Self.file.write(to: directory)
            let connectors = dependencies.connectors
            for (number, to) in ["budi@example.id", "integrasi@lain.example"].enumerated() {
                try await connectors.mail.send(
                    MailMessage(
                        id: "pesan.\(number)", from: connectors.mailSender, to: try #require(EmailAddress(to)),
                        subject: "Kabar untuk \(to).", text: "Halo", html: "", date: dependencies.realNow()))
            }
            let page = try await desk.get(Paths.deskTrial)
            #expect(page.status == .ok && page.text.contains("6030123412341234"), "\(page.text)")
            #expect(page.text.contains("Kabar untuk budi@example.id."), "\(page.text)")
            #expect(!page.text.contains("lain.example"), "a partner's link to its key is no other partner's")
            let guide = try await world.visitor().get(Paths.partnerGuide)
            #expect(guide.text.contains("6030123412341234") && !guide.text.contains("Kabar untuk"))
            #expect(guide.text.contains("ALAMAT=\(dependencies.configuration.baseURL)"), "\(guide.text)")
        }
    }

    @Test("the programme's guide leads to its sandbox, and the examples call it")
    func elsewhere() async throws {
        let place = "https://uji.prakerja.example"
        try await World.with(.sqlite, settings: { $0.sandboxPlace = SandboxPlace(place) }) { world in
            let guide = try await world.visitor().get(Paths.partnerGuide)
            #expect(guide.body.contains("\(place)\(Paths.partnerGuide)") && guide.text.contains("ALAMAT=\(place)"))
            #expect(!guide.text.contains(Self.banner))
            world.dependencies.configuration.sandboxPlace.become(nil)
            let without = try await world.visitor().get(Paths.partnerGuide)
            #expect(!without.body.contains(place) && without.text.contains("Mintalah alamat uji"))
        }
    }

    private static var file: DemoFile {
        DemoFile(
            baseURL: "", outbox: "", redirectURI: "",
            people: [
                DemoPerson(
                    name: "Budi Santoso", signIn: "budi@example.id", cardNumber: "6030123412341234",
                    state: "cardholder", phone: "081234560008")
            ], officers: [], partners: [], courses: [], redeemCodes: [])
    }
}
