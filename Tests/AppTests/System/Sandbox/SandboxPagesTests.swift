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

    @Test(
        "a file of test people that cannot be read is named on both pages, and with its place and remedy in the log",
        .bug(
            id: "5.872",
            """
            A damaged `demo.json` was read as none: the pages said that no test people had been made yet, and the log \
            said nothing.
            """),
        arguments: Engine.tested)
    func unreadable(engine: Engine) async throws {
        try await World.with(engine, settings: { $0.sandbox = true }) { world in
            let market = try await Market(opening: world)
            let directory = world.dependencies.configuration.dataDirectory
            let path = DemoFile.path(in: directory)
            try Self.file.write(to: directory)
            let whole = try Data(contentsOf: URL(filePath: path))
            let desk = try await world.visitorAtDesk(of: market.platform).browser
            let damages = [whole.prefix(whole.count / 2), Data(), Data("{\"people\": 7}".utf8)]
            for damage in damages {
                try damage.write(to: URL(filePath: path))
                let visitor = world.visitor()
                let pages = [
                    try await desk.get(Paths.deskTrial), try await visitor.get(Paths.partnerGuide),
                    try await visitor.get(Paths.trial),
                ]
                for page in pages {
                    #expect(page.status == .ok && page.text.contains("demo.json"), "\(page.text)")
                    #expect(page.text.contains("pulihkan") && !page.text.contains("Orang uji belum dibuat"))
                    #expect(!page.text.contains("Mitra uji belum siap"), "reloading does not help")
                    #expect(!page.body.contains(directory), "the server's folders are in the log alone")
                }
                let log = RecordedLog()
                #expect(SandboxFile(in: directory, logger: log.logger).isUnreadable)
                #expect(log.lines.isEmpty, "each page has said it already, once")
            }
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
            let log = RecordedLog()
            for _ in 1...3 { #expect(SandboxFile(in: directory, logger: log.logger).isUnreadable) }
            #expect(log.lines.count == 1, "\(log.lines)")
            #expect(log.lines.allSatisfy { $0.contains(path) && $0.contains("restore it from a backup") })
            #expect(try await desk.get(Paths.deskTrial).text.contains("pulihkan"))
            try FileManager.default.removeItem(atPath: path)
            #expect(try await desk.get(Paths.deskTrial).text.contains("Orang uji belum dibuat"))
            try whole.write(to: URL(filePath: path))
            #expect(try await desk.get(Paths.deskTrial).text.contains("6030123412341234"))
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
