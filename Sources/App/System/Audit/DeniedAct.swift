import Programme
import Storage

extension Dependencies {
    /// Records that a decision was denied: by the rule of four eyes, because what was to be decided was changed by other
    /// means, or because it is the officer's own. The one way for every kind of proposal, so that each attempt is in the
    /// audit log under the same names.
    ///
    /// - Returns: what the act throws: a `CommittedRefusal` commits the record although the act is refused.
    @discardableResult
    func denied(
        _ refusal: any Refusal, _ action: String, about subject: String, _ detail: [String: String] = [:],
        by actor: Actor, in tx: Transaction
    ) throws -> CommittedRefusal {
        let event = AuditEvent(action, subject: subject, detail: detail.merging(["why": refusal.code]) { $1 })
        try tx.audit.record(event, by: actor, at: moment(), ids: ids)
        return CommittedRefusal(refusal)
    }
}
