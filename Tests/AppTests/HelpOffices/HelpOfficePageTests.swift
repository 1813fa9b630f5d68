import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Directory of local offices", .timeLimit(.minutes(2)))
struct HelpOfficePageTests {
    private static let bandung = "/bantuan/kantor?provinsi=32"

    @Test("the directory is reached from home, help and the foot of every page, in both languages")
    func links() async throws {
        try await World.with(.sqlite) { world in
            for language in Language.allCases {
                let directory = PublicPage.helpOffices.path(in: language)
                for page in [PublicPage.home, .help, .signIn] {
                    let seen = try await world.visitor().get(page.path(in: language))
                    #expect(seen.body.contains("href=\"\(directory)\""), "\(page) in \(language)")
                }
                let first = try await world.visitor().get(directory)
                #expect(first.status == .ok && first.body.matches(of: /<option value="\d\d">/).count == 34)
                #expect(first.body.contains("action=\"\(directory)\"") && !first.body.contains("name=\"kabupaten\""))
            }
        }
    }

    @Test(
        "an office shows address, hours, telephone and computers, and whether it is open now", arguments: Engine.tested)
    func office(engine: Engine) async throws {
        // Wednesday, 15 April 2020, 09.00 WIB.
        try await World.with(engine) { world in
            try await world.importOffices([
                World.officeRow("Dinas Tenaga Kerja"),
                World.officeRow(
                    "Kantor <b>& Kawan</b>", region: "32.04", phone: "", computers: "0", hours: "13.00-15.00"),
                World.officeRow("Dinas Ternate", region: "82.71"),
            ])
            let page = try await world.visitor().get(Self.bandung)
            #expect(page.text.contains("2 kantor") && page.text.contains("Tenaga kerja · Kota Bandung"))
            #expect(page.text.contains("Buka sekarang sampai 16.00 WIB Hari ini 08.00–16.00 WIB"))
            // The hour and its zone are not divided by the end of a phone's line.
            #expect(page.body.contains("<span class=\"together\">sampai 16.00 WIB</span>"))
            #expect(page.text.contains("Tutup buka lagi hari ini 13.00 WIB"))
            #expect(page.text.contains("Senin–Jumat: 08.00–16.00 WIB") && page.text.contains("Jalan Contoh 12"))
            #expect(page.body.contains("<a href=\"tel:+62220000123\">(022) 0000123</a>"))
            #expect(page.text.contains("6 komputer") && page.text.contains("Tidak ada komputer"))
            #expect(page.body.contains("Kantor &lt;b&gt;&amp; Kawan&lt;/b&gt;") && !page.text.contains("Ternate"))
            let english = try await world.visitor().get("/en\(Self.bandung)")
            #expect(english.text.contains("Help offices in Jawa Barat") && english.text.contains("2 offices"))
            #expect(english.text.contains("Open now until 16:00 WIB Today 08:00–16:00 WIB"))
            #expect(english.text.contains("Closed opens again today 13:00 WIB"))
            #expect(english.text.contains("Monday–Friday: 08:00–16:00 WIB"))
            let siti = try await world.signedUp()
            #expect(try await siti.browser.get(Self.bandung).text.contains("Dinas Tenaga Kerja"))
        }
    }

    @Test(
        "an office keeps its own zone, and is closed on holidays, which are named", arguments: Engine.tested)
    func closed(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.importOffices([
                World.officeRow("Dinas Bandung"), World.officeRow("Dinas Ternate", region: "82.71"),
            ])
            func shown(_ province: String, at instant: String) async throws -> String {
                world.clock.set(instant)
                return try await world.visitor().get("/bantuan/kantor?provinsi=\(province)").text
            }
            // Friday evening in Ternate, afternoon in Bandung.
            let friday = "2020-04-17T15:00:00+07:00"
            #expect(try await shown("32", at: friday).contains("Buka sekarang sampai 16.00 WIB"))
            #expect(try await shown("82", at: friday).contains("Tutup buka lagi Senin 08.00 WIT"))
            // The day before Idulfitri's holidays is a holiday, and the Friday after it a working day.
            let thursday = try await shown("32", at: "2020-05-21T10:00:00+07:00")
            #expect(
                thursday.contains("Hari ini tutup: Kenaikan Isa Almasih") && thursday.contains("buka lagi Jumat 08.00"))
            let afterwards = try await shown("32", at: "2020-05-22T16:00:00+07:00")
            #expect(afterwards.contains("buka lagi Selasa 08.00 WIB"))
            // Joint leave.
            let leave = try await shown("32", at: "2020-08-21T10:00:00+07:00")
            #expect(leave.contains("Hari ini tutup: Cuti bersama") && leave.contains("buka lagi Senin 08.00 WIB"))
        }
    }

    @Test("kind and regency filter the list; a regency of another province is dropped", arguments: Engine.tested)
    func filters(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.importOffices([
                World.officeRow("Kerja Kota"), World.officeRow("Wisata Kota", kind: "pariwisata"),
                World.officeRow("Kerja Kabupaten", region: "32.04"), World.officeRow("Kerja Ternate", region: "82.71"),
            ])
            func shown(_ filter: String) async throws -> Answer { try await world.visitor().get(Self.bandung + filter) }
            let city = try await shown("&kabupaten=32.73")
            #expect(city.text.contains("2 kantor") && !city.text.contains("Kerja Kabupaten"))
            #expect(city.body.contains("value=\"32.73\" selected") && city.body.contains("value=\"32.04\">"))
            let tourism = try await shown("&kabupaten=32.73&jenis=pariwisata")
            #expect(tourism.text.contains("1 kantor") && tourism.text.contains("Wisata Kota"))
            #expect(try await shown("&kabupaten=82.71").text.contains("3 kantor"))
            let none = try await shown("&kabupaten=32.04&jenis=koperasi-ukm")
            #expect(none.text.contains("Belum ada kantor di daftar ini") && none.text.contains("Lihat semua kantor"))
            #expect(none.body.contains("href=\"\(Self.bandung)\""))
        }
    }

    @Test("where no office is listed the page says what to do, and no choice from outside breaks it")
    func nothing() async throws {
        try await World.with(.sqlite) { world in
            let contact = world.dependencies.edition.contact
            let empty = try await world.visitor().get(Self.bandung)
            #expect(empty.text.contains("Belum ada kantor di daftar ini"))
            #expect(empty.text.contains("Telepon pusat bantuan \(contact.callCentre)"))
            #expect(!empty.text.contains("Lihat semua kantor"))
            let english = try await world.visitor().get("/en\(Self.bandung)")
            #expect(english.text.contains("No office is listed here yet"))
            try await world.importOffices([World.officeRow("Dinas")])
            for query in [
                "provinsi=99", "provinsi=%00", "provinsi=32&provinsi=82", "kabupaten=32.73", "jenis=%3Cscript%3E",
                "provinsi=32&halaman=-1", "provinsi=32&halaman=99999999999999999999", "provinsi=%F0%9F%98%80",
                "provinsi=32&kabupaten='%20OR%201=1", "provinsi=\(String(repeating: "3", count: 5_000))",
            ] {
                let answer = try await world.visitor().get("/bantuan/kantor?\(query)")
                let status: HTTPResponse.Status = query.contains("%00") ? .badRequest : .ok
                #expect(answer.status == status && !answer.body.contains("<script>"), "\(query)")
            }
            let last = try await world.visitor().get("\(Self.bandung)&halaman=99999999999999999999")
            #expect(last.text.contains("Dinas"))
        }
    }

    @Test("a province with many offices has pages that keep the choice", arguments: Engine.tested)
    func pages(engine: Engine) async throws {
        try await World.with(engine) { world in
            let count = HelpOfficeQuery.pageSize + 1
            try await world.importOffices((1...count).map { World.officeRow("Dinas \(1_000 + $0)") })
            let first = try await world.visitor().get("\(Self.bandung)&jenis=tenaga-kerja")
            #expect(first.body.matches(of: /<li class="card">/).count == HelpOfficeQuery.pageSize)
            #expect(first.bytes.count < 50_000)
            #expect(first.text.contains("\(count) kantor") && first.text.contains("Halaman 1 dari 2"))
            let next = "\(Self.bandung)&amp;jenis=tenaga-kerja&amp;halaman=2"
            #expect(first.body.contains("href=\"\(next)\""))
            let second = try await world.visitor().get(next.replacing("&amp;", with: "&"))
            #expect(
                second.body.matches(of: /<li class="card">/).count == 1
                    && second.text.contains("Dinas \(1_000 + count)"))
        }
    }

    @Test(
        "an office whose telephone number SQL changed is not shown, and `audit verify` names the directory",
        .bug(
            id: "5.524", "A telephone number or an address of a help office that SQL changed was shown to all people."),
        arguments: Engine.tested)
    func changed(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.importOffices([World.officeRow("Dinas Tenaga Kerja")])
            #expect(try await world.startBinding() == [])
            try await world.vandalise("UPDATE help_office SET phone = '+62811000666'")
            let page = try await world.visitor().get(Self.bandung).text
            #expect(!page.contains("Dinas Tenaga Kerja"))
            #expect(try await world.verifyRecords().contains { $0.hasPrefix("directory of local offices 1 ") })
            try await world.importOffices([World.officeRow("Dinas Tenaga Kerja")])
            #expect(try await world.visitor().get(Self.bandung).text.contains("Dinas Tenaga Kerja"))
            #expect(try await world.verifyRecords() == [])
        }
    }
}
