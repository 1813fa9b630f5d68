import App
import Foundation
import Programme

/// Every page of the office over a million people, requested one after the other as an officer. The peer is the limit
/// of 300 ms. OFFICE_PEOPLE and OFFICE_ENGINE choose another number and one engine; OFFICE_PLANS=1 prints the plans of
/// statements above 50 ms.
enum OfficeBenchmark: Benchmark {
    static let name = "office"
    private static let limit = 300.0

    static func run() async throws -> [Measure] {
        // A psql that refuses rows is reported by its status.
        signal(SIGPIPE, SIG_IGN)
        let environment = ProcessInfo.processInfo.environment
        let only = environment["OFFICE_ENGINE"]
        let asked = environment["OFFICE_PEOPLE"].flatMap { Int($0, in: 1_000...10_000_000) }
        var measures: [Measure] = []
        if only != "sqlite", let server = environment["PRAKERJA_BENCH_POSTGRES"] {
            measures += try await run("postgres", server: server, people: asked ?? 1_000_000)
        }
        if only != "postgres" { measures += try await run("sqlite", server: nil, people: asked ?? 100_000) }
        return measures
    }

    private static func run(_ engine: String, server: String?, people: Int) async throws -> [Measure] {
        let office = try OfficeServer(server: server)
        defer { office.stop() }
        try office.prepare()
        let begun = ContinuousClock.now
        try await load(office, people: people)
        let loaded = (ContinuousClock.now - begun) / .seconds(1)
        print("office-\(engine): \(people) people loaded in \(Int(loaded)) s")
        try await office.start(only: "web")
        // On SQLite the worker runs beside; its first round is over then.
        try await Task.sleep(for: .seconds(server == nil ? 20 : 1))
        let client = OfficeClient(port: office.port)
        var (measures, broken): ([Measure], [String]) = ([], [])
        for page in OfficePages.all(people: people) {
            let times: [Double]
            do {
                times = try page.measure(with: client).sorted()
            } catch {
                print("  \(page.name): \(error)")
                broken.append(page.name)
                continue
            }
            let (middle, worst) = (times[times.count / 2], times[min(times.count - 1, times.count * 99 / 100)])
            print("  \(page.name): p50 \(Int(middle)) ms, p99 \(Int(worst)) ms, \(times.count) requests")
            measures.append(
                Measure(name: "office-\(engine)-\(page.name)", ours: worst, peer: limit, unit: "ms", goal: "<=1"))
        }
        if ProcessInfo.processInfo.environment["OFFICE_PLANS"] != nil { print(office.plans) }
        guard broken.isEmpty else { throw LoadFault.refused(broken.joined(separator: ", ")) }
        return measures
    }

    private static func load(_ office: OfficeServer, people: Int) async throws {
        let waves = try await office.waves()
        let persons = OfficePeople(count: people, vault: try office.vault(), waves: waves)
        let now = Int64(Date().timeIntervalSince1970 * 1_000)
        let work = OfficeWork(people: persons, now: now)
        let actors = try office.writer()
        try work.writeActors(to: actors)
        try actors.finish()
        try await office.bindActors()
        let rows = try office.writer()
        try work.write(to: rows)
        try persons.write(to: rows)
        try OfficeMoney(people: persons).write(to: rows)
        if let rows = rows as? SQLiteWriter {
            for statement in wavesAsTheyStand(waves) { try rows.run(statement) }
        }
        try rows.finish()
        for statement in wavesAsTheyStand(waves) { try office.psql(statement) }
        try office.psql(
            "VACUUM (ANALYZE)", "LOAD 'auto_explain'", "ALTER SYSTEM SET session_preload_libraries = 'auto_explain'",
            "ALTER SYSTEM SET auto_explain.log_min_duration = 50", "SELECT pg_reload_conf()")
    }

    /// The first two waves are announced, the third is closed and the fourth open.
    private static func wavesAsTheyStand(_ waves: [Int64]) -> [String] {
        let at = OfficePeople.start
        let reached = "opened_at = \(at), closed_at = \(at), sealed_at = \(at), drawn_at = \(at), decreed_at = \(at)"
        return [
            "UPDATE wave SET state = 'announced', \(reached), announced_at = \(at) "
                + "WHERE id IN (\(waves[0]), \(waves[1]))",
            "UPDATE wave SET state = 'closed', opened_at = \(at), closed_at = \(at) WHERE id = \(waves[2])",
            "UPDATE wave SET state = 'open', opened_at = \(at) WHERE id = \(waves[3])",
            "INSERT INTO draw (wave_id, opened_at) SELECT id, \(at) FROM wave WHERE opened_at IS NOT NULL",
            // Otherwise a worker would now announce the openings to all.
            "INSERT INTO wave_news (wave_id, news, place, told, begun_at) SELECT id, news, 0, 0, \(at) FROM wave, "
                + "(SELECT 'opened' AS news UNION SELECT 'closing' UNION SELECT 'late') AS kind",
        ]
    }
}

/// A browser of each officer.
final class OfficeClient {
    let port: Int
    private var visit: String?

    init(port: Int) {
        self.port = port
    }

    private func cookie(_ officer: Int) throws -> String {
        if visit == nil {
            let head = try Wire.get("/kantor/masuk", port: port, cookie: nil).head
            visit = head.firstMatch(of: /kunjungan=([^;\r\n]+)/).map { String($0.1) }
        }
        return "kunjungan=\(visit ?? ""); sesi=\(OfficeWork.cookie(of: officer))"
    }

    /// The page, and how many milliseconds it took.
    func get(_ path: String, by officer: Int) throws -> (body: String, milliseconds: Double) {
        let cookie = try cookie(officer)
        var answer: (status: Int, head: String, body: Data)?
        let took = try seconds { answer = try Wire.get(path, port: port, cookie: cookie) }
        guard let answer, answer.status == 200 else { throw PagesFault.notServed(path, answer?.status ?? 0) }
        return (String(decoding: answer.body, as: UTF8.self), took * 1_000)
    }

    /// Posts a form with the token of `page`; returns the milliseconds and where it leads.
    func post(_ path: String, _ fields: [(String, String)], on page: String, by officer: Int) throws -> (
        location: String, milliseconds: Double
    ) {
        let form = try get(page, by: officer).body
        guard let token = form.firstMatch(of: /name="_token" value="([^"]+)"/)?.1 else {
            throw PagesFault.notServed(page, 0)
        }
        let allowed = CharacterSet.alphanumerics.union(CharacterSet(charactersIn: "-_."))
        let body = ([("_token", String(token))] + fields).map {
            "\($0.0)=\($0.1.addingPercentEncoding(withAllowedCharacters: allowed) ?? "")"
        }.joined(separator: "&")
        let cookie = try cookie(officer)
        var answer: (status: Int, head: String, body: Data)?
        let took = try seconds { answer = try Wire.post(path, body, port: port, cookie: cookie) }
        guard let answer, [200, 302, 303].contains(answer.status) else {
            throw PagesFault.notServed(path, answer?.status ?? 0)
        }
        let location = answer.head.firstMatch(of: /[Ll]ocation: ([^\r\n]+)/).map { String($0.1) }
        return (location ?? "", took * 1_000)
    }
}
