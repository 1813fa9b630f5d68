import Programme
import Storage

extension BoundKind {
    /// Why a person was removed from a wave before it was sealed, by the entry's id. One that no act bound takes no
    /// person's chance away: sealing counts its entry as missing.
    static let removals = BoundKind(
        "entry-removal", title: "removal of entry", covers: "wave and reasons",
        due: "SELECT entry_id AS id FROM entry_removal"
    ) { ids in
        [
            """
            SELECT entry_id AS id, wave_id, reasons, removed_at
            FROM entry_removal
            WHERE entry_id IN (\(list: ids))
            """
        ]
    }
}
