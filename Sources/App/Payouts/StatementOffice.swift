import HTTPTypes
import Hummingbird
import Programme
import Storage

/// Resolves payments that the rail did not know when queried, from the rail's statement. An officer looks the payment
/// up and records the finding; only when an officer of another duty confirms it does money move.
struct StatementOffice: Sendable {
    let platform: Platform

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.payoutStatement.pattern, use: show)
        routes.post(Paths.payoutStatement.pattern, use: propose)
        routes.post(Paths.payoutStatementDecision.pattern, use: decide)
        routes.get(Paths.payoutStatementDecision.pattern, use: show)
        return routes
    }

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        try requireDuty(context)
        return context.page(try await page(context, context.newForm))
    }

    @Sendable private func propose(request: Request, context: OfficerContext) async throws -> Response {
        let form = try await context.form(request)
        try requireDuty(context)
        let (id, officer) = (try payment(context), context.officer.id)
        var (reason, errors) = ReasonField.read(form, context.t)
        var finding: StatementFinding?
        do throws(PayoutRefusal) {
            finding = try StatementFinding(arrived: form["hasil"] == "ada", number: form["nomor"])
        } catch {
            errors.append(FieldError(field: "nomor", message: error.sentence(context.t)))
        }
        if !["ada", "tidak"].contains(form["hasil"]) {
            errors.append(FieldError(field: "hasil", message: PayoutRefusal.outcomeMissing.sentence(context.t)))
        }
        guard let reason, let finding, errors.isEmpty else {
            return context.page(
                try await page(context, form.state.with(errors)), status: .unprocessableContent)
        }
        let batch = try await platform.database.transaction { [platform] tx in
            let stored = try missing(id, in: tx)
            guard try tx.statements.propose(finding, because: reason, of: id, by: officer, on: platform) else {
                throw PayoutRefusal.alreadyProposed
            }
            try record("disbursement.looked-up", id, finding.arrived, reason, by: officer, in: tx)
            return stored.batch
        }
        return context.redirect(Paths.payoutStatement(batch, id))
    }

    /// The second officer confirms the finding, which is then posted, or refuses it, and the payment is looked up
    /// again.
    @Sendable private func decide(request: Request, context: OfficerContext) async throws -> Response {
        let form = try await context.form(request)
        try requireDuty(context)
        let (id, officer) = (try payment(context), context.officer)
        let (reason, errors) = ReasonField.read(form, context.t, name: StatementPage.decisionField)
        guard let reason else {
            return context.page(
                try await page(context, form.state.with(errors)), status: .unprocessableContent)
        }
        let confirms = form["putusan"] == "setuju"
        let batch = try await platform.database.transaction { tx in
            let stored = try missing(id, in: tx)
            guard let finding = try tx.statements.open(of: id) else { throw PayoutRefusal.nothingProposed }
            try confirm(finding, of: id, by: officer, in: tx)
            let decided = try tx.statements.decide(
                finding.id, as: confirms ? .confirmed : .refused, because: reason, by: officer.id,
                at: platform.realNow())
            guard decided else { throw PayoutRefusal.nothingProposed }
            if confirms { try carryOut(finding, stored, in: tx) }
            let act = confirms ? "disbursement.finding-confirmed" : "disbursement.finding-refused"
            try record(act, id, finding.arrived, reason, by: officer.id, in: tx)
            return stored.batch
        }
        return context.redirect(confirms ? Paths.payoutBatch(batch) : Paths.payoutStatement(batch, id))
    }

    private func carryOut(_ finding: StoredStatementFinding, _ stored: StoredDisbursement, in tx: Transaction) throws {
        let record = RecordPayment(platform: platform, stored: stored)
        if finding.arrived {
            try record.paid(finding.number, in: tx)
        } else {
            try record.failed(.notArrived, in: tx)
        }
    }

    /// Records a denial in the audit trail; `CommittedRefusal` commits the record although the act is refused.
    private func confirm(
        _ finding: StoredStatementFinding, of payment: ID<Disbursement>, by officer: Officer, in tx: Transaction
    ) throws {
        do {
            try FourEyes.confirm(try tx.officers.author(finding.proposedBy), by: officer.signatory)
        } catch let refusal as FourEyesRefusal {
            try tx.audit.record(
                AuditEvent(
                    "disbursement.finding-denied", subject: "disbursement:\(payment)", detail: ["reason": refusal.code]),
                by: .officer(officer.id), on: platform)
            throw CommittedRefusal(refusal)
        }
    }

    private func missing(_ id: ID<Disbursement>, in tx: Transaction) throws -> StoredDisbursement {
        guard let stored = try tx.payouts.disbursement(id) else { throw HTTPError(.notFound) }
        guard stored.disbursement.state == .missing else { throw PayoutRefusal.notMissing }
        return stored
    }

    private func record(
        _ act: String, _ payment: ID<Disbursement>, _ found: Bool, _ reason: OfficeReason, by officer: ID<Officer>,
        in tx: Transaction
    ) throws {
        let detail = ["found": found ? "yes" : "no", "reason": reason.text]
        try tx.audit.record(
            AuditEvent(act, subject: "disbursement:\(payment)", detail: detail), by: .officer(officer), on: platform)
    }

    private func page(_ context: OfficerContext, _ form: FormState) async throws -> StatementPage {
        let (id, officer) = (try payment(context), context.officer)
        return try await platform.database.read { [platform] tx in
            guard let stored = try tx.payouts.disbursement(id) else { throw HTTPError(.notFound) }
            let open = try tx.statements.open(of: id)
            var obstacle: FourEyesRefusal?
            if let open {
                do {
                    try FourEyes.confirm(try tx.officers.author(open.proposedBy), by: officer.signatory)
                } catch let refusal as FourEyesRefusal {
                    obstacle = refusal
                }
            }
            return StatementPage(
                t: context.t, batch: stored.batch, payment: try PaymentRow(stored, in: tx, on: platform),
                findings: try tx.statements.all(of: id), names: try tx.officers.names(), open: open,
                obstacle: obstacle, form: form)
        }
    }

    private func requireDuty(_ context: OfficerContext) throws {
        if !context.officer.role.permissions.contains(.draftPayouts) { try context.require(.approvePayouts) }
    }

    private func payment(_ context: OfficerContext) throws -> ID<Disbursement> {
        guard let id = context.parameters.get("payment").flatMap({ ID<Disbursement>($0) }) else {
            throw HTTPError(.notFound)
        }
        return id
    }
}
