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
                let before = try BoundKind.listWithdrawals.digests(tx, [stored])
                try tx.run("UPDATE list_import SET state = 'in-force' WHERE id = \(id)")
                return try BoundKind.listWithdrawals.digests(tx, [stored]) != before
            }
            #expect(differs)
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
