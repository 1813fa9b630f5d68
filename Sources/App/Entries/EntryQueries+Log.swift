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
    func returned(in wave: Wave, _ withdrawals: Withdrawals, vault: Vault) throws -> [ID<Entry>] {
        let removed: [ID<Entry>] = try tx.rows(
            """
            SELECT entry.id
            FROM entry_removal
            JOIN entry ON entry.id = entry_removal.entry_id
            WHERE entry_removal.wave_id = \(wave.id) AND entry.state <> 'withdrawn'
            ORDER BY entry.id
            """
        ).map { try $0["id"] }
        var returned = removed
        for entries in withdrawals.newest.keys.sorted().pieces(of: Self.compared) {
            let counting: [ID<Entry>] = try tx.rows(
                """
                SELECT id
                FROM entry
                WHERE id IN (\(list: entries)) AND wave_id = \(wave.id) AND state <> 'withdrawn'
                """
            ).map { try $0["id"] }
            returned += Set(counting).subtracting(try joinedAgain(counting, since: withdrawals, vault: vault))
        }
        return Set(returned).sorted()
    }

    /// Entries that do not count although their person did not withdraw, and was not removed by an act.
    func left(in wave: Wave, _ withdrawals: Withdrawals, vault: Vault) throws -> [ID<Entry>] {
        let compared: SQL = try mayLackCodes(in: wave.id, vault: vault) ? "AND code IS NOT NULL" : ""
        let absent: [ID<Entry>] = try tx.rows(
            """
            SELECT id
            FROM entry
            WHERE wave_id = \(wave.id) AND state = 'withdrawn' \(compared)
                AND NOT EXISTS (SELECT 1 FROM entry_removal WHERE entry_removal.entry_id = entry.id)
            ORDER BY id
            """
        ).map { try $0["id"] }
        let again = try joinedAgain(absent, since: withdrawals, vault: vault)
        let lost = try lostActs(vault: vault)
        let left = try absent.filter { entry in
            guard withdrawals.newest[entry] == nil || again.contains(entry) else { return false }
            guard let act = lost[entry], act.isWithdrawal else { return true }
            return try latestJoining(of: entry, vault: vault).map { $0.rawValue > act.row } ?? false
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

    /// Those of the entries whose person joined after the newest withdrawal.
    private func joinedAgain(
        _ entries: [ID<Entry>], since withdrawals: Withdrawals, vault: Vault
    ) throws -> Set<ID<Entry>> {
        var again = Set(
            try lostActs(vault: vault).compactMap { entry, act in
                withdrawals.newest[entry].map { !act.isWithdrawal && act.row > $0.rawValue } == true ? entry : nil
            }
        ).intersection(entries)
        for page in entries.filter({ withdrawals.newest[$0] != nil }).pieces(of: Self.compared) {
            let named = Dictionary(page.map { (Self.subject(of: $0, vault), $0) }) { first, _ in first }
            let events = try tx.rows(
                """
                SELECT id, subject
                FROM audit_event
                WHERE subject IN (\(list: named.keys.sorted())) AND action = \(Self.joined)
                """
            ).compactMap { row -> (entry: ID<Entry>, event: ID<AuditEvent>)? in
                let (event, subject): (ID<AuditEvent>, String) = try (row["id"], row["subject"])
                guard let entry = named[subject], let left = withdrawals.newest[entry], event > left else { return nil }
                return (entry, event)
            }
            let coded = try tx.audit.coded(events.map(\.event), vault: vault)
            again.formUnion(events.filter { coded.contains($0.event) }.map(\.entry))
        }
        return again
    }

    /// The newest event by which the person of this entry joined.
    func latestJoining(of entry: ID<Entry>, vault: Vault) throws -> ID<AuditEvent>? {
        try tx.audit.latestCoded(Self.joined, subject: Self.subject(of: entry, vault), vault: vault)
    }

    /// The subject of the events of this entry's joining.
    private static func subject(of entry: ID<Entry>, _ vault: Vault) -> String {
        "entry:\(JoinReceipt.name(of: entry, vault).hex)"
    }

    /// The newest event by which this entry was withdrawn. The index `audit_event_withdrawn` finds it: a person who
    /// joins again must not wait for a reading of all withdrawals of the wave.
    func latestWithdrawal(of entry: ID<Entry>, from wave: Wave, vault: Vault) throws -> ID<AuditEvent>? {
        let named = ["entry": "\(entry)"]
        let details = try [named, named.merging(AuditEvent.byCommand) { $1 }].map { detail in
            String(decoding: try JSONEncoder.sorted.encode(detail), as: UTF8.self)
        }
        let events: [ID<AuditEvent>] = try tx.rows(
            """
            SELECT id
            FROM audit_event
            WHERE subject = \(wave.subject) AND action = 'entry.withdrawn' AND detail IN (\(list: details))
            """
        ).map { try $0["id"] }
        return try tx.audit.coded(events, vault: vault).max()
    }

    /// The entries of a wave that were withdrawn, by events that an act wrote. An earlier version's events of a person
    /// do not name the entry.
    func withdrawals(from wave: Wave, vault: Vault) throws -> Withdrawals {
        var (withdrawals, last) = (Withdrawals(), ID<AuditEvent>(-1))
        while true {
            let events = try tx.rows(
                """
                SELECT audit_event.id, audit_event.detail, entry.id AS own
                FROM audit_event
                LEFT JOIN entry ON entry.wave_id = \(wave.id) AND entry.person_id = audit_event.actor_id
                    AND audit_event.actor_kind = 'person'
                WHERE audit_event.subject = \(wave.subject) AND audit_event.action = \(Self.withdrawn)
                    AND audit_event.id > \(last)
                ORDER BY audit_event.id
                LIMIT \(Self.compared)
                """
            ).map { row -> (id: ID<AuditEvent>, detail: String, own: ID<Entry>?) in
                try (row["id"], row["detail"], row["own"])
            }
            let coded = try tx.audit.coded(events.map(\.id), vault: vault)
            for event in events where coded.contains(event.id) {
                let detail = try? JSONDecoder().decode([String: String].self, from: Data(event.detail.utf8))
                let named = detail?["entry"].flatMap { Int64($0, in: 1...Int64.max) }.map { ID<Entry>($0) }
                guard let entry = named ?? event.own else { continue }
                withdrawals.count += 1
                withdrawals.newest[entry] = event.id
            }
            guard events.count == Self.compared, let end = events.last else { return withdrawals }
            last = end.id
        }
    }

    /// How many events say that a person joined the wave, those without a code too: where the number is not the one of
    /// the entries, their codes are compared.
    func joinings(of wave: Wave, after event: ID<AuditEvent>) throws -> Int {
        let naming: String = "%\"wave\":\"\(wave.number)\"%"
        let row = try tx.row(
            """
            SELECT COUNT(*) AS joined
            FROM audit_event
            WHERE action = \(Self.joined) AND id > \(event) AND detail LIKE \(naming)
            """)
        return try row?["joined"] ?? 0
    }

    /// Entries of a wave that is not sealed yet with a number or a state that no act gives. At most `compared`.
    ///
    /// - Parameter state: also allowed. An interrupted sealing of an earlier version leaves it.
    func strange(in wave: ID<Wave>, besides state: Entry.State) throws -> [ID<Entry>] {
        try tx.rows(
            """
            SELECT id
            FROM entry
            WHERE wave_id = \(wave) AND (id <= 0 OR state NOT IN ('joined', 'withdrawn', \(state)))
            ORDER BY id
            LIMIT \(Self.compared)
            """
        ).map { try $0["id"] }
    }
}

/// Entries that an act withdrew.
struct Withdrawals: Sendable {
    /// How many events there are; a person can withdraw again.
    var count = 0
    /// The newest event of each entry.
    var newest: [ID<Entry>: ID<AuditEvent>] = [:]
}

extension Array {
    /// The elements in their order, so many at a time.
    fileprivate func pieces(of count: Int) -> [[Element]] {
        stride(from: 0, to: self.count, by: count).map { Array(self[$0..<Swift.min($0 + count, self.count)]) }
    }
}
