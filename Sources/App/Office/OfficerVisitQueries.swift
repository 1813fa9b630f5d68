import Foundation
import Programme
import Storage

extension Transaction {
    var visits: OfficerVisitQueries { OfficerVisitQueries(tx: self) }
}

/// The people and cases that each officer opened last, for their desk: the only writer of `officer_visit`. A shortcut
/// and no record: who read what is in the log of readings.
struct OfficerVisitQueries {
    let tx: Transaction

    /// Rows kept for each officer.
    static let most = 8

    /// - Parameter label: a person's name or a case's number; stored encrypted.
    func note(_ path: String, label: String, by officer: ID<Officer>, at now: Instant, vault: Vault) throws {
        let sealed = try vault.seal(label, table: "officer_visit", column: "label", row: officer.rawValue)
        try tx.run(
            """
            INSERT INTO officer_visit (officer_id, path, label, opened_at)
            VALUES (\(officer), \(path), \(sealed), \(now))
            ON CONFLICT (officer_id, path) DO UPDATE
            SET label = excluded.label, opened_at = excluded.opened_at
            """)
        try tx.run(
            """
            DELETE FROM officer_visit
            WHERE officer_id = \(officer) AND path NOT IN (
                SELECT path
                FROM officer_visit
                WHERE officer_id = \(officer)
                ORDER BY opened_at DESC, path
                LIMIT \(Self.most)
            )
            """)
    }

    /// Newest first.
    func latest(of officer: ID<Officer>, vault: Vault) throws -> [OfficerVisit] {
        try tx.rows(
            """
            SELECT path, label, opened_at
            FROM officer_visit
            WHERE officer_id = \(officer)
            ORDER BY opened_at DESC, path
            LIMIT \(Self.most)
            """
        ).map { row in
            try OfficerVisit(
                path: row["path"],
                label: vault.openText(
                    row["label"], table: "officer_visit", column: "label", row: officer.rawValue),
                at: row["opened_at"])
        }
    }
}

/// A page that an officer opened, by the programme's clock.
struct OfficerVisit: Sendable {
    let path: String
    let label: String
    let at: Instant
}
