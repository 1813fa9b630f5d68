import Programme
import Storage

/// Acts on a person in the audit log, and their rows in the bound records.
struct PersonActRecord: Sendable {
    let dependencies: Dependencies

    func proposed(_ value: PersonProposal, by officer: ID<Officer>, in tx: Transaction) throws {
        let event =
            switch value.act {
            case .correction: AuditEvent("correction.proposed", subject: subject(value), detail: detail(value))
            case .suspension: AuditEvent("suspension.proposed", subject: subject(value), detail: detail(value))
            case .lifting: AuditEvent("lifting.proposed", subject: subject(value), detail: detail(value))
            case .revocation: AuditEvent("revocation.proposed", subject: subject(value), detail: detail(value))
            case .restoration: AuditEvent("restoration.proposed", subject: subject(value), detail: detail(value))
            }
        try record(event, by: .officer(officer), in: tx)
        try bind(value.id, in: tx)
    }

    func decided(
        _ value: PersonProposal, as state: PersonProposal.State, by officer: ID<Officer>, in tx: Transaction
    ) throws {
        let (subject, detail) = (subject(value), detail(value))
        let isApproved = state == .approved
        let event =
            switch value.act {
            case .correction where isApproved:
                AuditEvent("correction.approved", subject: subject, detail: detail)
            case .correction: AuditEvent("correction.refused", subject: subject, detail: detail)
            case .suspension where isApproved:
                AuditEvent("suspension.approved", subject: subject, detail: detail)
            case .suspension: AuditEvent("suspension.refused", subject: subject, detail: detail)
            case .lifting where isApproved: AuditEvent("lifting.approved", subject: subject, detail: detail)
            case .lifting: AuditEvent("lifting.refused", subject: subject, detail: detail)
            case .revocation where isApproved:
                AuditEvent("revocation.approved", subject: subject, detail: detail)
            case .revocation: AuditEvent("revocation.refused", subject: subject, detail: detail)
            case .restoration where isApproved:
                AuditEvent("restoration.approved", subject: subject, detail: detail)
            case .restoration: AuditEvent("restoration.refused", subject: subject, detail: detail)
            }
        try record(event, by: .officer(officer), in: tx)
        try bind(value.id, in: tx)
    }

    /// The proposal as the transaction leaves it.
    func bind(_ id: ID<PersonProposal>, in tx: Transaction) throws {
        try tx.records.bind(.personProposals, id, at: dependencies.realNow(), ids: dependencies.ids)
    }

    func denied(
        _ refusal: any Refusal, _ act: PersonProposal.Act, _ person: ID<Account>, by officer: ID<Officer>,
        in tx: Transaction
    ) throws -> CommittedRefusal {
        try dependencies.denied(
            refusal, "person-act.denied", about: "account:\(person)", ["act": act.rawValue], by: .officer(officer),
            in: tx)
    }

    func record(_ event: AuditEvent, by actor: Actor, in tx: Transaction) throws {
        try tx.audit.record(event, by: actor, at: dependencies.moment(), ids: dependencies.ids)
    }

    private func subject(_ value: PersonProposal) -> String { "account:\(value.person)" }

    private func detail(_ value: PersonProposal) -> [String: String] {
        var detail = ["request": value.id.description]
        if let cause = value.cause { detail["cause"] = cause.rawValue }
        return detail
    }
}
