import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Ways of teaching that are not sold", .timeLimit(.minutes(2)))
struct DeliveryPauseTests {
    @Test(
        "the catalogue lists no course of a way of teaching that the edition does not allow, and says so",
        .bug(
            id: "5.573",
            "The catalogue listed classes in a room that the edition forbade, and only the purchase was refused."),
        arguments: Engine.tested)
    func hidden(engine: Engine) async throws {
        try await World.shop(engine, rooms: false) { world in
            let visitor = world.visitor()
            let all = try await visitor.get("/pelatihan?urut=judul")
            #expect(all.text.contains("52 pelatihan") && all.text.contains("Pelatihan tatap muka sedang tidak dijual."))
            let rooms = try await visitor.get("/pelatihan?cara=tatap")
            #expect(rooms.courses.isEmpty)
            #expect(try await !visitor.get("/pelatihan?cari=las+surakarta").text.contains("Pengelasan Pipa"))
            // The page stays for people who have its address, and sells nothing.
            let course = try await world.dependencies.database.read { try $0.courses.find(code: "las-pipa") }
            let page = try await visitor.get(Paths.course(try #require(course).id))
            #expect(page.status == .ok && page.text.contains("Pelatihan tatap muka sedang tidak dijual."))
            #expect(!page.text.contains("Beli di "))
        }
    }

    @Test("from the day that the edition names on the courses are in the catalogue; before it the page says which day")
    func later() async throws {
        let later: @Sendable (String) -> String = {
            $0.replacing(
                "    - { mode: webinar }\n",
                with: "    - { mode: webinar }\n    - { mode: offline, from: \"2020-04-20\" }\n")
        }
        try await World.with(.sqlite, edition: later) { world in
            try await DemoCatalogue(
                dependencies: world.dependencies, shopAddress: "http://127.0.0.1:1", schoolAddress: "http://127.0.0.1:2"
            ).install()
            world.clock.set("2020-04-19T23:59:59+07:00")
            let before = try await world.visitor().get(Paths.catalogue).text
            #expect(before.contains("52 pelatihan") && before.contains("dijual lagi mulai 20 April 2020"))
            world.clock.set("2020-04-20T00:00:00+07:00")
            let after = try await world.visitor().get(Paths.catalogue).text
            #expect(after.contains("60 pelatihan") && !after.contains("dijual lagi mulai"))
        }
    }
}
