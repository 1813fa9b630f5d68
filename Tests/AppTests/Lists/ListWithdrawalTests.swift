import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("Withdrawing a list", .timeLimit(.minutes(3)))
struct ListWithdrawalTests {
    private static let reason = [(ReasonField.name, "Kemdikbud menarik daftar ini dengan surat B-91")]

    @Test(
        "the page says what it means with counts, two officers withdraw, and the people are decided on again",
        arguments: Engine.tested)
    func withdrawn(engine: Engine) async throws {
        try await World.with(engine, edition: World.optionalList) { world in
            let siti = try await world.eligible()
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            let list = try #require(
                try await ratna.browser.bringIn("education", "nik\n\(siti.nik)\n8271052703950098\n"))
            try await hendra.browser.approve(list)
            try await world.settle()
            #expect(try await world.decision(of: siti) != .eligible)

            let path = "\(list)/cabut"
            #expect(try await ratna.browser.get(list).body.contains("href=\"\(path)\""))
            let early = try await ratna.browser.post(path, Self.reason, seeing: path)
            #expect(early.status == .conflict)
            try await ratna.browser.post("\(path)/hitung", [], seeing: path)
            let counted = try await ratna.browser.get(path).text
            #expect(counted.contains("Baris hilang 2") && counted.contains("Menjadi layak 1 "))
            #expect(counted.contains("Undian yang sudah disegel"))
            #expect(try await ratna.browser.post(path, Self.reason, seeing: path).location == path)
            #expect(try await ratna.browser.post(path, Self.reason, seeing: path).status == .conflict)

            let own = try await ratna.browser.post("\(path)/setuju", Self.reason, seeing: path)
            #expect(own.status == .conflict && own.text.contains("Ini usulan Anda sendiri"))
            #expect(try await hendra.browser.get(Paths.office).text.contains("Pencabutan data instansi"))
            #expect(try await hendra.browser.post("\(path)/setuju", Self.reason, seeing: path).location == path)
            try await world.settle()
            #expect(try await world.decision(of: siti) == .eligible)
            let id = try world.list(at: list)
            let state = try await world.dependencies.database.read { try $0.lists.find(id)?.value.state }
            #expect(state == .withdrawn)
            #expect(try await hendra.browser.get(list).text.contains("Dicabut"))
            #expect(try await world.trail(of: "list:\(id)").first == "list.withdrawn")

            // A change of the state by SQL differs from what the withdrawal bound.
            let differs = try await world.dependencies.database.transaction { tx in
                guard let stored = try tx.listWithdrawals.latest(of: id)?.id.rawValue else { return false }
                let before = try BoundKind.listWithdrawals.digests(tx, [stored], world.dependencies.vault)
                try tx.run("UPDATE list_import SET state = 'in-force' WHERE id = \(id)")
                return try BoundKind.listWithdrawals.digests(tx, [stored], world.dependencies.vault) != before
            }
            #expect(differs)
        }
    }

    @Test(
        "a withdrawal is proposed and approved only by a count made after all people were decided on again",
        .bug(
            id: "5.535",
            "A withdrawal was counted while the list was still applied: people who were refused later were left out."),
        arguments: Engine.tested)
    func applying(engine: Engine) async throws {
        try await World.with(engine, edition: World.optionalList) { world in
            let siti = try await world.eligible()
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            let list = try #require(try await ratna.browser.bringIn("education", "nik\n\(siti.nik)\n"))
            try await hendra.browser.approve(list)
            let (path, id) = ("\(list)/cabut", try world.list(at: list))
            let counting = "sedang dihitung: orang di daftar ini masih diputuskan ulang"
            // The list is in force, and the job that decides on its people has not run.
            try await ratna.browser.post("\(path)/hitung", [], seeing: path)
            let early = try await ratna.browser.get(path)
            #expect(early.text.contains(counting) && !early.text.contains("Menjadi layak"))
            #expect(!early.body.contains("<textarea"), "nothing to propose yet")
            let refused = try await ratna.browser.post(path, Self.reason, seeing: path)
            #expect(refused.status == .conflict && refused.text.contains("masih dihitung"))

            try await world.settle()
            let counted = try await ratna.browser.get(path).text
            #expect(counted.contains("Menjadi layak 1 ") && !counted.contains(counting), "counted again by itself")
            #expect(try await ratna.browser.post(path, Self.reason, seeing: path).location == path)

            // People are decided on again while the proposal waits.
            let dependencies = world.dependencies
            try await dependencies.database.transaction { tx in
                try tx.jobs.enqueue(ApplyList(list: id, group: .touched, after: nil), on: dependencies)
            }
            let waiting = try await hendra.browser.get(path).text
            #expect(waiting.contains(counting) && waiting.contains("Menyetujui baru bisa setelah"))
            let approved = try await hendra.browser.post("\(path)/setuju", Self.reason, seeing: path)
            #expect(approved.status == .conflict && approved.text.contains("masih dihitung"))
            #expect(try await dependencies.database.read { try $0.lists.find(id)?.value.state } == .inForce)
            try await world.settle()
            #expect(try await hendra.browser.post("\(path)/setuju", Self.reason, seeing: path).location == path)
        }
    }

    @Test("a second officer may keep the list, and it stays in force", arguments: Engine.tested)
    func kept(engine: Engine) async throws {
        try await World.with(engine, edition: World.optionalList) { world in
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            let list = try #require(try await ratna.browser.bringIn("education", "nik\n8271052703950098\n"))
            try await hendra.browser.approve(list)
            try await world.settle()
            let path = "\(list)/cabut"
            try await ratna.browser.post("\(path)/hitung", [], seeing: path)
            try await ratna.browser.post(path, Self.reason, seeing: path)
            try await hendra.browser.post("\(path)/tolak", Self.reason, seeing: path)
            #expect(try await hendra.browser.get(path).text.contains("Pencabutan ditolak"))
            let id = try world.list(at: list)
            #expect(try await world.dependencies.database.read { try $0.lists.find(id)?.value.state } == .inForce)
        }
    }
}

extension World {
    /// The demo's lists and an optional one that excludes.
    static let optionalList: @Sendable (String) -> String = {
        $0.replacing(
            "  lists:\n",
            with: "  lists:\n    - { kind: education, mandatory: false, freshDays: 30, source: \"Dapodik\" }\n")
    }
}
