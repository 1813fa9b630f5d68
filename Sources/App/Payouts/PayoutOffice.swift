import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/kantor/penyaluran`: an officer drafts a batch of requested payments, another approves it, and it is sent.
struct PayoutOffice: Sendable {
    let platform: Platform

    /// Batches per page.
    static let listed = 50

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get(Paths.payouts, use: list)
        routes.post(Paths.payouts, use: draft)
        routes.get(Paths.payoutBatch.pattern, use: show)
        routes.post(Paths.payoutApproval.pattern, use: approve)
        routes.post(Paths.payoutRefusal.pattern, use: refuse)
        routes.get(Paths.payoutRefusal.pattern, use: show)
        return routes
    }

    @Sendable private func list(request: Request, context: OfficerContext) async throws -> Response {
        try requireReading(context)
        let before = ID<PayoutBatch>(request.query("sebelum"))
        let (waiting, batches) = try await platform.database.read { tx in
            // One more than shown, to know whether there are older ones.
            (try tx.incentives.waiting(), try tx.payouts.latest(before: before, limit: Self.listed + 1))
        }
        let page = PayoutsPage(
            t: context.t, waiting: waiting.count, amount: waiting.amount, limit: PayoutBatch.limit,
            mayDraft: context.officer.role.permissions.contains(.draftPayouts),
            mayReadNames: context.officer.role.mayAny(PayeeNameOffice.readers),
            batches: batches.prefix(Self.listed).map(BatchRow.init), hasOlder: batches.count > Self.listed,
            form: context.newForm)
        return context.page(page)
    }

    @Sendable private func draft(request: Request, context: OfficerContext) async throws -> Response {
        _ = try await context.form(request)
        try context.require(.draftPayouts)
        let batch = try await platform.database.transaction { tx in
            try draft(by: context.officer.id, in: tx)
        }
        return context.redirect(Paths.payoutBatch(batch))
    }

    /// Requests of a person without a linked account, or whose NIK another person claims, are left for a later batch.
    private func draft(by officer: ID<Officer>, in tx: Transaction) throws -> ID<PayoutBatch> {
        let payable = try tx.incentives.requested(limit: PayoutBatch.limit).compactMap {
            stored -> (Instalment, ID<PayeeAccount>)? in
            guard try tx.disputes.mayBePaid(stored.instalment.person) else { return nil }
            return try tx.payees.linked(to: stored.instalment.person).map { (stored.instalment, $0.account.id) }
        }
        guard !payable.isEmpty else { throw PayoutRefusal.nothingRequested }
        let batch = try tx.payouts.draft(by: officer, on: platform)
        for (instalment, payee) in payable {
            try tx.payouts.add(instalment, to: batch, payee: payee, on: platform)
        }
        let total = payable.reduce(Rupiah.zero) { $0 + $1.0.amount }
        try tx.audit.record(
            AuditEvent(
                "payout.drafted", subject: "payout:\(batch)",
                detail: ["items": String(payable.count), "total": String(total.amount)]),
            by: .officer(officer), on: platform)
        return batch
    }

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        context.page(try await page(context, context.newForm))
    }

    private func page(_ context: OfficerContext, _ form: FormState) async throws -> PayoutBatchPage {
        try requireReading(context)
        let id = try batchID(context)
        let (stored, items) = try await platform.database.read { [platform] tx in
            guard let stored = try tx.payouts.batch(id) else { throw HTTPError(.notFound) }
            return (stored, try tx.payouts.items(of: id).map { try PaymentRow($0, in: tx, on: platform) })
        }
        let permissions = context.officer.role.permissions
        let isAuthor = stored.batch.author == context.officer.id
        return PayoutBatchPage(
            t: context.t, batch: BatchRow(stored), items: items, now: platform.clock.now(),
            mayApprove: permissions.contains(.approvePayouts) && !isAuthor,
            mayRefuse: permissions.contains(.approvePayouts) || isAuthor && permissions.contains(.draftPayouts),
            mayLookUp: permissions.contains(.approvePayouts) || permissions.contains(.draftPayouts), form: form)
    }

    /// An approver refuses the batch with a reason, or its author withdraws it. Nothing of it is sent, and its requests
    /// wait for another batch.
    @Sendable private func refuse(request: Request, context: OfficerContext) async throws -> Response {
        let form = try await context.form(request)
        let (reason, errors) = ReasonField.read(form, context.t)
        guard let reason else {
            return context.page(try await page(context, form.state.with(errors)), status: .unprocessableContent)
        }
        let (id, officer) = (try batchID(context), context.officer.id)
        try await platform.database.transaction { [platform] tx in
            guard let stored = try tx.payouts.batch(id) else { throw HTTPError(.notFound) }
            if stored.batch.author != officer { try context.require(.approvePayouts) }
            try stored.batch.checkUndecided()
            guard try tx.payouts.refuse(id, because: reason, by: officer, at: platform.clock.now()) else {
                throw PayoutRefusal.alreadyApproved
            }
            try tx.audit.record(
                AuditEvent(
                    "payout.refused", subject: "payout:\(id)",
                    detail: ["items": String(stored.items), "reason": reason.text]),
                by: .officer(officer), on: platform)
        }
        return context.redirect(Paths.payoutBatch(id))
    }

    @Sendable private func approve(request: Request, context: OfficerContext) async throws -> Response {
        _ = try await context.form(request)
        let id = try batchID(context)
        try await platform.database.transaction { tx in
            guard let stored = try tx.payouts.batch(id) else { throw HTTPError(.notFound) }
            do {
                try stored.batch.approve(by: context.officer.id)
                try context.require(.approvePayouts)
            } catch let refusal as any Refusal {
                throw try deny(refusal, id, context.officer.id, in: tx)
            }
            let now = platform.clock.now()
            guard try tx.payouts.approve(id, by: context.officer.id, at: now) else {
                throw PayoutRefusal.alreadyApproved
            }
            try tx.ledger.open(.payoutClearing(id), ids: platform.ids)
            try tx.ledger.open(.sink(.paidIncentive), ids: platform.ids)
            for item in try tx.payouts.items(of: id) {
                try tx.jobs.enqueue(SendDisbursement(disbursement: item.disbursement.id), on: platform)
            }
            try tx.audit.record(
                AuditEvent(
                    "payout.approved", subject: "payout:\(id)",
                    detail: ["items": String(stored.items), "total": String(stored.total.amount)]),
                by: .officer(context.officer.id), on: platform)
        }
        return context.redirect(Paths.payoutBatch(id))
    }

    /// Records the denial in the audit trail; `CommittedRefusal` commits the record although the act is refused.
    private func deny(
        _ refusal: any Refusal, _ batch: ID<PayoutBatch>, _ officer: ID<Officer>, in tx: Transaction
    ) throws -> CommittedRefusal {
        try tx.audit.record(
            AuditEvent("payout.approval-denied", subject: "payout:\(batch)", detail: ["why": refusal.code]),
            by: .officer(officer), on: platform)
        return CommittedRefusal(refusal)
    }

    /// The permissions that may view batches: drafting, approving and auditing.
    static let readers: Set<Permission> = [.draftPayouts, .approvePayouts, .readAudit]

    private func requireReading(_ context: OfficerContext) throws {
        if !context.officer.role.mayAny(Self.readers) { try context.require(.draftPayouts) }
    }

    private func batchID(_ context: OfficerContext) throws -> ID<PayoutBatch> {
        guard let id = context.parameters.get("id").flatMap({ ID<PayoutBatch>($0) }) else { throw HTTPError(.notFound) }
        return id
    }
}
