import App
import Foundation
import Programme

/// Two versions of a list of a million people, by the functions of the office: the later one is read from its file, and
/// what it changes is counted. Peers of the same run are one statement that copies as many lines into a table with the
/// same keys, and one that counts the lines of only one version.
///
/// LISTS_LINES and LISTS_ENGINE (`sqlite`, `postgres`) choose another number and one engine.
enum ListsBenchmark: Benchmark {
    static let name = "lists"

    static func run() async throws -> [Measure] {
        // A psql that refuses a statement is reported by its status.
        signal(SIGPIPE, SIG_IGN)
        let environment = ProcessInfo.processInfo.environment
        let (only, server) = (environment["LISTS_ENGINE"], environment["PRAKERJA_BENCH_POSTGRES"])
        let lines = environment["LISTS_LINES"].flatMap { Int($0, in: 1_000...5_000_000) } ?? 1_000_000
        var measures: [Measure] = []
        if only != "sqlite", let server { measures += try await measure("postgres", server, lines) }
        if only != "postgres" { measures += try await measure("sqlite", nil, lines) }
        return measures
    }

    private static func measure(_ engine: String, _ server: String?, _ lines: Int) async throws -> [Measure] {
        let database = try BenchDatabase("lists", server: server)
        defer { database.remove() }
        let work = try await ListWorkload(database: database.url, directory: database.folder)
        let earlier = try await work.bringIn(try file(0..<lines, in: database.folder))
        _ = try await work.compare(earlier.list)
        try database.run("UPDATE list_import SET state = 'in-force' WHERE id = \(earlier.list)")
        try database.settle()

        // A tenth of the people is left out, and as many are new.
        let path = try file(lines / 10..<lines + lines / 10, in: database.folder)
        let clock = ContinuousClock()
        let begun = clock.now
        let later = try await work.bringIn(path)
        let read = clock.now
        let counted = try await work.compare(later.list)
        let (reading, comparing) = ((read - begun) / .seconds(1), (clock.now - read) / .seconds(1))
        try await work.close()
        print("lists-\(engine): \(later.people) people read in \(reading) s, compared in \(comparing) s: \(counted)")
        guard counted == (lines / 10, lines / 10, lines - lines / 10) else {
            throw LoadFault.refused("the difference is \(counted)")
        }

        let bytes = server == nil ? "BLOB" : "BYTEA"
        try database.run(
            "CREATE TABLE copied (lookup \(bytes) NOT NULL, import_id BIGINT NOT NULL, PRIMARY KEY (lookup, import_id))",
            "CREATE INDEX copied_import ON copied (import_id, lookup)")
        let copying = try seconds {
            try database.run(
                "INSERT INTO copied SELECT lookup, import_id FROM list_entry WHERE import_id = \(later.list)")
        }
        func onlyOn(_ one: Int64, _ other: Int64) -> String {
            "SELECT COUNT(*) FROM (SELECT lookup FROM list_entry WHERE import_id = \(one) "
                + "EXCEPT SELECT lookup FROM list_entry WHERE import_id = \(other)) AS lines"
        }
        let excepting = try seconds {
            try database.run(onlyOn(later.list, earlier.list), onlyOn(earlier.list, later.list))
        }
        return [
            Measure(name: "lists-\(engine)-read", ours: reading, peer: copying, unit: "s", goal: "<=8"),
            Measure(name: "lists-\(engine)-compared", ours: comparing, peer: excepting, unit: "s", goal: "<=8"),
        ]
    }

    /// A file with a NIK for each number.
    private static func file(_ numbers: Range<Int>, in folder: URL) throws -> String {
        var text = "nik\n"
        for number in numbers {
            let (serial, day) = (number % 9_999 + 1, number / 9_999)
            let born = [day % 28 + 1, day / 28 % 12 + 1, 70 + day / 336].map { String(format: "%02d", $0) }.joined()
            text += "317105\(born)\(String(format: "%04d", serial))\n"
        }
        let path = folder.appending(path: "\(numbers.lowerBound).csv")
        try Data(text.utf8).write(to: path)
        return path.path
    }
}
