import Foundation
import HTTPTypes
import Hummingbird
import NIOConcurrencyHelpers
import Programme
import Storage
import TestSupport
import Testing

@testable import App

/// `docs/roles.md`: which role may use which address of the office, held against the router through HTTP.
@Suite("Routes and roles", .timeLimit(.minutes(3)))
struct RoleMatrixTests {
    @Test("docs/roles.md says what each role is answered at each address of the office; `make roles` writes it")
    func matrix() async throws {
        let found = NIOLockedValueBox([String]())
        try await World.with(.sqlite) { world in
            let matrix = try await RoleMatrix(world)
            var lines: [String] = []
            for route in matrix.routes { lines.append(try await matrix.row(of: route)) }
            found.withLockedValue { [lines] in $0 = lines }
        }
        let text = RoleMatrix.document(rows: found.withLockedValue { $0 })
        let file = World.repository.appending(path: "docs/roles.md")
        if ProcessInfo.processInfo.environment["PRAKERJA_WRITE_ROLES"] != nil {
            try Data(text.utf8).write(to: file)
        }
        let written = try String(contentsOf: file, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
        let expected = text.split(separator: "\n", omittingEmptySubsequences: false)
        for line in Set(expected).subtracting(written).sorted() { Issue.record("docs/roles.md lacks: \(line)") }
        for line in Set(written).subtracting(expected).sorted() { Issue.record("docs/roles.md has, wrongly: \(line)") }
    }

    @Test("no address of the office is open to a role that holds no permission")
    func none() async throws {
        try await World.with(.sqlite) { world in
            let matrix = try await RoleMatrix(world)
            let nobody = try await world.officer("Tanpa peran", []).browser
            for route in matrix.routes where !RoleMatrix.forEveryOfficer.contains(route.path) {
                let answer = try await matrix.ask(route, as: nobody)
                #expect(answer != .open, "\(route.method) \(route.path)")
            }
        }
    }
}

/// The addresses of the office, and what an officer of a single role is answered there.
struct RoleMatrix: Sendable {
    struct Route: Sendable, Hashable {
        let method: HTTPRequest.Method
        let path: String
    }

    enum Outcome: String, Sendable {
        case open = "yes"
        case refused = "403"
        /// Hidden: the address is answered as if it were not there.
        case hidden = "404"
    }

    /// Open to every officer, whatever their roles: their own desk and account, and waves with their decrees, which are
    /// public.
    static let forEveryOfficer: Set = [
        Paths.office, Paths.officeFailures, Paths.officerProof, Paths.ownAccount, Paths.officerKeys,
        Paths.recoveryCodes, Paths.ownPassword, Paths.ownAuthenticator, Paths.ownSessionEnd, Paths.ownSessionsEnd,
        Paths.officeWaves, Paths.officeWave.pattern, Paths.decree.pattern, Paths.decreeAnnex.pattern,
    ]

    let world: World
    let routes: [Route]
    private let browsers: [(role: Role, browser: Visitor)]
    private let drawn: DrawnWave

    init(_ world: World) async throws {
        self.world = world
        drawn = try await world.drawnWave()
        var browsers: [(role: Role, browser: Visitor)] = []
        for role in World.officeRoles.roles.map(\.slug) {
            let browser = try await world.officer("Petugas \(role.rawValue)", [role]).browser
            browsers.append((role: role, browser: browser))
        }
        self.browsers = browsers
        let open = [Paths.officeSignIn, Paths.officerSetUp.pattern, Paths.officerSetUpStart.pattern]
        let all = makeRouter(world.dependencies).routes.map { Route(method: $0.method, path: $0.path.description) }
        let posts = Set(all.filter { $0.method == .post }.map(\.path))
        var listed: [Route] = []
        for route in Set(all) where route.path == Paths.office || route.path.hasPrefix(Paths.office + "/") {
            guard !open.contains(route.path), route.method != .head else { continue }
            if route.method == .get, posts.contains(route.path) {
                // Beside a POST it may only lead a reload back to its page, for any visitor.
                let plain = route.path.replacing(/\{\w+\}/, with: "1")
                let answer = try await world.visitor().get(plain)
                guard answer.location?.hasPrefix(Paths.officeSignIn) == true else { continue }
            }
            listed.append(route)
        }
        routes = listed.sorted { ($0.path, $0.method.rawValue) < ($1.path, $1.method.rawValue) }
    }

    /// `| GET /kantor | yes | … |`
    func row(of route: Route) async throws -> String {
        var cells: [String] = []
        for (_, browser) in browsers { cells.append(try await ask(route, as: browser).rawValue) }
        return "| \(route.method.rawValue) `\(route.path)` | \(cells.joined(separator: " | ")) |"
    }

    func ask(_ route: Route, as browser: Visitor) async throws -> Outcome {
        let path = try await address(of: route)
        let answer: Answer
        if route.method == .post {
            let fields = [("alasan", Administrator.reason), ("putusan", "setuju"), ("usul", "boleh")]
            answer = try await browser.post(path, fields, seeing: Paths.office)
        } else {
            answer = try await browser.follow(try await browser.get(path))
        }
        switch answer.status {
        case .forbidden where answer.text.contains(Self.refusal): return .refused
        case .notFound where !route.path.contains("{"): return .hidden
        default: return .open
        }
    }

    /// The sentence of `OfficeRefusal.notPermitted`, up to the permission.
    private static let refusal = "Peran Anda"

    /// The address with parameters of rows that exist.
    private func address(of route: Route) async throws -> String {
        var path = route.path
        let batch = path.contains("/penyaluran/{id}") ? try await newBatch() : nil
        let values = [
            "number": "1", "act": "buka", "answer": "setuju", "change": "peran", "payment": "1", "kind": "ktp",
            "id": batch ?? "1",
        ]
        if path.hasPrefix(Paths.officeCourses) { path = path.replacing("{act}", with: CourseAct.judge.rawValue) }
        for (name, value) in values { path = path.replacing("{\(name)}", with: value) }
        return path
    }

    /// A batch that no officer of the matrix has drafted or approved.
    private func newBatch() async throws -> String {
        let dependencies = world.dependencies
        return try await dependencies.database.transaction { tx in
            let batch = try tx.payouts.draft(by: drawn.ratna.id, at: dependencies.clock.now(), ids: dependencies.ids)
            return "\(batch)"
        }
    }

    static func document(rows: [String]) -> String {
        let roles = World.officeRoles.roles
        let head = roles.map { "\($0.slug.rawValue)" }.joined(separator: " | ")
        let line = "|" + String(repeating: "---|", count: roles.count + 1)
        let permissions = Permission.allCases.map { permission in
            let cells = roles.map { $0.permissions.contains(permission) ? "yes" : "" }.joined(separator: " | ")
            return "| `\(permission.rawValue)` | \(cells) |"
        }
        let apart = World.officeRoles.apart.map { "\($0[0].rawValue) and \($0[1].rawValue)" }.joined(separator: "; ")
        return """
            # Roles

            Written by `make roles` from `Editions/office.yaml` and from the answers of the running product: an officer \
            who holds one role alone requests every address of the office. `Tests/AppTests/Officers/RoleMatrixTests.swift` \
            fails when an answer differs from this page, and when a route has no row.

            One person may not hold together: \(apart). Held alone: \
            \(World.officeRoles.alone.map(\.rawValue).joined(separator: ", ")). This holds for deputies too.

            ## What each role permits

            | permission | \(head) |
            \(line)
            \(permissions.joined(separator: "\n"))

            ## What each role is answered

            `yes`: the address is open to the role, whatever the rules then say of the act. `403`: the office says that \
            the role does not permit it.

            | address | \(head) |
            \(line)
            \(rows.joined(separator: "\n"))

            """
    }
}
