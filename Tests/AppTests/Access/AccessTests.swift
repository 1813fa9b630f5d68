import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Readings of personal data", .timeLimit(.minutes(2)))
struct AccessTests {
    @Test(
        "an officer's look at a photo is recorded once in ten minutes, and the person sees role and purpose, not the name",
        arguments: Engine.tested)
    func photo(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted(1)
            let person = try await world.id(of: siti)
            let photo = try await world.firstPhoto()
            let wulan = try await world.officer(.verifier, "wulan")
            for _ in 1...3 {
                try await wulan.browser.get(Paths.photoReview(photo))
                try await wulan.browser.get(Paths.photoReviewImage(photo))
            }
            #expect(try await world.readings(of: person) == ["identity photo:\(photo)", "photo photo:\(photo)"])
            world.clock.advance(AccessWindow.span)
            try await wulan.browser.get(Paths.photoReviewImage(photo))
            #expect(try await world.readings(of: person).count == 3)

            let page = try await siti.browser.get(Paths.whoLooked).text
            #expect(page.contains("Pemeriksa identitas") && page.contains("Memeriksa foto"))
            #expect(!page.contains("wulan") && !page.contains("127.0.0.1"))
            #expect(try await siti.browser.get(Paths.account).body.contains("href=\"\(Paths.whoLooked)\""))
            let stranger = try await world.signedUp(2)
            #expect(try await stranger.browser.get(Paths.whoLooked).text.contains("Belum ada yang melihat data Anda"))
        }
    }

    @Test(
        "a person reads the role that an officer held when they looked, also after the officer has another",
        .bug(
            id: "3.673",
            """
            After an officer had changed to another role, a person read of earlier looks that an unnamed officer of the \
            programme office had taken them, or the officer's role of today.
            """), arguments: Engine.tested)
    func formerRole(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted(1)
            let photo = try await world.firstPhoto()
            let wulan = try await world.officer([.identityReviewer], "wulan")
            try await wulan.browser.get(Paths.photoReviewImage(photo))
            let moment = world.clock.now()
            try await world.sealEverything()
            #expect(try await world.verifyLog().findings == [])
            world.clock.advance(.minutes(1))
            try await world.dependencies.database.transaction { tx in
                try tx.officers.setRoles([.helpdesk], of: wulan.id, at: moment + .minutes(1))
            }
            try await world.bindOfficer(wulan.id)
            let page = try await siti.browser.get(Paths.whoLooked).text
            #expect(page.contains("Pemeriksa identitas") && !page.contains("Layanan bantuan"), "\(page)")
            let before = try await world.verifyLog().findings
            try await world.vandalise("UPDATE access_reading SET role = 'helpdesk'")
            let after = try await world.verifyLog().findings
            #expect(after.count > before.count, "another role by SQL is found: \(after)")
        }
    }

    @Test(
        "pages of disputes, batches, lost contacts and a person's acts record whose data they show",
        arguments: Engine.tested)
    func pages(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.ready()
            let first = try await world.instalment(.incentive, 1, of: siti)
            _ = try await world.ask(for: first, of: siti)
            let batch = try await world.payOut()
            let payment = try await world.dependencies.database.read {
                try $0.payouts.items(of: batch)[0].disbursement.id
            }
            let budi = try await world.officer(.approver, "budi")
            for path in [
                Paths.payoutBatch(batch), Paths.payoutStatement(batch, payment),
                Paths.officeAudit(subject: "account:\(siti.person)"),
            ] {
                #expect(try await budi.browser.get(path).status == .ok, "\(path)")
            }
            #expect(
                try await world.readings(of: siti.person, by: budi.id) == [
                    "payee disbursement:\(payment)", "payee payout:\(batch)", "trail audit-log",
                ])
            let dispute = try await world.contest(siti.person)
            try await budi.browser.get(Paths.dispute(dispute))
            #expect(try await world.readings(of: siti.person, by: budi.id).contains("dispute dispute:\(dispute)"))
            let other = try await world.dependencies.database.read { try $0.disputes.find(dispute)?.newer }
            #expect(try await world.readings(of: try #require(other)) == ["dispute dispute:\(dispute)"])
        }
    }

    @Test(
        "auditors search readings by NIK, officer, kind and date; their own search for a person is a reading",
        arguments: Engine.tested)
    func search(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted(1)
            try await world.settle()
            let person = try await world.id(of: siti)
            let photo = try await world.firstPhoto()
            let wulan = try await world.officer(.verifier, "wulan")
            try await wulan.browser.get(Paths.photoReviewImage(photo))
            let lestari = try await world.officer(.auditor, "lestari")
            #expect(try await wulan.browser.get(Paths.officeAccess).status == .forbidden)
            let why = ("alasan", "Keluhan tentang data yang dibuka")
            let unsaid = try await lestari.browser.post(Paths.officeAccess, [("orang", siti.nik)])
            #expect(unsaid.status == .unprocessableContent && unsaid.body.contains("href=\"#alasan\""))
            func found(_ fields: [(String, String)]) async throws -> String {
                try await lestari.browser.post(Paths.officeAccess, fields).text
            }
            let row = "Foto KTP atau swafoto Foto \(Words.indonesian.short(photo))"
            #expect(try await lestari.browser.get(Paths.officeAccess).text.contains(row))
            #expect(
                try await found([why, ("orang", siti.nik), ("petugas", "\(wulan.id)"), ("jenis", "photo")]).contains(
                    row))
            #expect(try await found([why, ("orang", siti.email)]).contains(row))
            #expect(!(try await found([("jenis", "payee")]).contains(row)))
            #expect(!(try await found([("petugas", "\(lestari.id)")]).contains(row)))
            let today = world.today
            func day(_ name: String, _ date: CivilDate) -> [(String, String)] {
                [("\(name)-day", "\(date.day)"), ("\(name)-month", "\(date.month)"), ("\(name)-year", "\(date.year)")]
            }
            #expect(try await found(day("dari", today) + day("sampai", today)).contains(row))
            #expect(!(try await found(day("dari", today.adding(days: 1))).contains(row)))
            #expect(
                try await found([("dari-day", "31"), ("dari-month", "2"), ("dari-year", "2020")]).contains("tidak ada"))
            #expect(
                try await found([why, ("orang", "3171234567890123")]).contains("Tidak ada peserta dengan isian itu"))
            #expect(try await world.readings(of: person, by: lestari.id) == ["readings "])
            #expect(try await world.trail(of: "officer:\(lestari.id)") == ["search.missed"])
        }
    }

    @Test(
        "the audit log's page records the reading of every person its rows are about, whatever their subject",
        arguments: Engine.tested)
    func subjects(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.id(of: try await world.eligible(1))
            let budi = try await world.id(of: try await world.signedUp(2))
            let application = try #require(
                try await world.dependencies.database.read { try $0.people.subjects(of: siti) }
                    .first { $0.hasPrefix("application:") })
            let photo = try #require(
                try await world.dependencies.database.read { try $0.photos.current(of: siti)[.card]?.id })
            for (name, subject) in [("satu", application), ("dua", "photo:\(photo)"), ("tiga", "account:\(siti)")] {
                let officer = try await world.officer(.auditor, name)
                #expect(try await officer.browser.get(Paths.officeAudit(subject: subject)).status == .ok)
                #expect(try await world.readings(of: siti, by: officer.id) == ["trail audit-log"], "\(subject)")
                #expect(try await world.readings(of: budi, by: officer.id) == [], "\(subject)")
            }
            let all = try await world.officer(.auditor, "semua")
            try await all.browser.get(Paths.officeAudit)
            for person in [siti, budi] {
                #expect(try await world.readings(of: person, by: all.id) == ["trail audit-log"])
            }
        }
    }

    @Test(
        "forms that take a NIK or contact count look-ups, record misses, and answer nothing for an incomplete form",
        arguments: Engine.tested)
    func forms(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted(1)
            let wulan = try await world.officer(.verifier, "wulan")
            let typed = [
                (CaseForm.category, "conduct"), (CaseForm.text, "Ada yang menawarkan kelulusan dengan uang."),
            ]
            for who in [siti.email, "0812 0000 9999"] {
                let open = try await wulan.browser.post(
                    Paths.caseEntry, typed + [(CaseEntry.channel, "merpati"), (CaseEntry.who, who)])
                #expect(open.status == .unprocessableContent && !open.text.contains("Tidak ada akun"), "\(who)")
            }
            #expect(try await world.trail(of: "officer:\(wulan.id)") == [])
            let phone = typed + [(CaseEntry.channel, "phone")]
            let miss = try await wulan.browser.post(Paths.caseEntry, phone + [(CaseEntry.who, "0812 0000 9999")])
            #expect(miss.text.contains("Tidak ada akun"))
            try await wulan.browser.post(Paths.caseEntry, phone + [(CaseEntry.who, siti.email)])
            #expect(
                try await world.readings(of: try await world.id(of: siti), by: wulan.id).contains("search case-entry"))
            let lost = world.lost("baru@contoh.id", nik: "3171234503890123")
            #expect(try await wulan.browser.post(Paths.contactOffice, lost).status == .unprocessableContent)
            #expect(try await world.trail(of: "officer:\(wulan.id)") == ["search.missed", "search.missed"])

            try await world.dependencies.database.transaction { tx in
                for _ in 1...Opening.searchesPerHour {
                    _ = try tx.openings.countSearch(by: wulan.id, at: world.dependencies.realNow())
                }
            }
            for (path, fields) in [
                (Paths.caseEntry, phone + [(CaseEntry.who, siti.email)]), (Paths.contactOffice, lost),
            ] {
                #expect(try await wulan.browser.post(path, fields).status == .tooManyRequests, "\(path)")
            }
        }
    }

    @Test("a long list of readings continues on further pages, in the same search", arguments: Engine.tested)
    func paging(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.signedUp(1)
            let person = try await world.id(of: siti)
            let wulan = try await world.officer(.verifier, "wulan")
            let dependencies = world.dependencies
            try await dependencies.database.transaction { tx in
                for number in 1...(AccessPage.length + 1) {
                    try tx.access.record(
                        .photo, of: [person], by: wulan.id, as: nil, why: .work("photo:\(number)"), from: "10.0.0.1",
                        at: dependencies.moment(), ids: dependencies.ids)
                }
            }
            let lestari = try await world.officer(.auditor, "lestari").browser
            let first = try await lestari.post(Paths.officeAccess, [("jenis", "photo")]).body
            let before = try #require(first.firstMatch(of: /name="sebelum" value="(\d+)"/)).1
            let second = try await lestari.post(Paths.officeAccess, [("jenis", "photo"), ("sebelum", String(before))])
            #expect(first.contains("Foto 51<") && second.body.contains("Foto 1<"))
            #expect(!second.body.contains("name=\"sebelum\""))
            let own = try await siti.browser.get(Paths.whoLooked).body
            let older = try #require(own.firstMatch(of: /href="([^"]*sebelum=\d+)"/)).1
            #expect(try await siti.browser.get(String(older)).status == .ok)
        }
    }

    @Test(
        "an officer cannot read a person when the reading cannot be recorded, and a deleted reading is found",
        arguments: Engine.tested)
    func noTrace(engine: Engine) async throws {
        try await World.with(engine) { world in
            let siti = try await world.submitted(1)
            let photo = try await world.firstPhoto()
            let wulan = try await world.officer(.verifier, "wulan")
            let seen = try await wulan.browser.get(Paths.photoReview(photo))
            #expect(seen.text.contains(siti.name))
            try await world.sealEverything()
            #expect(try await world.verifyLog().findings == [])
            let reading = try await world.dependencies.database.read { tx in
                try tx.access.find(AccessSearch(officer: wulan.id), before: nil, limit: 1)[0].id.rawValue
            }
            try await world.vandalise("DELETE FROM access_reading WHERE id = \(reading)")
            let findings = try await world.verifyLog().findings
            #expect(findings.map(\.description).contains { $0.hasPrefix("reading \(reading), sealed as leaf") })

            try await world.vandalise("ALTER TABLE access_reading RENAME TO elsewhere")
            for path in [Paths.photoReview(photo), Paths.photoReviewImage(photo)] {
                let refused = try await wulan.browser.get(path)
                #expect(refused.status.code >= 500 && !refused.text.contains(siti.name), "\(path)")
            }
        }
    }
}

extension World {
    /// Kind and work of each reading, in the order of their words.
    func readings(of person: ID<Account>, by officer: ID<Officer>? = nil) async throws -> [String] {
        try await dependencies.database.read { tx in
            try tx.access.find(AccessSearch(person: person, officer: officer), before: nil, limit: 100)
                .map { "\($0.kind.rawValue) \($0.work)" }.sorted()
        }
    }

    /// The photo that has waited longest for an officer.
    func firstPhoto() async throws -> ID<StoredPhoto> {
        try #require(try await dependencies.database.read { try $0.photos.waiting(limit: 1).first?.id })
    }
}
