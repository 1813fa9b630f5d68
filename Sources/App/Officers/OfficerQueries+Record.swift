import Crypto
import Foundation
import Programme
import Storage

/// What the audit log says of all officers together, so that a change by SQL alone is found.
extension OfficerQueries {
    /// The subject and the act under which the digest of all officers is recorded.
    static let recorded = (act: "officers.recorded", subject: "officers")

    /// Every officer with state and roles, in the order of their ids, after the digest of the role file in force. Two
    /// databases whose officers may do the same have the same text.
    func canonicalText() throws -> String {
        let file: Data? = try tx.row("SELECT digest FROM office_role_file ORDER BY used_at DESC LIMIT 1")?["digest"]
        let roles = try tx.rows(
            """
            SELECT officer_id, held_for, role, from_at, until_at
            FROM officer_role
            ORDER BY officer_id, held_for, role, from_at
            """)
        var lines = ["roles \(file?.hex ?? "-")"]
        for row in try tx.rows("SELECT id, suspended_at FROM officer ORDER BY id") {
            let (id, suspended): (ID<Officer>, Instant?) = (try row["id"], try row["suspended_at"])
            lines.append("officer \(id) \(suspended == nil ? "active" : "suspended")")
            for role in roles where try role["officer_id"] as ID<Officer> == id {
                let (heldFor, name): (ID<Officer>, Role) = (try role["held_for"], try role["role"])
                let (from, until): (Instant, Instant?) = (try role["from_at"], try role["until_at"])
                let end = until.map { "\($0.milliseconds)" } ?? "-"
                lines.append("role \(id) \(heldFor) \(name.rawValue) \(from.milliseconds) \(end)")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// SHA-256 of `canonicalText`, in hexadecimal digits.
    func digest() throws -> String {
        Data(SHA256.hash(data: Data(try canonicalText().utf8))).hex
    }

    /// The digest before an act that changes officers. Locks the role file's rows until the end of the transaction, so
    /// that concurrent changes are serialised: each records as its digest before what the one before it left.
    func digestBeforeChange() throws -> String {
        try tx.run("UPDATE office_role_file SET used_at = used_at")
        return try digest()
    }

    /// Records the digests of all officers before and after an act that changes one. Each event's digest before is the
    /// digest after of the event before it, and the last digest that of the tables.
    ///
    /// - Parameter changed: the officer whom the act changed, whose record is bound; nil where only the roles did.
    func recordAll(
        after before: String, changed: ID<Officer>? = nil, by actor: Actor, at moment: Moment, ids: IDSource
    ) throws {
        if let changed { try tx.records.bind(.officers, changed, at: moment.real, ids: ids) }
        let event = AuditEvent(
            "officers.recorded", subject: Self.recorded.subject, detail: ["before": before, "digest": try digest()])
        try tx.audit.record(event, by: actor, at: moment, ids: ids)
    }
}
