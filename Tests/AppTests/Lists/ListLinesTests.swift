import Foundation
import HTTPTypes
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// Lines that SQL puts into a list, or takes out of it, while a file is read or a person joins.
@Suite("Lines of a list that no file had", .timeLimit(.minutes(3)))
struct ListLinesTests {
    private static let file = "nik\n" + (1...5).map { "82710527039\(50_000 + $0)" }.joined(separator: "\n") + "\n"

    @Test(
        "a line that SQL puts in while the file is read ends the import and is named for ever",
        .bug(
            id: "5.605",
            """
            A line that SQL put in between two chunks of a file was bound as the import's own result and stayed for \
            good, although the list said that it had one line less.
            """))
    func reading() async throws {
        try await World.with(.sqlite, edition: World.strictLists) { world in
            let ratna = try await world.officer("Ratna", .operations)
            let fields = Visitor.listFields("education", "Dapodik", ("1", "4"))
            // Several transactions; SQL gets its turn between two of them.
            let long = "nik\n" + (1...40_000).map { "82710527039\(50_000 + $0)" }.joined(separator: "\n") + "\n"
            let sneaked = Data(repeating: 5, count: 32)
            let sneaking = Task {
                while !Task.isCancelled {
                    try await world.vandalise(
                        """
                        INSERT OR IGNORE INTO list_entry (lookup, import_id)
                        SELECT \(sneaked), id FROM list_import WHERE state = 'reading'
                        """)
                    try await Task.sleep(for: .milliseconds(1))
                }
            }
            let refused = try await ratna.browser.upload(
                Paths.officeLists, files: [("berkas", "daftar.csv", Data(long.utf8))], fields: fields)
            sneaking.cancel()
            _ = await sneaking.result
            #expect(refused.status == .conflict)
            #expect(refused.text.contains("diubah di luar aplikasi"))
            let newest = try await world.dependencies.database.read { try $0.lists.latest(limit: 1) }
            let list = try #require(newest.first).value
            #expect(list.state == .failed)
            let found = try await world.verifyRecords()
            #expect(found.contains { $0.hasPrefix("entries of list \(list.id) had been changed") }, "\(found)")
            #expect(try await ratna.browser.bringIn("education", Self.file) != nil)
        }
    }

    @Test(
        "a list with another number of lines than its import counted is not approved, and is found",
        .bug(id: "5.606", "No act compared the lines of a list with the number that its import had counted."),
        arguments: Engine.tested)
    func approval(engine: Engine) async throws {
        try await World.with(engine, edition: World.strictLists) { world in
            let ratna = try await world.officer("Ratna", .operations)
            let hendra = try await world.officer("Hendra", .approver)
            let path = try #require(try await ratna.browser.bringIn("education", Self.file))
            let sneaked = Data(repeating: 5, count: 32)
            try await world.vandalise(
                "INSERT INTO list_entry (lookup, import_id) SELECT \(sneaked), id FROM list_import")
            #expect(try await hendra.browser.approve(path).status == .conflict)
            let found = try await world.verifyRecords()
            #expect(found.contains { $0.contains("has 6 lines, but its import counted 5") }, "\(found)")
            try await world.vandalise("DELETE FROM list_entry WHERE lookup = \(sneaked)")
            #expect(try await hendra.browser.approve(path).location == path)
            #expect(try await !world.verifyRecords().contains { $0.contains("its import counted") })
        }
    }

    @Test(
        "a priority by a line that stood in a list only while its person joined stops the sealing",
        .bug(
            id: "5.607",
            """
            SQL put a line into a list while a person joined, and took it out again: the entry had priority, with a \
            code that fits, and was sealed.
            """),
        arguments: Engine.tested)
    func joining(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.advanceWaves()
            let (siti, budi) = (try await world.candidate(priority: true), try await world.candidate())
            let ratna = try await world.officer("Ratna", .operations)
            let hendra = try await world.officer("Hendra", .approver)
            let path = try #require(
                try await ratna.browser.bringIn("laid-off", "nik\n8271052703950098\n", source: "Kemnaker"))
            #expect(try await hendra.browser.approve(path).location == path)
            let lookup = world.dependencies.vault.lookup("\(budi.id)", purpose: "nik")
            let line: SQL = "INSERT INTO list_entry (lookup, import_id) SELECT \(lookup), id FROM list_import"
            try await siti.browser.join()
            try await world.vandalise(line)
            try await budi.browser.join()
            try await world.vandalise("DELETE FROM list_entry WHERE lookup = \(lookup)")
            let preferred: Int? = try await world.dependencies.database.read { tx in
                try tx.row("SELECT COUNT(*) AS preferred FROM entry WHERE priority = \(true)")?["preferred"]
            }
            try #require(preferred == 2)
            world.clock.set(try await world.wave().closesAt + Wave.drain)
            try await WaveActions(dependencies: world.dependencies).close(1, by: .system)
            let sealing = SealList(dependencies: world.dependencies)
            await #expect(throws: WaveRefusal.entriesChanged(1)) { try await sealing.seal(1, by: .system) }
            // A version that was replaced after the joining gave the priority rightly.
            try await world.vandalise(line, "UPDATE list_import SET state = 'replaced'")
            try await sealing.seal(1, by: .system)
            #expect(try await world.wave().state == .sealed)
        }
    }
}
