import Foundation
import Programme
import Storage
import Testing

@testable import App

/// What one officer may hold: every role alone, and every set of roles that the table of duties allows and to which no
/// role can be added.
enum Holdings {
    static let all: [[Role]] = {
        let table = World.officeRoles
        let roles = table.roles.map(\.slug)
        let allowed = (1..<(1 << roles.count))
            .map { bits in roles.indices.filter { bits >> $0 & 1 == 1 }.map { roles[$0] } }
            .filter { (try? table.check($0)) != nil }
        let largest = allowed.filter { one in !allowed.contains { Set($0).isStrictSuperset(of: one) } }
        return roles.map { [$0] } + largest.filter { $0.count > 1 }
    }()

    /// The fewest of the largest sets that together have every role.
    static var covering: [[Role]] {
        var missing = Set(World.officeRoles.roles.map(\.slug))
        var chosen: [[Role]] = []
        while let next = largest.max(by: { missing.intersection($0).count < missing.intersection($1).count }),
            !missing.isDisjoint(with: next)
        {
            chosen.append(next)
            missing.subtract(next)
        }
        return chosen
    }

    /// Without the roles held alone that a larger set contains.
    static var largest: [[Role]] {
        all.filter { one in !all.contains { Set($0).isStrictSuperset(of: one) } }
    }
}

/// One officer who holds these roles, without a colleague.
struct LoneOfficer: Sendable {
    let roles: [Role]
    let id: ID<Officer>
    let browser: Visitor

    static let reason = "Sudah diperiksa sendiri dengan teliti"

    /// Posts without first seeing the act's own page, which this officer may not be allowed to see.
    @discardableResult
    func post(_ path: String, _ fields: [(String, String)] = []) async throws -> Answer {
        try await browser.post(path, fields, seeing: Paths.office)
    }
}

extension World {
    /// Lets one officer of each holding try, one after the other: of every one on SQLite, of the largest on PostgreSQL.
    func eachAlone(
        _ holdings: [[Role]]? = nil, _ body: (LoneOfficer) async throws -> Void
    ) async throws {
        let usual = dependencies.database.engine == .sqlite ? Holdings.all : Holdings.largest
        for (place, roles) in (holdings ?? usual).enumerated() {
            let officer = try await officer(roles, "sendiri\(place)")
            try await body(LoneOfficer(roles: roles, id: officer.id, browser: officer.browser))
        }
    }

    /// Everything by which money moves or would move: the journal, decrees in force, approved batches and accounts that
    /// are paid.
    func money() async throws -> [Int64] {
        try await counts(
            "SELECT COUNT(*) AS one FROM journal_entry",
            "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) AS one FROM posting",
            "SELECT COUNT(*) AS one FROM decree WHERE signed_at IS NOT NULL",
            "SELECT COUNT(*) AS one FROM payout_batch WHERE approver_id IS NOT NULL",
            "SELECT COUNT(*) AS one FROM disbursement WHERE state <> 'drafted'",
            "SELECT COUNT(*) AS one FROM payee_account WHERE linked_at IS NOT NULL")
    }

    private func counts(_ statements: SQL...) async throws -> [Int64] {
        try await dependencies.database.read { tx in
            try statements.map { try tx.row($0)?["one"] ?? -1 }
        }
    }

    /// A wave that is sealed and drawn, and neither decreed nor announced.
    func drawnOnly() async throws -> [Candidate] {
        try await advanceWaves()
        let people = [try await candidate(priority: true), try await candidate(), try await candidate()]
        for person in people { try await person.browser.join() }
        clock.set(try await wave().closesAt + Wave.drain)
        try await advanceWaves()
        let first = try await officer(.operations, "pengundi")
        #expect(try await first.browser.act(.draw).location == Paths.officeWave(1))
        #expect(try await wave().state == .drawn)
        return people
    }

    /// Seal, seed, every place and every entry's rank, as texts.
    func outcome() async throws -> [String] {
        let wave = try await wave()
        return try await dependencies.database.read { tx in
            let draw = try tx.rows("SELECT root, seed, selected FROM draw WHERE wave_id = \(wave.id)")
            let entries = try tx.rows(
                """
                SELECT id, person_id, state, priority, province, household
                FROM entry
                WHERE wave_id = \(wave.id)
                ORDER BY id
                """)
            let places = try tx.rows(
                """
                SELECT ticket, person_id, entry_id, state, position, pool
                FROM entry_place
                WHERE wave_id = \(wave.id)
                ORDER BY ticket
                """)
            let pages = try tx.rows(
                "SELECT kind, first, bytes FROM draw_page WHERE wave_id = \(wave.id) ORDER BY kind, first")
            return (draw + entries + places + pages).map { row in row.texts.map { $0 ?? "-" }.joined(separator: " ") }
                + ["\(wave.closesAt) \(wave.announcesAt) \(wave.quota)"]
        }
    }

    /// The rows that prove what happened, by table: nothing may change them.
    func trace() async throws -> [String: [Int64: String]] {
        try await dependencies.database.read { tx in
            var found: [String: [Int64: String]] = [:]
            for (table, rows) in [
                ("audit_event", try tx.rows("SELECT id, at, actor_id, action, subject, detail FROM audit_event")),
                (
                    "access_reading",
                    try tx.rows("SELECT id, at, officer_id, account_id, kind, work FROM access_reading")
                ),
                ("bound_record", try tx.rows("SELECT id, at, kind, row_id, digest FROM bound_record")),
                ("log_leaf", try tx.rows("SELECT sequence, kind, row_id, hash FROM log_leaf")),
                ("checkpoint", try tx.rows("SELECT size, root, at, note FROM checkpoint")),
            ] {
                for row in rows {
                    let texts = row.texts.map { $0 ?? "-" }
                    guard let id = texts.first.flatMap({ Int64($0, in: 0...Int64.max) }) else { continue }
                    found[table, default: [:]][id] = texts.joined(separator: " ")
                }
            }
            return found
        }
    }

    /// Expects that each row of an earlier `trace` is as it was.
    func expectTrace(_ before: [String: [Int64: String]], _ comment: Comment) async throws {
        let now = try await trace()
        for (table, rows) in before {
            let changed = rows.filter { now[table]?[$0.key] != $0.value }
            #expect(changed.isEmpty, "\(table) \(changed.keys.sorted()): \(comment)")
        }
    }
}
