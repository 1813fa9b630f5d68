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

    /// The waves whose entries may lack a code. Migration 0443 chose them, and no act adds one.
    static let wavesBeforeCodes = BoundKind(
        "wave-before-codes", title: "wave from before codes", covers: "that its entries may lack one",
        due: "SELECT wave_id AS id FROM wave_before_codes"
    ) { ids in
        ["SELECT wave_id AS id FROM wave_before_codes WHERE wave_id IN (\(list: ids))"]
    }
}
