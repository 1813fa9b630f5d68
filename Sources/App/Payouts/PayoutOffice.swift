import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/kantor/penyaluran`: one officer drafts a batch of what was asked for, another approves it, and it is sent.
struct PayoutOffice: Sendable {
    let platform: Platform

    /// How many batches are listed.
    private static let listed = 50

    var routes: RouteCollection<OfficerContext> {
        let routes = RouteCollection(context: OfficerContext.self)
        routes.get("/kantor/penyaluran", use: list)
        routes.post("/kantor/penyaluran", use: draft)
        routes.get("/kantor/penyaluran/:id", use: show)
        routes.post("/kantor/penyaluran/:id/persetujuan", use: approve)
        return routes
    }

    @Sendable private func list(request: Request, context: OfficerContext) async throws -> Response {
        try requireReading(context)
        let (waiting, batches) = try await platform.database.read { tx in
            (try tx.incentives.waiting(), try tx.payouts.latest(limit: Self.listed))
        }
        let page = PayoutsPage(
            t: context.t, waiting: waiting.count, amount: waiting.amount, limit: PayoutBatch.limit,
            mayDraft: context.officer.role.permissions.contains(.draftPayouts),
            batches: batches.map(BatchRow.init), form: context.newForm)
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

    /// Whoever has no account linked any more waits for the next batch.
    private func draft(by officer: ID<Officer>, in tx: Transaction) throws -> ID<PayoutBatch> {
        let payable = try tx.incentives.requested(limit: PayoutBatch.limit).compactMap { stored in
            try tx.payees.linked(to: stored.instalment.person).map { (stored.instalment, $0.account.id) }
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
        try requireReading(context)
        let id = try batchID(context)
        let (stored, items) = try await platform.database.read { tx in
            guard let stored = try tx.payouts.batch(id) else { throw HTTPError(.notFound) }
            return (stored, try self.items(of: id, in: tx))
        }
        let page = PayoutBatchPage(
            t: context.t, batch: BatchRow(stored), items: items, now: platform.clock.now(),
            mayApprove: context.officer.role.permissions.contains(.approvePayouts)
                && stored.batch.author != context.officer.id,
            mayLookUp: context.officer.role.permissions.contains(.approvePayouts), form: context.newForm)
        return context.page(page)
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

    /// A denial leaves its trace although the act does not happen.
    private func deny(
        _ refusal: any Refusal, _ batch: ID<PayoutBatch>, _ officer: ID<Officer>, in tx: Transaction
    ) throws -> Recorded {
        try tx.audit.record(
            AuditEvent("payout.approval-denied", subject: "payout:\(batch)", detail: ["why": refusal.code]),
            by: .officer(officer), on: platform)
        return Recorded(refusal)
    }

    private func items(of batch: ID<PayoutBatch>, in tx: Transaction) throws -> [PaymentRow] {
        try tx.payouts.items(of: batch).map { stored in
            let payee = try tx.payees.find(stored.payee)
            return PaymentRow(
                stored: stored, instalment: try tx.incentives.find(stored.instalment)?.instalment,
                holder: payee?.account.holder ?? "", account: payee?.readable(in: platform.payoutPartners) ?? ""
            )
        }
    }

    /// Everybody who drafts, approves or audits may look.
    private func requireReading(_ context: OfficerContext) throws {
        let readers: Set<Permission> = [.draftPayouts, .approvePayouts, .readAudit]
        if context.officer.role.permissions.isDisjoint(with: readers) { try context.require(.draftPayouts) }
    }

    private func batchID(_ context: OfficerContext) throws -> ID<PayoutBatch> {
        guard let id = context.parameters.get("id").flatMap({ ID<PayoutBatch>($0) }) else { throw HTTPError(.notFound) }
        return id
    }
}

extension Paths {
    static let payouts = "/kantor/penyaluran"
    static func payoutBatch(_ id: ID<PayoutBatch>) -> String { "\(payouts)/\(id)" }
    static func payoutApproval(_ id: ID<PayoutBatch>) -> String { "\(payouts)/\(id)/persetujuan" }
}
