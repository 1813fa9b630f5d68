import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("A partner's desk on which nothing waits")
struct QuietDeskTests {
    @Test(
        "the home of the desk leads on where nothing waits, and each link opens for a member of staff too",
        .bug(id: "5.826", "The home of a new partner's desk said that nothing waits, and led nowhere."),
        arguments: Engine.tested)
    func home(engine: Engine) async throws {
        try await Market.with(engine) { market in
            for (partner, courses) in [(market.institution, Paths.deskUpload), (market.platform, Paths.deskCourses)] {
                let desk = try await market.world.visitorAtDesk(of: partner, role: .staff)
                let home = try await desk.browser.get(Paths.partnerDesk)
                #expect(home.text.contains("Tidak ada yang menunggu Anda"), "\(home.text)")
                #expect(home.text.contains("Belum ada penjualan."))
                let main = try #require(home.body.split(separator: "<dl class=\"pairs\">").last)
                for path in [Paths.deskKeys, courses, Paths.partnerGuide, Paths.deskPeople, Paths.deskSales] {
                    #expect(main.contains("href=\"\(path)\""), "\(path)")
                    #expect(try await desk.browser.get(path).status == .ok, "\(path)")
                }
            }
        }
    }

    @Test(
        "the page of sales has one sentence while nothing was sold, and the tables afterwards",
        .bug(id: "5.827", "The page of sales of a new partner showed three empty boxes."), arguments: Engine.tested)
    func sales(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let desk = try await market.world.visitorAtDesk(of: market.platform)
            let before = try await desk.browser.get(Paths.deskSales)
            #expect(before.body.ranges(of: "class=\"empty\"").count == 1, "\(before.text)")
            #expect(before.text.contains("Belum ada penjualan.") && !before.body.contains("<table"))
            let siti = try await market.world.cardholder()
            _ = try await market.buy(siti)
            let after = try await desk.browser.get(Paths.deskSales)
            #expect(!after.body.contains("class=\"empty\"") && after.body.ranges(of: "<table").count == 3)

            market.world.clock.advance(.days(31))
            let later = try await market.world.visitorAtDesk(of: market.platform, name: "Sari").browser
            let quiet = try await later.get(Paths.deskSales)
            #expect(quiet.text.contains("Tidak ada penjualan dalam 30 hari terakhir."), "\(quiet.text)")
            #expect(quiet.body.ranges(of: "<table").count == 1)
        }
    }

    @Test(
        "every class on a page of the desk is known to a style sheet that the desk loads",
        .bug(
            id: "5.992",
            "Three lists of the desk had the office's class, and bullets; its forms had no second column."))
    func classes() async throws {
        let folder = World.repository.appending(path: "Sources/App/Resources/Public")
        let sheets = try ["app.css", "pages.css", "partner.css"].map {
            try String(contentsOf: folder.appending(path: $0), encoding: .utf8)
        }
        let known = Set(sheets.joined().matches(of: /\.([a-z][a-z0-9-]*)/).map { String($0.1) })
        try await World.with(.sqlite, development: true) { world in
            let desks = allPreviews.map(\.name).filter { $0.hasPrefix("Desk") || $0.hasSuffix("-desk") }
            #expect(desks.count > 10)
            for name in desks {
                let page = try await world.visitor().get(Paths.previewInLanguage(name, .indonesian))
                let used = page.body.matches(of: /class="([^"]*)"/).flatMap { $0.1.split(separator: " ") }
                let unknown = Set(used.map(String.init)).subtracting(known)
                #expect(unknown.isEmpty, "\(name): \(unknown.sorted())")
            }
        }
    }
}
