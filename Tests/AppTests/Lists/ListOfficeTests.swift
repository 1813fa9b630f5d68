import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Lists of other offices, in the office", .timeLimit(.minutes(3)))
struct ListOfficeTests {
    /// Edition 4's kinds of lists in place of the demo's.
    private static let strict: @Sendable (String) -> String = {
        $0.replacing(
            "  lists:\n",
            with: "  lists:\n    - { kind: education, mandatory: true, freshDays: 30, source: \"Dapodik\" }\n")
    }

    @Test(
        "a file in which no person can be reached says why, and how its columns are named",
        .bug(id: "4.840", "A list with unknown headings offered no invitation, and its page said nowhere why."))
    func unreachable() {
        #expect(ListImport.Counts(accepted: 2).reach(.indonesian).text.contains("Nama kolomnya: hp, email."))
        #expect(ListImport.Counts(accepted: 2, contacts: 1).reach(.indonesian).text.isEmpty)
    }

    @Test("an exclusion list is in force only after a second officer approved it", arguments: Engine.tested)
    func fourEyes(engine: Engine) async throws {
        try await World.with(engine, edition: Self.strict) { world in
            let siti = try await world.eligible()
            #expect(try await world.decision(of: siti) == .waiting([.educationList]))
            let waiting = try await siti.browser.get(Paths.account).text
            #expect(waiting.contains("Kami menunggu daftar pelajar dan mahasiswa yang terbaru"))

            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            let path = try #require(try await ratna.browser.bringIn("education", "8271052703950099\n"))
            try await world.settle()
            #expect(try await world.decision(of: siti) == .waiting([.educationList]))
            let own = try await ratna.browser.approve(path)
            #expect(own.status == .conflict && own.text.contains("Ini usulan Anda sendiri"))
            #expect(try await hendra.browser.approve(path).location == path)
            try await world.settle()
            #expect(try await world.decision(of: siti) == .eligible)

            let number = try #require(path.split(separator: "/").last)
            let trail = try await world.trail(of: "list:\(number)")
            #expect(Set(trail) == ["list.imported", "list.approval-denied", "list.in-force"])
        }
    }

    @Test(
        "an applicant on an exclusion list is told the rule, the issuing office and the code", arguments: Engine.tested)
    func listed(engine: Engine) async throws {
        try await World.with(engine, edition: Self.strict) { world in
            let siti = try await world.eligible()
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            let file = "nik\n\(siti.nik)\n123\n\(siti.nik)\n"
            let path = try #require(try await ratna.browser.bringIn("education", file))
            let page = try await hendra.browser.get(path).text
            #expect(page.contains("Tak terbaca 1") && page.contains("NIK tidak 16 angka."))
            try await hendra.browser.approve(path)
            try await world.settle()
            guard case .ineligible(let reasons) = try await world.decision(of: siti) else {
                Issue.record("a pupil may not join")
                return
            }
            #expect(reasons.map(\.code) == ["eligibility.listed.education"])
            let account = try await siti.browser.get(Paths.account).text
            #expect(account.contains("NIK Anda tercatat pada daftar pelajar dan mahasiswa per 1 April 2020"))
            #expect(account.contains("Kode: L-1") && account.contains("Sanggah keputusan ini"))
            let id = try await world.id(of: siti)
            let basis = try await world.dependencies.database.read { try $0.applications.basis(of: id) }
            let finding = try #require(basis.first { $0.rule == "list.education" })
            #expect(finding.verdict == "fail" && finding.asOf == "2020-04-01")
            #expect(basis.contains { $0.rule == "age" && $0.verdict == "pass" })
        }
    }

    @Test(
        "a refused person is told the date and the office of the list that holds them",
        .bug(id: "5.490", "The page named the date of the kind's oldest list, and the office that the edition names."),
        arguments: Engine.tested)
    func heldByAnotherOffice(engine: Engine) async throws {
        try await World.with(engine, edition: Self.strict) { world in
            let siti = try await world.eligible()
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            let older = try #require(try await ratna.browser.bringIn("education", "8271052703950099\n"))
            try await hendra.browser.approve(older)
            let newer = try #require(
                try await ratna.browser.bringIn(
                    "education", "\(siti.nik)\n", source: "Kemensos uji", asOf: ("3", "4")))
            try await hendra.browser.approve(newer)
            try await world.settle()
            let account = try await siti.browser.get(Paths.account).text
            #expect(account.contains("NIK Anda tercatat pada daftar pelajar dan mahasiswa per 3 April 2020"))
            #expect(account.contains("Minta Kemensos uji memperbaikinya") && !account.contains("Minta Dapodik"))
            let id = try await world.id(of: siti)
            let basis = try await world.dependencies.database.read { try $0.applications.basis(of: id) }
            #expect(basis.first { $0.rule == "list.education" }?.asOf == "2020-04-03")
        }
    }

    @Test(
        "no wave is sealed while a mandatory list is too old, and the message names the list", arguments: Engine.tested)
    func sealing(engine: Engine) async throws {
        try await World.with(engine, edition: Self.strict) { world in
            try await world.advanceWaves()
            try await world.candidate().browser.join()
            world.clock.set(try await world.wave().closesAt + Wave.drain)
            try await world.advanceWaves()
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            let refused = try await ratna.browser.act(.draw)
            #expect(refused.status == .conflict)
            #expect(refused.text.contains("Daftar pelajar dan mahasiswa wajib ada dan belum dimasukkan"))
            let old = try #require(try await ratna.browser.bringIn("education", "8271052703950099\n", asOf: ("1", "3")))
            try await hendra.browser.approve(old)
            #expect(try await ratna.browser.act(.draw).text.contains("sudah terlalu lama: paling lama 30 hari"))
            let new = try #require(try await ratna.browser.bringIn("education", "8271052703950099\n"))
            try await world.settle()
            try await hendra.browser.approve(new)
            #expect(try await ratna.browser.act(.draw).location == Paths.officeWave(1))
            let kept = try await world.dependencies.database.read { try $0.lists.latest(limit: 9).map(\.value.state) }
            #expect(kept == [.inForce, .replaced])
        }
    }

    @Test(
        "a priority list gives people priority, counts who joined, and invites the others once",
        arguments: Engine.tested)
    func priority(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let siti = try await world.eligible()
            let ratna = try await world.officer("Ratna", .operations)
            let file = "nik,hp,email\n\(siti.nik),081200009999,\n8271052703950098,,belum@contoh.id\n"
            let path = try #require(try await ratna.browser.bringIn("laid-off", file, source: "Kemnaker"))
            try await world.officer("Hendra", .approver).browser.approve(path)
            try await siti.browser.join()
            let (eligibility, id) = (try await world.eligibility(of: siti), try await world.id(of: siti))
            #expect(eligibility?.priority == true)
            try await world.settle()
            try await ratna.browser.post("\(path)/hitung", [], seeing: path)
            try await world.settle()
            let page = try await ratna.browser.get(path).text
            #expect(page.contains("1 dari 2"))

            for _ in 0..<2 { try await world.inviteAll(of: path, ratna.browser) }
            #expect(try await world.letters(to: "belum@contoh.id").count == 1)
            #expect(try await world.letters(to: "+6281200009999").isEmpty, "a person who has joined is not invited")
            let letter = try #require(try await world.letters(to: "belum@contoh.id").first)
            #expect(letter.text.contains("didahulukan") && letter.text.contains(Paths.signUp))
            let unread = try await world.dependencies.database.read { try $0.inbox.unread(of: id) }
            #expect(unread > 0, "an invitation without an account leaves the participant's unread messages as they are")
        }
    }

    @Test("a form with mistakes says at each field what to do", arguments: Engine.tested)
    func rowErrors(engine: Engine) async throws {
        try await World.with(engine) { world in
            let ratna = try await world.officer("Ratna", .operations)
            let empty = try await ratna.browser.upload(Paths.officeLists, files: [], fields: [])
            #expect(empty.status == .unprocessableContent)
            for field in ["jenis", "sumber", "per", "berkas"] { #expect(empty.body.contains("href=\"#\(field)\"")) }
            let nothing = try await ratna.browser.upload(
                Paths.officeLists, files: [("berkas", "a.csv", Data("halo\n".utf8))],
                fields: Visitor.listFields("laid-off", "Kemnaker", ("1", "4")))
            #expect(nothing.status == .unprocessableContent && nothing.text.contains("Tidak ada satu pun NIK"))
            let auditor = try await world.officer("Lestari", .auditor)
            #expect(try await auditor.browser.get(Paths.officeLists).status == .ok)
            let denied = try await auditor.browser.upload(Paths.officeLists, files: [], fields: [])
            #expect(denied.status == .forbidden)
        }
    }
}

@Suite("Reading a list's file")
struct ImportListTests {
    @Test("chunks of any size give the same lines, and no NIK is stored", arguments: Engine.tested)
    func pieces(engine: Engine) async throws {
        try await World.with(engine) { world in
            let niks = (1...2_500).map { "82710527039\(50_000 + $0)" }
            let text = "\u{FEFF}NIK\r\n" + niks.joined(separator: "\r\n") + "\r\nbukan nik\r\n" + niks[0]
            let order = ListOrder(
                kind: .laidOff, source: "Kemnaker", asOf: try #require(CivilDate("2020-04-01")), expiresOn: nil,
                by: nil)
            let stored = try await ImportList(dependencies: world.dependencies, order: order).run(
                .upload(Data(text.utf8)))
            #expect(stored.value.counts == ListImport.Counts(accepted: 2_500, duplicates: 1, bad: 1))
            let rowErrors = try await world.dependencies.database.read { try $0.lists.rowErrors(of: stored.value.id) }
            #expect(rowErrors.map(\.line) == [2_502])
            let hendra = try await world.officer("Hendra", .approver)
            try await ListActions(dependencies: world.dependencies).approve(
                stored.value.id, because: try OfficeReason("Cocok dengan surat Kemnaker nomor B-77"), by: hendra.id)
            let lookup = world.dependencies.vault.lookup(niks[7], purpose: "nik")
            #expect(try await world.dependencies.database.read { try $0.lists.kinds(with: lookup) } == [.laidOff])
        }
    }
}

extension Visitor {
    static func listFields(_ kind: String, _ source: String, _ asOf: (String, String)) -> [(String, String)] {
        [
            ("jenis", kind), ("sumber", source), ("per-day", asOf.0), ("per-month", asOf.1), ("per-year", "2020"),
        ]
    }

    /// Approves a list as the second officer, with a reason.
    @discardableResult
    func approve(
        _ list: String, because reason: String = "Cocok dengan surat Kemnaker nomor B-77", losing lost: String = ""
    ) async throws -> Answer {
        try await post("\(list)/setuju", [(ReasonField.name, reason), (TypedFigure.field, lost)], seeing: list)
    }

    /// Imports a list by the office's form; returns the path of its page.
    func bringIn(
        _ kind: String, _ text: String, source: String = "Dapodik", asOf: (String, String) = ("1", "4")
    ) async throws -> String? {
        try await upload(
            Paths.officeLists, files: [("berkas", "daftar.csv", Data(text.utf8))],
            fields: Self.listFields(kind, source, asOf)
        ).location
    }
}

extension World {
    func eligibility(of person: TestPerson) async throws -> WaveEligibility? {
        let id = try await id(of: person)
        return try await dependencies.database.read { [dependencies] tx in
            try tx.applications.eligibility(of: id, edition: dependencies.edition, vault: dependencies.vault)
        }
    }

    /// The audited acts on this subject, newest first.
    func trail(of subject: String) async throws -> [String] {
        try await dependencies.database.read { tx in
            try tx.audit.latest(subject: subject, before: nil, limit: 50).map(\.action)
        }
    }
}
