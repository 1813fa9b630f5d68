import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Course catalogue")
struct CatalogueTests {
    @Test(
        "search by word, platform and price, sorted by title",
        .bug(id: "4.209", "A search with two blanks between its words, as telephones put them, found nothing."),
        arguments: Engine.tested)
    func search(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await DemoCatalogue(
                dependencies: world.dependencies, shopAddress: "http://127.0.0.1:1", schoolAddress: "http://127.0.0.1:2"
            ).install()
            let visitor = world.visitor()
            let all = try await visitor.get(Paths.catalogue).text
            let titles = ["Dasar Barista", "Las Listrik", "Lembar Kerja", "Pemasaran Digital", "Servis Sepeda Motor"]
            let places = titles.compactMap { all.range(of: $0)?.lowerBound }
            #expect(places.count == titles.count)
            #expect(places == places.sorted())
            #expect(try await visitor.get("/pelatihan?cari=KOPI&harga=").text.contains("Tidak ada pelatihan"))
            #expect(try await visitor.get("/pelatihan?cari=barista").text.contains("Mulai Rp575.000"))
            #expect(try await visitor.get("/pelatihan?cari=+dasar++barista%C2%A0").text.contains("Mulai Rp575.000"))
            let cheap = try await visitor.get("/pelatihan?harga=300000").text
            #expect(cheap.contains("Lembar Kerja"))
            #expect(!cheap.contains("Barista"))
            #expect(try await visitor.get("/pelatihan?cari=%25").text.contains("Tidak ada pelatihan"))
        }
    }

    @Test("a course's page shows its price on each platform and how to buy", arguments: Engine.tested)
    func course(engine: Engine) async throws {
        try await World.with(engine) { world in
            let catalogue = DemoCatalogue(
                dependencies: world.dependencies, shopAddress: "http://127.0.0.1:1", schoolAddress: "http://127.0.0.1:2"
            )
            try await catalogue.install()
            try await catalogue.install()
            let barista = try await world.dependencies.database.read { try $0.courses.find(code: "dasar-barista") }
            let page = try await world.visitor().get(Paths.course(try #require(barista).id))
            #expect(page.text.contains("Rp575.000"))
            #expect(page.text.contains("Rp625.000"))
            #expect(page.body.contains("http://127.0.0.1:1/pijarmahir/kursus/dasar-barista"))
            #expect(try await world.visitor().get("/pelatihan/1").status == .notFound)
        }
    }
}
