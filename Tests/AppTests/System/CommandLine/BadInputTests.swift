import Foundation
import Testing

@testable import App

@Suite("Commands with files, numbers and names that cannot be used", .timeLimit(.minutes(2)))
struct BadInputTests {
    /// A command, what its refusal must say, and its status.
    private struct Case: Sendable {
        let command: [String]
        let said: [String]
    }

    @Test(
        "every command refuses a missing file, a folder, an unreadable text and a wrong number in one sentence",
        .bug(
            id: "5.202",
            """
            `list import FOLDER`, `questions import BADFILE`, `migrate --data FILE`, a taken port of the simulators \
            and `draw simulate --quota 99999999999` printed raw errors of libraries, in lines of types and codes.
            """),
        .bug(
            id: "1.301",
            """
            `serve --demo --port 9223372036854775807` ended by an overflow, and `simulators --first-port 99999` \
            listened on ports that were never given.
            """))
    func sentences() async throws {
        try await Shipped.inDirectory { directory in
            try FileManager.default.createDirectory(
                at: directory.appending(path: "folder"), withIntermediateDirectories: false)
            try Data("kunci: [\n".utf8).write(to: directory.appending(path: "bad.yaml"))
            try Data([0xFF, 0xFE, 0x00, 0xD8]).write(to: directory.appending(path: "bytes"))
            let environment = Shipped.development(in: directory.appending(path: "data"))
            // The second brings the edition in, without which there is no log to write.
            for command in [["migrate"], ["wave", "list"]] {
                #expect(try await Shipped.run(command, environment: environment, in: directory).status == 0)
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (number, one) in Self.cases.enumerated() {
                    if number >= 4 { try await group.next() }
                    group.addTask {
                        let shipped = try await Shipped.run(one.command, environment: environment, in: directory)
                        let shown = "\(one.command): \(shipped.output)\(shipped.errors)"
                        #expect(shipped.status == 1 && shipped.lines.count == 1, "\(shown)")
                        #expect(one.said.allSatisfy(shipped.errors.contains), "\(shown)")
                        for raw in ["Domain", "DecodingError", "errno", "Swift.", "NIO", "rc "] {
                            #expect(!shipped.errors.contains(raw), "\(shown)")
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    private static let edition = World.repository.appending(path: "Editions/edition-3.yaml").path

    /// Commands that read a file, with `FILE` in its place.
    private static let readers = [
        ["programme", "check", "FILE"], ["programme", "show", "FILE"], ["programme", "diff", edition, "FILE"],
        ["questions", "import", "FILE"], ["questions", "digest", "FILE"],
        ["regions", "import", "FILE", "--list", "2022"], ["office-directory", "import", "FILE"],
        ["list", "import", "laid-off", "FILE", "--source", "Kemnaker", "--as-of", "2020-04-01"],
        ["audit", "verify", "--export", "FILE"], ["audit", "verify", "--against", "FILE"],
        ["draw", "verify", "FILE", "--edition", edition], ["draw", "verify", "x", "--edition", "FILE"],
        ["draw", "proof", "FILE", "--root", "ab"],
        ["draw", "simulate", "--entries", "3", "--quota", "1", "--out", "o", "--edition", "FILE"],
        ["witness", "commit", "--wave", "1", "--key", "FILE", "--edition", edition],
        ["witness", "reveal", "FILE", "--secret", "FILE", "--key", "FILE", "--edition", edition],
        ["wave", "list", "--edition", "FILE"],
    ]

    private static let cases =
        readers.map { reader in
            Case(command: reader.map { $0 == "FILE" ? "folder" : $0 }, said: ["folder"])
        } + others

    private static let others = [
        Case(command: ["programme", "check", "missing"], said: ["missing", "there is no such file"]),
        Case(command: ["programme", "show", "bad.yaml"], said: ["bad.yaml", "line 2", "programme check"]),
        Case(command: ["questions", "import", "bad.yaml"], said: ["bad.yaml", "question bank", "line 2"]),
        Case(command: ["questions", "digest", "bytes"], said: ["bytes", "UTF-8"]),
        Case(command: ["regions", "import", "bad.yaml", "--list", "2022"], said: ["bad.yaml", "holds no region"]),
        Case(command: ["office-directory", "import", "bad.yaml"], said: ["bad.yaml", "no headings", "kode_daerah"]),
        Case(command: ["audit", "verify", "--export", "bad.yaml"], said: ["bad.yaml", "no export of the log"]),
        Case(command: ["audit", "verify", "--export", "bytes", "--key", "x"], said: ["--key is “x”", "/bukti"]),
        Case(command: ["audit", "export", "--out", "folder"], said: ["folder", "it is a folder"]),
        Case(command: ["audit", "export", "--out", "none/log"], said: ["none/log", "make the folder first"]),
        Case(command: ["draw", "proof", "bad.yaml", "--root", "ab"], said: ["bad.yaml"]),
        Case(command: ["draw", "verify", "bytes", "--edition", edition], said: ["bytes"]),
        Case(
            command: ["draw", "simulate", "--entries", "3", "--quota", "99999999999", "--out", "o"],
            said: ["--quota is 99999999999", "20000000"]),
        Case(
            command: ["draw", "simulate", "--entries", "99999999", "--quota", "1", "--out", "o"], said: ["--entries is"]
        ),
        Case(
            command: ["draw", "simulate", "--entries", "3", "--quota", "1", "--out", "folder", "--edition", edition],
            said: ["folder", "it is a folder"]),
        Case(command: ["witness", "keygen", "auditor", "--out", "bad.yaml"], said: ["bad.yaml", "exists already"]),
        Case(command: ["migrate", "--data", "bad.yaml"], said: ["DATA is “bad.yaml”", "a file"]),
        Case(command: ["migrate", "--data", "bad.yaml/x"], said: ["bad.yaml/x"]),
        Case(command: ["wave", "list", "--data", "bad.yaml"], said: ["DATA is “bad.yaml”"]),
        Case(command: ["ledger", "verify", "--data", "missing"], said: ["missing", "--data"]),
        Case(command: ["serve", "--port", "65536"], said: ["PORT is “65536”"]),
        Case(command: ["serve", "--demo", "--port", "9223372036854775807"], said: ["--port is 9223372036854775807"]),
        Case(command: ["serve", "--demo", "--crowd", "2001"], said: ["--crowd is 2001: give 0 to 2000"]),
        Case(command: ["serve", "--host", "http://x"], said: ["HOST is “http://x”"]),
        Case(command: ["simulators", "--first-port", "99999"], said: ["--first-port is 99999"]),
        Case(command: ["wave", "open", "9223372036854775807"], said: ["no such wave"]),
        Case(command: ["officer", "add", "A", "b", "--role", "auditor"], said: ["e-mail address"]),
        Case(command: ["regions", "import", "bytes", "--list", ""], said: ["at most 20"]),
    ]

    @Test(
        "a database that does not answer, and one that is none, are told in one sentence",
        .bug(id: "5.203", "A PostgreSQL server that was away, and a damaged SQLite file, gave the engine's raw error."))
    func databases() async throws {
        try await Shipped.inDirectory { directory in
            try Data(repeating: 0x41, count: 8_192).write(to: directory.appending(path: "prakerja.sqlite"))
            let damaged = Shipped.development(in: directory)
            let away = damaged.merging(["DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none"]) { $1 }
            for command in [["migrate"], ["ledger", "verify"], ["wave", "list"]] {
                for environment in [damaged, away] {
                    let shipped = try await Shipped.run(command, environment: environment, in: directory)
                    #expect(shipped.status == 1 && shipped.lines.count == 1, "\(command) \(shipped.lines)")
                    #expect(shipped.errors.contains("database"), "\(command) \(shipped.errors)")
                }
            }
        }
    }
}
