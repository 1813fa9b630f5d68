import Foundation
import Programme
import Storage

extension Transaction {
    var keptSearches: KeptSearchQueries { KeptSearchQueries(tx: self) }
}

/// What an officer searched for. It has a number of its own, so that neither the text nor the reason is in an address.
struct KeptSearch: Sendable {
    let typed: String
    /// Nil while the officer has not said why.
    let reason: String?

    /// How long the way back leads to the results.
    static let lifetime = Span.minutes(30)
}

/// The searches of the last minutes, sealed: the only writer of `office_search`. Times are of the real clock.
struct KeptSearchQueries {
    let tx: Transaction

    func keep(
        _ search: KeptSearch, of officer: ID<Officer>, at now: Instant, ids: IDSource, vault: Vault
    ) throws -> ID<KeptSearch> {
        let id: ID<KeptSearch> = ids.next()
        let typed = try vault.seal(search.typed, table: "office_search", column: "typed", row: id.rawValue)
        let reason = try search.reason.map {
            try vault.seal($0, table: "office_search", column: "reason", row: id.rawValue)
        }
        try tx.run(
            """
            INSERT INTO office_search (id, officer_id, typed, reason, was_shown, ends_at)
            VALUES (\(id), \(officer), \(typed), \(reason), 0, \(now + KeptSearch.lifetime))
            """)
        return id
    }

    /// Nil where it is another officer's, or too long ago.
    func find(_ id: ID<KeptSearch>, of officer: ID<Officer>, at now: Instant, vault: Vault) throws -> KeptSearch? {
        try tx.row(
            """
            SELECT typed, reason
            FROM office_search
            WHERE id = \(id) AND officer_id = \(officer) AND ends_at > \(now)
            """
        ).map { row in
            let (typed, reason): (Data, Data?) = try (row["typed"], row["reason"])
            return KeptSearch(
                typed: try vault.openText(typed, table: "office_search", column: "typed", row: id.rawValue),
                reason: try reason.map {
                    try vault.openText($0, table: "office_search", column: "reason", row: id.rawValue)
                })
        }
    }

    /// True for the first time that the results are shown.
    func show(_ id: ID<KeptSearch>) throws -> Bool {
        try tx.run("UPDATE office_search SET was_shown = 1 WHERE id = \(id) AND was_shown = 0") == 1
    }

    func prune(at now: Instant) throws {
        try tx.run("DELETE FROM office_search WHERE ends_at <= \(now)")
    }
}
