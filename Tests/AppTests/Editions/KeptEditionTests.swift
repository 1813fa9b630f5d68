import Foundation
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// The text of an edition as the database keeps it: what was promised under it is not changed by SQL.
@Suite("Kept editions", .timeLimit(.minutes(2)))
struct KeptEditionTests {
    @Test(
        "an edition whose text or digest SQL changed is not used, and a start names it with the remedy",
        .bug(
            id: "5.310",
            """
            The kept text of an edition was believed without comparing its digest: SQL changed amounts and rules of a \
            past edition, whose cards are still paid.
            """),
        arguments: Engine.tested)
    func changed(engine: Engine) async throws {
        try await World.with(engine) { world in
            let (folder, later) = (try EditionFolder(), try World.editionText("edition-4"))
            defer { folder.remove() }
            let path = try folder.write("empat.yaml", later)
            try await world.publish(try World.editionText("edition-3"))
            func start() async throws {
                let editionStore = try await EditionStore.open(path: path, in: world.dependencies.database)
                try await editionStore.confirm(on: world.dependencies)
            }
            try await start()
            try await world.bindEarlier()
            try await start()
            #expect(try await world.verifyRecords() == [])
            let kept = try await world.dependencies.database.read { try #require(try $0.editions.all().first) }
            let text = try #require(kept.published).yaml
            let forged = try PublishedEdition(yaml: text.replacing("quota: 164000", with: "quota: 164001"))
            let forms: [(text: String, digest: Data)] = [
                (forged.yaml, try #require(kept.published).text.digest), (forged.yaml, forged.text.digest),
                ("- [", forged.text.digest),
            ]
            for form in forms {
                try await world.vandalise(
                    "UPDATE edition SET text = \(form.text), digest = \(form.digest) WHERE id = '2020-3d'")
                let fault = await #expect(throws: BootFault.self) { try await start() }
                let reason = try #require(fault).description
                #expect(reason.contains("the edition 2020-3d cannot be used") && reason.contains("from a backup"))
                let findings = try await world.verifyRecords()
                #expect(findings.contains { $0.hasPrefix("edition number 1 is not as") }, "\(findings)")
                let changed = try await world.dependencies.database.read { [vault = world.dependencies.vault] tx in
                    try tx.editions.changed(vault: vault)
                }
                #expect(changed == ["2020-3d"])
            }
        }
    }

    @Test(
        "a number that SQL changed or took away, or a binding it deleted, does not make a kept edition new",
        .bug(
            id: "5.345",
            """
            The edition in force was bound as a new one when SQL had changed its text together with its number, or had \
            deleted its binding; one without a number was not compared, and `audit verify` ended with an error.
            """),
        arguments: Engine.tested)
    func number(engine: Engine) async throws {
        try await World.with(engine) { world in
            let text = try World.editionText("edition-3")
            try await world.publish(text)
            try await world.bindEarlier()
            try await world.publish(text)
            let (honest, forged) = (
                try PublishedEdition(yaml: text),
                try PublishedEdition(yaml: text.replacing("quota: 164000", with: "quota: 164001"))
            )
            func put(_ published: PublishedEdition, number: SQL) async throws {
                try await world.vandalise(
                    """
                    UPDATE edition
                    SET text = \(published.yaml), digest = \(published.text.digest), number = \(number)
                    """)
            }
            func isRefused(_ text: String) async throws -> Bool {
                let fault = await #expect(throws: BootFault.self) { try await world.publish(text) }
                return try #require(fault).description.contains("Restore its row of the table edition from a backup")
            }
            func changed() async throws -> Set<String> {
                try await world.dependencies.database.read { [vault = world.dependencies.vault] tx in
                    try tx.editions.changed(vault: vault)
                }
            }
            for number in ["77", "NULL", "-1"] as [SQL] {
                for published in [forged, honest] {
                    try await put(published, number: number)
                    #expect(try await isRefused(published.yaml), "\(number.text)")
                    let findings = try await world.verifyRecords()
                    #expect(findings.contains { $0.hasPrefix("edition number 1, bound by the act of") }, "\(findings)")
                    #expect(findings.contains { $0.contains("was bound by no act") }, "\(findings)")
                    #expect(try await changed() == ["2020-3d"])
                }
            }
            try await put(honest, number: "1")
            try await world.publish(text)
            #expect(try await changed() == [])
            try await put(forged, number: "1")
            try await world.vandalise("DELETE FROM bound_record WHERE kind = 'edition'")
            #expect(try await isRefused(forged.yaml))
            #expect(try await changed() == ["2020-3d"])
        }
    }

    @Test("an edition is kept and bound by one transaction, at the end of a start", arguments: Engine.tested)
    func together(engine: Engine) async throws {
        try await World.with(engine) { world in
            let folder = try EditionFolder()
            defer { folder.remove() }
            let path = try folder.write("edisi.yaml", try World.editionText("edition-3"))
            try await world.bindEarlier()
            let opened = try await EditionStore.open(path: path, in: world.dependencies.database)
            #expect(try await world.dependencies.database.read { try $0.editions.all() }.isEmpty)
            for _ in 1...2 {
                try await opened.confirm(on: world.dependencies)
                #expect(try await world.verifyRecords() == [])
            }
        }
    }

    @Test("an edition that SQL puts in among the earlier ones is not used", arguments: Engine.tested)
    func putIn(engine: Engine) async throws {
        try await World.with(engine) { world in
            try await world.publish(try World.editionText("edition-3"))
            try await world.bindEarlier()
            let forged = try PublishedEdition(
                yaml: try World.editionText("edition-3").replacing("id: \"2020-3d\"", with: "id: \"2019-1\""))
            try await world.vandalise(
                """
                INSERT INTO edition (id, digest, text, first_used_at, number)
                VALUES ('2019-1', \(forged.text.digest), \(forged.yaml), 1, 9)
                """)
            let fault = await #expect(throws: BootFault.self) {
                try await world.publish(try World.editionText("edition-3"))
            }
            #expect(try #require(fault).description.contains("the edition 2019-1 cannot be used"))
        }
    }

    @Test(
        "editions from before their texts were bound get numbers and are bound by the next start",
        arguments: Engine.tested)
    func earlier(engine: Engine) async throws {
        let three = try PublishedEdition(yaml: try World.editionText("edition-3"))
        try await World.with(
            engine,
            earlier: EarlierDatabase(step: "0420") { tx, _ in
                for (id, at) in [("2020-3d", 2), ("2020-2d", 1), ("2020-1c", 1)] {
                    try tx.run(
                        """
                        INSERT INTO edition (id, digest, text, first_used_at)
                        VALUES (\(id), \(three.text.digest), \(three.yaml), \(at))
                        """)
                }
            }
        ) { world in
            let numbers = try await world.dependencies.database.read { tx in
                try tx.rows("SELECT id FROM edition ORDER BY number").map { try $0["id"] as String }
            }
            #expect(numbers == ["2020-1c", "2020-2d", "2020-3d"])
            try await world.bindEarlier()
            #expect(try await world.verifyRecords() == [])
            try await world.vandalise("UPDATE edition SET text = 'x' WHERE number = 2")
            #expect(try await world.verifyRecords().contains { $0.hasPrefix("edition number 2 is not as") })
        }
    }

    @Test(
        "a broken kept edition and an unknown account are findings of both verifications, which go on",
        .bug(
            id: "5.311",
            """
            A kept edition that could not be read, or an account that no version knows, ended `audit verify` and \
            `ledger verify` with an error: nothing else was compared.
            """))
    func commands() async throws {
        try await Shipped.inDirectory { directory in
            let environment = Shipped.development(in: directory)
            #expect(try await Shipped.run(["migrate"], environment: environment, in: directory).status == 0)
            #expect(try await Shipped.run(["wave", "list"], environment: environment, in: directory).status == 0)
            let database = try Database.sqlite(path: directory.appending(path: "prakerja.sqlite").path)
            try await database.transaction { tx in
                try tx.run("UPDATE edition SET text = '- ['")
                try tx.run(
                    """
                    INSERT INTO ledger_account (id, code, posted, held, floor, sink)
                    VALUES (\(Int64.max - 5), 'lain:1', 5, 0, \(true), \(false))
                    """)
            }
            await database.close()
            let data = ["DATA": directory.path]
            for command in ["audit", "ledger"] {
                let run = try await Shipped.run([command, "verify"], environment: data, in: directory)
                #expect(run.status == 1, "\(run.errors)")
                #expect(
                    run.output.contains("✕ edition 2020-3d-demo: its text kept in the database cannot be read"),
                    "\(run.output) \(run.errors)")
            }
            let books = try await Shipped.run(["ledger", "verify"], environment: data, in: directory)
            #expect(books.output.contains("✕ the account lain:1 is not in the chart of accounts"), "\(books.output)")
            let start = try await Shipped.run(["wave", "list"], environment: environment, in: directory)
            #expect(start.status != 0 && start.errors.contains("from a backup"), "\(start.errors)")
        }
    }

    @Test("a start with an edition whose number SQL changed ends with the remedy, and `audit verify` with a finding")
    func numberAtStart() async throws {
        try await Shipped.inDirectory { directory in
            let environment = Shipped.development(in: directory)
            #expect(try await Shipped.run(["migrate"], environment: environment, in: directory).status == 0)
            #expect(try await Shipped.run(["wave", "list"], environment: environment, in: directory).status == 0)
            for number in ["77", "NULL"] as [SQL] {
                let database = try Database.sqlite(path: directory.appending(path: "prakerja.sqlite").path)
                try await database.transaction { tx in _ = try tx.run("UPDATE edition SET number = \(number)") }
                await database.close()
                let start = try await Shipped.run(["wave", "list"], environment: environment, in: directory)
                #expect(start.status == 1 && start.errors.contains("from a backup"), "\(start.errors)")
                #expect(!start.errors.contains("Fatal error"), "\(start.errors)")
                let audit = try await Shipped.run(
                    ["audit", "verify"], environment: ["DATA": directory.path], in: directory)
                #expect(audit.status == 1, "\(audit.errors)")
                #expect(audit.output.contains("✕ edition number 1, bound by the act of"), "\(audit.output)")
            }
        }
    }

    @Test("a command of a version that binds kept editions runs on an installation of a version that did not")
    func earlierVersion() async throws {
        try await Shipped.inDirectory { directory in
            let environment = Shipped.development(in: directory)
            #expect(try await Shipped.run(["migrate"], environment: environment, in: directory).status == 0)
            #expect(try await Shipped.run(["wave", "list"], environment: environment, in: directory).status == 0)
            let database = try Database.sqlite(path: directory.appending(path: "prakerja.sqlite").path)
            try await database.transaction { tx in _ = try tx.run("DELETE FROM bound_record WHERE kind = 'edition'") }
            await database.close()
            let again = try await Shipped.run(["wave", "list"], environment: environment, in: directory)
            #expect(again.status == 0, "\(again.errors)")
        }
    }
}
