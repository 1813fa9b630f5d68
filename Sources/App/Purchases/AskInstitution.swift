import Programme
import Storage

/// An officer has asked an institution about its implausible completions and writes down the answer: the desk shows the
/// institution again only for later ones.
struct AskInstitution: Sendable {
    let dependencies: Dependencies

    /// False for an institution that does not exist.
    func record(
        _ institution: ID<Partner>, answered reason: OfficeReason, by officer: ID<Officer>, in tx: Transaction
    ) throws -> Bool {
        guard try tx.partners.find(institution) != nil else { return false }
        let event = AuditEvent(
            HastyInstitution.asked, subject: "partner:\(institution)", detail: ["reason": reason.text])
        try tx.audit.record(event, by: .officer(officer), at: dependencies.moment(), ids: dependencies.ids)
        return true
    }
}
