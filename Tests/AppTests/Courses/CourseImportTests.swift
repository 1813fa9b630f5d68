import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Courses: import, curation and prices", .timeLimit(.minutes(3)))
struct CourseImportTests {
    @Test(
        "a file is reported row by row, nothing is imported while one is wrong, and a second import changes nothing",
        arguments: Engine.tested)
    func report(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let ratna = try await world.officer("Ratna", .operations)
            let good = World.row("kopi", institution: "balai", platform: "pijarmahir")
            let wrong = World.row("teh", institution: "tidak-ada", platform: "bukalapak")
                .replacing("600000", with: "banyak")
            let preview = try #require(try await world.upload([good, wrong], by: ratna))
            let page = try await ratna.browser.get(preview).text
            #expect(page.contains("harga Tulis rupiah bulat, misalnya 575000."))
            #expect(page.contains("Pelatihan baru: Dasar Barista"))
            #expect(try await ratna.browser.post(preview, []).location == preview)
            #expect(try await world.dependencies.database.read { try $0.courses.find(code: "kopi") } == nil)
            let part = try await ratna.browser.post(preview, [("sebagian", "ya")])
            #expect(part.location == Paths.officeCourses)
            #expect(try await world.course("kopi").state == .proposed)

            let again = try #require(try await world.upload([good], by: ratna))
            #expect(try await ratna.browser.get(again).text.contains("Tidak ada. Isinya sudah sama."))
            let shop = try await world.invite(.platform, "Toko", code: "toko", by: ratna)
            let stray = World.row("gula", institution: "balai", platform: shop.partner.clientCode)
                .replacing("https://toko.example", with: "https://penipu.example")
            let elsewhere = try #require(try await world.upload([stray], by: ratna))
            #expect(try await ratna.browser.get(elsewhere).text.contains("harus di situs platform"))
            let unknown = try #require(
                try await world.upload([World.row("teh", institution: "x", platform: "pijarmahir")], by: ratna))
            #expect(try await ratna.browser.get(unknown).text.contains("Tidak ada lembaga dengan kode ini"))
        }
    }

    @Test(
        "the office's list of courses has pages and a search, and a file is imported on a page of its own",
        .bug(
            id: "5.382", "All courses stood on one page, and the form for a file below the last of three hundred."
        ), arguments: Engine.tested)
    func pages(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let ratna = try await world.officer("Ratna", .operations)
            let rows = (1...CourseOffice.length).map { number in
                World.row(
                    "kopi-\(number)", institution: "balai", platform: "pijarmahir", title: "Kopi \(number) 100%",
                    schedule: "kopi-\(number)-1")
            }
            try await world.bringIn(rows, by: ratna)
            let first = try await ratna.browser.get(Paths.officeCourses)
            #expect(first.body.matches(of: /href="\/kantor\/pelatihan\/\d+"/).count == CourseOffice.length)
            #expect(first.body.contains("\(Paths.officeCourses)?halaman=2") && !first.body.contains("type=\"file\""))
            #expect(first.body.contains("href=\"\(Paths.uploadCourses)\""))
            let second = try await ratna.browser.get("\(Paths.officeCourses)?halaman=2")
            #expect(second.text.contains(market.course.title) && second.text.contains("Sebelumnya"))
            let found = try await ratna.browser.get("\(Paths.officeCourses)?cari=kopi+7+100%25")
            #expect(found.text.contains("Kopi 7 100%") && !found.text.contains("Kopi 17 100%"), "\(found.text)")
            let own = "\(Paths.officeCourses)?mitra=\(market.rival.id)"
            #expect(try await ratna.browser.get(own).text.contains("Pelatihan \(market.rival.name)"))
            let nothing = try await ratna.browser.get("\(Paths.officeCourses)?cari=%25%25")
            #expect(nothing.text.contains("Tidak ada yang cocok dengan “%%”"))
            #expect(try await ratna.browser.get(Paths.uploadCourses).body.contains("type=\"file\""))
            let empty = try await ratna.browser.upload(Paths.uploadCourses, files: [], seeing: Paths.uploadCourses)
            #expect(empty.status == .unprocessableContent && empty.text.contains("Pilih berkas CSV-nya."))
        }
    }

    @Test(
        "a field that is too long is named with its line, its column and its limit, however long it is",
        .bug(id: "5.313", "A text of 10,000 letters was answered with “Close its quotation mark”."),
        arguments: Engine.tested)
    func longField(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let ratna = try await world.officer("Ratna", .operations)
            let good = World.row("kopi", institution: "balai", platform: "pijarmahir")
            for letters in [601, 10_000, 70_000] {
                let text = String(repeating: "é", count: letters)
                for long in [text, "\"\(text)\""] {
                    let row = good.replacing("Menyeduh kopi dan melayani tamu", with: long)
                    let preview = try #require(try await world.upload([good, row], by: ratna))
                    let page = try await ratna.browser.get(preview).text
                    #expect(page.contains("3 ringkasan Terlalu panjang. Paling banyak 600 huruf."), "\(page)")
                }
            }
            let open = good.replacing("Menyeduh", with: "\"Menyeduh")
            let preview = try #require(try await world.upload([good, open], by: ratna))
            #expect(try await ratna.browser.get(preview).text.contains("Tanda kutipnya terbuka."))
        }
    }

    @Test(
        "curators see each changed field of a new content beside the value in force",
        .bug(id: "5.495", "The curators of a second version saw its new prices and none of its changed content."))
    func changedContent() async throws {
        try await Market.with(.sqlite) { market in
            let world = market.world
            let ratna = try await world.officer("Ratna", .operations)
            let (hendra, dian) = (
                try await world.officer("Hendra", .approver), try await world.officer("Dian", .verifier)
            )
            try await world.bringIn([World.row("kopi", institution: "balai", platform: "pijarmahir")], by: ratna)
            let path = Paths.officeCourse(try await world.course("kopi").id)
            #expect(try await !hendra.browser.get(path).text.contains("Isi yang berubah"))
            try await world.judge("kopi", by: hendra)
            try await world.judge("kopi", by: dian)
            let changed = World.row("kopi", institution: "balai", platform: "pijarmahir", title: "Barista Lanjutan")
            try await world.bringIn([changed], by: ratna)
            let page = try await hendra.browser.get(path).text
            let table = "Isi yang berubah Bagian Sekarang Menjadi Judul Dasar Barista Barista Lanjutan"
            #expect(page.contains("\(table) Tidak ada") || page.contains("\(table) Harga"), "\(page)")
        }
    }

    @Test(
        "two curators put a course on sale, a new content waits while the old one is sold, and one refusal ends it",
        arguments: Engine.tested)
    func curation(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let ratna = try await world.officer("Ratna", .operations)
            let (hendra, dian) = (
                try await world.officer("Hendra", .approver), try await world.officer("Dian", .verifier)
            )
            try await world.bringIn([World.row("kopi", institution: "balai", platform: "pijarmahir")], by: ratna)
            let unticked = try await world.judge("kopi", by: hendra, without: [.trainer])
            #expect(unticked.status == .unprocessableContent && unticked.text.contains("semua hal harus dicentang"))
            #expect(try await world.judge("kopi", by: hendra, because: "baik").status == .unprocessableContent)
            #expect(try await hendra.browser.get(Paths.office).text.contains("menunggu kurasi Anda"))
            try await world.judge("kopi", by: hendra)
            #expect(try await world.judge("kopi", by: hendra).status == .conflict)
            #expect(try await world.course("kopi").state == .proposed)
            try await world.judge("kopi", by: dian)
            #expect(try await world.course("kopi").state == .approved)
            let path = Paths.course(try await world.course("kopi").id)
            #expect(try await world.visitor().get(path).text.contains("Rp600.000"))

            let changed = World.row("kopi", institution: "balai", platform: "pijarmahir", title: "Barista Lanjutan")
            try await world.bringIn([changed], by: ratna)
            #expect(try await world.visitor().get(path).text.contains("Dasar Barista"))
            try await world.judge("kopi", by: dian, accepting: false, without: [.competence])
            #expect(try await world.course("kopi").state == .approved)
            let refused = try #require(try await world.upload([changed], by: ratna))
            #expect(try await ratna.browser.get(refused).text.contains("sudah ditolak kurator"))

            let withdrawn = try await ratna.browser.post(
                Paths.officeCourseAct(try await world.course("kopi").id, .withdraw),
                [(OfficeCoursePage.reasonField(.withdraw), "Pengajarnya sudah tidak mengajar lagi")],
                seeing: Paths.officeCourse(try await world.course("kopi").id))
            #expect(withdrawn.status == .seeOther || withdrawn.location != nil)
            #expect(try await world.course("kopi").state == .withdrawn)
            #expect(try await world.visitor().get(path).text.contains("tidak dijual lagi"))
        }
    }

    @Test(
        "only the uploader imports a file, and an importer curates none of their own prices, carried over or not",
        arguments: Engine.tested)
    func uploader(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let ratna = try await world.officer("Ratna", .operations)
            let hendra = try await world.officer("Hendra", .approver)
            let first = World.row("kopi", institution: "balai", platform: "pijarmahir")
            let preview = try #require(try await world.upload([first], by: hendra))
            #expect(try await ratna.browser.post(preview, []).status == .conflict)
            #expect(try await world.dependencies.database.read { try $0.courses.find(code: "kopi") } == nil)
            #expect(try await hendra.browser.post(preview, []).location == Paths.officeCourses)
            // Another officer's version carries Hendra's prices on.
            let second = World.row("kopi", institution: "balai", platform: "bukalapak", title: "Kopi Susu")
            try await world.bringIn([second], by: ratna)
            #expect(try await world.judge("kopi", by: hendra).status == .conflict)
        }
    }

    @Test(
        "the link of a platform without a web site is curated before buyers see it, also when only the link changes",
        arguments: Engine.tested)
    func unknownSite(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let ratna = try await world.officer("Ratna", .operations)
            func link() async throws -> String? {
                try await world.dependencies.database.read {
                    try $0.courses.offer(of: market.course.id, at: market.platform.id)?.url
                }
            }
            let stray = World.row(
                "barista", institution: "balai", platform: "pijarmahir", schedule: market.schedule.code)
            try await world.bringIn(
                [stray.replacing("https://pijarmahir.example", with: "https://penipu.example")], by: ratna)
            #expect(try await link() == "https://dp.example/barista")
        }
    }

    @Test(
        "a price may rise by a tenth above the curated one, in however many steps; above it curators decide",
        arguments: Engine.tested)
    func prices(engine: Engine) async throws {
        try await Market.with(engine) { market in
            let world = market.world
            let ratna = try await world.officer("Ratna", .operations)
            let (hendra, dian) = (
                try await world.officer("Hendra", .approver), try await world.officer("Dian", .verifier)
            )
            func price(_ amount: Int) async throws -> Rupiah? {
                try await world.bringIn(
                    [World.row("kopi", institution: "balai", platform: "pijarmahir", price: amount)], by: ratna)
                let id = try await world.course("kopi").id
                return try await world.dependencies.database.read {
                    try $0.courses.offer(of: id, at: market.platform.id)?.price
                }
            }
            #expect(try await price(600_000) == nil)
            try await world.judge("kopi", by: hendra)
            try await world.judge("kopi", by: dian)
            #expect(try await price(630_000) == Rupiah(630_000))
            #expect(try await price(660_000) == Rupiah(660_000))
            #expect(try await price(660_001) == Rupiah(660_000))
            try await world.judge("kopi", by: hendra)
            try await world.judge("kopi", by: dian)
            #expect(try await price(660_001) == Rupiah(660_001))
            #expect(try await price(400_000) == Rupiah(400_000))
            let history = try await ratna.browser.get(Paths.officeCourse(try await world.course("kopi").id)).text
            for amount in ["Rp600.000", "Rp630.000", "Rp660.001", "Rp400.000"] { #expect(history.contains(amount)) }
        }
    }
}
