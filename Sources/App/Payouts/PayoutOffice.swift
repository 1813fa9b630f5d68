import HTTPTypes
import Hummingbird
import Programme
import Storage

/// `/kantor/penyaluran`: an officer drafts a batch of requested payments, another approves it, and it is sent.
struct PayoutOffice: Sendable {
    let dependencies: Dependencies

    private var actions: PayoutActions { PayoutActions(dependencies: dependencies) }

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
        let (waiting, batches) = try await dependencies.database.read { tx in
            // One more than shown, to know whether there are older ones.
            (try tx.incentives.waiting(), try tx.payouts.latest(before: before, limit: Self.listed + 1))
        }
        let page = PayoutsPage(
            t: context.t, waiting: waiting.count, amount: waiting.amount, limit: PayoutBatch.limit,
            mayDraft: context.officer.may(.draftPayouts),
            mayReadNames: context.officer.mayAny(PayeeNameOffice.readers),
            batches: batches.prefix(Self.listed).map(BatchRow.init), hasOlder: batches.count > Self.listed,
            form: context.newForm)
        return context.page(page)
    }

    @Sendable private func draft(request: Request, context: OfficerContext) async throws -> Response {
        try context.requireProof()
        _ = try await context.form(request)
        try context.require(.draftPayouts)
        let (batch, leftOut) = try await actions.draft(by: context.officer)
        guard leftOut > 0 else { return context.redirect(Paths.payoutBatch(batch), saying: .batchDrafted) }
        return context.redirect(Paths.payoutBatch(batch), saying: .batchDraftedWithout.counting(leftOut))
    }

    @Sendable private func show(request: Request, context: OfficerContext) async throws -> Response {
        context.page(try await page(context, context.newForm, BatchView(rawValue: request.query("lihat"))))
    }

    /// - Parameter view: as asked for; the usual one where it is nil or not offered.
    private func page(
        _ context: OfficerContext, _ form: FormState, _ view: BatchView? = nil
    ) async throws -> PayoutBatchPage {
        try requireReading(context)
        let id = try batchID(context)
        let (stored, review, shown, items, isStopped) = try await dependencies.database.transaction {
            [dependencies] tx in
            guard let stored = try tx.payouts.batch(id) else { throw HTTPError(.notFound) }
            let items = try tx.payouts.items(of: id)
            let rows = try PaymentRow.all(items, in: tx, on: dependencies)
            let review = try BatchReview(of: stored, rows, items, in: tx, on: dependencies)
            let offered = BatchView.offered(of: review, isUndecided: BatchRow(stored).isUndecided)
            let shown = view.flatMap { offered.contains($0) ? $0 : nil } ?? offered[0]
            let listed = select(shown, of: rows, for: context.officer.id, id)
            try context.records(.payee, of: listed.map(\.person), because: .work("payout:\(id)"), in: tx)
            return (stored, review, shown, listed, try tx.officers.isSuspended(stored.batch.author))
        }
        let permissions = context.officer.permissions
        let isAuthor = context.officer.isSame(as: stored.batch.author)
        return PayoutBatchPage(
            t: context.t, batch: BatchRow(stored),
            refusedBecause: try stored.refusal?.reason?.open(dependencies.shownVault) ?? "", review: review,
            items: items,
            view: shown,
            now: dependencies.clock.now(),
            mayApprove: permissions.contains(.approvePayouts) && !isAuthor && !isStopped, isStopped: isStopped,
            mayRefuse: permissions.contains(.approvePayouts) || isAuthor && permissions.contains(.draftPayouts),
            mayLookUp: permissions.contains(.approvePayouts) || permissions.contains(.draftPayouts),
            mayExport: context.officer.mayAny(Set(ExportKind.batch.asking)), officer: context.officer, form: form,
            isDemo: dependencies.configuration.demo)
    }

    /// The rows of a view. A sample is drawn by a secret key, so that the author cannot know which payments are looked
    /// at, and is the same for the same officer however often they reload the page.
    private func select(
        _ view: BatchView, of rows: [PaymentRow], for officer: ID<Officer>, _ batch: ID<PayoutBatch>
    ) -> [PaymentRow] {
        switch view {
        case .all: return rows
        case .differing: return rows.filter(\.isDiffering)
        case .takenOut: return rows.filter { $0.takenOutBecause != nil }
        case .sample:
            let places = rows.map { row in
                let mark = dependencies.vault.lookup("\(batch)/\(officer)/\(row.id)", purpose: "payout-sample")
                return (mark: mark, row: row)
            }
            return places.sorted { $0.mark.lexicographicallyPrecedes($1.mark) }.prefix(BatchView.samples).map(\.row)
        }
    }

    @Sendable private func refuse(request: Request, context: OfficerContext) async throws -> Response {
        try context.requireProof()
        let form = try await context.form(request)
        let (reason, errors) = ReasonField.read(form, context.t)
        guard let reason else {
            return context.page(try await page(context, form.state.with(errors)), status: .unprocessableContent)
        }
        let id = try batchID(context)
        try await deciding(id) { try await actions.refuse(id, because: reason, by: context.officer) }
        return context.redirect(Paths.payoutBatch(id), saying: .batchRefused)
    }

    @Sendable private func approve(request: Request, context: OfficerContext) async throws -> Response {
        try context.requireProof()
        let form = try await context.form(request)
        let id = try batchID(context)
        if let error = try await sumError(of: id, form[TypedSum.field], context) {
            return context.page(try await page(context, form.state.with([error])), status: .unprocessableContent)
        }
        try await deciding(id) { try await actions.approve(id, by: context.officer) }
        return context.redirect(Paths.payoutBatch(id), saying: .batchApproved)
    }

    /// Carries out a decision; a refusal leads back to the batch that it is about.
    private func deciding(_ id: ID<PayoutBatch>, _ act: () async throws -> Bool) async throws {
        do {
            guard try await act() else { throw HTTPError(.notFound) }
        } catch let refusal as PayoutRefusal {
            throw RefusedBatchDecision(refusal: refusal, batch: id)
        }
    }

    /// Nil also for an officer who may not approve, and for a batch that was decided or has stopped: the act refuses these
    /// and records it.
    private func sumError(
        of id: ID<PayoutBatch>, _ typed: String, _ context: OfficerContext
    ) async throws -> FieldError? {
        let open = try await dependencies.database.read { tx -> StoredBatch? in
            guard let stored = try tx.payouts.batch(id) else { return nil }
            return try tx.officers.isSuspended(stored.batch.author) ? nil : stored
        }
        guard context.officer.may(.approvePayouts), let stored = open, BatchRow(stored).isUndecided,
            !context.officer.isSame(as: stored.batch.author)
        else { return nil }
        return TypedSum.error(typed, stored.total, context.t)
    }

    /// The permissions that may view batches: drafting, approving and auditing.
    static let readers: Set<Permission> = [.draftPayouts, .approvePayouts, .readAudit]

    private func requireReading(_ context: OfficerContext) throws {
        try context.officer.requireAny(Self.readers)
    }

    private func batchID(_ context: OfficerContext) throws -> ID<PayoutBatch> {
        guard let id = context.parameters.get("id").flatMap({ ID<PayoutBatch>($0) }) else { throw HTTPError(.notFound) }
        return id
    }
}

extension OfficeSection {
    static let payouts = OfficeSection(
        name: Bilingual(id: "Penyaluran", en: "Payouts"),
        purpose: Bilingual(
            id: "Susun kelompok pembayaran, minta persetujuan, lihat yang sampai.",
            en: "Draft batches of payments, have them approved, see what arrived."),
        path: Paths.payouts, readers: PayoutOffice.readers, group: .money, icon: .coins,
        also: [Paths.payeeNames, Paths.statements])
}
