import Foundation
import Programme
import Storage

/// Entries compared with the acts that the log has of them: who joined, withdrew or was removed. A code says what an
/// act of joining wrote; that nothing is missing, and that a person who withdrew stays out, only the log says.
extension EntryQueries {
    /// Events and rows compared in one read.
    private static let compared = 5_000
    private static let joined = "entry.joined"
    private static let withdrawn = "entry.withdrawn"

    /// Entries that count although their person withdrew, or was removed, and has not joined since.
    func returned(in wave: Wave, vault: Vault) throws -> [ID<Entry>] {
        let removed: [ID<Entry>] = try tx.rows(
            """
            SELECT entry.id
            FROM entry_removal
            JOIN entry ON entry.id = entry_removal.entry_id
            WHERE entry_removal.wave_id = \(wave.id) AND entry.state <> 'withdrawn'
            ORDER BY entry.id
            """
        ).map { try $0["id"] }
        let present = try tx.rows(
            """
            SELECT entry.id, MAX(audit_event.id) AS event
            FROM audit_event
            CROSS JOIN entry
            WHERE audit_event.subject = \(wave.subject) AND audit_event.action = \(Self.withdrawn)
                AND audit_event.actor_kind = 'person' AND entry.wave_id = \(wave.id)
                AND entry.person_id = audit_event.actor_id AND entry.state <> 'withdrawn' AND entry.code IS NOT NULL
            GROUP BY entry.id
            ORDER BY entry.id
            """
        ).map { row -> (entry: ID<Entry>, event: ID<AuditEvent>) in try (row["id"], row["event"]) }
        let bySystem = try withdrawnBySystem(from: wave)
        let restored = try tx.rows(
            """
            SELECT id
            FROM entry
            WHERE id IN (\(list: bySystem.keys.sorted())) AND wave_id = \(wave.id) AND state <> 'withdrawn'
            ORDER BY id
            """
        ).compactMap { row -> (entry: ID<Entry>, event: ID<AuditEvent>)? in
            let id: ID<Entry> = try row["id"]
            return bySystem[id].map { (id, $0) }
        }
        let returned = try (present + restored).filter { try !hasJoined($0.entry, after: $0.event, vault) }
        return Set(removed + returned.map(\.entry)).sorted()
    }

    /// Entries that do not count although their person did not withdraw, and was not removed by an act.
    func left(in wave: Wave, vault: Vault) throws -> [ID<Entry>] {
        let bySystem = try withdrawnBySystem(from: wave)
        let absent = try tx.rows(
            """
            SELECT entry.id, own.event
            FROM entry
            LEFT JOIN (
                SELECT actor_id, MAX(id) AS event
                FROM audit_event
                WHERE subject = \(wave.subject) AND action = \(Self.withdrawn) AND actor_kind = 'person'
                GROUP BY actor_id
            ) AS own ON own.actor_id = entry.person_id
            WHERE entry.wave_id = \(wave.id) AND entry.state = 'withdrawn' AND entry.code IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM entry_removal WHERE entry_removal.entry_id = entry.id)
            ORDER BY entry.id
            """)
        let left = try absent.compactMap { row -> ID<Entry>? in
            let (id, own): (ID<Entry>, ID<AuditEvent>?) = try (row["id"], row["event"])
            guard let event = [own, bySystem[id]].compactMap(\.self).max() else { return id }
            return try hasJoined(id, after: event, vault) ? id : nil
        }
        let removals = try removals(in: wave.id, vault: vault)
        return left + removals.all.subtracting(removals.byAct).sorted()
    }

    /// Entries that were removed before sealing, and those of them that an act removed.
    func removals(
        in wave: ID<Wave>, vault: Vault
    ) throws -> (all: Set<ID<Entry>>, byAct: Set<ID<Entry>>) {
        var (all, byAct): (Set<ID<Entry>>, Set<ID<Entry>>) = ([], [])
        var last = ID<Entry>(0)
        while true {
            let page: [ID<Entry>] = try tx.rows(
                """
                SELECT entry_id
                FROM entry_removal
                WHERE wave_id = \(wave) AND entry_id > \(last)
                ORDER BY entry_id
                LIMIT \(Self.compared)
                """
            ).map { try $0["entry_id"] }
            all.formUnion(page)
            byAct.formUnion(try tx.records.asBound(.removals, of: page, vault: vault))
            guard page.count == Self.compared, let end = page.last else { return (all, byAct) }
            last = end
        }
    }

    /// Entries of which the log has that their person joined, and that are gone, with the event. At most `limit`.
    ///
    /// - Parameters:
    ///   - wave: only those of the wave with this number.
    ///   - event: only those that joined after it.
    func gone(
        from wave: Int?, after event: ID<AuditEvent>?, limit: Int, vault: Vault
    ) throws -> [(entry: ID<Entry>, event: ID<AuditEvent>)] {
        var gone: [(entry: ID<Entry>, event: ID<AuditEvent>)] = []
        var last = event ?? ID(0)
        while gone.count < limit {
            let events = try tx.audit.details(of: Self.joined, after: last, limit: Self.compared)
            let named = events.compactMap { event -> (entry: ID<Entry>, event: ID<AuditEvent>)? in
                guard let detail = event.detail, wave == nil || detail["wave"] == wave.map(String.init),
                    let entry = detail["entry"].flatMap({ Int64($0, in: 1...Int64.max) })
                else { return nil }
                return (ID(entry), event.id)
            }
            let present: [ID<Entry>] = try tx.rows("SELECT id FROM entry WHERE id IN (\(list: named.map(\.entry)))")
                .map { try $0["id"] }
            let known = Set(present)
            let missing = named.filter { !known.contains($0.entry) }
            let coded = try tx.audit.coded(missing.map(\.event), vault: vault)
            gone += missing.filter { coded.contains($0.event) }
            guard events.count == Self.compared, let end = events.last else { break }
            last = end.id
        }
        return Array(gone.prefix(limit))
    }

    private func hasJoined(_ entry: ID<Entry>, after event: ID<AuditEvent>, _ vault: Vault) throws -> Bool {
        let subject = "entry:\(JoinReceipt.name(of: entry, vault).hex)"
        return try tx.audit.latest(Self.joined, subject: subject).map { $0 > event } ?? false
    }

    /// People whom the system withdrew because they got a place in an earlier wave, by their entry.
    private func withdrawnBySystem(from wave: Wave) throws -> [ID<Entry>: ID<AuditEvent>] {
        let events = try tx.rows(
            """
            SELECT id, detail
            FROM audit_event
            WHERE subject = \(wave.subject) AND action = \(Self.withdrawn) AND actor_kind = 'system'
            ORDER BY id
            """)
        return try events.reduce(into: [:]) { withdrawn, row in
            let text: String = try row["detail"]
            let detail = try? JSONDecoder().decode([String: String].self, from: Data(text.utf8))
            guard let entry = detail?["entry"].flatMap({ Int64($0, in: 1...Int64.max) }) else { return }
            withdrawn[ID(entry)] = try row["id"]
        }
    }
}
