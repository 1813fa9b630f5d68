import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("The audit trail, filtered", .timeLimit(.minutes(2)))
struct AuditFilterTests {
    private static func path(_ fields: (String, String)...) -> String {
        "\(Paths.officeAudit)?" + fields.map { "\($0.0)=\($0.1.percentEncoded)" }.joined(separator: "&")
    }

    private static func rows(_ page: Answer) -> Int { page.body.matches(of: /<tr><td/).count }

    /// The text of the rows: the filter's fields name acts, too.
    private static func listed(_ page: Answer) -> String {
        let table = page.body.firstMatch(of: /<tbody>.*<\/tbody>/.dotMatchesNewlines()).map { String($0.0) } ?? ""
        return table.replacing(/<[^>]*>/, with: " ").replacing(/\s+/, with: " ")
    }

    @Test(
        "the trail is filtered by officer, kind of act, act, person or thing and days, each alone and together",
        .bug(id: "5.444", "The page of acts had one filter, the code of a subject."), arguments: Engine.tested)
    func filters(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted(1)
            let rahmat = try await world.submitted(2)
            let (hers, his) = (try await world.photos(of: siti), try await world.photos(of: rahmat))
            let person = try await world.id(of: siti)
            let dian = try await world.officer("Dian", [.identityReviewer])
            let vera = try await world.officer("Vera", [.identityReviewer])
            try await dian.browser.post(Paths.photoAcceptance(hers.card), [], seeing: Paths.photoReview(hers.card))
            try await vera.browser.post(
                Paths.photoRejection(his.card), [("alasan", "dark")], seeing: Paths.photoReview(his.card))
            let lestari = try await world.officer("Lestari", .auditor).browser
            func shown(_ fields: (String, String)...) async throws -> Answer {
                let query = fields.map { "\($0.0)=\($0.1.percentEncoded)" }.joined(separator: "&")
                let page = try await lestari.get("\(Paths.officeAudit)?\(query)")
                #expect(page.status == .ok, "\(query): \(page.text)")
                return page
            }
            let byDian = try await shown(("petugas", "\(dian.id)"))
            #expect(byDian.text.contains("Hanya: Dian .") && byDian.text.contains("Foto diterima"))
            #expect(!byDian.text.contains("Foto ditolak") && !byDian.text.contains("Pendaftaran dikirim"))
            let photos = try await shown(("jenis", "foto"))
            #expect(Self.listed(photos).contains("Foto diterima") && Self.listed(photos).contains("Foto ditolak"))
            #expect(!Self.listed(photos).contains("Pendaftaran dikirim"))
            #expect(photos.body.contains("<option value=\"photo.rejected\">Foto ditolak"))
            let rejected = try await shown(("jenis", "foto"), ("tindakan", "photo.rejected"))
            #expect(Self.rows(rejected) == 1 && Self.listed(rejected).contains("alasan: gelap"))
            let both = try await shown(("petugas", "\(dian.id)"), ("jenis", "foto"), ("tindakan", "photo.rejected"))
            #expect(Self.rows(both) == 0 && both.text.contains("Ubah saringannya"))
            let hersOnly = try await shown(("perihal", "\(person)"), ("jenis", "foto"))
            #expect(hersOnly.body.contains(Paths.officeAudit(subject: "photo:\(hers.card)")))
            #expect(!hersOnly.body.contains(Paths.officeAudit(subject: "photo:\(his.card)")))
            let readings = try await world.dependencies.database.read {
                try $0.access.readings(of: person, before: nil, limit: 50)
            }
            #expect(readings.contains { $0.kind == .trail })
            let why = [(ReasonField.name, "Pemeriksaan putusan foto bulan April")]
            try await lestari.post(Paths.personOpening(person), why, seeing: Paths.person(person))
            #expect(
                try await lestari.get(Paths.person(person)).body
                    .contains("href=\"\(Paths.officeAudit(AuditFilter(object: "\(person)")))\""))
            lestari.carry(cookie: LanguageCookie.name, Language.english.rawValue)
            let english = try await shown(("petugas", "\(vera.id)"), ("jenis", "foto"))
            #expect(english.text.contains("Only: Vera; Photos .") && Self.listed(english).contains("Photo rejected"))
        }
    }

    @Test(
        "days are of the programme's clock and both included, and the older part keeps the filter",
        arguments: Engine.tested)
    func days(engine: Engine) async throws {
        try await World.with(engine) { world in
            let today = world.today
            try await world.dependencies.database.transaction { [dependencies = world.dependencies] tx in
                for number in 1...(AuditTrailPage.length + 5) {
                    try tx.audit.record(
                        AuditEvent("wave.closed", subject: "wave:\(number)"), by: .system, at: dependencies.moment(),
                        ids: dependencies.ids)
                }
            }
            world.clock.advance(.days(1))
            try await world.dependencies.database.transaction { [dependencies = world.dependencies] tx in
                try tx.audit.record(
                    AuditEvent("wave.announced", subject: "wave:1"), by: .system, at: dependencies.moment(),
                    ids: dependencies.ids)
            }
            let lestari = try await world.officer("Lestari", .auditor).browser
            func path(_ first: CivilDate, _ last: CivilDate) -> String {
                Paths.officeAudit(AuditFilter(kind: .waves, first: first, last: last))
            }
            let first = try await lestari.get(path(today, today))
            #expect(Self.rows(first) == AuditTrailPage.length && !Self.listed(first).contains("Hasil diumumkan"))
            let older = try #require(first.body.firstMatch(of: /href="(\/kantor\/jejak[^"]*sebelum=[^"]*)"/)?.1)
            let rest = try await lestari.get(String(older).replacing("&amp;", with: "&"))
            #expect(Self.rows(rest) == 5 && !rest.body.contains("sebelum="))
            let tomorrow = try await lestari.get(path(today.adding(days: 1), today.adding(days: 1)))
            #expect(Self.rows(tomorrow) == 1 && Self.listed(tomorrow).contains("Hasil diumumkan"))
            let wave = try await lestari.get(Paths.officeAudit(AuditFilter(act: "wave.closed", object: "wave:7")))
            #expect(Self.rows(wave) == 1)
        }
    }

    @Test("a wrong day and an unknown subject are named at their fields, and what was typed stays")
    func wrong() async throws {
        try await World.with(.sqlite) { world in
            let lestari = try await world.officer("Lestari", .auditor).browser
            let day = try await lestari.get(
                Self.path(("dari-day", "31"), ("dari-month", "2"), ("dari-year", "2020"), ("perihal", "wave:1")))
            #expect(day.status == .unprocessableContent && day.text.contains("tidak ada tanggal 31 Februari 2020"))
            #expect(day.body.contains("value=\"wave:1\"") && day.body.contains("href=\"#dari\""))
            let turned = try await lestari.get(
                Paths.officeAudit(AuditFilter(first: world.today, last: world.today.adding(days: -1))))
            #expect(turned.status == .unprocessableContent && turned.text.contains("tidak sebelum yang pertama"))
            for typed in ["bukan apa-apa", ":", "::1", "siti@contoh.id", "0812-3456-7890"] {
                let page = try await lestari.get(Self.path(("perihal", typed)))
                #expect(page.status == .unprocessableContent && page.body.contains("href=\"#perihal\""), "\(typed)")
            }
            let nik = try await lestari.post(Paths.officeAudit, [("perihal", "8271 0527 0395 0001")])
            #expect(nik.status == .unprocessableContent && nik.body.contains("value=\"8271 0527 0395 0001\""))
            let sent = try await lestari.post(Paths.officeAudit, [("jenis", "gelombang"), ("perihal", "wave:1")])
            #expect(sent.location == Paths.officeAudit(AuditFilter(kind: .waves, object: "wave:1")))
            lestari.carry(cookie: LanguageCookie.name, Language.english.rawValue)
            #expect(try await lestari.get(Self.path(("perihal", "nothing"))).text.contains("“batch 3”"))
        }
    }

    @Test(
        "the filtered acts are asked for as a table that holds no others, and the second officer reads the filter",
        arguments: Engine.tested)
    func exported(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted(1)
            let hers = try await world.photos(of: siti)
            let dian = try await world.officer("Dian", [.identityReviewer])
            try await dian.browser.post(Paths.photoAcceptance(hers.card), [], seeing: Paths.photoReview(hers.card))
            let (rini, heru) = (
                try await world.officer(.operations, "rini"), try await world.officer(.approver, "heru")
            )
            let filter = AuditFilter(officer: dian.id, kind: .photos, first: world.today, last: world.today)
            let trail = try await rini.browser.get(Paths.officeAudit(filter))
            let link = try #require(trail.body.firstMatch(of: /href="(\/kantor\/ekspor\?[^"]*)"/)?.1)
            let form = try await rini.browser.get(String(link).replacing("&amp;", with: "&"))
            #expect(form.text.contains("Riwayat tindakan, hanya: Dian; Foto"))
            let hidden = try #require(form.body.firstMatch(of: /name="saring" value="([^"]*)"/)?.1)
            let asked = try await rini.browser.post(
                Paths.exports,
                [
                    ("jenis", "audit"), ("saring", String(hidden).replacing("&amp;", with: "&")),
                    (ReasonField.name, "Lampiran pemeriksaan putusan foto"),
                ] + ExportPart.typed(from: world.today.description, through: world.today.description))
            let path = try #require(asked.location)
            #expect(try await heru.browser.get(path).text.contains("; Dian; Foto"))
            try await heru.browser.post(path + "/setuju", [], seeing: path)
            try await world.settle()
            let lines = try await rini.browser.get(path + "/berkas.csv").body.split(separator: "\r\n").dropFirst()
            #expect(!lines.isEmpty && lines.allSatisfy { $0.contains(",photo.") && $0.contains("officer,\(dian.id)") })
        }
    }
}
