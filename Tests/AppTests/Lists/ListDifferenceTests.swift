import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

@Suite("What a new version of a list changes, in the office", .timeLimit(.minutes(3)))
struct ListDifferenceOfficeTests {
    @Test(
        "the second officer sees lines added, removed and kept, and the people touched by where they stand",
        arguments: Engine.tested)
    func shown(engine: Engine) async throws {
        try await World.with(engine, edition: World.strictLists) { world in
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            let (siti, budi) = (try await world.eligible(1), try await world.eligible(2))
            // Version 1 holds Budi, one other and one who stays; version 2 adds Siti and drops Budi.
            let (kept, dropped) = ("8271052703950098", "8271052703950097")
            let first = try #require(
                try await ratna.browser.bringIn("education", "nik\n\(kept)\n\(dropped)\n\(budi.nik)\n"))
            #expect(try await hendra.browser.get(first).text.contains("Versi pertama daftar ini"))
            try await hendra.browser.approve(first)
            try await world.settle()
            #expect(try await world.decision(of: siti) == .eligible)
            try await world.advanceWaves()
            try await siti.browser.join()

            let second = try #require(try await ratna.browser.bringIn("education", "nik\n\(kept)\n\(siti.nik)\n"))
            let page = try await hendra.browser.get(second)
            #expect(page.text.contains("Yang berubah terhadap versi yang berlaku"))
            #expect(page.text.contains("Orang Ikut gelombang yang berjalan Menjadi tidak layak 1 "))
            #expect(page.text.contains("Punya akun, belum ikut gelombang Menjadi layak 1 "))
            let stored = try await world.difference(second)
            #expect(stored.counts == ListDifference(added: 1, removed: 2, unchanged: 1))

            let added = try await hendra.browser.get(Paths.listChange(stored.list, stored.id, .added))
            let masked = try NIK(siti.nik).masked
            #expect(added.text.contains(masked) && !added.body.contains(siti.nik))
            let removed = try await hendra.browser.get(Paths.listChange(stored.list, stored.id, .removed)).text
            let other = try NIK(budi.nik).masked
            #expect(removed.contains("Belum mendaftar") && removed.contains(other))
            let touched = try await hendra.browser.get(
                Paths.listTouched(stored.list, stored.id, .entered, .barred))
            let person = try await world.id(of: siti)
            #expect(touched.text.contains(siti.name) && touched.body.contains("href=\"\(Paths.person(person))\""))
            let readings = try await world.dependencies.database.read { tx in
                try tx.access.find(AccessSearch(person: person), before: nil, limit: 10)
            }
            #expect(readings.contains { $0.kind == .list && $0.work == "list:\(stored.list)" })

            try await hendra.browser.approve(second, losing: "2")
            try await world.settle()
            #expect(try await world.decision(of: budi) == .eligible)
            #expect(try await world.decision(of: siti) != .eligible)
        }
    }

    @Test(
        "a version is approved only with what it changes after the version before was applied to all people",
        .bug(
            id: "5.491",
            "Six lost lines changed nothing by the page, and at once after the approval two people were eligible."),
        arguments: Engine.tested)
    func applied(engine: Engine) async throws {
        try await World.with(engine, edition: World.strictLists) { world in
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            let siti = try await world.eligible()
            let kept = "8271052703950098"
            let first = try #require(try await ratna.browser.bringIn("education", "nik\n\(kept)\n\(siti.nik)\n"))
            try await hendra.browser.approve(first)
            // Siti is not decided on again yet.
            let second = try #require(
                try await ratna.browser.bringIn("education", "nik\n\(kept)\n", asOf: ("2", "4")))
            let early = try await world.difference(second)
            #expect(try await hendra.browser.get(second).text.contains("perubahannya dihitung lagi"))
            let refused = try await hendra.browser.approve(second, losing: "1")
            #expect(refused.status == .conflict && refused.text.contains("masih dihitung"))
            try await world.settle()

            let page = try await hendra.browser.get(second).text
            #expect(page.contains("Punya akun, belum ikut gelombang Menjadi layak 1 "))
            let reason = (ReasonField.name, "Cocok dengan surat Kemnaker nomor B-77")
            let fields = [reason, (TypedFigure.field, "1"), (ListPage.seenField, "\(early.id)")]
            let old = try await hendra.browser.post("\(second)/setuju", fields, seeing: second)
            #expect(old.status == .conflict, "the page of before shows what is not true any more")
            let newest = try await world.difference(second)
            #expect(old.body.contains("name=\"\(ListPage.seenField)\" value=\"\(newest.id)\""))
            let last = [reason, (TypedFigure.field, "1"), (ListPage.seenField, "\(newest.id)")]
            let approved = try await hendra.browser.post("\(second)/setuju", last, seeing: second)
            #expect(approved.location == second)
            try await world.settle()
            #expect(try await world.decision(of: siti) == .eligible)
        }
    }

    @Test(
        "a long list is compared piece by piece by its job, and cannot be approved before or after another version",
        arguments: Engine.tested)
    func pieces(engine: Engine) async throws {
        try await World.with(engine, edition: World.strictLists) { world in
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            func list(_ range: ClosedRange<Int>) -> String {
                "nik\n" + range.map { "82710527039\(50_000 + $0)" }.joined(separator: "\n") + "\n"
            }
            let first = try #require(try await ratna.browser.bringIn("education", list(1...5_001)))
            let early = try await hendra.browser.approve(first)
            #expect(early.status == .conflict && early.text.contains("masih dihitung"))
            try await world.settle()
            try await hendra.browser.approve(first)
            let (second, third) = (
                try #require(try await ratna.browser.bringIn("education", list(4_001...5_101), asOf: ("2", "4"))),
                try #require(try await ratna.browser.bringIn("education", list(1...10), asOf: ("3", "4")))
            )
            try await world.settle()
            #expect(
                try await world.difference(second).counts
                    == ListDifference(added: 100, removed: 4_000, unchanged: 1_001))
            #expect(
                try await world.difference(third).counts == ListDifference(added: 0, removed: 4_991, unchanged: 10))
            // The third version comes into force: the second was compared with one that is not in force any more.
            #expect(try await hendra.browser.approve(third, losing: "4.991").location == third)
            #expect(try await hendra.browser.approve(second).text.contains("masih dihitung"))
            try await world.settle()
            #expect(try await world.difference(second).counts.removed == 10)
            let lines = try await hendra.browser.get(
                Paths.listChange(try await world.difference(second).list, try await world.difference(second).id, .added)
            )
            #expect(lines.text.contains("Baris berikutnya"))
            #expect(try await hendra.browser.approve(second, losing: "10").location == second)
        }
    }

    @Test("a person whose contacts differ counts as kept, with other contacts", arguments: Engine.tested)
    func contacts(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (ratna, hendra) = (
                try await world.officer("Ratna", .operations), try await world.officer("Hendra", .approver)
            )
            let (one, two) = ("8271052703950098", "8271052703950097")
            let first = try #require(
                try await ratna.browser.bringIn(
                    "laid-off", "nik,hp\n\(one),081200000001\n\(two),081200000002\n", source: "Kemnaker"))
            try await hendra.browser.approve(first)
            let second = try #require(
                try await ratna.browser.bringIn(
                    "laid-off", "nik,hp\n\(one),081200000001\n\(two),081200000003\n", source: "Kemnaker"))
            #expect(try await world.difference(second).counts == ListDifference(unchanged: 2, changed: 1))
        }
    }
}

extension World {
    /// Edition 4's kinds of lists in place of the demo's.
    static let strictLists: @Sendable (String) -> String = {
        $0.replacing(
            "  lists:\n",
            with: "  lists:\n    - { kind: education, mandatory: true, freshDays: 30, source: \"Dapodik\" }\n")
    }

    /// What the list at this address changes.
    func difference(_ path: String, _ purpose: StoredDifference.Purpose = .version) async throws -> StoredDifference {
        let list = try list(at: path)
        let stored = try await dependencies.database.read { try $0.listDifferences.latest(of: list, purpose) }
        return try #require(stored)
    }

    func list(at path: String) throws -> ID<ListImport> {
        try #require(path.split(separator: "/").dropFirst(2).first.flatMap { ID<ListImport>(String($0)) })
    }
}
