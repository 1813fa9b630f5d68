import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("A list with an officer's own NIK", .timeLimit(.minutes(3)))
struct OwnLineTests {
    private static let own = "8271052703950001"
    private static let sentence = "NIK Anda ada di daftar ini"
    private static let reason = [(ReasonField.name, "Surat Kemnaker nomor B-77 sudah dicocokkan")]
    private static let file = "nik,hp,email\n\(own),081210000001,\n8271052703950098,081210000002,\n"

    @Test(
        "own line: the officer neither imports the list nor approves, refuses or replaces it, and another does",
        .bug(
            id: "3.530",
            "An officer could import or approve a priority list that drew themselves first, as its second officer."),
        arguments: Engine.tested)
    func deciding(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            let (rahma, hesti) = (
                try await world.officer("Rahma", .operations), try await world.officer("Hesti", .approver)
            )
            try await world.state(Self.own, of: ratna.id)
            let imported = try await ratna.browser.bringInAnswer("laid-off", Self.file)
            #expect(imported.status == .forbidden && imported.text.contains(Self.sentence))
            let failed = try #require(
                try await world.dependencies.database.read { try $0.lists.latest(limit: 1).first?.value })
            #expect(failed.state == .failed)
            let page = try await rahma.browser.get(Paths.officeList(failed.id)).text
            #expect(page.contains("dimasukkan petugas lain") && !page.contains(Self.sentence))

            let list = try #require(try await rahma.browser.bringIn("laid-off", Self.file, source: "Kemnaker"))
            // The same person has a second account, from before a NIK belonged to one.
            try await world.state(Self.own, of: hendra.id)
            for answer in ["setuju", "tolak"] {
                let refused = try await hendra.browser.post("\(list)/\(answer)", Self.reason, seeing: list)
                #expect(refused.status == .forbidden && refused.text.contains(Self.sentence), "\(answer)")
            }
            let id = try world.list(at: list)
            #expect(try await world.trail(of: "list:\(id)").count { $0 == "list.approval-denied" } == 2)
            #expect(try await hesti.browser.approve(list).location == list)
            try await world.settle()

            // A version without the line would take it away.
            let next = try #require(
                try await rahma.browser.bringIn(
                    "laid-off", "nik\n8271052703950098\n", source: "Kemnaker", asOf: ("10", "4")))
            let replacing = try await hendra.browser.approve(next)
            #expect(replacing.status == .forbidden && replacing.text.contains(Self.sentence))
            #expect(try await hesti.browser.approve(next, losing: "1").location == next)
        }
    }

    @Test(
        "own line: the officer neither proposes nor decides the withdrawal, and starts no invitations",
        .bug(
            id: "3.531",
            """
            An officer could withdraw a list that excluded themselves, and start invitations of a list that they stood \
            on.
            """),
        arguments: Engine.tested)
    func acting(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            let rahma = try await world.officer("Rahma", .operations)
            let list = try #require(try await rahma.browser.bringIn("laid-off", Self.file, source: "Kemnaker"))
            try await hendra.browser.approve(list)
            try await world.settle()
            for officer in [ratna, hendra] { try await world.state(Self.own, of: officer.id) }
            let id = try world.list(at: list)

            let invited = try await ratna.browser.post("\(list)/undang", Self.reason, seeing: list)
            #expect(invited.status == .forbidden && invited.text.contains(Self.sentence))
            let batch = try #require(
                try await rahma.browser.post("\(list)/undang", Self.reason, seeing: list).location)
            let started = try await hendra.browser.post("\(batch)/mulai", Self.reason, seeing: batch)
            #expect(started.status == .forbidden && started.text.contains(Self.sentence))
            let number = batch.split(separator: "/").last ?? ""
            #expect(try await world.trail(of: "invitation-batch:\(number)").first == "list.invitations-denied")
            #expect(try await hendra.browser.post("\(batch)/tolak", Self.reason, seeing: batch).location == batch)

            let path = "\(list)/cabut"
            try await ratna.browser.post("\(path)/hitung", [], seeing: path)
            let proposed = try await ratna.browser.post(path, Self.reason, seeing: path)
            #expect(proposed.status == .forbidden && proposed.text.contains(Self.sentence))
            #expect(try await rahma.browser.post(path, Self.reason, seeing: path).location == path)
            for answer in ["setuju", "tolak"] {
                let refused = try await hendra.browser.post("\(path)/\(answer)", Self.reason, seeing: path)
                #expect(refused.status == .forbidden && refused.text.contains(Self.sentence), "\(answer)")
            }
            #expect(try await world.trail(of: "list:\(id)").count { $0 == "list.withdrawal-denied" } == 3)
            let hesti = try await world.officer("Hesti", .approver)
            #expect(try await hesti.browser.post("\(path)/setuju", Self.reason, seeing: path).location == path)
        }
    }

    @Test(
        "a withdrawal, a removal and invitations that a suspended officer proposed are refused and not approved",
        .bug(
            id: "3.540",
            """
            Withdrawals of lists, removals from them and invitations that an impostor had proposed could still be \
            approved after the account was suspended.
            """),
        arguments: Engine.tested)
    func stopped(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            let rahma = try await world.officer("Rahma", .operations)
            let list = try #require(try await rahma.browser.bringIn("laid-off", Self.file, source: "Kemnaker"))
            try await hendra.browser.approve(list)
            try await world.settle()
            let (withdrawal, form) = ("\(list)/cabut", "\(list)/keluarkan")
            let batch = try #require(
                try await ratna.browser.post("\(list)/undang", Self.reason, seeing: list).location)
            let proof = [
                (ListRemovalForm.proof, "SK Pensiun nomor 810/22/BKN tanggal 1 Maret 2020"), ("nik", Self.own),
            ]
            let removal = try #require(
                try await ratna.browser.post(form, Self.reason + proof, seeing: form).location)
            try await ratna.browser.post("\(withdrawal)/hitung", [], seeing: withdrawal)
            #expect(try await ratna.browser.post(withdrawal, Self.reason, seeing: withdrawal).location == withdrawal)
            let now = world.dependencies.realNow()
            _ = try await world.dependencies.database.transaction { try $0.officers.suspend(ratna.id, at: now) }
            for (page, approve) in [(batch, "mulai"), (removal, "setuju"), (withdrawal, "setuju")] {
                let approved = try await hendra.browser.post("\(page)/\(approve)", Self.reason, seeing: page)
                #expect(approved.status == .conflict && approved.text.contains("Pengusulnya ditangguhkan"), "\(page)")
                let refused = try await hendra.browser.post("\(page)/tolak", Self.reason, seeing: page)
                #expect(refused.location == page)
            }
        }
    }

    @Test("proposing about a list asks for the authenticator, and the form is kept", arguments: [Engine.sqlite])
    func proof(engine: Engine) async throws {
        try await World.with(engine, settings: { $0.officeProof = .minutes(10) }) { world in
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            let list = try #require(try await ratna.browser.bringIn("laid-off", Self.file, source: "Kemnaker"))
            try await hendra.browser.approve(list)
            try await world.settle()
            let (withdrawal, removal) = ("\(list)/cabut", "\(list)/keluarkan")
            try await ratna.browser.post("\(withdrawal)/hitung", [], seeing: withdrawal)
            for path in [withdrawal, removal] {
                try await ratna.browser.open(path)
                world.clock.advance(.minutes(11))
                let asked = try await ratna.browser.postAsSeen(path, Self.reason + [("nik", Self.own)])
                #expect(asked.location?.hasPrefix(Paths.officerProof) == true, "\(path)")
                let kept = try await ratna.browser.get(path)
                #expect(kept.text.contains("Surat Kemnaker nomor B-77 sudah dicocokkan"), "\(path)")
            }
        }
    }
}

extension World {
    /// The officer states this NIK, also where another account of the same human stated it before.
    func state(_ nik: String, of officer: ID<Officer>) async throws {
        let lookup = dependencies.vault.lookup(nik, purpose: "nik")
        try await dependencies.database.transaction { tx in
            guard try tx.officers.stateNIK(lookup, of: officer) == .taken else { return }
            try tx.run("UPDATE officer SET nik_lookup = \(lookup) WHERE id = \(officer)")
        }
        try await bindOfficer(officer)
    }
}

extension Visitor {
    /// The answer to a list's import.
    fileprivate func bringInAnswer(_ kind: String, _ text: String) async throws -> Answer {
        try await upload(
            Paths.officeLists, files: [("berkas", "daftar.csv", Data(text.utf8))],
            fields: Self.listFields(kind, "Kemnaker", ("1", "4")))
    }
}
