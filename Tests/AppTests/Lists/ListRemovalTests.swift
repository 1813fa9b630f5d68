import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Removing a person from a list on proof, in the office", .timeLimit(.minutes(3)))
struct ListRemovalOfficeTests {
    private static let grounds = [
        (ListRemovalForm.proof, "SK Pensiun nomor 810/22/BKN tanggal 1 Maret 2020"),
        (ReasonField.name, "Aslinya dilihat di loket dan cocok dengan KTP"),
    ]

    /// Siti, refused because she is on the list in force, and the list's page.
    private func listed(_ world: World) async throws -> (siti: TestPerson, list: String) {
        let siti = try await world.eligible()
        let maker = try await world.officer("Rahma", .operations)
        let list = try #require(
            try await maker.browser.bringIn("education", "nik\n\(siti.nik)\n8271052703950098\n"))
        try await world.officer("Hamid", .approver).browser.approve(list)
        try await world.settle()
        #expect(try await world.decision(of: siti) != .eligible)
        return (siti, list)
    }

    @Test(
        "from an appeal: one officer proposes, another approves, the person is told and decided on again",
        arguments: Engine.tested)
    func appeal(engine: Engine) async throws {
        try await World.with(engine, edition: World.strictLists) { world in
            let (siti, list) = try await listed(world)
            let appeals = try await siti.browser.get(Paths.appeals)
            let path = try #require(appeals.body.firstMatch(of: /\/akun\/bantuan\/sanggahan\/kelayakan\/\d+/)).0
            let number = try world.number(
                of: try await siti.browser.post(
                    String(path), [(CaseForm.text, "Saya sudah lulus dan bukan pelajar lagi.")]))
            let rini = try await world.officer([Role(rawValue: "helpdesk")], "rini")
            let stored = try await world.stored(number)
            let page = try await rini.browser.get(Paths.officeCase(stored.id))
            let person = try await world.id(of: siti)
            let form = "\(Paths.listRemovalOfPerson(try world.list(at: list), person))?kasus=\(stored.id)"
            #expect(page.body.contains(form))
            let shown = try await rini.browser.get(form)
            let masked = try NIK(siti.nik).masked
            #expect(shown.text.contains(masked) && !shown.body.contains(siti.nik))

            let bare = try await rini.browser.post(form, [("kasus", "\(stored.id)")], seeing: form)
            #expect(bare.status == .unprocessableContent && bare.body.contains("href=\"#bukti\""))
            let removal = try #require(
                try await rini.browser.post(form, Self.grounds + [("kasus", "\(stored.id)")], seeing: form).location)
            let own = try await rini.browser.post("\(removal)/setuju", Self.grounds, seeing: removal)
            #expect(own.status == .forbidden)
            #expect(try await world.decision(of: siti) != .eligible)

            let hasti = try await world.officer("Hasti", .approver)
            #expect(try await hasti.browser.get(Paths.office).text.contains("Penghapusan dari data instansi"))
            #expect(try await hasti.browser.get(removal).text.contains("SK Pensiun nomor 810/22/BKN"))
            let answer = try await hasti.browser.post("\(removal)/setuju", Self.grounds, seeing: removal)
            #expect(answer.location == removal)
            #expect(try await world.decision(of: siti) == .eligible)
            try await world.settle()
            let letters = try await world.letters(to: siti.email).map(\.subject)
            #expect(letters.contains { $0.contains("Catatan Anda di daftar dihapus") })
            #expect(letters.contains { $0.contains("siap bergabung") })
            let again = try await hasti.browser.post("\(removal)/tolak", Self.grounds, seeing: removal)
            #expect(again.status == .conflict)
            try await world.work(rini, .runRules, on: number)
            #expect(try await world.stored(number).outcome == .granted)
        }
    }

    @Test(
        "a later version with the same line keeps the removal and says so, until two officers end it",
        arguments: Engine.tested)
    func later(engine: Engine) async throws {
        try await World.with(engine, edition: World.strictLists) { world in
            let (siti, list) = try await listed(world)
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            let form = "\(list)/keluarkan"
            #expect(try await ratna.browser.get(list).body.contains("href=\"\(form)\""))
            let unknown = try await ratna.browser.post(form, Self.grounds + [("nik", "8271052703950011")], seeing: form)
            #expect(unknown.status == .unprocessableContent && unknown.text.contains("Periksa angkanya"))
            #expect(unknown.body.contains("810/22/BKN"), "what was typed is kept")
            #expect(try await world.trail(of: "list:\(try world.list(at: list))").contains("list.line-not-found"))
            let removal = try #require(
                try await ratna.browser.post(form, Self.grounds + [("nik", siti.nik)], seeing: form).location)
            let twice = try await ratna.browser.post(form, Self.grounds + [("nik", siti.nik)], seeing: form)
            #expect(twice.location == removal)
            try await hendra.browser.post("\(removal)/setuju", Self.grounds, seeing: removal)
            #expect(try await world.decision(of: siti) == .eligible)

            let next = try #require(
                try await ratna.browser.bringIn("education", "nik\n\(siti.nik)\n8271052703950098\n", asOf: ("10", "4")))
            let page = try await hendra.browser.get(next)
            #expect(page.text.contains("memuat baris yang sudah dihapus atas bukti") && page.body.contains(removal))
            try await hendra.browser.approve(next)
            try await world.settle()
            #expect(try await world.decision(of: siti) == .eligible)

            try await ratna.browser.post("\(removal)/akhiri", Self.grounds, seeing: removal)
            #expect(try await world.decision(of: siti) == .eligible)
            let alone = try await ratna.browser.post("\(removal)/setuju", Self.grounds, seeing: removal)
            #expect(alone.status == .forbidden)
            try await hendra.browser.post("\(removal)/setuju", Self.grounds, seeing: removal)
            #expect(try await world.decision(of: siti) != .eligible)
            #expect(
                try await world.trail(of: "list-removal:\(removal.split(separator: "/").last ?? "")") == [
                    "list.removal-ended", "list.removal-end-proposed", "list.removal-in-force", "list.removal-proposed",
                ])
        }
    }

    @Test(
        "an officer cannot remove their own line, and a removal put in force by SQL alone is found",
        arguments: Engine.tested)
    func guarded(engine: Engine) async throws {
        try await World.with(engine, edition: World.strictLists) { world in
            let (siti, list) = try await listed(world)
            let ratna = try await world.officer("Ratna", .operations)
            let lookup = world.dependencies.vault.lookup(siti.nik, purpose: "nik")
            let form = "\(list)/keluarkan"
            let hendra = try await world.officer("Hendra", .approver)
            let removal = try #require(
                try await ratna.browser.post(form, Self.grounds + [("nik", siti.nik)], seeing: form).location)
            // Hendra is the person on the list.
            _ = try await world.dependencies.database.transaction { try $0.officers.stateNIK(lookup, of: hendra.id) }
            try await world.bindOfficer(hendra.id)
            let own = try await hendra.browser.post("\(removal)/setuju", Self.grounds, seeing: removal)
            #expect(own.status == .forbidden && own.text.contains("menyangkut Anda sendiri"))

            let id = try #require(removal.split(separator: "/").last.flatMap { ID<ListRemoval>(String($0)) })
            try await world.vandalise(
                """
                UPDATE list_removal
                SET state = 'in-force', decided_by = \(hendra.id), decided_at = 1, answer = proof
                WHERE id = \(id)
                """)
            let found = try await world.verifyRecords().filter { $0.hasPrefix("removal from a list ") }
            #expect(found.count == 1 && found[0].contains("\(id) is not as the act"), "\(found)")
        }
    }
}
