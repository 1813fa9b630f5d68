import Programme
import Storage

extension BoundKind {
    /// A reported completion that waits for two officers, and what they decided: by an accepted one money is paid.
    static let heldCompletions = BoundKind(
        "held-completion", title: "reported completion", covers: "report, result, last day, proposals and decision",
        due: "SELECT id FROM held_completion",
        fields: { place, row, vault in try place == 0 ? row.texts : CompletionVerdict.bound(row, vault) }
    ) { ids in
        [
            """
            SELECT id, purchase_id, person_id, report_id, score, certificate_number, basis, grounds, minutes,
                of_institution, of_course, reported_at, decide_by, state, ended_at
            FROM held_completion
            WHERE id IN (\(list: ids))
            """,
            """
            SELECT held_id AS held, id, verdict, reason, proposed_by, proposed_duty, proposed_at, state, decided_by,
                decided_because, decided_at, sealed_reason, sealed_decided_because
            FROM completion_verdict
            WHERE held_id IN (\(list: ids))
            ORDER BY id
            """,
        ]
    }
}

extension CompletionVerdict {
    /// The columns of a row as they were bound before reasons were sealed.
    fileprivate static func bound(_ row: Row, _ vault: Vault) throws -> [String?] {
        let id: Int64 = try row["id"]
        var texts = try SealedText.verdictReason.bound(row, at: 3, of: id, leavingOut: 2, vault)
        texts[9] = try SealedText.verdictAnswer.find(row, of: id, vault)
        return texts
    }
}
