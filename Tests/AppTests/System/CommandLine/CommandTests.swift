import Foundation
import Programme
import Storage
import Testing

@testable import App

@Suite("Commands in any working directory")
struct CommandTests {
    @Test(
        "ledger and audit log are verified outside the source folder, and an empty log is not reported as unchanged",
        .bug(
            id: "5.10",
            """
            Outside the source folder `ledger verify` and `audit verify` printed a raw error: they read the edition \
            from a path that exists only there, although the database has it.
            """),
        .bug(
            id: "5.11",
            "`audit verify` reported an export without a single row, and a database without one, as unchanged.")
    )
    func outsideTheSourceFolder() async throws {
        try await Shipped.inDirectory { directory in
            let environment = ["DATA": directory.path]
            let nothing = try await Shipped.run(["ledger", "verify"], environment: environment, in: directory)
            #expect(nothing.status != 0 && nothing.errors.contains("there is no database in \(directory.path)"))
            #expect(nothing.lines.count == 1)
            let developing = Shipped.development(in: directory)
            #expect(try await Shipped.run(["migrate"], environment: developing, in: directory).status == 0)
            // The first command under an edition stores it in the database; later commands read it there.
            let listed = try await Shipped.run(["wave", "list"], environment: developing, in: directory)
            #expect(listed.status == 0, "\(listed.errors)")
            let books = try await Shipped.run(["ledger", "verify"], environment: environment, in: directory)
            #expect(books.status == 0 && books.output.contains("clean"), "\(books.errors)")
            let export = directory.appending(path: "log.jsonl").path
            let written = try await Shipped.run(
                ["audit", "export", "--out", export], environment: environment, in: directory)
            #expect(written.status == 0, "\(written.errors)")
            let log = try await Shipped.run(["audit", "verify"], environment: environment, in: directory)
            #expect(!log.output.contains("nothing was changed"), "\(log.output)")
            let empty = try await Shipped.run(["audit", "verify", "--export", export], in: directory)
            #expect(empty.status != 0 && empty.output.contains("holds no leaf"))
            try Data().write(to: URL(filePath: export))
            let cut = try await Shipped.run(["audit", "verify", "--export", export], in: directory)
            #expect(cut.status != 0 && cut.errors.contains("no export of the log"))
        }
    }

    @Test(
        "one command verifies log, records and books, and ends with 1 where only the books are wrong",
        .bug(
            id: "5.429",
            "`audit verify` alone said that nothing was changed while the books did not add up: that took another command."
        ))
    func oneCommand() async throws {
        try await Shipped.inDirectory { directory in
            let (environment, data) = (Shipped.development(in: directory), ["DATA": directory.path])
            #expect(try await Shipped.run(["migrate"], environment: environment, in: directory).status == 0)
            #expect(try await Shipped.run(["wave", "list"], environment: environment, in: directory).status == 0)
            let clean = try await Shipped.run(["audit", "verify"], environment: data, in: directory)
            #expect(clean.status == 0 && clean.output.contains("books       1 entries, 0 holds"), "\(clean.output)")
            let database = try Database.sqlite(path: directory.appending(path: "prakerja.sqlite").path)
            try await database.transaction { tx in
                _ = try tx.run("UPDATE ledger_account SET posted = 5 WHERE code = 'suspense'")
            }
            await database.close()
            let raised = try await Shipped.run(["audit", "verify"], environment: data, in: directory)
            #expect(raised.status == 1, "\(raised.errors)")
            #expect(raised.output.contains("✕ suspense: the row says Rp5, the postings say Rp0"), "\(raised.output)")
        }
    }

    @Test(
        "a missing file is reported in one sentence",
        .bug(id: "5.12", "Commands given the name of a missing file printed a raw system error."),
        arguments: [
            ["programme", "check", "tidak-ada"], ["programme", "show", "tidak-ada"],
            ["programme", "diff", "tidak-ada", "tidak-ada"], ["audit", "verify", "--export", "tidak-ada"],
            ["audit", "verify", "--export", "x", "--against", "tidak-ada"],
            ["draw", "verify", "tidak-ada", "--edition", "tidak-ada"], ["wave", "list", "--edition", "tidak-ada"],
            ["ledger", "verify", "--edition", "tidak-ada"],
        ])
    func missingFile(command: [String]) async throws {
        try await Shipped.inDirectory { directory in
            let environment = ["DATA": directory.path]
            if ["wave", "ledger"].contains(command[0]) {
                _ = try await Shipped.run(["migrate"], environment: Shipped.development(in: directory), in: directory)
            }
            let shipped = try await Shipped.run(command, environment: environment, in: directory)
            #expect(shipped.status != 0 && shipped.lines.count == 1, "\(shipped.lines)")
            #expect(shipped.errors.contains("tidak-ada") && !shipped.errors.contains("Domain"), "\(shipped.errors)")
        }
    }
}
