import Programme
import Storage

/// Entries whose events SQL deleted before they were sealed: the log has nothing of these acts, and the process that
/// wrote them says what they were (`TraceWatch`).
extension EntryQueries {
    /// Entries that are looked at, at most.
    private static let most = 5_000
    private static let joining = "entry.joined"

    /// Entries of the wave that are not as the newest of these acts left them: one whose person joined is gone or does
    /// not count, or one whose person withdrew counts.
    ///
    /// - Parameter event: acts before it are not of this wave.
    func notAsLeft(
        by lost: Set<LostRow>, in wave: Wave, after event: ID<AuditEvent>, vault: Vault
    ) throws -> [ID<Entry>] {
        let newest = Self.newest(of: lost).filter { $0.value.row > event.rawValue }
        guard !newest.isEmpty else { return [] }
        let entries = Array(newest.keys.sorted().prefix(Self.most))
        let present = try standing(of: entries)
        let withdrawals = try withdrawals(from: wave, vault: vault)
        let removed = try removals(in: wave.id, vault: vault).byAct
        return try entries.filter { entry in
            guard let act = newest[entry] else { return false }
            let row = present[entry]
            if act.isWithdrawal {
                guard let row, row.wave == wave.id, row.counts else { return false }
                return try latestJoining(of: entry, vault: vault).map { $0.rawValue < act.row } ?? true
            }
            if let left = withdrawals.newest[entry], left.rawValue > act.row { return false }
            guard let row else { return act.wave == wave.number }
            return row.wave == wave.id && !row.counts && !removed.contains(entry)
        }
    }

    /// The newest act on each entry whose event was gone, by the events about them that an act wrote.
    func lostActs(vault: Vault) throws -> [ID<Entry>: LostRow] {
        Self.newest(of: try tx.audit.lost(besides: [], vault: vault))
    }

    private static func newest(of lost: Set<LostRow>) -> [ID<Entry>: LostRow] {
        let acts = lost.filter { $0.subject == "entry" && ($0.act == joining || $0.isWithdrawal) }
        return Dictionary(acts.map { (ID<Entry>($0.about), $0) }) { $0.row > $1.row ? $0 : $1 }
    }

    private func standing(of entries: [ID<Entry>]) throws -> [ID<Entry>: (wave: ID<Wave>, counts: Bool)] {
        try tx.rows("SELECT id, wave_id, state FROM entry WHERE id IN (\(list: entries))").reduce(into: [:]) {
            let (id, wave, state): (ID<Entry>, ID<Wave>, String) = try ($1["id"], $1["wave_id"], $1["state"])
            $0[id] = (wave: wave, counts: state != Entry.State.withdrawn.rawValue)
        }
    }
}

extension LostRow {
    /// Of an event of an entry: whether its person withdrew, and did not join.
    var isWithdrawal: Bool { act == "entry.withdrawn" }
}
