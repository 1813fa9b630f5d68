import Foundation
import Programme
import Storage

/// What `prakerja audit verify` finds in the officers as a whole.
extension OfficerQueries {
    /// Breaks in the chain of the recorded digests, and officers whose roles one person may not hold. In English; empty
    /// where every change was an act.
    func discrepancies() throws -> [String] {
        try brokenChain() + heldTogether()
    }

    /// Each event's digest before is the digest after of the event before it, and the last one is that of the tables.
    private func brokenChain() throws -> [String] {
        var findings: [String] = []
        var last: (id: ID<AuditEvent>, digest: String)?
        for event in try tx.audit.details(of: Self.recorded.act, subject: Self.recorded.subject) {
            guard let detail = event.detail else {
                findings.append(
                    "the detail of audit event \(event.id) cannot be read: it was written by other means than an act")
                continue
            }
            if let last, detail["before"] != last.digest {
                findings.append(
                    """
                    the officers and their roles were changed by other means between audit event \(last.id) and audit \
                    event \(event.id)
                    """)
            }
            last = (event.id, detail["digest"] ?? "")
        }
        if let last, try digest() != last.digest {
            findings.append(
                "the officers and their roles are not as audit event \(last.id) recorded them: changed by other means")
        }
        return findings
    }

    /// Officers who hold, at one time, roles that the file in force keeps apart; none before the first start.
    private func heldTogether() throws -> [String] {
        guard let yaml = try tx.officeRoles.latest() else { return [] }
        guard let table = try? OfficeRoles(yaml: yaml) else {
            return ["the roles kept in the database cannot be read: changed by other means"]
        }
        let rows = try tx.rows(
            """
            SELECT officer_id, role, from_at, until_at
            FROM officer_role
            ORDER BY officer_id, from_at, role
            """
        ).map { row in
            let (from, until): (Instant, Instant?) = try (row["from_at"], row["until_at"])
            return (
                officer: try row["officer_id"] as ID<Officer>, role: try row["role"] as Role, from: from, until: until
            )
        }
        var found: [ID<Officer>: String] = [:]
        for (officer, held) in Dictionary(grouping: rows, by: { $0.officer }) {
            for start in held.map(\.from) {
                let roles = held.filter { $0.from <= start && $0.until.map { $0 > start } ?? true }.map(\.role)
                do {
                    try table.check(roles)
                } catch OfficeRolesRefusal.apart(let one, let other) {
                    found[officer] =
                        "officer \(officer) holds \(one.rawValue) and \(other.rawValue), which are kept apart"
                } catch OfficeRolesRefusal.alone(let role) {
                    found[officer] = "officer \(officer) holds \(role.rawValue) and another role, but it is held alone"
                } catch {
                    // A role that the present file does not know permits nothing.
                }
            }
        }
        return found.sorted { $0.key.rawValue < $1.key.rawValue }.map(\.value)
    }
}
