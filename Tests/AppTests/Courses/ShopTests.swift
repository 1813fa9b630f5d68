import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("A catalogue to shop in", .timeLimit(.minutes(3)))
struct ShopTests {
    /// The courses of all pages, by following the link to the next one.
    private func pages(_ visitor: Visitor, from start: String = Paths.catalogue) async throws -> [[String]] {
        var pages: [[String]] = []
        var next: String? = start
        while let path = next, pages.count < 10 {
            let page = try await visitor.get(path)
            pages.append(page.courses)
            next = page.link("Berikutnya")
        }
        return pages
    }

    @Test(
        "each day shuffles the catalogue, alike for all visitors; its pages show each course once",
        .bug(
            id: "5.461",
            "Courses stood by title, so that an institution moved to the front with a title that began with A."),
        arguments: Engine.tested)
    func order(engine: Engine) async throws {
        try await World.shop(engine) { world in
            let today = try await pages(world.visitor())
            #expect(today.map(\.count) == [12, 12, 12, 12, 12])
            #expect(Set(today.joined()).count == 60)
            let siti = try await world.cardholder()
            #expect(try await world.browser(of: siti.person).get(Paths.catalogue).courses == today[0])
            let second = try #require(try await world.visitor().get(Paths.catalogue).link("Berikutnya"))

            world.clock.advance(.days(1))
            let tomorrow = try await pages(world.visitor())
            #expect(tomorrow[0] != today[0] && Set(tomorrow.joined()) == Set(today.joined()))
            #expect(try await pages(world.visitor(), from: second) == Array(today.dropFirst()))
            #expect(try await world.visitor().get("/pelatihan?halaman=2").courses == tomorrow[1])
            for day in ["2020-01-01", "2031-01-01", "9999-12-31", "%F0%9F%98%80"] {
                let chosen = try await world.visitor().get("/pelatihan?halaman=2&hari=\(day)")
                #expect(chosen.courses == tomorrow[1], "an address does not choose the order: \(day)")
            }
        }
    }

    @Test("filters and order stay while pages are turned, and words put the best match first on every day")
    func paging() async throws {
        try await World.shop(.sqlite) { world in
            let first = try await world.visitor().get("/pelatihan?cara=mandiri&urut=harga")
            let next = try #require(first.link("Berikutnya"))
            #expect(next.contains("cara=mandiri") && next.contains("urut=harga") && next.contains("halaman=2"))
            let second = try await world.visitor().get(next)
            #expect(second.body.contains("name=\"cara\" value=\"mandiri\" checked"))
            #expect(Set(first.courses).isDisjoint(with: second.courses) && !second.courses.isEmpty)
            for _ in 0..<4 {
                let found = try await world.visitor().get("/pelatihan?cari=jahit").text
                let exact = try #require(found.range(of: "Menjahit Pakaian Sederhana"))
                let related = try #require(found.range(of: "Permak Pakaian"))
                #expect(exact.lowerBound < related.lowerBound)
                world.clock.advance(.days(1))
            }
        }
    }

    @Test(
        "a class in a room says where it is, and courses are filtered by place",
        .bug(id: "5.462", "A course in a room cost a card's balance and did not say in which city it was."),
        arguments: Engine.tested)
    func place(engine: Engine) async throws {
        try await World.shop(engine) { world in
            let visitor = world.visitor()
            let rooms = try await visitor.get("/pelatihan?cara=tatap")
            #expect(rooms.text.contains("Tatap muka di Kota Bandung · 24 jam"))
            #expect(rooms.body.contains("<option value=\"Kota Surakarta, Jawa Tengah\">"))
            let there = try await visitor.get("/pelatihan?tempat=Kota+Surakarta%2C+Jawa+Tengah")
            #expect(there.courses.count == 2 && there.text.contains("Pengelasan Pipa"))
            #expect(there.body.contains("value=\"Kota Surakarta, Jawa Tengah\" selected"))
            #expect(try await visitor.get("/pelatihan?cari=las+surakarta").text.contains("Pengelasan Pipa"))
            let nowhere = try await visitor.get("/pelatihan?tempat=Kota+Tual%2C+Maluku")
            #expect(nowhere.courses.isEmpty && nowhere.body.contains("value=\"Kota Tual, Maluku\" selected"))
            let page = try await visitor.get(try await world.path("las-pipa"))
            #expect(page.text.contains("Jadwal dan tempat") && page.text.contains("Di Kota Surakarta, Jawa Tengah."))
        }
    }

    @Test(
        "a search that finds nothing leads on to every field",
        .bug(id: "5.463", "A search without a hit showed no field any more, only the way back to all courses."))
    func nothing() async throws {
        try await World.shop(.sqlite) { world in
            let visitor = world.visitor()
            let none = try await visitor.get("/pelatihan?cari=xylofon")
            #expect(none.courses.isEmpty && none.text.contains("Atau pilih bidang:"))
            let fields = none.body.matches(of: /<a class="chip" href="(\/pelatihan\?bidang=[^"]+)"/).map {
                String($0.1)
            }
            #expect(fields.count == 13)
            for field in fields { #expect(!(try await visitor.get(field).courses.isEmpty), "\(field)") }
        }
    }

    @Test(
        "a course's page says what its certificate is, who gives it and what else they teach, in both languages",
        arguments: Engine.tested)
    func course(engine: Engine) async throws {
        try await World.shop(engine) { world in
            let visitor = world.visitor()
            let path = try await world.path("jahit-seragam")
            let page = try await visitor.get(path)
            for said in [
                "Setelah selesai Anda bisa", "Menghitung upah per potong", "Untuk siapa", "Yang Anda perlukan",
                "Sertifikat kelulusan dengan nilai dan 32 jam pelatihan", "Memuat daftar potongan",
                "Ujian praktik: menjahit sepuluh kemeja berukuran sama", "Kota Pekalongan, Jawa Tengah",
                "Griya Jarum Rapi", "Rp780.000", "Rp750.000", "Nilai dari peserta",
            ] { #expect(page.text.contains(said), "\(said)") }
            let others = try #require(page.link("Semua pelatihan dari Griya Jarum Rapi"))
            let shelf = try await visitor.get(others)
            #expect(shelf.courses.count == 4 && shelf.text.contains("Hanya pelatihan dari Griya Jarum Rapi."))
            #expect(shelf.body.contains("type=\"hidden\" name=\"lembaga\""))
            #expect(shelf.link("Tampilkan semua lembaga") == Paths.catalogue)

            try await visitor.get("\(Paths.language(.english))?kembali=\(Paths.catalogue)")
            let english = try await visitor.get(path).text
            for said in ["Afterwards you can", "For whom", "The certificate", "Schedules and place", "Institution"] {
                #expect(english.contains(said), "\(said)")
            }
            let catalogue = try await visitor.get("/pelatihan?cari=sewing").text
            #expect(catalogue.contains("Menjahit Pakaian Sederhana") && catalogue.contains("Best match"))
            #expect(try await visitor.get("/pelatihan?cara=tatap").text.contains("In a room in Kota Bandung"))
            #expect(try await visitor.get("/pelatihan?lembaga=7").text.contains("No training matches"))
            #expect(try await visitor.get("/pelatihan?lembaga=x").text.contains("60 courses"))
        }
    }

    @Test("the first page of the catalogue weighs less than 50 kB with its style and pictures, as do all course pages")
    func weight() async throws {
        try await World.shop(.sqlite) { world in
            let siti = try await world.cardholder()
            try await world.announceWave(1)
            let browser = try await world.browser(of: siti.person)
            for path in [Paths.catalogue, "/pelatihan?cari=xylofon", try await world.path("dasar-barista")] {
                let page = try await browser.get(path)
                let files = Set(page.body.matches(of: /(?:src|href)="(\/[^"]*\.(?:css|js|svg))"/).map { String($0.1) })
                var weight = try #require(Gzip.compressed(page.bytes)).count
                for file in files {
                    weight += try #require(Gzip.compressed(try await browser.get(file).bytes)).count
                }
                #expect(files.contains { $0.hasSuffix("app.css") } && weight < 50_000, "\(path) \(weight)")
            }
        }
    }

    @Test("curators read place and certificate of a version and have to tick that they fit", arguments: Engine.tested)
    func curation(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let ratna = try await world.officer("Ratna", .operations)
            let hendra = try await world.officer("Hendra", .approver)
            let row =
                World.row("kopi", institution: "balai", platform: "pijarmahir")
                + ",Pemula,Ponsel,Memuat nilai dan jam,\"Kota Ambon, Maluku\""
            try await world.bringIn([row], by: ratna)
            let page = try await hendra.browser.get(Paths.officeCourse(try await world.course("kopi").id)).text
            #expect(page.contains("Kota Ambon, Maluku") && page.contains("Memuat nilai dan jam"))
            let unticked = try await world.judge("kopi", by: hendra, without: [.choice])
            #expect(unticked.status == .unprocessableContent)
            let moved = row.replacing("Kota Ambon", with: "Kota Tual")
            let preview = try #require(try await world.upload([moved], by: ratna))
            #expect(try await ratna.browser.get(preview).text.contains("Isi baru untuk kurator"))
        }
    }

    @Test("the home page leads to the catalogue with words")
    func home() async throws {
        try await World.shop(.sqlite) { world in
            let home = try await world.visitor().get(Paths.home)
            #expect(home.body.contains("action=\"\(Paths.catalogue)\"") && home.body.contains("name=\"cari\""))
        }
    }
}

extension World {
    /// The page of one of the demo's courses.
    fileprivate func path(_ code: String) async throws -> String { Paths.course(try await course(code).id) }
}
